"""What waits for a mentor's answer, and what waits for a person to say what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select
from support.small_network import MONAS, MP4, NOW, UNNS, a_file, hand_in, receipt_given

from app.submissions import service
from app.submissions.library import unplaced
from app.submissions.models import Submission
from app.submissions.review import lists

if TYPE_CHECKING:
    from sqlmodel import Session

REPORT = "Statusrapport 1.docx"


def _unanswered(session: Session) -> list[tuple[str, str, int]]:
    return [(one.team, one.title, one.version) for one in lists.unanswered(session, 1)]


def test_the_oldest_waits_first_and_each_thing_by_its_newest_version(network: Session) -> None:
    hand_in(network, a_file(MP4))
    receipt_given(network, 1)
    hand_in(network, a_file(REPORT, item="2", folder="medisin", when=NOW + timedelta(hours=1)))
    hand_in(network, a_file(MP4, tag="2", when=NOW + timedelta(hours=2)))
    assert _unanswered(network) == [
        ("Medisin", "Statusrapport 1", 1),
        ("Kirurgi", "Teampresentasjon på video", 2),
    ]


def test_what_a_mentor_has_answered_waits_no_more_nor_what_came_before_it(network: Session) -> None:
    for version, tag in enumerate(("a", "b"), start=1):
        hand_in(network, a_file(MP4, tag=tag))
        receipt_given(network, version)
    service.give_back(network, 2, question="Hvem er dere?", deed=MONAS)
    assert _unanswered(network) == []


def test_every_version_of_the_same_thing_from_the_same_team_is_listed_in_turn(network: Session) -> None:
    hand_in(network, a_file(MP4))
    hand_in(network, a_file("enda en.mp4", item="2"))
    hand_in(network, a_file(MP4, item="3", folder="medisin"))
    first = network.get_one(Submission, 1)
    assert [one.name for one in lists.versions_of(network, first)] == [MP4, "enda en.mp4"]


def test_a_file_to_place_has_its_proposals_first_and_whatever_else_its_team_is_asked_for(
    network: Session,
) -> None:
    hand_in(network, a_file("notat.xlsx"))
    (waits,) = lists.to_place(network, 1)
    assert (waits.item.name, waits.team) == ("notat.xlsx", "Kirurgi")
    assert waits.proposals == [
        ("1:3", "Fremdriftsplan for tiltak – Kirurgi"),
        ("1:4", "Fremdriftsplan for målinger – Kirurgi"),
    ]
    assert [key for key, _ in waits.others] == ["1:1", "1:2", "1:5", "1:6", "1:7"]


def test_another_teams_proposal_names_that_team_and_nothing_waits_once_it_is_placed(network: Session) -> None:
    hand_in(network, a_file("Statusrapport 1 Medisin.docx"))
    (waits,) = lists.to_place(network, 1)
    assert waits.proposals == [("2:2", "Statusrapport 1 – Medisin"), ("1:2", "Statusrapport 1 – Kirurgi")]
    unplaced.put_with(network, 1, team_id=2, deliverable_id=2, deed=UNNS)
    assert lists.to_place(network, 1) == []
    assert network.exec(select(Submission.team_id)).all() == [2]
