"""The sender's copy of a mail, found again by a property of the sender's own."""

from typing import Any

from support.sandbox.tenant import KARI, ORGANISER, Client, error, live

SEND = f"/users/{ORGANISER}/sendMail"
SENT = f"/users/{ORGANISER}/mailFolders/SentItems/messages"
NAME = "String {66f5a359-4659-4830-9070-00040ec6ac6e} Name kull"


def _message(subject: str = "Hei", key: str = "k7", **more: Any) -> dict[str, Any]:
    message = {
        "subject": subject,
        "toRecipients": [{"emailAddress": {"address": "kari@example.no"}}],
        "singleValueExtendedProperties": [{"id": NAME, "value": key}],
    }
    return {"message": message | more}


def _look(key: str, url: str = SENT, more: str = "") -> str:
    return f"{url}?$filter=singleValueExtendedProperties/any(ep: ep/id eq '{NAME}' and ep/value eq '{key}'){more}"


async def _subjects(ask: Client, path: str) -> list[str]:
    return [row["subject"] for row in (await ask.ask("GET", path)).json()["value"]]


async def _inbox(ask: Client) -> list[str]:
    found = (await ask.control("GET", "/mailboxes/kari@example.no"))["value"]
    return [mail["subject"] for mail in found]


def test_the_copy_is_found_by_the_property_and_says_no_more_than_it_is_asked() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        for subject, key in (("Hei", "k7"), ("Vår", "k8")):
            assert (await ask.ask("POST", SEND, _message(subject, key))).status_code == 202
        (found,) = (await ask.ask("GET", _look("k8", more="&$select=subject&$top=1"))).json()["value"]
        assert set(found) == {"@odata.etag", "id", "subject"}
        assert found["subject"] == "Vår"
        assert await _subjects(ask, _look("k8", f"/users/{ORGANISER}/messages")) == ["Vår"]
        assert await _subjects(ask, _look("k9")) == []
        assert await _inbox(ask) == ["Hei", "Vår"]

    live(scenario)


def test_the_property_is_shown_to_who_asks_for_it_by_name_alone() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", SEND, _message())
        (plain,) = (await ask.ask("GET", SENT)).json()["value"]
        assert "singleValueExtendedProperties" not in plain
        wanted = f"$expand=singleValueExtendedProperties($filter=id eq '{NAME}')"
        (shown,) = (await ask.ask("GET", f"{SENT}?{wanted}")).json()["value"]
        assert shown["singleValueExtendedProperties"] == [{"id": NAME, "value": "k7"}]
        alone = (await ask.ask("GET", f"/users/{ORGANISER}/messages/{plain['id']}?{wanted}")).json()
        assert alone["singleValueExtendedProperties"] == [{"id": NAME, "value": "k7"}]

    live(scenario)


def test_what_is_found_comes_in_pages_that_keep_to_the_question() -> None:
    async def scenario(ask: Client) -> None:
        for subject, key in (("1", "k7"), ("2", "k8"), ("3", "k7")):
            await ask.ask("POST", SEND, _message(subject, key))
        first = (await ask.ask("GET", _look("k7", more="&$top=1&$orderby=receivedDateTime asc"))).json()
        second = (await ask.http.get(first["@odata.nextLink"])).json()
        assert [row["subject"] for row in (*first["value"], *second["value"])] == ["1", "3"]
        assert "@odata.nextLink" not in second

    live(scenario)


def test_the_copy_may_be_late_by_the_tenants_clock_and_the_mail_is_not() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("PATCH", "/settings", {"sentItemsSeconds": 600})
        await ask.ask("POST", SEND, _message())
        assert await _inbox(ask) == ["Hei"]
        await ask.control("POST", "/clock", {"seconds": 500})
        everywhere = (_look("k7"), SENT, f"/users/{ORGANISER}/messages", f"{SENT}/delta()")
        assert [await _subjects(ask, path) for path in everywhere] == [[], [], [], []]
        await ask.control("POST", "/clock", {"seconds": 101})
        assert [await _subjects(ask, path) for path in everywhere] == [["Hei"]] * 4

    live(scenario)


def test_who_asks_for_no_copy_gets_none() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", SEND, _message() | {"saveToSentItems": False})
        assert (await _subjects(ask, SENT), await _inbox(ask)) == ([], ["Hei"])

    live(scenario)


def test_mail_whose_answer_is_lost_lies_in_both_mailboxes() -> None:
    async def scenario(ask: Client) -> None:
        lost = {"operation": "mail.send", "after": True}
        for fault in ({"status": 503}, {"status": 504, "nth": 2}):
            await ask.control("POST", "/faults", lost | fault)
        answers = [await ask.ask("POST", SEND, _message(subject)) for subject in ("1", "2")]
        assert [answer.status_code for answer in answers] == [503, 504]
        assert (await _inbox(ask), await _subjects(ask, _look("k7"))) == (["1", "2"], ["2", "1"])

    live(scenario)


def test_mail_that_was_refused_before_the_work_lies_nowhere() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("POST", "/faults", {"operation": "mail.send", "status": 503})
        assert (await ask.ask("POST", SEND, _message())).status_code == 503
        assert (await _inbox(ask), await _subjects(ask, SENT)) == ([], [])

    live(scenario)


def test_a_malformed_property_is_refused_and_nothing_is_sent() -> None:
    async def scenario(ask: Client) -> None:
        wrong: tuple[Any, ...] = (
            [{"id": "kull", "value": "k7"}],
            [{"id": "String {66f5} Name kull", "value": "k7"}],
            [{"id": NAME}],
            [{"id": NAME, "value": 7}],
            {"id": NAME, "value": "k7"},
        )
        for properties in wrong:
            body = _message(singleValueExtendedProperties=properties)
            assert error(await ask.ask("POST", SEND, body)) == (400, "RequestBodyRead")
        assert await _inbox(ask) == []

    live(scenario)


def test_other_questions_about_properties_are_refused() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", SEND, _message())
        for asked in (
            f"singleValueExtendedProperties/any(ep: ep/id eq '{NAME}')",
            f"isRead eq true and singleValueExtendedProperties/any(ep: ep/id eq '{NAME}' and ep/value eq 'k7')",
            f"singleValueExtendedProperties/any(ep: ep/id eq '{NAME}' and startswith(ep/value, 'k'))",
        ):
            assert error(await ask.ask("GET", f"{SENT}?$filter={asked}")) == (400, "BadRequest")

    live(scenario)


def test_looking_needs_leave_to_read_mail_whole() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", SEND, _message())
        told = []
        for roles in (["Mail.Send"], ["Mail.ReadBasic.All"], ["Mail.Read"]):
            token = (await ask.control("POST", "/token", {"roles": roles}))["access_token"]
            ask.http.headers["authorization"] = f"Bearer {token}"
            answers = [await ask.ask("GET", path) for path in (SENT, _look("k7"))]
            told.append([one.status_code if one.is_success else error(one) for one in answers])
        denied = (403, "ErrorAccessDenied")
        assert told == [[denied, denied], [200, denied], [200, 200]]

    live(scenario)
