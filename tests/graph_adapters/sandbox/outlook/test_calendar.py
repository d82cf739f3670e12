from typing import Any

from support.sandbox.tenant import KARI, OLA, ORGANISER, Client, error, live, new_event

EVENTS = f"/users/{ORGANISER}/events"
MAILS = ["kari@example.no", "ola@example.no"]


async def _kinds(ask: Client, *addresses: str) -> list[list[str]]:
    boxes = [await ask.control("GET", f"/mailboxes/{address}") for address in addresses]
    return [[mail["kind"] for mail in box["value"]] for box in boxes]


async def _made(ask: Client, *addresses: str, **more: Any) -> dict[str, Any]:
    await ask.people(KARI, OLA)
    answer = await ask.ask("POST", EVENTS, new_event(*addresses, **more))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_transaction_id_is_used_once_also_after_the_event_is_cancelled() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, transactionId="k7/samling1#0")
        again = await ask.ask("POST", EVENTS, new_event(transactionId="k7/samling1#0"))
        assert error(again) == (409, "ErrorDuplicateTransactionId")
        assert again.json()["error"]["@event.existingEventId"] == event["id"]
        assert (
            await ask.ask("POST", f"{EVENTS}/{event['id']}/cancel", {"Comment": "syk"})
        ).status_code == 202
        once_more = await ask.ask("POST", EVENTS, new_event(transactionId="k7/samling1#0"))
        assert error(once_more) == (409, "ErrorDuplicateTransactionId")

    live(scenario)


def test_a_change_of_only_attendees_mails_only_them() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, "kari@example.no")
        body = {"attendees": new_event(*MAILS)["attendees"]}
        assert (await ask.ask("PATCH", f"{EVENTS}/{event['id']}", body)).status_code == 200
        assert await _kinds(ask, *MAILS) == [["invitation"], ["invitation"]]
        gone = {"attendees": new_event("ola@example.no")["attendees"]}
        await ask.ask("PATCH", f"{EVENTS}/{event['id']}", gone)
        assert await _kinds(ask, *MAILS) == [["invitation", "cancellation"], ["invitation"]]

    live(scenario)


def test_a_change_of_anything_else_mails_everybody() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, "kari@example.no")
        body = {"subject": "Ny tittel", "attendees": new_event(*MAILS)["attendees"]}
        await ask.ask("PATCH", f"{EVENTS}/{event['id']}", body)
        assert await _kinds(ask, *MAILS, ORGANISER) == [["invitation", "update"], ["invitation"], []]

    live(scenario)


def test_a_deleted_event_is_cancelled_for_everybody() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, "kari@example.no")
        assert (await ask.ask("DELETE", f"{EVENTS}/{event['id']}")).status_code == 204
        assert await _kinds(ask, "kari@example.no") == [["invitation", "cancellation"]]
        assert error(await ask.ask("GET", f"{EVENTS}/{event['id']}")) == (404, "ErrorItemNotFound")

    live(scenario)


def test_a_body_without_the_join_block_ends_the_online_meeting() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, isOnlineMeeting=True, onlineMeetingProvider="teamsForBusiness")
        url, content = f"{EVENTS}/{event['id']}", event["body"]["content"]
        assert event["onlineMeetingUrl"] is None
        kept = {"body": {"contentType": "HTML", "content": f"<p>Ny agenda</p>{content}"}}
        assert (await ask.ask("PATCH", url, kept)).json()["onlineMeeting"] == event["onlineMeeting"]
        lost = (await ask.ask("PATCH", url, {"body": {"contentType": "html", "content": "Ny agenda"}})).json()
        assert (lost["isOnlineMeeting"], lost["onlineMeeting"]) == (False, None)

    live(scenario)


def test_a_zone_outlook_does_not_know_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        oslo = new_event(start={"dateTime": "2027-01-18T09:00:00", "timeZone": "Europe/Oslo"})
        assert error(await ask.ask("POST", EVENTS, oslo)) == (400, "TimeZoneNotSupportedException")

    live(scenario)


