"""Events in the shape that other people's clients send them and read them."""

from typing import Any

import pytest
from support.sandbox.tenant import ORGANISER, Client, error, live, new_event

EVENTS = f"/users/{ORGANISER}/events"
MANY = "StringArray {66f5a359-4659-4830-9070-00050ec6ac6e} Name Fritid"
ONE = "String {66f5a359-4659-4830-9070-00040ec6ac6e} Name kull"


async def _made(ask: Client, **more: Any) -> dict[str, Any]:
    answer = await ask.ask("POST", EVENTS, new_event(**more))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"importance": "High"}, "high"),
        ({"sensitivity": "Private"}, "private"),
        ({"showAs": "WorkingElsewhere"}, "workingElsewhere"),
        ({"onlineMeetingProvider": "TeamsForBusiness", "isOnlineMeeting": True}, "teamsForBusiness"),
    ],
)
def test_the_names_of_enumerations_are_read_in_any_case(sent: dict[str, Any], kept: str) -> None:
    async def scenario(ask: Client) -> None:
        assert (await _made(ask, **sent))[next(iter(sent))] == kept

    live(scenario)


def test_a_word_that_is_in_no_enumeration_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("POST", EVENTS, new_event(importance="Urgent"))
        assert error(answer) == (400, "RequestBodyRead")

    live(scenario)


def test_a_recurrence_is_read_in_any_case_and_its_days_have_an_id_of_their_own() -> None:
    async def scenario(ask: Client) -> None:
        pattern = {"type": "RelativeMonthly", "interval": 1, "daysOfWeek": ["Monday"], "index": "Third"}
        limits = {"type": "EndDate", "startDate": "2027-01-18", "endDate": "2027-03-31"}
        series = await _made(ask, recurrence={"pattern": pattern, "range": limits})
        assert series["recurrence"]["pattern"]["type"] == "relativeMonthly"
        assert (series["recurrence"]["range"]["recurrenceTimeZone"], series["occurrenceId"]) == (
            "W. Europe Standard Time",
            None,
        )
        window = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-04-01T00:00:00Z"
        days = (await ask.ask("GET", f"{EVENTS}/{series['id']}/instances?{window}")).json()["value"]
        assert [day["occurrenceId"] for day in days] == [
            f"OID.{series['id']}.{day}" for day in ("2027-01-18", "2027-02-15", "2027-03-15")
        ]

    live(scenario)


def test_what_outlook_writes_itself_may_be_sent_back_in_a_change() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, isOnlineMeeting=True, onlineMeetingProvider="teamsForBusiness")
        names = ("originalStartTimeZone", "originalEndTimeZone", "iCalUId", "responseStatus", "hideAttendees")
        same = {name: event[name] for name in names} | {"iCalUId": "another"}
        same |= {"isOnlineMeeting": True, "onlineMeetingProvider": "teamsForBusiness"}
        changed = await ask.ask("PATCH", f"{EVENTS}/{event['id']}", same | {"categories": ["Kull"]})
        assert (changed.status_code, changed.json()["iCalUId"]) == (200, event["iCalUId"])
        other = await ask.ask("PATCH", f"{EVENTS}/{event['id']}", {"isOnlineMeeting": False})
        assert error(other) == (400, "ErrorInvalidRequest")

    live(scenario)


def test_a_property_of_many_values_comes_when_it_is_asked_for_beside_one_of_a_single_value() -> None:
    async def scenario(ask: Client) -> None:
        many, one = {"id": MANY, "value": ["Mat", "Film"]}, {"id": ONE, "value": "k7"}
        event = await _made(ask, multiValueExtendedProperties=[many], singleValueExtendedProperties=[one])
        url = f"{EVENTS}/{event['id']}"
        await ask.ask("PATCH", url, {"singleValueExtendedProperties": [one | {"value": "k8"}]})
        expand = f"multiValueExtendedProperties($filter=id eq '{MANY}')"
        seen = (await ask.ask("GET", f"{url}?$expand={expand}")).json()
        assert seen["multiValueExtendedProperties"] == [many]
        expand = f"singleValueExtendedProperties($filter=id eq '{ONE}')"
        seen = (await ask.ask("GET", f"{url}?$expand={expand}")).json()
        assert seen["singleValueExtendedProperties"] == [one | {"value": "k8"}]

    live(scenario)


def test_places_are_told_as_outlook_tells_them() -> None:
    async def scenario(ask: Client) -> None:
        room = {"displayName": "Rom 1", "locationType": "default"}
        event = await _made(ask, location={"displayName": "Rom 1", "locationType": "Default"})
        assert event["locations"] == [room | {"uniqueId": "Rom 1", "uniqueIdType": "private"}]
        city = {"displayName": "Fjellheim", "address": {"city": "Drammen"}}
        several = await _made(ask, locations=[{"displayName": "Rom 1"}, city])
        assert several["locations"] == [
            room | {"uniqueIdType": "unknown"},
            city | {"locationType": "default", "uniqueId": "Fjellheim", "uniqueIdType": "private"},
        ]

    live(scenario)


@pytest.mark.parametrize(
    "kind", ["#microsoft.graph.itemAttachment", "#Microsoft.OutlookServices.ItemAttachment"]
)
def test_a_mail_goes_along_with_an_event(kind: str) -> None:
    async def scenario(ask: Client) -> None:
        url = f"{EVENTS}/{(await _made(ask))['id']}/attachments"
        item = {"@odata.type": "microsoft.graph.message", "subject": "Hei"}
        answer = await ask.ask("POST", url, {"@odata.type": kind, "name": "Svar", "item": item})
        assert (answer.status_code, answer.json()["@odata.type"]) == (201, "#microsoft.graph.itemAttachment")
        without = await ask.ask("POST", url, {"@odata.type": kind, "name": "Svar"})
        assert error(without) == (400, "RequestBodyRead")

    live(scenario)
