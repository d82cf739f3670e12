"""The list of work by hand, and «Merk som gjort», after which a row counts as settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from sqlmodel import col, select

from app import audit
from app.audit import Deed, ThingAct, Verb
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import Person
from app.provisioning.by_hand.steps import Fact, by_hand, facts, steps
from app.provisioning.by_hand.tasks_file import file_content
from app.provisioning.kinds import KINDS
from app.provisioning.ledger import counts, due
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

Act = Literal["make", "change", "remove"]


@dataclass(frozen=True, kw_only=True)
class HandWork:
    """A piece of work for a person: `who` is IT or the owner; with `needs_link` the answer carries its link."""

    key: str
    kind: str
    act: Act
    who: str
    steps: tuple[str, ...]
    facts: tuple[Fact, ...]
    needs_link: bool
    team_id: int | None


def by_hand_list(session: Session, cohort_id: int) -> list[HandWork]:
    """Return the work that waits for a person, in the order it must be done."""
    waiting = [row for row in counts.unconverged(session, cohort_id) if _waits(row)]
    if not waiting:
        return []
    people = _people(session)
    standing = {row.key: row for row in due.ledger_rows(session, cohort_id)}
    return [_work(row, standing, people) for row in waiting]


def _waits(row: TenantObject) -> bool:
    return row.by_hand and not row.settled


def _people(session: Session) -> dict[str, Person]:
    """Return every person we know, by our id and by the directory's."""
    found = session.exec(select(Person).order_by(col(Person.id))).all()
    return {key: person for person in found for key in (person.uid, person.entra_id) if key}


def _work(row: TenantObject, standing: Mapping[str, TenantObject], people: Mapping[str, Person]) -> HandWork:
    act = _act(row)
    wanted = row.wanted or row.applied or {}
    return HandWork(
        key=row.key,
        kind=row.kind,
        act=act,
        who=by_hand(row.kind).who,
        steps=steps(row.kind, act, wanted, _path(row, standing)),
        facts=facts(row.kind, row.key, wanted, people) if act != "remove" else (),
        needs_link=_needs_link(row),
        team_id=row.team_id,
    )


def _act(row: TenantObject) -> Act:
    if row.wanted is None:
        return "remove"
    return "make" if row.applied is None else "change"


def _needs_link(row: TenantObject) -> bool:
    return by_hand(row.kind).link is not None and row.external_id is None and row.wanted is not None


def _path(row: TenantObject, standing: Mapping[str, TenantObject]) -> str:
    """Say where a thing stands, outermost first: «Kull 3 › Kostvert › 01 Poster»."""
    names: list[str] = []
    above = standing.get(row.parent_key or "")
    while above is not None:
        wanted = above.wanted or above.applied or {}
        name = wanted.get("name") or wanted.get("title") or KINDS[above.kind].known_as
        names += [name] if name else []
        above = standing.get(above.parent_key or "")
    return " › ".join(reversed(names))


def mark_done(session: Session, cohort_id: int, *, key: str, link: str | None = None, deed: Deed) -> None:
    """Take a person's word for it. Raises Invalid when the thing's link is needed and is not there."""
    row = _row(session, cohort_id, key)
    if not _waits(row):
        raise Conflict(Code.not_by_hand, "Denne venter ikke på at noen gjør den for hånd.")
    row.external_id = _id_in(row, link) or row.external_id
    row.web_url = link or row.web_url
    _settle(row)
    audit.record(session, ThingAct(row.kind, Verb.done_by_hand), deed, about=key, cohort_id=cohort_id)


def _row(session: Session, cohort_id: int, key: str) -> TenantObject:
    row = session.get(TenantObject, key)
    if row is None or row.cohort_id != cohort_id:
        raise NotFound(Code.no_such_key, f"Kullet har ikke noe med nøkkelen {key}.")
    return row


def mark_all_done(session: Session, cohort_id: int, *, deed: Deed) -> list[str]:
    """Take a person's word for everything that needs no link; return the keys."""
    waiting = [work.key for work in by_hand_list(session, cohort_id) if not work.needs_link]
    for key in waiting:
        mark_done(session, cohort_id, key=key, deed=deed)
    return waiting


def _id_in(row: TenantObject, link: str | None) -> str | None:
    how = by_hand(row.kind).link
    if how is None or (link is None and not _needs_link(row)):
        return None
    found = how.pattern.search(link or "")
    if found is None:
        raise Invalid(Code.field_missing, how.ask_for)
    return unquote(found.group(1))


def _settle(row: TenantObject) -> None:
    row.applied = row.wanted
    if row.wanted is None:
        row.external_id = row.web_url = None
        row.generation += 1
    row.seen = row.seen_at = row.next_try_at = row.problem = row.next_step = row.cause = None
    row.attempts = 0
    row.version += 1


def file_for(session: Session, cohort_id: int, *, key: str) -> tuple[str, bytes]:
    """Return the name and content of a file that a person is to put in place."""
    row = _row(session, cohort_id, key)
    wanted = row.wanted or {}
    if row.kind != "file" or not wanted:
        raise NotFound(Code.not_our_file, "Dette er ingen fil vi kan lage.")
    made = file_content(session, cohort_id, team_id=row.team_id, source=wanted["source"], name=wanted["name"])
    return wanted["name"], made
