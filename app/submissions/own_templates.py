"""The unit's own templates: a Word or PowerPoint file with its logo, put in the teams' folders instead of our form.

It is kept only when fields of the form can be read back from it. A file that lies in a folder already is never
replaced, so what each template said is remembered, also when another or our form is used: it is no team's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, Deed
from app.cohorts import deviations_of, programme_as_run
from app.deliverables import FORMS
from app.errors import Code, Invalid, NotFound
from app.sensitive import redact
from app.submissions.models import OwnTemplate
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.guarded import read_template

if TYPE_CHECKING:
    from sqlalchemy.orm import QueryableAttribute

    from app.programmes import Template
    from app.submissions.reading.reports.templates import Bindings

MAX_TEMPLATE_BYTES = 4 * 1024 * 1024
"""Room for a logo and a few pictures; every team gets a copy."""


@dataclass(frozen=True, kw_only=True)
class InUse:
    """A file of the programme and whose it is; `own` is None while ours is used.

    `found` and `lacks` are the labels of the form's fields. A file with no form of fields cannot be replaced.
    """

    name: str
    may_be_own: bool
    own: OwnTemplate | None
    found: tuple[str, ...]
    lacks: tuple[str, ...]


def own_templates_of(session: Session, cohort_id: int) -> list[InUse]:
    """List the files that are put in the teams' folders, in the programme's order."""
    of_the_unit = select(OwnTemplate).where(OwnTemplate.cohort_id == cohort_id, col(OwnTemplate.in_use))
    without_bytes = of_the_unit.options(defer(cast("QueryableAttribute[bytes]", OwnTemplate.content)))
    kept = {(own.source, own.name): own for own in session.exec(without_bytes)}
    return [_in_use(one, kept.get((one.source, one.name))) for one in _templates(session, cohort_id)]


def upload_template(
    session: Session, cohort_id: int, *, name: str, content: bytes, filename: str, deed: Deed
) -> OwnTemplate:
    """Keep a file as the template called `name`, in place of the file before.

    Raises NotFound when the cohort has no such template, and Invalid for what cannot be used, saying why.
    """
    template = _called(session, cohort_id, name)
    bound = _usable(template, content, filename)
    own = OwnTemplate(
        cohort_id=cohort_id,
        source=template.source,
        name=template.name,
        filename=redact(filename),
        content=content,
        lacks=list(bound.lacks),
        said=sorted(
            {*bound.said, *template_prompts(session, cohort_id, source=template.source, name=template.name)}
        ),
        in_use=True,
        by=deed.actor,
        at=deed.at,
    )
    _note(session, own, Act.own_template_uploaded, deed=deed)
    return session.merge(own)


def use_our_template(session: Session, cohort_id: int, *, name: str, deed: Deed) -> None:
    """Put our own form in folders that do not have the file yet."""
    own = _kept(session, cohort_id, _called(session, cohort_id, name))
    if own is None or not own.in_use:
        return
    own.in_use = False
    _note(session, own, Act.own_template_put_aside, deed=deed)


def templates_to_put(session: Session, cohort_id: int, *, source: str, name: str) -> bytes | None:
    """Return the file to put in a folder; None where our form is used."""
    own = session.get(OwnTemplate, (cohort_id, source, name))
    return own.content if own and own.in_use else None


def template_prompts(session: Session, cohort_id: int, *, source: str, name: str) -> list[str]:
    """Return the texts that stood at the fields of every file the unit has had here, in use now or not."""
    own = session.get(OwnTemplate, (cohort_id, source, name))
    return own.said if own else []


def template_about(cohort_id: int, name: str) -> str:
    """Return the audit's name for a template."""
    return f"template:{cohort_id}:{name}"


def _templates(session: Session, cohort_id: int) -> tuple[Template, ...]:
    cohort = cohorts.get(session, cohort_id)
    return tuple(programme_as_run(cohort, deviations_of(session, cohort_id)).templates)


def _called(session: Session, cohort_id: int, name: str) -> Template:
    for template in _templates(session, cohort_id):
        if template.name == name and template.source in FORMS:
            return template
    raise NotFound(Code.no_such_template, f"Kullet har ingen mal som heter «{name}», og som kan byttes ut.")


def _kept(session: Session, cohort_id: int, template: Template) -> OwnTemplate | None:
    return session.get(OwnTemplate, (cohort_id, template.source, template.name))


def _usable(template: Template, content: bytes, filename: str) -> Bindings:
    """Open the file where it can do no harm; refuse a file from which no answer could be read."""
    ending = template.name.rpartition(".")[2]
    if not filename.lower().endswith(f".{ending}"):
        raise Invalid(
            Code.template_of_wrong_type,
            f"«{template.name}» må være en .{ending}-fil. Lagre malen som .{ending}, og last den opp.",
        )
    if len(content) > MAX_TEMPLATE_BYTES:
        raise Invalid(
            Code.template_too_large, "Malen er over 4 MB. Gjør bildene mindre, og last den opp på nytt."
        )
    try:
        bound = read_template(content, source=template.source)
    except Unreadable as unreadable:
        raise Invalid(Code.file_unreadable, unreadable.finding.text) from unreadable
    if bound.ending != ending:
        raise Invalid(
            Code.template_of_wrong_type,
            f"Filen heter .{ending}, men er en .{bound.ending}-fil. Lagre den som .{ending}.",
        )
    if not bound.sources:
        raise Invalid(
            Code.template_without_fields, f"Malen har ingen felt vi kjenner igjen. {bound.findings[0].text}"
        )
    return bound


def _in_use(template: Template, own: OwnTemplate | None) -> InUse:
    fields = FORMS.get(template.source, ())
    lacking = set(own.lacks) if own else set()
    return InUse(
        name=template.name,
        may_be_own=template.source in FORMS,
        own=own,
        found=tuple(field.label for field in fields if field.key not in lacking),
        lacks=tuple(field.label for field in fields if field.key in lacking),
    )


def _note(session: Session, own: OwnTemplate, act: Act, *, deed: Deed) -> None:
    audit.record(
        session,
        act,
        deed,
        about=template_about(own.cohort_id, own.name),
        cohort_id=own.cohort_id,
        details={"template": own.name, "file": own.filename},
    )
