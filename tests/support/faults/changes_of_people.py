"""The twelve kinds of change of a provisioned team, each approved as the improvement unit does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app import cohorts, people_changes, places
from app.audit import Deed
from app.cohorts import ChangeSource
from app.config import settings
from app.db import unit_of_work
from app.people_changes import Wish
from app.provisioning.preview.picture_of import surroundings
from support.faults.world import COHORT
from support.faults.world import THE_FIRST_OF_APRIL as NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

DEED = Deed(actor="prøve", at=NOW)


def _wish(session: Session, **said: Any) -> None:
    change = people_changes.proposed_by(
        session, COHORT, Wish.model_validate(said), source=ChangeSource.unit, deed=DEED
    )
    people_changes.approve_changes(
        session, COHORT, [change.id], checksum=None, deed=DEED, around=surroundings(settings())
    )


def _of_team(session: Session, act: Callable[..., object], team: str, **more: Any) -> None:
    team_id = cohorts.team_called(session, cohort_id=COHORT, name=team).id
    act(session, cohort_id=COHORT, team_id=team_id, deed=DEED, **more)


def _merge(session: Session) -> None:
    into = cohorts.team_called(session, cohort_id=COHORT, name="Trygg hjemreise").id
    _of_team(session, places.merge, "Kostvert", into_id=into, why="For små hver for seg", keep_channel=True)


CHANGES: dict[str, Callable[[Session], None]] = {
    "a leader is replaced": partial(
        _wish, kind="replace", who="kari@example.no", name="Nina Ny", email="nina@example.no"
    ),
    "a member is replaced": partial(
        _wish, kind="replace", who="per@example.no", name="Nina Ny", email="nina@example.no"
    ),
    "a member comes": partial(
        _wish, kind="add", name="Nina Ny", email="nina@example.no", team="Kostvert", roles=["medarbeider"]
    ),
    "a member leaves": partial(_wish, kind="remove", who="per@example.no"),
    "a member moves": partial(_wish, kind="move", who="per@example.no", to_team="Trygg hjemreise"),
    "a member leads the team too": partial(_wish, kind="role", who="per@example.no", roles=["teamleder"]),
    "a person gets another address": partial(
        _wish, kind="address", who="per@example.no", email="per.hansen@example.no"
    ),
    "a mentor leaves a team": partial(_wish, kind="remove", who="mona@example.no", team="Kostvert"),
    "a team withdraws": partial(
        _of_team, act=places.withdraw, team="Kostvert", why="Nedbemanning", keep_channel=True
    ),
    "a team is merged into another": _merge,
    "a team gets another name": partial(_of_team, act=places.rename_team, team="Kostvert", name="Matvert"),
    "a team gets another organisation": partial(
        _of_team, act=places.change_organisation, team="Kostvert", organisation="Helgelandssykehuset"
    ),
}


def carry_out(change: str) -> None:
    with unit_of_work() as session:
        CHANGES[change](session)
