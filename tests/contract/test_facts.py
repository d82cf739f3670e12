"""A request is held to what Graph takes, by the SDK's word and by the table of ours."""

import asyncio
from typing import Any

import httpx
import pytest
from contract.facts import FACTS, LIMITS, Fact
from support.graph.requests import Checked, find, problems
from support.graph.sdk import sdk

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.limits import DEFAULT_LIMITS
from graph_adapters.sandbox.engine.routes import GRAPH
from graph_adapters.sandbox.engine.state import State
from jobs import permissions

ETAG = {"If-Match": 'W/"1"'}
EVENT = {
    "subject": "Samling 1",
    "body": {"contentType": "HTML", "content": "<p>Velkommen</p>"},
    "start": {"dateTime": "2027-01-18T09:00:00", "timeZone": "W. Europe Standard Time"},
    "end": {"dateTime": "2027-01-18T10:00:00", "timeZone": "W. Europe Standard Time"},
}
MEMBER = {
    "@odata.type": "#microsoft.graph.aadUserConversationMember",
    "roles": ["owner"],
    "user@odata.bind": "https://graph.microsoft.com/v1.0/users/u",
}
SENDING = {"message": {"subject": "Hei", "toRecipients": [{"emailAddress": {"address": "kari@example.no"}}]}}
CHECK = {"@odata.type": "#microsoft.graph.plannerChecklistItem", "title": "Les"}
INNER = {"id": "1", "method": "GET", "url": "/users"}
NEW_GROUP = {"id": "2", "method": "POST", "url": "/groups", "body": {"displayName": "Kull"}}


def _found(address: str, body: Any = None, headers: dict[str, str] | None = None) -> list[str]:
    method, path = address.split(" ", 1)
    found = problems(method, f"/v1.0{path}", headers or {}, body)
    return [problem.removeprefix(f"{method} /v1.0{path}: ") for problem in found]


@pytest.mark.parametrize(
    ("address", "body", "headers"),
    [
        ("GET /users?$select=id&$top=5", None, {}),
        ("GET /users?$skiptoken=abc", None, {}),
        ("GET /teams/t/channels/19%3Aa%40thread.tacv2/filesFolder", None, {}),
        ("GET /TEAMS/t", None, {}),
        ("GET /teams('t')/operations('o')", None, {}),
        ("PATCH /groups(uniqueName='kull-1')", {"displayName": "Kull 1"}, {}),
        ("POST /groups/g/members/$ref", {"@odata.id": "https://graph.microsoft.com/v1.0/users/u"}, {}),
        ("POST /users/o/events", EVENT, {}),
        ("POST /users/o/events/e/cancel", {"Comment": "Avlyst"}, {}),
        ("POST /users/o/events/e/cancel", {"comment": "Avlyst"}, {}),
        ("POST /users/o/events/e/cancel", None, {}),
        ("GET /users/o/calendarView/delta?startDateTime=2027-01-01&endDateTime=2027-02-01", None, {}),
        ("POST /users/o/sendMail", SENDING, {}),
        ("POST /teams/t/members", MEMBER, {}),
        ("PATCH /planner/tasks/t/details", {"checklist": {"a": CHECK, "b": None}}, ETAG),
        ("PUT /drives/d/items/i:/Maler/plan%20A.docx:/content", b"ord", {}),
        ("GET /drives/d/root:/Maler/plan.docx", None, {}),
        ("GET /drives/d/root/delta?token=latest", None, {}),
        ("POST /drives/d/items/i:/film.mp4:/createUploadSession", {"item": {"fileSize": 7}}, {}),
        ("POST /$batch", {"requests": [INNER]}, {}),
    ],
)
def test_a_good_request_is_taken(address: str, body: Any, headers: dict[str, str]) -> None:
    assert _found(address, body, headers) == []


