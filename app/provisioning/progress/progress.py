"""How far a cohort has come, read from the ledger: it survives a reload and a restart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - FastAPI reads the annotations
from typing import TYPE_CHECKING

from sqlmodel import Session  # noqa: TC002 - beside it

from app import cohorts
from app.halt import halt_in_words, standing_halt
from app.provisioning.circumstances import held_by, in_a_sentence, known
from app.provisioning.drift.observations import changed_outside
from app.provisioning.drift.report import called, people_in
from app.provisioning.kinds import KINDS, definite
from app.provisioning.ledger.counts import Count, converged_and_others
from app.provisioning.ledger.due import ROWS, ledger_rows
from app.provisioning.ledger.pause import pause_reason
from app.provisioning.preview.service import approved
from app.provisioning.progress.retry import A_PERSON_CAN_HELP
from app.provisioning.progress.waiting import Wait, waits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.cohorts import Team
    from app.provisioning.ledger.models import TenantObject

SettledOfTotal = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A row that waits: its problem, the next step, and the request id for Microsoft's support."""

    key: str
    problem: str
    next_step: str
    next_try_at: datetime | None
    request_id: str | None


@dataclass(frozen=True, kw_only=True)
class TeamProgress:
    """How far a team has come; `by_kind` gives (settled, total), and `waits` the waits of its rows.

    `to_try_again` counts what went wrong and is tried when a person says so.
    """

    team_id: int
    name: str
    settled: int
    total: int
    by_kind: dict[str, SettledOfTotal]
    waits: list[Wait]
    to_try_again: int


@dataclass(frozen=True, kw_only=True)
class Stays:
    """A thing that stands in Microsoft 365 though nothing is approved; `team` is empty for what all share."""

    name: str
    team: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a cohort has come. `pause` says why all work stands still, when it does: a halt, or refused credentials.

    `drifted` counts what others have changed, and `by_hand` what waits for somebody to do it; what went with its parent
    is counted with that. `noted` counts the other things that are not as they were made, or about which people should
    know something. `stays` names the things that stand after an undoing, until somebody approves anew.
    """

    run_id: int | None
    pause: str | None
    total: int
    settled: int
    waiting: int
    problems: list[Problem]
    by_kind: dict[str, SettledOfTotal]
    by_team: list[TeamProgress]
    waits: list[Wait]
    drifted: int
    by_hand: int
    noted: int = 0
    stays: tuple[Stays, ...] = ()


def progress_of(session: Session, cohort_id: int) -> Progress:
    """Count the rows that are as they should be; `by_kind` gives (settled, total)."""
    done, others = converged_and_others(session, cohort_id)
    rows = [row for row in others if row.stands_or_shall]
    approval = approved(session, cohort_id)
    unsettled = [row for row in rows if not row.settled]
    total = sum(one.number for one in done) + len(rows)
    return Progress(
        run_id=approval.id if approval else None,
        pause=_why_all_stands_still(session),
        total=total,
        settled=total - len(unsettled),
        waiting=len(unsettled),
        problems=[problem for row in unsettled if (problem := _problem(row))],
        by_kind=_by_kind(done, rows),
        by_team=_by_team(session, cohort_id, done, rows),
        waits=waits(rows),
        drifted=len(changed_outside({row.key: row for row in rows})),
        by_hand=sum(row.by_hand for row in unsettled),
        noted=sum(_is_noted(row) for row in others),
        stays=() if approval else _stays(session, cohort_id),
    )


def _stays(session: Session, cohort_id: int) -> tuple[Stays, ...]:
    """Name the things that stand and are not on their way out, without Microsoft's own beside them."""
    is_placed = ROWS.c.external_id.is_not(None) & ROWS.c.wanted.is_not(None)
    rows = [row for row in ledger_rows(session, cohort_id, is_placed) if not KINDS[row.kind].found]
    people = people_in(session, rows)
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)} if rows else {}
    return tuple(Stays(name=called(row, people), team=teams.get(row.team_id or 0, "")) for row in rows)


def _is_noted(row: TenantObject) -> bool:
    return not row.drifted and (row.let_go or bool(row.left_behind) or bool(known(row.facts)))


def _why_all_stands_still(session: Session) -> str | None:
    standing = standing_halt(session)
    return halt_in_words(standing) if standing else pause_reason(session)


def _by_kind(done: Iterable[Count], rows: Iterable[TenantObject]) -> dict[str, SettledOfTotal]:
    """Count by kind, in the ledger's order."""
    judged = [Count(row.team_id, row.kind, 1, row.position) for row in rows if row.settled]
    waiting = [Count(row.team_id, row.kind, 1, row.position) for row in rows if not row.settled]
    settled_of = Counter[str]()
    for one in (*done, *judged):
        settled_of[one.kind] += one.number
    total = settled_of + Counter(one.kind for one in waiting)
    in_order = sorted((*done, *judged, *waiting), key=lambda one: one.first)
    return {one.kind: (settled_of[one.kind], total[one.kind]) for one in in_order}


def _by_team(
    session: Session, cohort_id: int, done: Iterable[Count], rows: Iterable[TenantObject]
) -> list[TeamProgress]:
    counts: dict[int | None, list[Count]] = defaultdict(list)
    theirs: dict[int | None, list[TenantObject]] = defaultdict(list)
    for one in done:
        counts[one.team_id].append(one)
    for row in rows:
        theirs[row.team_id].append(row)
    return [
        _of_team(team, counts[team.id], theirs[team.id], shared=theirs[None])
        for team in cohorts.teams_of(session, cohort_id=cohort_id)
        if team.id in counts or team.id in theirs
    ]


def _of_team(
    team: Team, done: Sequence[Count], rows: Sequence[TenantObject], *, shared: Sequence[TenantObject]
) -> TeamProgress:
    by_kind = _by_kind(done, rows)
    return TeamProgress(
        team_id=team.id,
        name=team.name,
        settled=sum(settled for settled, _ in by_kind.values()),
        total=sum(total for _, total in by_kind.values()),
        by_kind=by_kind,
        waits=waits(rows, beside=shared) if rows else [],
        to_try_again=sum(row.cause in A_PERSON_CAN_HELP for row in rows),
    )


def _problem(row: TenantObject) -> Problem | None:
    said = _endret_utenfra(row) if row.drifted and row.wanted is not None else (row.problem, row.next_step)
    problem, next_step = said
    if problem is None:
        return None
    return Problem(
        key=row.key,
        problem=problem,
        next_step=next_step or "",
        next_try_at=row.next_try_at,
        request_id=row.request_id,
    )


def _endret_utenfra(row: TenantObject) -> tuple[str, str]:
    held = held_by(row.facts)
    if held and not row.gone:
        return in_a_sentence(held[0], definite(row.kind), row.facts[held[0]]), "Se under Endret utenfra."
    thing, verb = definite(row.kind), "fjernet" if row.gone else "endret"
    return (
        f"Noen har {verb} {thing} i Microsoft 365, så vi venter med vår endring.",
        _choose(row),
    )


def _choose(row: TenantObject) -> str:
    if row.gone and KINDS[row.kind].made_anew:
        return "Se under Endret utenfra: gjenopprett den i Teams, så følger filene med; eller lag en ny, tom."
    return f"Velg under Endret utenfra: sett tilbake{'' if row.gone else ', ta over'} eller slipp."
