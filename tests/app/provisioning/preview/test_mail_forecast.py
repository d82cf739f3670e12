"""Each is told how many messages a change means: our invitations and letters, and what Microsoft sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.pictures import meeting, picture, somebody, team

from app.provisioning.desired.changes import LedgerRow, changes
from app.provisioning.desired.wanted import wanted
from app.provisioning.preview.mail_forecast import Messages, mailed_about, messages

if TYPE_CHECKING:
    from app.provisioning.desired.picture import CohortPicture

LEA, SIRI = somebody("Lea", "leader"), somebody("Siri", "staff")
GRO = somebody("Gro", "staff", reach="guest")


def _cohort(number: int, **more: Any) -> CohortPicture:
    meetings = tuple(meeting(f"m{n}", "teams") for n in range(number))
    return picture(team(1, LEA, SIRI), meetings=meetings, **more)


def _told(
    cohort: CohortPicture, known: dict[str, LedgerRow] | None = None, *announced: str
) -> list[Messages]:
    found = changes(wanted(cohort), known or {})
    return messages(cohort, found, known or {}, frozenset(announced))


def _standing(cohort: CohortPicture) -> dict[str, LedgerRow]:
    return {one.key: LedgerRow(one.key, one.kind, json.dumps(one.value)) for one in wanted(cohort)}


def _in_short(told: list[Messages]) -> list[tuple[str, int, int, int, int]]:
    return [(one.name, one.letters, one.invitations, one.updates, one.microsoft) for one in told]


def test_a_leader_given_a_task_is_mailed_of_it_by_microsoft() -> None:
    assert _told(_cohort(1)) == [
        Messages(name="Lea", email="lea@example.no", letters=0, invitations=1, updates=0, microsoft=1),
        Messages(name="Siri", email="siri@example.no", letters=0, invitations=1, updates=0, microsoft=0),
    ]
    assert [one.total for one in _told(_cohort(1))] == [2, 1]


def test_from_three_invitations_on_a_letter_goes_first_and_only_once() -> None:
    assert [one.letters for one in _told(_cohort(2))] == [0, 0]
    assert [one.letters for one in _told(_cohort(3))] == [1, 1]
    assert [one.letters for one in _told(_cohort(3), {}, LEA.email)] == [0, 1]


def test_a_guest_is_invited_by_microsoft_too() -> None:
    assert _in_short(_told(picture(team(1, GRO)))) == [("Gro", 0, 0, 0, 1)]


def test_a_meeting_that_moves_is_told_to_all_and_one_that_is_unchanged_to_nobody() -> None:
    known = _standing(_cohort(2))
    moved = [meeting("m0", "teams", place="Bodø"), meeting("m1", "teams")]
    told = _told(picture(team(1, LEA, SIRI), meetings=tuple(moved)), known)
    assert _in_short(told) == [("Lea", 0, 0, 1, 0), ("Siri", 0, 0, 1, 0)]


def test_one_who_comes_and_one_who_goes_are_mailed_and_the_others_are_not() -> None:
    known = _standing(_cohort(1))
    told = _told(picture(team(1, LEA, somebody("Ny", "staff")), meetings=(meeting("m0", "teams"),)), known)
    assert _in_short(told) == [("Ny", 0, 1, 0, 0), ("siri@example.no", 0, 0, 1, 0)]


def test_meetings_that_a_person_invites_to_are_not_ours_to_count() -> None:
    assert _in_short(_told(_cohort(3, by_hand=frozenset({"calendar"})))) == [("Lea", 0, 0, 0, 1)]


ANNE, BERIT = {"email": "anne@example.no"}, {"email": "berit@example.no"}


@pytest.mark.parametrize(
    ("before", "after", "invited", "told"),
    [
        (None, {"attendees": [ANNE]}, {"anne@example.no"}, set()),
        ({"attendees": [ANNE]}, None, set(), {"anne@example.no"}),
        ({"attendees": [ANNE]}, {"attendees": [ANNE, BERIT]}, {"berit@example.no"}, set()),
        ({"attendees": [ANNE, BERIT]}, {"attendees": [ANNE]}, set(), {"berit@example.no"}),
        ({"attendees": [ANNE], "text": "a"}, {"attendees": [ANNE], "text": "b"}, set(), set()),
        (
            {"attendees": [ANNE], "place": "Bodø"},
            {"attendees": [ANNE, BERIT], "place": "Tromsø"},
            {"berit@example.no"},
            {"anne@example.no"},
        ),
    ],
)
def test_outlook_mails_those_who_are_new_and_of_a_new_time_or_place_all_who_were_invited(
    before: dict[str, Any] | None, after: dict[str, Any] | None, invited: set[str], told: set[str]
) -> None:
    assert mailed_about(before, after) == (invited, told)
