"""Who represents a union is told to those who must know, and stands nowhere in Microsoft 365."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.paths import ROOT

from app.audit import Deed
from app.db import unit_of_work
from app.people.display import Reader, may_be_told, roles_in_words, told_as
from app.people.models import Role
from app.people.roles import role_called, role_titles
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


@pytest.mark.parametrize("role", [Role.union_rep, Role.staff])
def test_to_others_a_representative_and_a_staff_member_are_told_alike(role: Role) -> None:
    assert roles_in_words([role], Reader.others) == ["medlem av teamet"]
    assert told_as(role, Reader.others) is Role.staff


def test_in_the_team_every_role_is_told_by_its_word_and_to_others_each_word_once() -> None:
    roles = [Role.union_rep, Role.staff, Role.team_leader]
    assert roles_in_words(roles, Reader.own_team) == ["tillitsvalgt", "medarbeider", "teamleder"]
    assert roles_in_words(roles, Reader.others) == ["medlem av teamet", "teamleder"]


OF_NOBODY = {
    "app/applications/typed.py": "the empty form of an application",
    "app/cohorts/composition.py": "a rule of the programme, and that a team does not meet it",
    "app/enrolment/blank.py": "the empty workbook",
    "app/enrolment/doubts/roles.py": "words that are nearly a role",
    "app/enrolment/entries.py": "a row that is refused, to whoever wrote it",
    "app/mentors/pages.py": "how many hold each role in a cohort",
    "app/people_changes/pages.py": "the roles that can be typed",
    "app/places/explanation.py": "how many hold each role in a team, and which role leads it",
    "app/programmes/hours.py": "hours that a programme asks of a role",
}
"""Where a role is called by its name as such: of nobody in particular."""


def test_a_persons_roles_become_words_in_one_place_alone() -> None:
    """The words are not on the room's door, and what a role is called as such is asked for where nobody holds it."""
    asked = {
        str(file.relative_to(ROOT))
        for folder in ("app", "jobs", "graph_adapters")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"\brole_titles?\b", file.read_text()) and file.parent != ROOT / "app" / "people"
    }
    assert asked == set(OF_NOBODY)
    door = (ROOT / "app" / "people" / "__init__.pyi").read_text()
    assert "ROLES_IN_NORWEGIAN" not in door


def test_a_cohorts_own_name_for_a_role_is_told_but_never_who_represents_a_union() -> None:
    names = {"mentor": "forbedringsveileder", "union_rep": "hovedtillitsvalgt", "staff": "deltaker"}
    held = [Role.mentor, Role.team_leader, Role.union_rep, Role.staff]
    assert roles_in_words(held, Reader.own_team, names) == [
        "forbedringsveileder",
        "teamleder",
        "hovedtillitsvalgt",
        "deltaker",
    ]
    assert roles_in_words(held, Reader.others, names) == [
        "forbedringsveileder",
        "teamleder",
        "medlem av teamet",
    ]


def test_a_name_that_is_another_roles_is_neither_offered_nor_read_as_its_own() -> None:
    names = {"mentor": "teamleder", "improvement_agent": "endringsagent"}
    assert role_called("Endringsagent", names) is Role.improvement_agent
    assert role_called("Teamleder", names) is Role.team_leader
    offered = role_titles(names)
    assert [offered.count(name) for name in ("teamleder", "veileder", "endringsagent")] == [1, 1, 1]
