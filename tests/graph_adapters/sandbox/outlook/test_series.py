"""Series and their days, attendees' own copies, delta, free and busy."""

from datetime import date
from typing import Any

import pytest
from support.sandbox.tenant import GRAPH, KARI, OLA, ORGANISER, Client, error, live, new_event

from graph_adapters.sandbox.outlook.recurrence import occurrence_days

EVENTS = f"/users/{ORGANISER}/events"
KARIS = "/users/kari@example.no"
WINDOW = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-05-01T00:00:00Z"
WEEKLY = {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"], "firstDayOfWeek": "monday"}
THREE = {"type": "numbered", "startDate": "2027-01-18", "numberOfOccurrences": 3}


async def _series(ask: Client, *addresses: str, **pattern: Any) -> dict[str, Any]:
    await ask.people(KARI, OLA)
    recurrence = {"pattern": WEEKLY | pattern, "range": THREE}
    answer = await ask.ask("POST", EVENTS, new_event(*addresses, recurrence=recurrence))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _rows(ask: Client, path: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await ask.ask("GET", path)).json()["value"]
    return rows


async def _kinds(ask: Client, address: str) -> list[str]:
    return [mail["kind"] for mail in (await ask.control("GET", f"/mailboxes/{address}"))["value"]]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ({"type": "daily", "interval": 2}, ["2027-01-18", "2027-01-20", "2027-01-22"]),
        ({"interval": 2}, ["2027-01-18", "2027-02-01", "2027-02-15"]),
        ({"daysOfWeek": ["thursday", "monday"]}, ["2027-01-18", "2027-01-21", "2027-01-25"]),
        ({"type": "absoluteMonthly", "dayOfMonth": 31}, ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ({"type": "relativeMonthly", "index": "last"}, ["2027-01-25", "2027-02-22", "2027-03-29"]),
        ({"type": "relativeMonthly", "index": "third"}, ["2027-01-18", "2027-02-15", "2027-03-15"]),
    ],
)
def test_a_pattern_falls_on_its_days(pattern: dict[str, Any], expected: list[str]) -> None:
    whole = WEEKLY | {"index": "first", "dayOfMonth": 0} | pattern
    found = occurrence_days({"pattern": whole, "range": THREE}, date(2028, 1, 1))
    assert [day.isoformat() for day in found] == expected


def test_a_view_shows_each_day_of_a_series_and_a_list_shows_it_once() -> None:
    async def scenario(ask: Client) -> None:
        series = await _series(ask)
        seen = await _rows(ask, f"/users/{ORGANISER}/calendarView?{WINDOW}")
        assert [(row["type"], row["start"]["dateTime"][:16], row["seriesMasterId"]) for row in seen] == [
            ("occurrence", "2027-01-18T08:00", series["id"]),
            ("occurrence", "2027-01-25T08:00", series["id"]),
            ("occurrence", "2027-02-01T08:00", series["id"]),
        ]
        assert [row["type"] for row in await _rows(ask, EVENTS)] == ["seriesMaster"]
        assert await _rows(ask, f"{EVENTS}/{series['id']}/instances?{WINDOW}") == seen

    live(scenario)


def test_summer_begins_and_the_meeting_stays_at_nine() -> None:
    async def scenario(ask: Client) -> None:
        await _series(ask, type="absoluteMonthly", dayOfMonth=31, daysOfWeek=[])
        seen = await _rows(ask, f"/users/{ORGANISER}/calendarView?{WINDOW}")
        assert [row["start"]["dateTime"][5:16] for row in seen] == [
            "01-31T08:00",
            "02-28T08:00",
            "03-31T07:00",
        ]

    live(scenario)


