from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from app import cohorts
from app.applications.commitment import (
    ask_leaders,
    committed,
    confirm_by_leader,
    confirm_for_trust,
    leader_text,
    opened_by_leader,
    trust_text,
    version_of,
    withdraw_leader_links,
)
from app.applications.models import Commitment
from app.audit import Deed
from app.cohorts import ApplicationState
from app.errors import Conflict, NotFound
from app.outbox.models import OwedMessage

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort, Team

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
DEED = Deed(actor="Turid Lie", at=NOW)
ENDS = NOW + timedelta(days=60)
FORTY = "Arbeidet krever omtrent 40 timer per medlem. Jeg setter av tid i arbeidsplanen."


@pytest.fixture
def team(session: Session, cohort: Cohort) -> Team:
    return cohorts.team_called(session, cohort_id=cohort.id, name="Sengepost A")


def asked(session: Session, cohort: Cohort, *, at: datetime = NOW) -> list[str]:
    """Ask, and return the tokens in the letters that are owed by now."""
    ask_leaders(session, cohort, address="https://kull.example", ends=ENDS, deed=Deed(actor="Enheten", at=at))
    letters = session.exec(select(OwedMessage).order_by(OwedMessage.id)).all()
    return [found[1] for one in letters if (found := re.search(r"/forpliktelse/(\S+)", one.text))]


def test_the_leader_is_asked_for_the_hours_of_the_programme(session: Session, cohort: Cohort) -> None:
    assert leader_text(session, cohort) == (FORTY, 40)


def test_the_trusts_yes_is_kept_with_its_text_who_and_when(
    session: Session, cohort: Cohort, team: Team
) -> None:
    text = trust_text(session, cohort, team)
    confirm_for_trust(session, cohort, team, version=version_of(text), person_id=None, deed=DEED)
    confirm_for_trust(session, cohort, team, version="", person_id=None, deed=DEED)
    (row,) = session.exec(select(Commitment)).all()
    assert (row.kind, row.by, row.at, row.text, row.version) == (
        "trust",
        "Turid Lie",
        NOW,
        text,
        version_of(text),
    )
    assert text.split("\n")[0] == "Foretaket bekrefter at «Sengepost A» deltar i Tørn kull 3."
    assert text.split("\n")[-1] == (
        "Påmeldingen er bindende. Vil foretaket trekke teamet, er det foretakets kontakt som gjør det, med en grunn."
    )


def test_nobody_says_yes_to_a_text_that_was_changed_meanwhile(
    session: Session, cohort: Cohort, team: Team
) -> None:
    with pytest.raises(Conflict, match="Teksten er endret"):
        confirm_for_trust(session, cohort, team, version="abc", person_id=None, deed=DEED)
    assert session.exec(select(Commitment)).all() == []


def test_a_leader_says_yes_by_a_link_of_their_own_and_no_hours_are_kept_but_those_asked(
    session: Session, cohort: Cohort, team: Team
) -> None:
    (token,) = asked(session, cohort)
    found, leader = opened_by_leader(session, token, now=NOW)
    assert (found.id, leader.name) == (team.id, "Nils Lund")
    for _ in range(2):
        confirm_by_leader(session, cohort, team, leader, version=version_of(FORTY), now=NOW)
    (row,) = session.exec(select(Commitment)).all()
    assert (row.kind, row.by, row.hours, row.text) == ("leader", "Nils Lund", 40, FORTY)


def test_the_unit_sees_who_has_confirmed_and_who_has_not(
    session: Session, cohort: Cohort, team: Team
) -> None:
    before = committed(session, cohort.id)[team.id]
    assert (before.trust, [(one.name, one.at) for one in before.leaders]) == (None, [("Nils Lund", None)])
    _, leader = opened_by_leader(session, asked(session, cohort)[0], now=NOW)
    confirm_by_leader(session, cohort, team, leader, version=version_of(FORTY), now=NOW)
    assert [(one.name, one.at) for one in committed(session, cohort.id)[team.id].leaders] == [
        ("Nils Lund", NOW)
    ]
    assert len(asked(session, cohort, at=NOW + timedelta(hours=1))) == 1  # no second letter


def test_the_letter_says_what_is_asked(session: Session, cohort: Cohort) -> None:
    (token,) = asked(session, cohort)
    (letter,) = session.exec(select(OwedMessage)).all()
    assert letter.recipient == "nils@example.no"
    assert letter.subject == "Sengepost A: tid til forbedringsarbeidet"
    assert letter.text == (
        f"Hei Nils Lund\n\n«Sengepost A» er meldt på Tørn kull 3, og du er nærmeste leder. {FORTY}\n\n"
        f"Bekreft det her, uten å logge inn:\n\nhttps://kull.example/forpliktelse/{token}\n\n"
        "Vi fører ingen timer etterpå. Lenken er din egen. Ikke send den videre.\n"
    )


def test_a_link_ends_is_replaced_and_is_taken_back(session: Session, cohort: Cohort, team: Team) -> None:
    (first,) = asked(session, cohort)
    _, second = asked(session, cohort, at=NOW + timedelta(hours=1))
    with pytest.raises(NotFound):
        opened_by_leader(session, first, now=NOW)
    with pytest.raises(NotFound):
        opened_by_leader(session, second, now=ENDS)
    assert opened_by_leader(session, second, now=NOW)[0].id == team.id
    withdraw_leader_links(session, team, deed=DEED)
    with pytest.raises(NotFound):
        opened_by_leader(session, second, now=NOW)


def test_leaders_of_teams_that_are_out_are_not_asked(session: Session, cohort: Cohort, team: Team) -> None:
    team.place = ApplicationState.declined
    assert asked(session, cohort) == []
