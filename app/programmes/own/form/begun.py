"""A programme begun from nothing: a name, an owner, a purpose and the first meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.people import tidy_text
from app.programmes.language.check import problems_in
from app.programmes.language.definition import Definition
from app.programmes.own.form.keys import key_of
from app.programmes.own.form.misread import Misread
from app.programmes.own.form.refused import FormRefused
from app.programmes.own.form.when_text import when_read

if TYPE_CHECKING:
    from collections.abc import Collection

PLACES = {
    "name": "name",
    "owner": "owner",
    "purpose": "purpose",
    "source.document": "owner",
    "meetings[0].title": "meeting",
    "meetings[0].kind": "kind",
    "meetings[0].when": "when",
}


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The form as typed."""

    name: str = ""
    owner: str = ""
    purpose: str = ""
    meeting: str = ""
    kind: str = "gathering"
    when: str = ""


def begun(typed: Beginning, *, taken: Collection[str]) -> Definition:
    """Make the first version of a programme. Raises FormRefused naming each field that must be mended."""
    errors = [(name, "Dette må fylles ut.") for name in _left_empty(typed)]
    when: dict[str, Any] = {}
    try:
        when = when_read(typed.when)
    except Misread as error:
        errors.append(("when", str(error)))
    data = _data(typed, key=key_of(typed.name, taken, otherwise="program"), when=when)
    named = {name for name, _ in errors}
    found = [(PLACES.get(one.path, ""), one.text) for one in problems_in(data) if one.level == "error"]
    errors += [(place, text) for place, text in found if place not in named]
    if errors:
        raise FormRefused(errors)
    return Definition.model_validate(data)


def _left_empty(typed: Beginning) -> list[str]:
    return [name for name in ("name", "owner", "purpose", "meeting") if not tidy_text(getattr(typed, name))]


def _data(typed: Beginning, *, key: str, when: dict[str, Any]) -> dict[str, Any]:
    title = tidy_text(typed.meeting)
    meeting = {
        "key": key_of(title, (), otherwise="mote"),
        "kind": typed.kind,
        "title": title,
        "audience": "teams",
        "mode": "physical",
        "when": when,
    }
    return {
        "key": key,
        "name": tidy_text(typed.name),
        "owner": tidy_text(typed.owner),
        "version": 1,
        "purpose": typed.purpose.strip(),
        "source": {"document": f"Eget program hos {tidy_text(typed.owner)}"},
        "meetings": [meeting],
    }