@pytest.mark.parametrize(
    ("address", "body", "found"),
    [
        ("GET /teams/t/chanels", None, ["no such operation"]),
        ("GET /me", None, ["no such operation"]),
        ("GET /beta/users", None, ["no such operation"]),
        ("PUT /users/u", None, ["no such operation"]),
        ("GET /users?$filtre=a", None, ["no query option $filtre"]),
        ("GET /drives/d/root:/plan.docx?$top=5", None, ["no query option $top"]),
        (
            "POST /groups/g/events",
            EVENT,
            ["not for applications: delegated only: an application uses an organiser's own mailbox"],
        ),
        ("POST /planner/buckets", {"name": "Uke 1"}, ["body.planId is missing"]),
        ("POST /planner/buckets", None, ["a JSON body is missing"]),
        (
            "POST /planner/buckets",
            b"{}",
            [
                "body.name is missing",
                "body.planId is missing",
                "body: an object expected, a plannerbucket",
            ],
        ),
        ("POST /users/o/sendMail", {}, ["body.message is missing"]),
        ("POST /users/o/sendMail", None, ["a JSON body is missing"]),
        ("POST /users/o/sendMail", SENDING | {"bcc": "x"}, ["body.bcc: no such parameter"]),
        ("POST /users/o/events", EVENT | {"subjekt": "x"}, ["body.subjekt: no such property on event"]),
        ("POST /users/o/events", EVENT | {"subject": 7}, ["body.subject: str expected, not 7"]),
        ("POST /users/o/events", EVENT | {"isAllDay": "ja"}, ["body.isAllDay: bool expected, not 'ja'"]),
        (
            "POST /users/o/events",
            EVENT | {"reminderMinutesBeforeStart": True},
            ["body.reminderMinutesBeforeStart: int expected, not True"],
        ),
        (
            "POST /users/o/events",
            EVENT | {"body": {"contentType": "markdown"}},
            ["body.body.contentType: 'markdown' is none of ['text', 'html']"],
        ),
        (
            "POST /users/o/events",
            EVENT | {"start": {"dateTime": None, "timeZone": "UTC"}},
            ["body.start.dateTime: never null"],
        ),
        ("POST /users/o/events", EVENT | {"attendees": {}}, ["body.attendees: a list expected"]),
        (
            "POST /teams/t/members",
            MEMBER | {"@odata.type": "#microsoft.graph.fileAttachment"},
            ["body: '#microsoft.graph.fileAttachment' is no conversationmember"],
        ),
        (
            "POST /teams/t/members",
            MEMBER | {"bruker@odata.bind": "x"},
            ["body.bruker@odata.bind: there is nothing to bind"],
        ),
        (
            "POST /teams/t/members",
            MEMBER | {"@kull": 1},
            ["body.@kull: no such property on aaduserconversationmember"],
        ),
        ("POST /$batch", {"requests": [INNER, INNER]}, ["two requests of a batch have the id 1"]),
        ("POST /$batch", {"requests": [INNER | {"id": 1}]}, ["[1] id, method and url are texts"]),
        (
            "POST /$batch",
            {"requests": [NEW_GROUP]},
            [
                "[2] the header Content-Type is missing",
                "[2] body.mailEnabled is missing",
                "[2] body.mailNickname is missing",
                "[2] body.securityEnabled is missing",
            ],
        ),
        (
            "POST /$batch",
            {"requests": [INNER | {"id": str(number)} for number in range(21)]},
            ["more than 20 requests in a batch"],
        ),
    ],
)
def test_a_bad_request_is_refused_and_why(address: str, body: Any, found: list[str]) -> None:
    assert _found(address, body) == found


def test_planner_takes_a_change_by_the_last_etag_only() -> None:
    assert _found("PATCH /planner/tasks/t", {"title": "x"}) == ["the header If-Match is missing"]
    assert _found("PATCH /planner/tasks/t", {"title": "x"}, {"if-match": "*"}) == [
        "If-Match: * is not taken, only the last @odata.etag"
    ]


def test_the_key_of_a_reference_is_encoded() -> None:
    link = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": "Mal"}
    sent = {"references": {"https://example.no": link}}
    assert _found("PATCH /planner/tasks/t/details", sent, ETAG) == [
        "body.references.https://example.no: . : @ and # are percent-encoded in the key of a reference"
    ]


def test_of_two_addresses_that_fit_the_more_exact_is_meant() -> None:
    assert _name_of("GET", "/groups/g/sites/root") == "group.sites.root"
    assert _name_of("GET", "/drives/d/root:/a/b:/children") == "driveItem.children.listByPath"
    assert _name_of("POST", "/teams/t/members/add") == "team.members.bulkAdd"


def _name_of(method: str, path: str) -> str:
    fact = find(method, path)
    assert fact is not None
    return fact.name


def test_the_sdk_knows_every_operation_but_two() -> None:
    assert FACTS.keys() - sdk().operations.keys() == {"batch", "message.attachment.content"}


def test_every_operation_of_the_sandbox_has_a_row_and_every_row_a_source() -> None:
    assert {one.name for one in GRAPH.operations} - FACTS.keys() == set()
    assert [fact.name for fact in FACTS.values() if not fact.source] == []


def test_each_address_has_one_row() -> None:
    assert len({fact.address for fact in FACTS.values()}) == len(FACTS)


def test_what_the_sandbox_limits_is_what_is_published() -> None:
    assert {one.name: (one.amount, one.seconds) for one in LIMITS} == DEFAULT_LIMITS


def test_everything_kull_asks_leave_for_is_asked_by_an_operation() -> None:
    asked = {
        *permissions.ALWAYS_NEEDED,
        *(one for each in permissions.PERMISSIONS_OF_CAPABILITY.values() for one in each),
        *(one for each in permissions.OPTIONAL_OF_CAPABILITY.values() for one in each),
    }
    known = {permission for one in GRAPH.operations for permission in one.permissions}
    assert asked - known == set()


def _written(fact: Fact) -> bool:
    return not fact.address.startswith("GET") and not fact.refused


def test_every_operation_that_writes_is_open_to_an_app_by_a_named_permission() -> None:
    nameless = {fact.name for fact in FACTS.values() if _written(fact) and not fact.permission}
    assert nameless == {
        "batch",
        "subscription.create",
        "subscription.update",
        "subscription.delete",
        "subscription.reauthorize",
    }


def test_what_is_asked_of_a_checked_tenant_is_noted() -> None:
    app = Checked(create_sandbox(State()))

    async def work() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            await client.get("https://graph.microsoft.com/v1.0/teams/t/chanels")
            await client.post("https://graph.microsoft.com/v1.0/planner/tasks", json={"titel": "x"})

    asyncio.run(work())
    assert app.requests == 2
    assert app.problems == [
        "GET /v1.0/teams/t/chanels: no such operation",
        "POST /v1.0/planner/tasks: body.planId is missing",
        "POST /v1.0/planner/tasks: body.title is missing",
        "POST /v1.0/planner/tasks: body.titel: no such property on plannertask",
    ]
