"""The adapters read Microsoft's published answers as they stand."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import httpx
from support.graph import pack

from app.tenant.things import CalendarEntry, Channel, Guest, Seen
from graph_adapters import calendar, channels, directory, files, planner
from graph_adapters.transport.connection import Connection

pytestmark = pack.needs_pack

Ask = Callable[[Connection], Awaitable[Any]]


class _Published:
    """Answers everything with one published answer."""

    def __init__(self, status: int, body: Any) -> None:
        self.status, self.body = status, json.dumps(body).encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        del scope
        await receive()
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


def _read(page: str, status: int, number: int, ask: Ask) -> Any:
    app: Any = _Published(status, pack.example(page, status, number))

    async def work() -> Any:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return await ask(Connection(client, _NoSignIn(), app_id="us"))

    return asyncio.run(work())


def test_channels() -> None:
    (seen,) = _read("channel-list", 200, 0, lambda line: channels.listed(line, "t"))
    text = "AutoTestTeam_20210311_150740.2550_fim3udfdjen9"
    assert seen == Seen(
        external_id="19:561fbdbbfca848a484f0a6f00ce9dbbd@thread.tacv2",
        name="General",
        value={"name": "General", "description": text, "key": None},
    )


def test_a_new_channel() -> None:
    wanted = Channel(name="Architecture Discussion", description="", key="k")
    placed = _read("channel-post", 201, 0, lambda line: channels.create(line, "t", wanted))
    assert placed.external_id == "19:4b6bed8d24574f6a9e436813cb2617d8@thread.tacv2"


def test_the_folder_of_a_channel() -> None:
    seen = _read("channel-get-filesfolder", 200, 0, lambda line: channels.files(line, "t", "c"))
    assert seen.external_id.endswith("/01H7CFEKENJSSIUHGADZBKODARINQC5JMD")
    assert seen.ours is True


def test_tabs_also_without_a_configuration() -> None:
    seen = _read("channel-list-tabs", 200, 0, lambda line: channels.tabs(line, "t", "c"))
    assert [(tab.name, tab.key, tab.ours) for tab in seen][:1] == [("My Contoso Tab - updated", None, False)]
    bare = _read("channel-list-tabs", 200, 1, lambda line: channels.tabs(line, "t", "c"))
    assert (bare[0].name, bare[0].key) == ("My Planner Tab", None)


def test_an_invitation() -> None:
    guest = Guest(email="yyy@example.com", name="yyy")
    placed = _read(
        "invitation-post", 201, 0, lambda line: directory.invite(line, guest, "https://example.no")
    )
    assert placed.external_id == "243b1de4-ad9f-421c-a933-d55305fb165d"


def test_plans_and_tasks_of_others_are_not_ours() -> None:
    (plan,) = _read("plannergroup-list-plans", 200, 0, lambda line: planner.plans(line, "g"))
    assert (plan.external_id, plan.name, plan.ours) == ("xqQg5FS2LkCp935s-FIFm2QAFkHM", "title-value", False)
    (task,) = _read("plannerplan-list-tasks", 200, 0, lambda line: planner.tasks(line, "p", frozenset()))
    assert (task.name, task.key, task.ours) == ("title-value", None, False)


def test_a_new_bucket() -> None:
    placed = _read("planner-post-buckets", 201, 0, lambda line: planner.create_bucket(line, "p", "x"))
    assert placed.external_id == "hsOf2dhOJkqyYYZEtdzDe2QAIUCR"


def test_a_new_folder_a_new_file_and_a_new_name() -> None:
    folder = _read("driveitem-post-children", 201, 0, lambda line: files.create_folder(line, "d/i", "x"))
    file = _read("driveitem-put-content", 201, 0, lambda line: files.put_file(line, "d/i", "x", b"x"))
    renamed = _read("driveitem-update", 200, 0, lambda line: files.rename(line, "d/i", "x"))
    assert [folder.external_id, file.external_id, renamed.external_id] == [
        "d/ACEA49D1-1444-45A9-A1CB-68B1B28AE491",
        "d/0123456789abc",
        "d/01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK",
    ]


def test_a_new_meeting() -> None:
    wanted = CalendarEntry(
        subject="x",
        text="x",
        starts_at=datetime(2027, 1, 18, 9),  # noqa: DTZ001 -- wall clock
        ends_at=datetime(2027, 1, 18, 10),  # noqa: DTZ001
        all_day=False,
        place=None,
        online=False,
        attendees=(),
        hide_attendees=False,
        reminder_minutes=15,
        categories=(),
    )
    placed = _read("user-post-events", 201, 0, lambda line: calendar.create(line, "o", "k", 0, wanted))
    assert placed.external_id == "AAMkAGI1AAAt9AHjAAA="
