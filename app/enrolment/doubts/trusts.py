"""The trust a team belongs to: one that stands in the cohort is moved to another trust by a person only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.cohorts import organisation_key
from app.enrolment.doubts.teams import hold_rows
from app.enrolment.headings import Column
from app.people import leads_team, same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry


def with_own_trust(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Let a team wait whose name another trust's team has in the cohort; it may be the same, or need its own name."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(same_spelling(entry.team), []).append(entry)
    named = {key: _name(rows, doubts) for key, rows in groups.items()}
    hold_rows([row for key, rows in groups.items() if named[key] is None for row in rows], doubts)
    settled = [(entry, named[same_spelling(entry.team)]) for entry in entries]
    return [replace(entry, team=name or entry.team) for entry, name in settled if name is not None]


def home_of(rows: list[Entry]) -> Entry | None:
    """Return the row that says where a team belongs: its leader's, or else the first that names a trust."""
    named = [row for row in rows if row.organisation]
    leaders = [row for row in named if any(leads_team(role) for role in row.roles)]
    return next(iter(leaders or named), None)


def kept_trust(rows: list[Entry], doubts: Doubts) -> str:
    """Return the trust a team stays with by an answer, whatever its rows say; most teams have no such answer."""
    asking = _asking(rows, doubts)
    stays = asking is not None and doubts.answers.get(asking.key) == "same"
    return doubts.known.teams[same_spelling(rows[0].team)].organisation if stays else ""


def _name(rows: list[Entry], doubts: Doubts) -> str | None:
    """Return the new name of a team, `""` when it keeps its own, and None while it is asked about."""
    home, asking = home_of(rows), _asking(rows, doubts)
    if home is None or asking is None:
        return ""
    answer = doubts.answer(home.where(Column.organisation), asking)
    return str(asking.details["own"]) if answer == "another" else answer and ""


def _asking(rows: list[Entry], doubts: Doubts) -> Asking | None:
    """Return the question of a team that stands in the cohort under another trust than its rows name."""
    home, known = home_of(rows), doubts.known.teams.get(same_spelling(rows[0].team))
    if home is None or known is None:
        return None
    keys = [organisation_key(trust) for trust in (known.organisation, home.organisation)]
    if keys[0] == keys[1]:
        return None
    return Asking(
        kind=QuestionKind.team_of_trust,
        seen=(same_spelling(home.team), *keys),
        about=doubts.about,
        choices=("another", "same", "moved"),
        proposed="another",
        details={
            "team": known.name,
            "stored": known.organisation,
            "trust": home.organisation,
            "own": f"{home.team} {home.organisation}",
        },
    )
