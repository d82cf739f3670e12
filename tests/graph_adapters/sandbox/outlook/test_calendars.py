"""The calendars of a mailbox beside its primary one."""

from typing import Any

from support.sandbox.tenant import KARI, ORGANISER, Client, error, live, new_event

CALENDARS = f"/users/{ORGANISER}/calendars"
WINDOW = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z"


async def _added(ask: Client, name: str = "Innsjekker", **more: Any) -> str:
    answer = await ask.ask("POST", CALENDARS, {"name": name} | more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _subjects(ask: Client, path: str) -> list[str]:
    return [row["subject"] for row in (await ask.ask("GET", f"/users/{ORGANISER}/{path}")).json()["value"]]


def test_a_calendar_is_added_named_anew_and_removed_and_the_primary_one_stays() -> None:
    async def scenario(ask: Client) -> None:
        added = await _added(ask, color="LightGreen")
        taken = await ask.ask("POST", CALENDARS, {"name": "innsjekker"})
        assert error(taken) == (409, "ErrorFolderExists")
        changed = (await ask.ask("PATCH", f"{CALENDARS}/{added}", {"name": "Innsjekk"})).json()
        seen = (await ask.ask("GET", f"{CALENDARS}/{added}")).json()
        assert changed["changeKey"] == seen["changeKey"]
        assert (seen["name"], seen["color"], seen["isRemovable"], seen["isDefaultCalendar"]) == (
            "Innsjekk",
            "lightGreen",
            True,
            False,
        )
        primary = (await ask.ask("GET", f"/users/{ORGANISER}/calendar")).json()
        refused = await ask.ask("DELETE", f"{CALENDARS}/{primary['id']}")
        assert error(refused) == (400, "ErrorDeleteDistinguishedFolder")
        assert (await ask.ask("DELETE", f"{CALENDARS}/{added}")).status_code == 204
        assert error(await ask.ask("GET", f"{CALENDARS}/{added}")) == (404, "ErrorItemNotFound")
        assert [row["name"] for row in (await ask.ask("GET", CALENDARS)).json()["value"]] == ["Kalender"]

    live(scenario)


def test_calendars_are_found_by_name() -> None:
    async def scenario(ask: Client) -> None:
        await _added(ask)
        found = (await ask.ask("GET", f"{CALENDARS}?$filter=name eq 'Innsjekker'&$count=true")).json()
        assert (found["@odata.count"], [row["name"] for row in found["value"]]) == (1, ["Innsjekker"])
        first = (await ask.ask("GET", f"{CALENDARS}?$top=1&$select=name")).json()
        assert [row["name"] for row in first["value"]] == ["Kalender"]
        rest = (await ask.http.get(first["@odata.nextLink"])).json()
        assert [row["name"] for row in rest["value"]] == ["Innsjekker"]

    live(scenario)


def test_an_event_stands_in_its_own_calendar_alone() -> None:
    async def scenario(ask: Client) -> None:
        added = await _added(ask)
        await ask.ask("POST", f"/users/{ORGANISER}/events", new_event(subject="I den første"))
        here = f"{CALENDARS}/{added}/events"
        event = (await ask.ask("POST", here, new_event(subject="I den andre"))).json()
        for path in (f"calendars/{added}/events", f"calendars/{added}/calendarView?{WINDOW}"):
            assert await _subjects(ask, path) == ["I den andre"]
        for path in ("events", "calendar/events", f"calendarView?{WINDOW}"):
            assert await _subjects(ask, path) == ["I den første"]
        one = (await ask.ask("GET", f"/users/{ORGANISER}/events/{event['id']}")).json()
        assert one["calendar@odata.navigationLink"].endswith(f"/calendars('{added}')")
        assert (await ask.ask("GET", f"{here}/{event['id']}")).status_code == 200
        primary = (await ask.ask("GET", f"/users/{ORGANISER}/calendar")).json()["id"]
        assert await _subjects(ask, f"calendars/{primary}/events") == ["I den første"]
        elsewhere = await ask.ask("GET", f"{CALENDARS}/{primary}/events/{event['id']}")
        assert error(elsewhere) == (404, "ErrorItemNotFound")
        changed = await ask.ask("PATCH", f"{here}/{event['id']}", {"subject": "Nytt"})
        assert (changed.status_code, changed.json()["subject"]) == (200, "Nytt")
        assert (await ask.ask("DELETE", f"{here}/{event['id']}")).status_code == 204
        assert await _subjects(ask, f"calendars/{added}/events") == []

    live(scenario)


def test_an_invitation_from_a_second_calendar_comes_to_the_attendees_primary_one() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        added = await _added(ask)
        await ask.ask("POST", f"{CALENDARS}/{added}/events", new_event("kari@example.no"))
        (copy,) = (await ask.ask("GET", "/users/kari@example.no/events")).json()["value"]
        assert copy["subject"] == "Samling 1"

    live(scenario)


def test_a_meeting_that_is_moved_to_another_calendar_is_gone_from_the_changes() -> None:
    async def scenario(ask: Client) -> None:
        added = await _added(ask)
        event = (await ask.ask("POST", f"/users/{ORGANISER}/events", new_event())).json()
        page = (await ask.ask("GET", f"/users/{ORGANISER}/calendarView/delta?{WINDOW}")).json()
        assert [row["id"] for row in page["value"]] == [event["id"]]
        await ask.control("POST", "/calendars/move", {"event": event["id"], "calendar": added})
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert page["value"] == [{"id": event["id"], "@removed": {"reason": "deleted"}}]
        assert await _subjects(ask, f"calendars/{added}/events") == ["Samling 1"]
        await ask.control("POST", "/calendars/move", {"event": event["id"]})
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert [row["subject"] for row in page["value"]] == ["Samling 1"]

    live(scenario)


def test_what_is_not_built_of_calendars_says_so() -> None:
    async def scenario(ask: Client) -> None:
        added, one = await _added(ask), f"/users/{ORGANISER}"
        asked = (
            f"{one}/events/delta",
            f"{one}/events/delta()",
            f"{one}/calendars/{added}/events/delta",
            f"{one}/calendarGroups",
            f"{one}/calendar/events/delta",
        )
        answers = [await ask.ask("GET", path) for path in asked]
        assert [error(answer) for answer in answers] == [(501, "NotImplemented")] * len(asked)

    live(scenario)
