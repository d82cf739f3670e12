"""People's calendars hold the meetings they may be invited to, and each digital one has its door."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from support.pictures import meeting, picture, somebody, team

from app.provisioning.desired.calendar import in_calendars
from app.provisioning.desired.picture import TeamTimePicture

if TYPE_CHECKING:
    from app.provisioning.desired.picture import MeetingPicture
    from app.provisioning.desired.wanted_thing import Wanted

LEADER, STAFF = somebody("Lea", "leader"), somebody("Siri", "staff")


def _calendar(*meetings: MeetingPicture, **more: Any) -> dict[str, Wanted]:
    drawn = picture(team(1, LEADER), team(2, STAFF), meetings=meetings, **more)
    return {thing.key: thing for thing in in_calendars(drawn)}


def _own(*, cancelled: bool = False) -> dict[int, TeamTimePicture]:
    starts_at, ends_at = (datetime.fromisoformat(f"2026-10-20T{hour}:00") for hour in ("09", "10"))
    usual: dict[str, Any] = {"all_day": False, "place": "Bodø", "ended": False}
    return {2: TeamTimePicture(starts_at=starts_at, ends_at=ends_at, cancelled=cancelled, **usual)}


def test_a_meeting_nobody_has_confirmed_is_not_invited() -> None:
    assert _calendar(meeting("m", "teams", may_invite=False)) == {}


def test_a_meeting_for_each_team_is_one_entry_a_team_and_hides_nobody() -> None:
    found = _calendar(meeting("m", "teams", per_team=True))
    assert {key: (entry.team_id, entry.value["hide_attendees"]) for key, entry in found.items()} == {
        "k1/team:t1/meeting:m": (1, False),
        "k1/team:t2/meeting:m": (2, False),
    }
    assert _calendar(meeting("m", "teams"))["k1/meeting:m"].value["hide_attendees"] is True


def test_a_team_that_has_moved_its_own_meeting_is_invited_to_its_own_time_and_place() -> None:
    found = _calendar(meeting("m", "teams", per_team=True, own_times=_own()))
    assert [(entry.value["starts_at"], entry.value["place"]) for entry in found.values()] == [
        ("2026-10-19T13:00:00", None),
        ("2026-10-20T09:00:00", "Bodø"),
    ]


def test_a_team_that_has_cancelled_its_own_meeting_has_none() -> None:
    found = _calendar(meeting("m", "teams", per_team=True, own_times=_own(cancelled=True)))
    assert list(found) == ["k1/team:t1/meeting:m"]


def test_what_people_write_is_text_in_the_invitation() -> None:
    found = _calendar(meeting("m", "teams", theme="<img src=x>", text="To\nlinjer\n\nSlutt", digital=False))
    assert (
        found["k1/meeting:m"].value["text"] == "<p>Tema: &lt;img src=x&gt;</p><p>To<br>linjer</p><p>Slutt</p>"
    )


def test_a_meeting_that_is_sent_stays_in_its_mailbox_and_a_new_one_is_sent_from_the_chosen() -> None:
    sent_from: dict[str, str | None] = {"k1/meeting:sendt": "una@example.no", "k1/meeting:vår": None}
    meetings = [meeting(key, "teams") for key in ("sendt", "vår", "ny")]
    found = _calendar(*meetings, organiser="finn@example.no", mailboxes=sent_from)
    assert {key: entry.value["organiser"] for key, entry in found.items()} == {
        "k1/meeting:sendt": "una@example.no",
        "k1/meeting:vår": None,
        "k1/meeting:ny": "finn@example.no",
    }


def test_a_digital_meeting_has_a_door_once_somebody_can_open_it() -> None:
    digital, physical = meeting("d", "teams"), meeting("f", "teams", digital=False)
    assert list(_calendar(digital)) == ["k1/meeting:d"]
    found = _calendar(digital, physical, hosts=("id-una",))
    assert list(found) == ["k1/meeting:d", "k1/meeting:d/door", "k1/meeting:f"]
    assert found["k1/meeting:d/door"].value == {
        "organiser": None,
        "hosts": ["id-una"],
        "all_present": False,
        "lobby": "invited",
    }


def test_everybody_comes_straight_in_where_somebody_invited_has_no_account() -> None:
    guest = somebody("Gro", "staff", reach="guest")
    drawn = picture(team(1, LEADER, guest), meetings=(meeting("d", "teams"),), hosts=("id-una",))
    doors = [thing.value["lobby"] for thing in in_calendars(drawn) if thing.kind == "door"]
    assert doors == ["everyone"]