def test_times_come_in_utc_unless_a_zone_is_preferred() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask)
        zone = 'outlook.timezone="W. Europe Standard Time"'
        local = (await ask.ask("GET", f"{EVENTS}/{event['id']}", Prefer=zone)).json()
        assert event["start"] == {"dateTime": "2027-01-18T08:00:00.0000000", "timeZone": "UTC"}
        assert local["start"] == {
            "dateTime": "2027-01-18T09:00:00.0000000",
            "timeZone": "W. Europe Standard Time",
        }

    live(scenario)


def test_a_whole_day_goes_from_midnight_to_midnight() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        answer = await ask.ask("POST", EVENTS, new_event(isAllDay=True))
        assert error(answer) == (400, "ErrorPropertyValidationFailure")

    live(scenario)


def test_a_view_needs_its_window_and_gives_ten_at_a_time() -> None:
    async def scenario(ask: Client) -> None:
        for number in range(12):
            await _made(ask, subject=f"Møte {number}")
        url = f"/users/{ORGANISER}/calendarView"
        assert error(await ask.ask("GET", url)) == (400, "ErrorInvalidParameter")
        first = (
            await ask.ask("GET", f"{url}?startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z")
        ).json()
        rest = (await ask.http.get(first["@odata.nextLink"])).json()
        assert (len(first["value"]), len(rest["value"]), "@odata.nextLink" in rest) == (10, 2, False)

    live(scenario)


def test_an_answer_to_an_invitation_is_seen_on_the_event() -> None:
    async def scenario(ask: Client) -> None:
        event = await _made(ask, "kari@example.no")
        body = {"event": event["id"], "attendee": "kari@example.no", "response": "accepted"}
        await ask.control("POST", "/answers", body)
        seen = (await ask.ask("GET", f"{EVENTS}/{event['id']}")).json()
        assert seen["attendees"][0]["status"]["response"] == "accepted"

    live(scenario)


def test_another_time_is_proposed_where_the_organiser_lets_it_and_gone_with_the_next_answer() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        for allowed, status in ((False, 400), (True, 202)):
            told = new_event("kari@example.no", allowNewTimeProposals=allowed)
            event = (await ask.ask("POST", f"/users/{ORGANISER}/events", told)).json()
            first = {"dateTime": "2027-01-19T09:00:00", "timeZone": "UTC"}
            copies = (await ask.ask("GET", f"/users/{KARI['mail']}/events")).json()["value"]
            (copy,) = [one["id"] for one in copies if one["allowNewTimeProposals"] is allowed]
            url = f"/users/{KARI['mail']}/events/{copy}"
            other = {"proposedNewTime": {"start": first, "end": first}}
            assert (await ask.ask("POST", f"{url}/tentativelyAccept", other)).status_code == status
        assert (await _attendee(ask, event["id"]))["proposedNewTime"]["start"] == first
        await ask.ask("POST", f"{url}/accept", {})
        assert "proposedNewTime" not in await _attendee(ask, event["id"])

    live(scenario)


async def _attendee(ask: Client, event: str) -> Any:
    (attendee,) = (await ask.ask("GET", f"/users/{ORGANISER}/events/{event}")).json()["attendees"]
    return attendee


def test_an_own_property_can_be_looked_up() -> None:
    async def scenario(ask: Client) -> None:
        name = "String {66f5a359-4659-4830-9070-00040ec6ac6e} Name kull"
        await _made(ask)
        await _made(ask, subject="Vår", singleValueExtendedProperties=[{"id": name, "value": "k7"}])
        wanted = f"singleValueExtendedProperties/any(ep:ep/id eq '{name}' and ep/value eq 'k7')"
        found = (await ask.ask("GET", f"{EVENTS}?$filter={wanted}")).json()["value"]
        assert [event["subject"] for event in found] == ["Vår"]

    live(scenario)


def test_mail_is_delivered() -> None:
    async def scenario(ask: Client) -> None:
        to = [{"emailAddress": {"address": "kari@example.no"}}]
        message = {"subject": "Hei", "body": {"contentType": "Text", "content": "x"}, "toRecipients": to}
        sent = await ask.ask(
            "POST", f"/users/{ORGANISER}/sendMail", {"message": message, "saveToSentItems": False}
        )
        assert (sent.status_code, await _kinds(ask, "kari@example.no")) == (202, [["mail"]])

    live(scenario)
