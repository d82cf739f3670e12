"""Online meetings, who may look at them, and what is left when they were held."""

from typing import Any
from urllib.parse import quote

from support.sandbox.tenant import KARI, OLA, ORGANISER, Client, error, live, new_event


async def _meeting(ask: Client) -> tuple[str, str, dict[str, Any]]:
    """An event with a meeting: where its organiser's meetings are, its link, and the event."""
    await ask.people(KARI, OLA)
    await ask.control("PATCH", "/settings", {"applicationAccessPolicy": [ORGANISER]})
    organiser = (await ask.ask("GET", f"/users/{ORGANISER}")).json()["id"]
    event = (await ask.ask("POST", f"/users/{ORGANISER}/events", new_event(isOnlineMeeting=True))).json()
    return f"/users/{organiser}/onlineMeetings", event["onlineMeeting"]["joinUrl"], event


def _by(link: str) -> str:
    wanted = f"JoinWebUrl eq '{link}'"
    return f"?$filter={quote(wanted)}"


def test_a_meeting_is_found_by_its_link_under_its_organisers_id_only() -> None:
    async def scenario(ask: Client) -> None:
        url, link, event = await _meeting(ask)
        (meeting,) = (await ask.ask("GET", url + _by(link))).json()["value"]
        assert (meeting["subject"], meeting["startDateTime"]) == (event["subject"], "2027-01-18T08:00:00Z")
        (kari,) = await ask.people(KARI)
        await ask.control("PATCH", "/settings", {"applicationAccessPolicy": ["*"]})
        assert error(await ask.ask("GET", f"/users/{kari}/onlineMeetings{_by(link)}")) == (403, "Forbidden")
        by_name = await ask.ask("GET", f"/users/{ORGANISER}/onlineMeetings{_by(link)}")
        assert error(by_name) == (400, "BadRequest")
        assert error(await ask.ask("GET", url)) == (400, "BadRequest")

    live(scenario)


def test_an_app_sees_no_meeting_before_its_access_policy_is_granted() -> None:
    async def scenario(ask: Client) -> None:
        url, link, _ = await _meeting(ask)
        await ask.control("PATCH", "/settings", {"applicationAccessPolicy": []})
        answer = await ask.ask("GET", url + _by(link))
        assert error(answer) == (403, "Forbidden")
        assert answer.json()["error"]["message"] == "No application access policy found for this app."

    live(scenario)


def test_a_meeting_made_twice_with_the_same_outer_id_is_one() -> None:
    async def scenario(ask: Client) -> None:
        url, *_ = await _meeting(ask)
        body = {"externalId": "kull-3-samling-1", "subject": "Samling"}
        first, second = [await ask.ask("POST", f"{url}/createOrGet", body) for _ in range(2)]
        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json()["id"] == second.json()["id"]

    live(scenario)


def test_the_lobby_and_who_presents_can_be_set() -> None:
    async def scenario(ask: Client) -> None:
        url, link, _ = await _meeting(ask)
        (meeting,) = (await ask.ask("GET", url + _by(link))).json()["value"]
        change = {"allowedPresenters": "organizer", "lobbyBypassSettings": {"scope": "invited"}}
        changed = (await ask.ask("PATCH", f"{url}/{meeting['id']}", change)).json()
        assert changed["allowedPresenters"] == "organizer"
        assert changed["lobbyBypassSettings"] == {"scope": "invited", "isDialInBypassEnabled": False}

    live(scenario)


def test_a_meeting_that_was_left_and_filled_again_gives_two_reports() -> None:
    async def scenario(ask: Client) -> None:
        url, link, event = await _meeting(ask)
        kari = {
            "mail": "kari@example.no",
            "joins": [
                ["2027-01-18T08:00:00Z", "2027-01-18T08:30:00Z"],
                ["2027-01-18T08:20:00Z", "2027-01-18T09:00:00Z"],
            ],
        }
        late = {"name": "Telefon", "joins": [["2027-01-18T10:00:00Z", "2027-01-18T10:10:00Z"]]}
        await ask.control("POST", "/held", {"event": event["id"], "attendees": [kari, late]})
        (meeting,) = (await ask.ask("GET", url + _by(link))).json()["value"]
        reports = (await ask.ask("GET", f"{url}/{meeting['id']}/attendanceReports")).json()["value"]
        assert [(row["meetingStartDateTime"], row["totalParticipantCount"]) for row in reports] == [
            ("2027-01-18T10:00:00Z", 1),
            ("2027-01-18T08:00:00Z", 1),
        ]
        whole = f"{url}/{meeting['id']}/attendanceReports/{reports[1]['id']}?$expand=attendanceRecords"
        (record,) = (await ask.ask("GET", whole)).json()["attendanceRecords"]
        seen = (
            record["emailAddress"],
            record["totalAttendanceInSeconds"],
            len(record["attendanceIntervals"]),
        )
        assert seen == ("kari@example.no", 4200, 2)

    live(scenario)
