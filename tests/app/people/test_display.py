"""Who represents a union is told to those who must know, and stands nowhere in Microsoft 365."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support import small_cohort

from app.audit import Deed
from app.db import unit_of_work
from app.people.display import Reader, may_be_told
from app.people.models import Role
from app.provisioning.lifecycle.deviate import deviate

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

REPRESENTATIVE = "Nordlandssykehuset;1;Kirurgi;Tora Tillit;tora@example.no;tillitsvalgt"
THE_ROLE = re.compile(r"tillitsval|union.?rep|fagforening|hovedtillits|shop.?steward", re.IGNORECASE)
TASK = {
    "tasks": {"team": {"oppstart": {"tasks": {"samtale": {"title": "Ta en prat", "roles": ["union_rep"]}}}}}
}


@pytest.mark.parametrize("reader", [Reader.unit, Reader.own_team, Reader.own_mentor])
def test_those_who_must_see_that_a_team_is_whole_are_told_every_role(reader: Reader) -> None:
    assert may_be_told(Role, reader) == list(Role)


def test_nobody_else_is_told_who_represents_a_union() -> None:
    assert set(Role) - set(may_be_told(Role, Reader.others)) == {Role.union_rep}


def test_the_role_stands_nowhere_in_microsoft_365(here: Path, sandbox: SandboxOnASocket) -> None:
    """Her own place is there (she is a member and invited), and nothing in it tells why."""
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(cohort_id, [*small_cohort.TEAMS, REPRESENTATIVE])
    with unit_of_work() as session:
        deviate(session, cohort_id, changes=TASK, why="Prøve", deed=Deed(actor="rhf", at=small_cohort.now()))
    small_cohort.provision(cohort_id)

    rows = {name: list(table.rows.values()) for name, table in sandbox.state.tables.items()}
    everything = json.dumps(rows, default=str, ensure_ascii=False)
    assert "tora@example.no" in everything
    assert "Ta en prat" in everything
    assert THE_ROLE.findall(everything.replace("Tora Tillit", "")) == []
    assert _given_to(sandbox, "Ta en prat") == [{}, {}]


def _given_to(sandbox: SandboxOnASocket, title: str) -> list[object]:
    tasks = [
        row
        for table in sandbox.state.tables.values()
        for row in table.rows.values()
        if row.get("title") == title
    ]
    return [task["assignments"] for task in tasks]
