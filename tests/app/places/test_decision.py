from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.places import apply, with_room_for
from support.workbooks import NOW, a_cohort, take

from app.audit import AuditRecord, Deed
from app.cohorts import service as cohorts
from app.cohorts.models import ApplicationState, Team
from app.errors import Code, Conflict
from app.places import decision as places
from app.places.decision import Decision
from app.places.line import capacity_of

if TYPE_CHECKING:
    from app.cohorts.models import Cohort


def decide(session: Session, cohort: Cohort) -> Decision:
    return places.decide(session, cohort_id=cohort.id or 0, deed=Deed(actor="kari", at=NOW))


def taking_part(session: Session, cohort: Cohort) -> list[str]:
    found = places.teams_with_place(session, cohort_id=cohort.id or 0, capacity=capacity_of(session, cohort))
    return [team.name for team in found]


def team(session: Session, name: str) -> Team:
    return session.exec(select(Team).where(Team.name == name)).one()


THREE_TRUSTS = [
    ("UNN", 1, "U1"),
    ("UNN", 2, "U2"),
    ("UNN", 3, "U3"),
    ("Finnmark", 2, "F2"),
    ("Finnmark", 1, "F1"),
    ("Helgeland", None, "H1"),
]


def test_each_trust_gets_its_first_before_any_gets_its_second(session: Session) -> None:
    cohort = with_room_for(session, 4)
    apply(session, cohort, *THREE_TRUSTS)
    assert decide(session, cohort) == Decision(
        offered=["F1", "H1", "U1", "F2"], waiting=["U2", "U3"], declined=[]
    )
    assert taking_part(session, cohort) == ["F1", "H1", "U1", "F2"]


def test_deciding_again_changes_nothing(session: Session) -> None:
    cohort = with_room_for(session, 4)
    apply(session, cohort, *THREE_TRUSTS)
    assert decide(session, cohort) == decide(session, cohort)


def test_a_team_with_a_place_keeps_it_when_others_come(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    decide(session, cohort)
    apply(session, cohort, ("Finnmark", 1, "F1"))
    assert decide(session, cohort) == Decision(offered=["U1", "U2"], waiting=["F1"], declined=[])


def test_a_place_given_back_goes_to_the_first_who_waits(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, *THREE_TRUSTS[:4])
    decide(session, cohort)
    team(session, "U1").place = ApplicationState.withdrawn
    assert decide(session, cohort) == Decision(offered=["F2", "U2"], waiting=["U3"], declined=[])


def test_a_declined_team_stays_declined(session: Session) -> None:
    cohort = with_room_for(session, 15)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    team(session, "U1").place = ApplicationState.declined
    assert decide(session, cohort) == Decision(offered=["U2"], waiting=[], declined=["U1"])


def test_without_a_waiting_list_the_rest_are_declined(session: Session) -> None:
    cohort = with_room_for(session, 1, waiting_list=False)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    assert decide(session, cohort) == Decision(offered=["U1"], waiting=[], declined=["U2"])


def test_room_may_be_counted_in_people(session: Session) -> None:
    cohort = with_room_for(session, 3, unit="person")
    rows = [
        ("UNN", priority, name, f"{name} {number}", f"{name}{number}@example.no", role)
        for priority, name, size in ((1, "A", 2), (2, "B", 2), (3, "C", 1))
        for number, role in enumerate(["leder", "medarbeider"][:size])
    ]
    take(session, cohort, *rows, ("UNN", None, "A", "Eli", "eli@example.no", "veileder"))
    assert decide(session, cohort) == Decision(offered=["A"], waiting=["B", "C"], declined=[])


def test_until_places_are_decided_all_take_part_if_there_is_room(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    assert taking_part(session, cohort) == ["U1", "U2"]


def test_more_teams_than_places_must_be_decided_first(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    with pytest.raises(Conflict) as refusal:
        taking_part(session, cohort)
    assert str(refusal.value) == "2 team har søkt, og det er plass til 1 team. Fordel plassene først."
    assert (refusal.value.code, refusal.value.details) == (Code.places_not_decided, {"cohort": cohort.id})


def test_a_programme_without_a_limit_has_room_for_all(session: Session) -> None:
    cohort = a_cohort(session)
    apply(session, cohort, *THREE_TRUSTS)
    assert len(taking_part(session, cohort)) == 6
    assert len(decide(session, cohort).offered) == 6


def test_a_decision_is_written_down(session: Session) -> None:
    cohort = with_room_for(session, 4)
    apply(session, cohort, *THREE_TRUSTS)
    decide(session, cohort)
    session.commit()
    record = session.exec(select(AuditRecord).where(AuditRecord.act == "places decided")).one()
    assert record.details == {"offered": 4, "waiting": 2, "declined": 0}


def test_a_closed_cohort_decides_no_more(session: Session) -> None:
    with pytest.raises(Conflict, match="er avsluttet"):
        decide(session, a_cohort(session, closed_at=NOW))


def test_importing_again_moves_no_place(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    decide(session, cohort)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    found = cohorts.teams_of(session, cohort_id=cohort.id or 0)
    assert [team.place for team in found] == ["offered", "waiting"]
