"""Events as they are asked for: filtered, sorted, counted, in the reader's own zone."""

from typing import Any
from urllib.parse import quote

import pytest
from support.sandbox.tenant import ORGANISER, Client, error, live, new_event

EVENTS = f"/users/{ORGANISER}/events"
OSLO = "W. Europe Standard Time"


def _at(day: int, hour: int, **more: Any) -> dict[str, Any]:
    times = {
        name: {"dateTime": f"2027-01-{day:02d}T{hour + later:02d}:00:00", "timeZone": OSLO}
        for name, later in (("start", 0), ("end", 1))
    }
    return new_event(subject=f"Møte {day}", **more) | times


async def _three(ask: Client) -> None:
    for new in (_at(20, 9), _at(18, 9, importance="high"), _at(19, 9, categories=["Kull"])):
        assert (await ask.ask("POST", EVENTS, new)).status_code == 201


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("start/dateTime ge '2027-01-19T08:00:00'", ["Møte 20", "Møte 19"]),
        ("start/dateTime ge '2027-01-19T08:00'", ["Møte 20", "Møte 19"]),
        ("start/dateTime ge '2027-01-19T09:00:00+01:00'", ["Møte 20", "Møte 19"]),
        ("start/dateTime gt '2027-01-19T08:00:00.0000000Z'", ["Møte 20"]),
        ("end/dateTime le '2027-01-18T09:00:00Z' and isAllDay eq false", ["Møte 18"]),
        ("startswith(subject,'møte 1')", ["Møte 18", "Møte 19"]),
        ("importance eq 'high'", ["Møte 18"]),
        ("categories/any(c:c eq 'Kull')", ["Møte 19"]),
        ("createdDateTime lt 2020-01-01T00:00:00Z", []),
    ],
)
def test_a_filter_compares_moments_in_utc(asked: str, found: list[str]) -> None:
    async def scenario(ask: Client) -> None:
        await _three(ask)
        url = f"{EVENTS}?$filter={quote(asked)}&$count=true"
        prefer = f'outlook.timezone="{OSLO}"'
        answer = (await ask.ask("GET", url, Prefer=prefer)).json()
        assert [row["subject"] for row in answer["value"]] == found
        assert answer["@odata.count"] == len(found)
        count = await ask.ask("GET", f"{EVENTS}/$count?$filter={quote(asked)}")
        assert (count.text, count.headers["content-type"]) == (str(len(found)), "text/plain")

    live(scenario)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("start/dateTime", ["Møte 18", "Møte 19", "Møte 20"]),
        ("start/dateTime desc", ["Møte 20", "Møte 19", "Møte 18"]),
        ("importance,subject desc", ["Møte 18", "Møte 20", "Møte 19"]),
        ("isAllDay,end/dateTime asc", ["Møte 18", "Møte 19", "Møte 20"]),
    ],
)
def test_events_are_sorted_by_what_is_asked_for(asked: str, found: list[str]) -> None:
    async def scenario(ask: Client) -> None:
        await _three(ask)
        rows = (await ask.ask("GET", f"{EVENTS}?$orderby={quote(asked)}")).json()["value"]
        assert [row["subject"] for row in rows] == found

    live(scenario)


def test_sorting_by_what_no_event_has_is_refused_and_by_what_is_not_built_says_so() -> None:
    async def scenario(ask: Client) -> None:
        await _three(ask)
        refused = await ask.ask("GET", f"{EVENTS}?$orderby=begins")
        assert error(refused) == (400, "BadRequest")
        for key in ("organizer/emailAddress/name", "attendees"):
            assert error(await ask.ask("GET", f"{EVENTS}?$orderby={key}")) == (501, "NotImplemented")

    live(scenario)


@pytest.mark.parametrize(
    "zone", [OSLO, "w. europe standard time", "EUROPE/BERLIN", "UTC", "Pacific Standard Time"]
)
def test_a_whole_day_is_from_midnight_to_midnight_in_every_zone(zone: str) -> None:
    async def scenario(ask: Client) -> None:
        days = {
            name: {"dateTime": f"2027-01-{day}T00:00:00", "timeZone": OSLO}
            for name, day in (("start", 18), ("end", 20))
        }
        made = (await ask.ask("POST", EVENTS, new_event(isAllDay=True) | days)).json()
        window = "startDateTime=2027-01-17T00:00:00Z&endDateTime=2027-01-21T00:00:00Z"
        prefer = f'outlook.timezone="{zone}"'
        one = (await ask.ask("GET", f"{EVENTS}/{made['id']}", Prefer=prefer)).json()
        (seen,) = (await ask.ask("GET", f"/users/{ORGANISER}/calendarView?{window}", Prefer=prefer)).json()[
            "value"
        ]
        (told,) = (
            await ask.ask("GET", f"/users/{ORGANISER}/calendarView/delta?{window}", Prefer=prefer)
        ).json()["value"]
        for row in (one, seen, told):
            assert (row["start"]["dateTime"], row["end"]["dateTime"]) == (
                "2027-01-18T00:00:00.0000000",
                "2027-01-20T00:00:00.0000000",
            )
        assert made["start"] == {"dateTime": "2027-01-18T00:00:00.0000000", "timeZone": "UTC"}

    live(scenario)


