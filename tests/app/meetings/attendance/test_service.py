"""Attendance by hand, by the list at the door, and who sees whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.gathering import gathering, noted
from support.small_cohort import ANNE, BERIT, CARL, DINA, at, enrol, started

from app.audit import Deed
from app.db import unit_of_work
from app.errors import Conflict, NotFound
from app.meetings.attendance import service, visible, warnings
from app.meetings.models import Presence

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

PRESENT, ABSENT, APOLOGISED = Presence.present, Presence.absent, Presence.apologised
MENTOR, SPONSOR = "mona@example.no", "sigrid@example.no"


@pytest.fixture
def cohort_id(here: Path) -> int:
    """Two teams of two; Mona guides the first, Nils is its nearest leader, Sigrid leads the trust."""
    made = started("torn-kull-3", 2026)
    enrol(
        made,
        [
            f"Nordlandssykehuset;1;Kirurgi;Mona Mo;{MENTOR};veileder",
            "Nordlandssykehuset;1;Kirurgi;Nils Ness;nils@example.no;nærmeste leder",
            f"Nordlandssykehuset;;;Sigrid Sund;{SPONSOR};øverste leder",
        ],
    )
    return made


def held(session: Session, cohort_id: int, key: str, present: set[str]) -> None:
    """Note one meeting, on the list of which the two teams stand."""
    meeting_id = gathering(session, cohort_id, key)
    for email in (ANNE, BERIT, CARL, DINA):
        presence = PRESENT if email in present else ABSENT
        service.tick(
            session,
            meeting_id,
            email=email,
            presence=presence,
            deed=Deed(actor="rhf", at=at("2027-06-01T12:00")),
        )


def test_the_list_at_the_door_is_ticked_and_closed(cohort_id: int) -> None:
    with unit_of_work() as session:
        meeting_id = gathering(session, cohort_id)
        service.sign_the_list(session, meeting_id, email="Anne@Example.no", now=at("2026-09-16T09:00"))
        service.close_the_list(session, meeting_id, deed=Deed(actor="rhf", at=at("2026-09-17T16:00")))
        assert noted(session, meeting_id) == {ANNE: PRESENT, BERIT: ABSENT, CARL: ABSENT, DINA: APOLOGISED}
        service.tick(
            session,
            meeting_id,
            email=BERIT,
            presence=PRESENT,
            deed=Deed(actor="rhf", at=at("2026-09-18T09:00")),
        )
        assert noted(session, meeting_id)[BERIT] == PRESENT


def test_nobody_is_noted_before_a_meeting_begins_or_when_we_do_not_know_them(cohort_id: int) -> None:
    with unit_of_work() as session:
        meeting_id = gathering(session, cohort_id)
        with pytest.raises(Conflict, match="Møtet har ikke begynt ennå"):
            service.sign_the_list(session, meeting_id, email=ANNE, now=at("2026-09-15T09:00"))
        with pytest.raises(NotFound, match="er ikke innkalt"):
            service.sign_the_list(session, meeting_id, email="ukjent@example.no", now=at("2026-09-16T09:00"))


def test_names_are_for_the_team_and_its_mentor(cohort_id: int) -> None:
    with unit_of_work() as session:
        held(session, cohort_id, "samling-1", {ANNE, CARL})
        ((kirurgi, medisin),) = visible.by_meeting(session, cohort_id).values()
        sees = {
            who: visible.may_see_names(session, cohort_id=cohort_id, team_id=kirurgi.team_id, email=who)
            for who in (ANNE, BERIT, CARL, MENTOR, SPONSOR, "nils@example.no")
        }
        assert (kirurgi.text, medisin.text) == ("1 av 2", "1 av 2")
        assert [who for who, may in sees.items() if may] == [ANNE, BERIT, MENTOR]


def test_leaders_are_named_to_their_sponsor_only_once_that_is_agreed(cohort_id: int) -> None:
    with unit_of_work() as session:
        held(session, cohort_id, "samling-1", {ANNE})
        with pytest.raises(Conflict, match="ikke med navn før dere har registrert at det er avtalt"):
            visible.of_leaders(session, cohort_id)
        agreed_at = at("2026-09-20T09:00")
        visible.agree_on_leaders(session, cohort_id, agreed=True, deed=Deed(actor="rhf", at=agreed_at))
        named = [(one.email, one.presence) for one in visible.of_leaders(session, cohort_id)]
        assert named == [(ANNE, PRESENT), (CARL, ABSENT)]
        visible.agree_on_leaders(session, cohort_id, agreed=False, deed=Deed(actor="rhf", at=agreed_at))
        with pytest.raises(Conflict):
            visible.of_leaders(session, cohort_id)


def test_a_team_that_shrinks_twice_running_or_by_two_at_once_is_warned_of(cohort_id: int) -> None:
    with unit_of_work() as session:
        held(session, cohort_id, "samling-1", {ANNE, BERIT, CARL, DINA})
        held(session, cohort_id, "samling-2", {ANNE, BERIT, CARL})
        assert warnings.of_cohort(session, cohort_id) == []
        held(session, cohort_id, "samling-3", set())
        said = [(one.team, one.kind, one.text) for one in warnings.of_cohort(session, cohort_id)]
    assert said == [
        ("Kirurgi", "falling", "Det blir færre fra Kirurgi: 2, 2, 0 på de siste møtene."),
        ("Medisin", "twice_missing", "Dina Eng har ikke vært med på de to siste møtene."),
        ("Medisin", "falling", "Det blir færre fra Medisin: 2, 1, 0 på de siste møtene."),
    ]