def test_one_day_can_be_changed_and_one_cancelled() -> None:
    async def scenario(ask: Client) -> None:
        series = await _series(ask, "kari@example.no")
        url = f"{EVENTS}/{series['id']}/instances?{WINDOW}"
        _, second, third = await _rows(ask, url)
        changed = await ask.ask("PATCH", f"{EVENTS}/{second['id']}", {"subject": "På Teams"})
        assert (changed.status_code, changed.json()["type"]) == (200, "exception")
        assert (await ask.ask("POST", f"{EVENTS}/{third['id']}/cancel", {})).status_code == 202
        seen = [(row["type"], row["subject"]) for row in await _rows(ask, url)]
        assert seen == [("occurrence", "Samling 1"), ("exception", "På Teams")]
        assert await _kinds(ask, "kari@example.no") == ["invitation", "update", "cancellation"]
        assert error(await ask.ask("GET", f"{EVENTS}/{third['id']}")) == (404, "ErrorItemNotFound")

    live(scenario)


def test_a_day_cannot_be_moved_past_its_neighbour() -> None:
    async def scenario(ask: Client) -> None:
        series = await _series(ask)
        first, *_ = await _rows(ask, f"{EVENTS}/{series['id']}/instances?{WINDOW}")
        zone = "W. Europe Standard Time"
        late = {"start": {"dateTime": "2027-01-26T09:00:00", "timeZone": zone}}
        late |= {"end": {"dateTime": "2027-01-26T10:00:00", "timeZone": zone}}
        assert error(await ask.ask("PATCH", f"{EVENTS}/{first['id']}", late)) == (
            400,
            "ErrorOccurrenceCrossingBoundary",
        )

    live(scenario)


