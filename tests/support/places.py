"""Teams that apply for places, and a person who decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.audit import Deed
from app.cohorts import service as cohorts
from app.places.explanation import explain
from support.workbooks import NOW, a_cohort, take

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

BY_KARI = Deed(actor="kari", at=NOW)


def with_room_for(session: Session, most: int, *, unit: str = "team", waiting_list: bool = True) -> Cohort:
    return a_cohort(
        session, definition={"capacity": {"unit": unit, "max": most, "waiting_list": waiting_list}}
    )


def apply(session: Session, cohort: Cohort, *teams: tuple[str, int | None, str]) -> None:
    rows = [(*team, f"Leder {team[2]}", f"{team[2].lower()}@example.no", "leder") for team in teams]
    take(session, cohort, *rows)


def about(session: Session, cohort: Cohort, name: str) -> dict[str, Any]:
    """Return the arguments of every change of a team."""
    team = cohorts.team_called(session, cohort_id=cohort.id, name=name)
    return {"cohort_id": cohort.id, "team_id": team.id, "deed": BY_KARI}


def stand(session: Session, cohort: Cohort) -> dict[str, str]:
    """Return every team's place."""
    return {team.name: team.place.value for team in cohorts.teams_of(session, cohort_id=cohort.id)}


def told(session: Session, cohort: Cohort) -> list[tuple[int | None, str, str, str]]:
    """Return each line as it is explained: number, team, place, and why."""
    return [(line.number, line.team, line.place.value, line.why) for line in explain(session, cohort.id)]