def test_a_day_of_a_whole_day_series_keeps_its_midnights() -> None:
    async def scenario(ask: Client) -> None:
        days = {
            name: {"dateTime": f"2027-03-{day}T00:00:00", "timeZone": OSLO}
            for name, day in (("start", 22), ("end", 23))
        }
        pattern = {"type": "Weekly", "interval": 1, "daysOfWeek": ["Monday"]}
        limits = {"type": "Numbered", "startDate": "2027-03-22", "numberOfOccurrences": 2}
        new = new_event(isAllDay=True, recurrence={"pattern": pattern, "range": limits}) | days
        assert (await ask.ask("POST", EVENTS, new)).status_code == 201
        url = f"/users/{ORGANISER}/calendarView?startdatetime=2027-03-01T00:00:00Z&ENDDATETIME=2027-04-01T00:00:00Z"
        rows = (await ask.ask("GET", url)).json()["value"]
        assert [row["start"]["dateTime"][:16] for row in rows] == ["2027-03-22T00:00", "2027-03-29T00:00"]

    live(scenario)


@pytest.mark.parametrize(
    ("sent", "utc"),
    [
        ({"dateTime": "2027-01-18T09:00:00.1234567", "timeZone": OSLO}, "08:00"),
        ({"dateTime": "2027-01-18T09:00", "timeZone": "w. EUROPE standard TIME"}, "08:00"),
        ({"dateTime": "2027-01-18T09:00:00Z", "timeZone": OSLO}, "09:00"),
        ({"dateTime": "2027-01-18T09:00:00+02:00", "timeZone": "utc"}, "07:00"),
        ({"dateTime": "2027-01-18T09:00:00.000-05:00", "timeZone": "europe/paris"}, "14:00"),
    ],
)
def test_a_time_is_taken_with_an_offset_with_fractions_and_in_a_zone_of_any_case(
    sent: dict[str, str], utc: str
) -> None:
    async def scenario(ask: Client) -> None:
        end = {"dateTime": "2027-01-18T20:00:00", "timeZone": OSLO}
        made = (await ask.ask("POST", EVENTS, new_event(start=sent, end=end))).json()
        assert made["start"] == {"dateTime": f"2027-01-18T{utc}:00.0000000", "timeZone": "UTC"}
        known = {"w. europe standard time": OSLO, "utc": "UTC", "europe/paris": "Europe/Paris"}
        assert made["originalStartTimeZone"] == known[sent["timeZone"].casefold()]

    live(scenario)


def test_the_answer_says_which_wishes_it_keeps_to() -> None:
    async def scenario(ask: Client) -> None:
        body = {"contentType": "HTML", "content": "<p>Hei &amp; hopp</p>"}
        prefer = 'outlook.timezone="w. europe standard time", outlook.body-content-type="text", IdType="ImmutableId"'
        made = await ask.ask("POST", EVENTS, new_event(body=body), Prefer=prefer)
        kept = f'outlook.timezone="{OSLO}", outlook.body-content-type="text", IdType="ImmutableId"'
        url = f"{EVENTS}/{made.json()['id']}"
        window = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z"
        answers = [made] + [
            await ask.ask("GET", path, Prefer=prefer)
            for path in (url, EVENTS, f"/users/{ORGANISER}/calendarView?{window}")
        ]
        assert [answer.headers["preference-applied"] for answer in answers] == [kept] * 4
        one = answers[1].json()
        assert (one["start"]["dateTime"][11:16], one["body"]) == (
            "09:00",
            {"contentType": "text", "content": "Hei & hopp"},
        )
        assert "preference-applied" not in (await ask.ask("GET", url)).headers
        delta = f"/users/{ORGANISER}/calendarView/delta?{window}"
        paged = await ask.ask("GET", delta, Prefer="odata.maxpagesize=5")
        assert paged.headers["preference-applied"] == "odata.maxpagesize=5"

    live(scenario)