@pytest.mark.parametrize(
    ("pattern", "limits", "expected"),
    [
        ({"type": "absoluteYearly", "dayOfMonth": 1, "month": 1}, {}, (501, "NotImplemented")),
        ({"daysOfWeek": []}, {}, (400, "ErrorPropertyValidationFailure")),
        ({}, {"startDate": "2027-01-19"}, (400, "ErrorPropertyValidationFailure")),
        ({}, {"numberOfOccurrences": 0}, (400, "ErrorPropertyValidationFailure")),
        ({"interval": 0}, {}, (400, "RequestBodyRead")),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(
    pattern: dict[str, Any], limits: dict[str, Any], expected: tuple[int, str]
) -> None:
    async def scenario(ask: Client) -> None:
        recurrence = {"pattern": WEEKLY | pattern, "range": THREE | limits}
        assert error(await ask.ask("POST", EVENTS, new_event(recurrence=recurrence))) == expected

    live(scenario)


# --- the attendees' own calendars -----------------------------------------------------------------


def test_an_attendee_has_the_meeting_in_the_own_calendar_and_answers_there() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        event = (await ask.ask("POST", EVENTS, new_event("kari@example.no"))).json()
        (copy,) = await _rows(ask, f"{KARIS}/events")
        seen = (
            copy["isOrganizer"],
            copy["responseStatus"]["response"],
            copy["organizer"]["emailAddress"]["address"],
        )
        assert (copy["id"] != event["id"], seen) == (True, (False, "notResponded", ORGANISER))
        said = {"method": "POST", "url": f"{KARIS}/events/{copy['id']}/tentativelyAccept", "body": {}}
        await ask.control("POST", "/as/kari@example.no", said)
        mine = (await ask.ask("GET", f"{KARIS}/events/{copy['id']}")).json()
        theirs = (await ask.ask("GET", f"{EVENTS}/{event['id']}")).json()
        assert mine["responseStatus"]["response"] == "tentativelyAccepted"
        assert theirs["attendees"][0]["status"]["response"] == "tentativelyAccepted"
        assert await _kinds(ask, ORGANISER) == ["response"]

    live(scenario)


def test_a_cancelled_meeting_is_cancelled_in_the_attendees_calendar_too() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        event = (await ask.ask("POST", EVENTS, new_event("kari@example.no"))).json()
        await ask.ask("POST", f"{EVENTS}/{event['id']}/cancel", {})
        (copy,) = await _rows(ask, f"{KARIS}/events")
        assert (copy["isCancelled"], copy["subject"]) == (True, "Avlyst: Samling 1")
        assert (await ask.ask("DELETE", f"{KARIS}/events/{copy['id']}")).status_code == 204
        assert await _rows(ask, f"{KARIS}/events") == []

    live(scenario)


def test_an_attendee_cannot_move_the_meeting_for_everybody() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        await ask.ask("POST", EVENTS, new_event("kari@example.no"))
        (copy,) = await _rows(ask, f"{KARIS}/events")
        answer = await ask.ask("PATCH", f"{KARIS}/events/{copy['id']}", {"subject": "Mitt"})
        assert error(answer) == (400, "ErrorInvalidRequest")

    live(scenario)


# --- delta ----------------------------------------------------------------------------------------


def test_a_delta_tells_only_what_changed_since() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        first = (await ask.ask("POST", EVENTS, new_event())).json()
        second = (await ask.ask("POST", EVENTS, new_event(subject="To"))).json()
        page = (await ask.ask("GET", f"/users/{ORGANISER}/calendarView/delta()?{WINDOW}")).json()
        assert [row["subject"] for row in page["value"]] == ["Samling 1", "To"]
        await ask.ask("PATCH", f"{EVENTS}/{first['id']}", {"subject": "En"})
        await ask.ask("DELETE", f"{EVENTS}/{second['id']}")
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert [(row["id"], row.get("subject"), row.get("@removed")) for row in page["value"]] == [
            (first["id"], "En", None),
            (second["id"], None, {"reason": "deleted"}),
        ]
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert page["value"] == []

    live(scenario)


def test_a_delta_comes_in_pages_and_its_link_grows_old() -> None:
    async def scenario(ask: Client) -> None:
        for _ in range(3):
            await ask.ask("POST", EVENTS, new_event())
        url = f"/users/{ORGANISER}/calendarView/delta?{WINDOW}"
        page = (await ask.ask("GET", url, Prefer="odata.maxpagesize=2")).json()
        rest = (await ask.http.get(page["@odata.nextLink"])).json()
        assert (len(page["value"]), len(rest["value"])) == (2, 1)
        await ask.control("PATCH", "/settings", {"calendarDeltaSeconds": 60})
        await ask.control("POST", "/clock", {"seconds": 61})
        assert error(await ask.http.get(rest["@odata.deltaLink"])) == (410, "SyncStateNotFound")

    live(scenario)


# --- free and busy --------------------------------------------------------------------------------


def test_free_and_busy_is_told_for_people_here_and_refused_for_others() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        await ask.ask("POST", EVENTS, new_event("kari@example.no"))
        zone = "W. Europe Standard Time"
        body = {
            "schedules": [ORGANISER, "kari@example.no", "noen@annet.no"],
            "startTime": {"dateTime": "2027-01-18T08:00:00", "timeZone": zone},
            "endTime": {"dateTime": "2027-01-18T16:00:00", "timeZone": zone},
            "availabilityViewInterval": 60,
        }
        value = (await ask.ask("POST", f"/users/{ORGANISER}/calendar/getSchedule", body)).json()["value"]
        assert [row["availabilityView"] for row in value] == ["02222220", "01111110", ""]
        assert value[2]["error"]["responseCode"] == "ErrorMailRecipientNotFound"

    live(scenario)


def test_a_file_can_be_attached_to_an_event() -> None:
    async def scenario(ask: Client) -> None:
        event = (await ask.ask("POST", EVENTS, new_event())).json()
        kind = "#microsoft.graph.fileAttachment"
        file = {"@odata.type": kind, "name": "agenda.txt", "contentBytes": "aGVp"}
        made = await ask.ask("POST", f"{EVENTS}/{event['id']}/attachments", file)
        assert (made.status_code, made.json()["size"]) == (201, 3)
        assert (await ask.ask("GET", f"{EVENTS}/{event['id']}")).json()["hasAttachments"] is True

    live(scenario)


def test_a_link_of_a_page_is_of_the_host_that_was_asked() -> None:
    async def scenario(ask: Client) -> None:
        page = (await ask.ask("GET", f"/users/{ORGANISER}/calendarView/delta()?{WINDOW}")).json()
        assert page["@odata.deltaLink"].startswith(f"{GRAPH}/users/{ORGANISER}/calendarView/delta()?")

    live(scenario)
