"""The main job through the public doors, counted in the tenant from outside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support import tenant_census
from support import torn_kull_3 as expected
from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

EXAMPLE = str(ROOT / "examples" / "torn-kull-3" / "enrolment.xlsx")
ORGANISER = "laeringsnettverk@example.no"


@pytest.mark.timeout(300)  # some fifteen processes, one for each command
def test_a_cohort_from_start_to_end(kull: Terminal, sandbox: SandboxOnASocket, tmp_path: Path) -> None:
    cohort = kull.json(
        "cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Tørn kull 3"
    )
    assert cohort == {"id": 1, "name": "Tørn kull 3", "programme": "torn-kull-3", "state": "draft"}

    _enrol(kull, tmp_path)
    _see_first(kull, sandbox)
    _provision(kull, sandbox)
    _count(tenant_census.count(sandbox.address, ORGANISER))
    _again(kull, sandbox)


def _enrol(kull: Terminal, tmp_path: Path) -> None:
    """A sheet with a fault stores nothing; the right one is taken, and once more changes nothing."""
    refused = kull.json("enrol", "import", "1", _spoilt(tmp_path), exit_code=1)
    assert [(p["row"], p["level"], p["code"]) for p in refused["problems"] if p["level"] == "error"] == [
        (2, "error", "bad_email")
    ]
    assert kull.json("cohorts", "show", "1")["teams"] == []

    taken = kull.json("enrol", "import", "1", EXAMPLE)
    assert {name: taken[name] for name in ("teams_read", "teams_added", "teams_changed", "people")} == {
        "teams_read": 15,
        "teams_added": 15,
        "teams_changed": 0,
        "people": 95,
    }
    again = kull.json("enrol", "import", "1", EXAMPLE)
    assert (again["teams_added"], again["teams_changed"]) == (0, 0)


def _spoilt(folder: Path) -> str:
    workbook = openpyxl.load_workbook(EXAMPLE)
    sheet = workbook.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "e-post")
    sheet.cell(2, column).value = "ingrid.example.no"
    workbook.save(folder / "feil.xlsx")
    return str(folder / "feil.xlsx")


def _see_first(kull: Terminal, sandbox: SandboxOnASocket) -> None:
    """Only the source's own dates are invited until somebody confirms the rest; a preview writes nothing."""
    entries = _entries(kull)
    assert entries.total() == 10
    assert kull.json("cohorts", "confirm", "1") == {"confirmed": ["forberedelse"], "left": []}
    assert _entries(kull) - entries == Counter(["Tørn kull 3: Digitalt forberedelsesmøte for alle deltakere"])
    assert sandbox.writes() == 0


def _entries(kull: Terminal) -> Counter[str]:
    changes = kull.json("preview", "1")["changes"]
    return Counter(change["wanted"]["subject"] for change in changes if change["kind"] == "entry")


def _provision(kull: Terminal, sandbox: SandboxOnASocket) -> None:
    seen = kull.json("preview", "1")
    assert seen["is_safe"]
    assert kull.run("provision", "1", "--checksum", "0" * 16).returncode == 1
    assert sandbox.writes() == 0

    told = kull.json("provision", "1", "--checksum", seen["checksum"])
    assert (told["placed"], told["waiting"], told["problems"]) == (seen["counts"]["create"], 0, [])
    assert kull.json("cohorts", "list")[0]["state"] == "provisioned"


def _count(census: tenant_census.Census) -> None:
    assert census.msteams == ["Tørn kull 3"]
    assert (census.owners, len(census.members), census.guests) == ([ORGANISER], expected.MEMBERS, [])
    assert sorted(census.shared_folders) == expected.SHARED_FOLDERS
    assert sorted(team.channel for team in census.teams) == expected.TEAMS
    for team in census.teams:
        _count_team(team)
    assert [_meeting(event) for event in census.events] == expected.MEETINGS
    letters = {tuple(kinds[:1]) for kinds in census.mail.values()}
    assert letters == {("mail",)}
    invitations = Counter(
        len(kinds[1:]) for kinds in census.mail.values() if set(kinds[1:]) == {"invitation"}
    )
    assert dict(invitations) == expected.INVITATIONS
    assert len(census.mail) == sum(expected.INVITATIONS.values())


def _count_team(team: tenant_census.TeamSeen) -> None:
    assert (team.folders, team.files, team.tabs) == (expected.FOLDERS, expected.FILES, expected.TABS)
    assert team.plans == [f"Tørn kull 3: {team.channel}"]
    tasks = [(task.title, task.bucket, (task.due or "")[:10]) for task in team.tasks]
    assert sorted(tasks) == sorted(expected.TASKS)


def _meeting(event: tenant_census.EventSeen) -> tuple[str, str, str, bool, bool, int, int]:
    assert event.hidden
    subject = event.subject.removeprefix("Tørn kull 3: ")
    return (
        *(subject, event.starts, event.ends, event.all_day, event.online),
        *(len(event.required), len(event.optional)),
    )  # type: ignore[return-value]


def _again(kull: Terminal, sandbox: SandboxOnASocket) -> None:
    before = sandbox.writes()
    told = kull.json("provision", "1")
    assert (told["placed"], told["waiting"], sandbox.writes() - before) == (0, 0, 0)
    assert kull.json("drift", "1") == {"drifted": []}
