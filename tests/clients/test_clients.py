"""Clients that were never written for the sandbox do a journey in it, as they came from their makers."""

import contextlib
import json
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import requests
from O365 import Account, MSGraphProtocol
from support.contract_tenants import ORGANISER, Tenant, in_process, served

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.certificates import certificates
from graph_adapters.sandbox.sign_in.tokens import mint_token

HERE = Path(__file__).parent
NODE = shutil.which("node")
SDK = HERE / "node_modules/@microsoft/microsoft-graph-client"
GROUP = {
    "displayName": "Tørn kull 3",
    "mailNickname": "kull3",
    "mailEnabled": True,
    "securityEnabled": False,
    "groupTypes": ["Unified"],
}


@contextlib.contextmanager
def _tenant(folder: Path) -> Iterator[tuple[str, str, str, Path]]:
    """One team over https: its address, a token, the team's id, and what to trust."""
    state = State()
    trusted = certificates(folder).authority
    with served(create_sandbox(state), tls=folder) as port:
        address, token = f"https://localhost:{port}", mint_token(state)
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=headers, verify=_trusting(trusted)) as client:
            yield address, token, _team(client), trusted


def _trusting(authority: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority)


def _team(client: httpx.Client) -> str:
    people = client.post("/_sandbox/people", json=[{"mail": "kari@example.no", "displayName": "Kari N"}])
    link = f"https://graph.microsoft.com/v1.0/users/{people.json()['value'][0]['id']}"
    wanted = GROUP | {"owners@odata.bind": [link], "members@odata.bind": [link]}
    group = client.post("/v1.0/groups", json=wanted).json()["id"]
    assert client.put(f"/v1.0/groups/{group}/team", json={}).status_code == 201
    return str(group)


@pytest.mark.skipif(
    NODE is None or not SDK.exists(), reason="node, or its package: npm ci --ignore-scripts in tests/clients"
)
def test_the_official_javascript_client_does_a_journey(tmp_path: Path) -> None:
    with _tenant(tmp_path) as (address, token, _, trusted):
        told = subprocess.run(  # noqa: S603 -- node, with our own script
            [str(NODE), "journey.mjs", address, token, ORGANISER],
            cwd=HERE,
            env={"NODE_EXTRA_CA_CERTS": str(trusted)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (told.stderr, json.loads(told.stdout or "{}")) == (
        "",
        {
            "teams": ["Tørn kull 3"],
            "count": 1,
            "channel": "Team Hjerte",
            "uploaded": 700_000,
            "files": ["film.mp4", "plan.txt"],
            "text": "Utkast",
            "task": ["Prosjektplan", 50],
            "stale": 412,
            "event": "Samling 1",
            "delta": ["Team Hjerte", "ny.txt"],
            "batch": [200, 404],
        },
    )


def test_o365_does_a_journey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _tenant(tmp_path) as (address, token, team, trusted), requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token}"
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
        account = _account(address, session)
        channel = account.teams().create_channel(team, "Team Hjerte", "Arbeidsrom")
        assert [one.display_name for one in account.teams().get_channels(team)] == ["General", "Team Hjerte"]
        folder = _folder(session, f"{address}/v1.0/teams/{team}/channels/{channel.object_id}/filesFolder")
        assert _files_of(account, folder, tmp_path) == (["film.mp4", "plan.txt"], b"Utkast")
        assert _task_of(account, team) == ("Plan", 50)
        assert _meeting_of(account, address) == ["Samling 1"]
        drive = folder["parentReference"]["driveId"]
        changed = account.con.get(f"{address}/v1.0/drives/{drive}/root/delta").json()["value"]
        assert sorted(item["name"] for item in changed if "file" in item) == ["film.mp4", "plan.txt"]


def _account(address: str, session: requests.Session) -> Account:
    """With another address and a session that is signed in: both are what O365 lets its users give."""

    class Sandbox(MSGraphProtocol):  # type: ignore[misc]
        _protocol_url = f"{address}/"

    account = Account(
        ("client", "secret"), auth_flow_type="credentials", tenant_id="kull", protocol=Sandbox()
    )
    account.con.session = session
    return account


def _folder(session: requests.Session, url: str) -> Any:
    session.get(url)
    return session.get(url).json()


def _files_of(account: Account, folder: Any, place: Path) -> tuple[list[str], bytes]:
    drive = account.storage().get_drive(folder["parentReference"]["driveId"])
    here = drive.get_item(folder["id"])
    (place / "plan.txt").write_bytes(b"Utkast")
    (place / "film.mp4").write_bytes(bytes(5_000_000))
    here.upload_file(place / "plan.txt")
    here.upload_file(place / "film.mp4")
    found = {item.name: item for item in here.get_items()}
    found["plan.txt"].download(place, name="ned.txt")
    return sorted(found), (place / "ned.txt").read_bytes()


def _task_of(account: Account, team: str) -> tuple[str, int]:
    plan = account.planner().create_plan(team, "Leveranser")
    bucket = plan.create_bucket("Uke 1")
    task = bucket.create_task("Prosjektplan")
    assert task.update(title="Plan", percent_complete=50)
    (seen,) = plan.list_tasks()
    return seen.title, seen.percent_complete


def _meeting_of(account: Account, address: str) -> list[str]:
    calendar = account.schedule(resource=ORGANISER).get_default_calendar()
    event = calendar.new_event(subject="Samling 1")
    event.start = datetime(2027, 1, 18, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    event.attendees.add("kari@example.no")
    assert event.save()
    there = account.con.get(f"{address}/v1.0/users/{ORGANISER}/events").json()
    return [one["subject"] for one in there["value"]]


def test_the_python_sdk_reads_every_answer_into_its_own_models() -> None:
    async def scenario(tenant: Tenant) -> None:
        graph = tenant.connection.graph
        msteam = await tenant.msteam()
        team = await graph.teams.by_team_id(msteam).get()
        drive = await graph.groups.by_group_id(msteam).drive.get()
        assert team is not None
        assert drive is not None
        page = await graph.drives.by_drive_id(str(drive.id)).items.by_drive_item_id("root").delta.get()
        assert page is not None
        assert (team.display_name, [item.name for item in page.value or []]) == ("Tørn kull 3", ["root"])
        assert page.odata_delta_link is not None

    in_process(scenario)
