"""`kull doctor --record` keeps the shape of the tenant's answers, and nothing of the tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from support.parity.replay import replay
from support.parity.rows import rows_of
from support.sandbox.tenant import GRAPH, KARI, ORGANISER, SIGN_IN, new_event, new_group

from jobs.doctor.recording import LOOKS, names_in

if TYPE_CHECKING:
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal


def _furnish(sandbox: SandboxOnASocket) -> None:
    """Make a Microsoft Team with a channel, a plan with a task, and a meeting, as any client would."""
    with httpx.Client(base_url=sandbox.address) as http:
        token = http.post("/kull/oauth2/v2.0/token", data=SIGN_IN).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        (kari,) = http.post("/_sandbox/people", json=[KARI]).json()["value"]
        link = [f"{GRAPH}/users/{kari['id']}"]
        group = new_group() | {"owners@odata.bind": link, "members@odata.bind": link}
        team = _made(http, "/groups", group)
        http.put(f"/v1.0/groups/{team}/team", json={}).raise_for_status()
        channels = http.get(f"/v1.0/teams/{team}/channels").json()["value"]
        for _ in range(2):  # the first look is what makes the folder
            http.get(f"/v1.0/teams/{team}/channels/{channels[0]['id']}/filesFolder")
        plan = _made(
            http, "/planner/plans", {"container": {"url": f"{GRAPH}/groups/{team}"}, "title": "Plan"}
        )
        _made(http, "/planner/tasks", {"planId": plan, "title": "Prosjektplan"})
        _made(http, f"/users/{ORGANISER}/events", new_event("kari@example.no"))


def _made(http: httpx.Client, path: str, body: dict[str, Any]) -> str:
    return str(http.post(f"/v1.0{path}", json=body).raise_for_status().json()["id"])


def test_a_recording_is_replayed_and_holds_nothing_of_the_tenant(
    kull: Terminal, sandbox: SandboxOnASocket
) -> None:
    _furnish(sandbox)
    file = kull.folder / "opptak.json"
    told = kull.run("doctor", "--record", str(file))
    assert f"27 svar er skrevet til {file}" in told.stderr
    rows = rows_of(file)
    assert {row.evidence for row in rows} == {"A"}
    assert [row.operation for row in rows] == [look.operation for look in LOOKS]
    assert {row.operation: row.status for row in rows if row.status != 200} == {}
    text = file.read_text("utf-8")
    values = [person[name] for person in sandbox.state.all("user") for name in ("id", "mail", "displayName")]
    values += [group["displayName"] for group in sandbox.state.all("group")]
    assert [value for value in values if value in text] == []
    assert not any(mark in text for mark in ("Bearer", "eyJ", "@example", "https://"))
    assert [(one.row.name, one.status) for one in replay(rows) if not one.is_as_published] == []


def test_properties_that_are_named_by_people_or_ids_are_stars() -> None:
    answer = {
        "value": [
            {"id": "x", "assignments": {"8b081ef6-4792-4def-b2c9-c363a1bf41d5": {"orderHint": "1"}}},
            {"@odata.etag": "y", "kari@example.no": True, "ext55gb1l09_kurs": {"navn": "z"}},
            {"extension_0123456789ab_kode": "1", "empty": None, "nothing": "", "none": []},
        ]
    }
    assert names_in(answer) == {
        "value.id",
        "value.assignments.*.orderHint",
        "value.@odata.etag",
        "value.*",
        "value.*.navn",
    }
