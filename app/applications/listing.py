"""Every application of a cohort in one list: beside its file, late or in time, and who has committed to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app import cohorts, enrolment
from app.applications.commitment import committed
from app.applications.deadline import deadline_of, is_late

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

    from app.applications.commitment import Committed

_LAST = 1_000


@dataclass(frozen=True, kw_only=True)
class Line:
    """An application. `file` and `received_at` are empty for a team that came in a workbook."""

    team_id: int
    team_uid: str
    team: str
    organisation_id: int
    organisation: str
    priority: int | None
    place: str
    file: str
    source: str
    case_number: str
    received_at: datetime | None
    late: bool
    committed: Committed

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def list_applications(
    session: Session, cohort_id: int, *, of_organisations: Collection[int] | None = None
) -> list[Line]:
    """Return the applications by trust and rank, those of some trusts alone when they are named."""
    cohort = cohorts.get(session, cohort_id)
    deadline, came = deadline_of(session, cohort), enrolment.applications_of(session, cohort_id)
    names, said = cohorts.organisations(session), committed(session, cohort_id)
    lines = []
    for team in cohorts.teams_of(session, cohort_id=cohort_id):
        if of_organisations is not None and team.organisation_id not in of_organisations:
            continue
        row = came.get(team.id)
        lines.append(
            Line(
                team_id=team.id,
                team_uid=team.uid,
                team=team.name,
                organisation_id=team.organisation_id,
                organisation=names[team.organisation_id].name,
                priority=team.priority,
                place=team.place.value,
                file=row.file if row else "",
                source=row.source if row else "",
                case_number=row.case_number if row else "",
                received_at=row.received_at if row else None,
                late=bool(row and is_late(row.received_at, deadline)),
                committed=said[team.id],
            )
        )
    return sorted(lines, key=lambda one: (one.organisation, one.priority or _LAST, one.team))
