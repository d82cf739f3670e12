"""A team's request stays on the unit's list until a person has seen to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.teams import a_team
from support.workbooks import NOW, a_cohort

from app.audit.deed import Deed
from app.cohorts.models import RequestKind, Team
from app.cohorts.requests import (
    TeamChange,
    open_requests,
    open_requests_by_team,
    requests_of_team,
    send_request,
    settle_request,
)
from app.errors import AppError

if TYPE_CHECKING:
    from sqlmodel import Session

LEADER = Deed(actor="Kari", at=NOW)
UNIT = Deed(actor="rhf", at=NOW + timedelta(hours=1))


@pytest.fixture
def team(session: Session) -> Team:
    return a_team(session, a_cohort(session))


def send(session: Session, team: Team, text: str, kind: RequestKind = RequestKind.help) -> int:
    return send_request(session, team, kind=kind, text=text, deed=LEADER).id


def test_what_a_team_asks_stands_on_the_list_until_it_is_settled(session: Session, team: Team) -> None:
    first, second = send(session, team, "Hjelp oss"), send(session, team, "Og med dette")
    assert [one.id for one in open_requests(session, team.cohort_id)] == [first, second]
    assert [one.id for one in requests_of_team(session, team.id)] == [second, first]
    settled = settle_request(session, first, deed=UNIT)
    assert (settled.settled_by, settled.settled_at) == ("rhf", NOW + timedelta(hours=1))
    assert open_requests_by_team(session, team.cohort_id) == {team.id: 1}


def test_the_same_request_is_put_on_the_list_once_while_it_is_open(session: Session, team: Team) -> None:
    first = send(session, team, "Hjelp oss")
    assert send(session, team, " Hjelp oss\n") == first
    assert send(session, team, "Hjelp oss", RequestKind.change) != first
    settle_request(session, first, deed=UNIT)
    assert send(session, team, "Hjelp oss") != first


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n", "Skriv hva dere trenger hjelp til."),
        ("x" * 2001, "Teksten er for lang. Skriv høyst 2000 tegn."),
    ],
)
def test_a_request_that_says_nothing_or_too_much_is_refused(
    session: Session, team: Team, text: str, sentence: str
) -> None:
    with pytest.raises(AppError) as refusal:
        send(session, team, text)
    assert str(refusal.value) == sentence


def test_a_request_with_an_identity_number_is_not_kept(session: Session, team: Team) -> None:
    with pytest.raises(AppError):
        send(session, team, "Pasienten 01818012337 er innlagt")
    assert open_requests(session, team.cohort_id) == []


def test_a_request_is_settled_once(session: Session, team: Team) -> None:
    request = send(session, team, "Hjelp oss")
    settle_request(session, request, deed=UNIT)
    for wrong, status in ((request, 409), (99, 404)):
        with pytest.raises(AppError) as refusal:
            settle_request(session, wrong, deed=UNIT)
        assert refusal.value.status == status


def test_a_change_is_written_a_line_for_each_thing_that_was_said() -> None:
    change = TeamChange(goes=" Ola  Vik", comes="Eli Nes", email="eli@example.no", more="Fra mai\nav\n")
    assert change.in_words == "Går ut: Ola Vik\nKommer inn: Eli Nes (eli@example.no)\nMer: Fra mai\nav"
    assert TeamChange(role="medarbeider").in_words == "Rolle: medarbeider"
