"""Every route is in the table, and the table holds over HTTP: each role, in its own cohort and in another's."""

from __future__ import annotations

import asyncio
import importlib.util
import re
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import httpx
from fastapi.routing import APIRoute, iter_route_contexts
from sqlmodel import SQLModel, select
from support import everybody, small_cohort
from support.paths import ROOT
from support.service import ask, signed_in

from app import programmes
from app.access import ROUTES, Who
from app.access.roles import HELD
from app.audit import Deed
from app.cohorts.models import Request, Team
from app.config import settings
from app.db import unit_of_work
from app.deliverables.models import Deliverable
from app.main import create_app
from app.people.models import Person, Role
from app.provisioning.lifecycle import start as starting
from app.questions.models import Question
from app.submissions.models import Arrival, Library, LibraryItem, Submission

if TYPE_CHECKING:
    from pathlib import Path

TOO_MANY = 429
OWN, BESIDE, ANOTHERS = "Kirurgi", "Medisin", "Kirurgi 2"
"""Teams: of one's own organisation, of another's in the same cohort, and of another cohort."""
NOT_FOR_YOU = "Siden finnes ikke, eller den er ikke for deg."
FROM_ELSEWHERE = {"X-Forwarded-For": "192.0.2.7"}
PAGE = ROOT / "docs" / "access.md"


def test_v8_2_every_route_is_in_the_table_and_nothing_else_is(here: Path) -> None:
    contexts = list(iter_route_contexts(create_app().routes))
    asked = {f"{method} {found.path}" for found in contexts for method in found.methods or ()}
    assert asked == set(ROUTES)
    assert {found.path for found in contexts if not isinstance(found.original_route, APIRoute)} == {"/static"}
    assert [found.path for found in contexts if found.path != found.original_route.path] == []


def test_every_id_in_an_address_names_a_table() -> None:
    named = {name for route in ROUTES for name in re.findall(r"{(\w+)_id}", route)}
    assert named - set(SQLModel.metadata.tables) == set()


def test_every_role_of_an_enrolment_is_somebody_here_but_the_steering_group() -> None:
    assert set(Role) - set(HELD) == {Role.steering_group}


def test_v8_2_each_route_answers_each_role_as_the_page_says(here: Path) -> None:
    people = _two_cohorts()

    async def asked(client: httpx.AsyncClient) -> dict[str, dict[str, str]]:
        who = {"stranger": {}} | {role: signed_in(client, email=email) for role, email in people.items()}
        async with AsyncExitStack() as desks:
            at = {role: await desks.enter_async_context(_desk(client, n)) for n, role in enumerate(who)}
            return {
                route: {role: await _tried(at[role], route, headers) for role, headers in who.items()}
                for route in ROUTES
            }

    found = ask(asked, as_role=None)
    written = _page()
    assert {route: {r: c for r, c in cells.items() if c} for route, cells in found.items()} == written


def _desk(client: httpx.AsyncClient, number: int) -> httpx.AsyncClient:
    """Each asks from an address of their own at this machine, for an address may ask so often and no oftener."""
    service: Any = client._transport  # noqa: SLF001
    here = httpx.ASGITransport(service.app, client=(f"127.0.0.{number + 2}", 123))
    return httpx.AsyncClient(transport=here, base_url=client.base_url)


async def _tried(client: httpx.AsyncClient, route: str, headers: dict[str, str]) -> str:
    """Try a route with what is one's own and with what is another's, and say it as the page does."""
    own = foreign = await _is_let_in(client, route, headers, OWN)
    if "_id}" in route or "_uid}" in route:
        foreign = await _is_let_in(client, route, headers, ANOTHERS)
    return {(True, True): "yes", (True, False): "own", (False, False): ""}[own, foreign]


def test_v8_4_what_is_another_organisations_in_the_same_cohort_is_not_theirs(here: Path) -> None:
    """Whoever has a role in the Nordlandssykehuset's team asks for each thing of the UNN's, beside it in the cohort."""
    people = _two_cohorts()
    of_a_team = [
        route
        for route in ROUTES
        if re.search(r"{(team|submission|libraryitem|arrival|request|question)_u?id}", route)
    ]
    roles = ["mentor", "team_leader", "team_member", "trust_contact", "nearest_leader", "top_leader"]

    async def asked(client: httpx.AsyncClient) -> dict[str, list[str]]:
        who = {role: signed_in(client, email=people[role]) for role in roles}
        return {
            name: [
                f"{role}: {route}"
                for route in of_a_team
                for role, headers in who.items()
                if await _is_let_in(client, route, headers, team)
            ]
            for name, team in (("own", OWN), ("beside", BESIDE))
        }

    found = ask(asked, as_role=None)
    assert found["beside"] == []
    assert {one.partition(":")[0] for one in found["own"]} == {*roles}
    follows = [one for one in found["own"] if one.startswith(("nearest_leader", "top_leader"))]
    assert {one.partition(": ")[2] for one in follows} == {"GET /team/{team_uid}/leder"}


async def _is_let_in(client: httpx.AsyncClient, route: str, headers: dict[str, str], team: str) -> bool:
    method, _, path = route.partition(" ")
    for name in re.findall(r"{(\w+)_id}", path):
        path = path.replace(f"{{{name}_id}}", _row_of(name, team))
    for name in re.findall(r"{(\w+)_uid}", path):
        path = path.replace(f"{{{name}_uid}}", _row_of(name, team, column="uid"))
    address = path.replace("{key}", "torn-kull-3")
    answer = await client.request(method, address, headers=headers | FROM_ELSEWHERE)
    while answer.status_code == TOO_MANY:  # we ask faster than anybody may
        await asyncio.sleep(0.5)
        answer = await client.request(method, address, headers=headers | FROM_ELSEWHERE)
    assert answer.status_code < 500, (route, answer.text)
    if answer.status_code in {401, 403}:
        return "reason" in answer.json()  # a sign-in that was never begun is no question of roles
    return not (answer.status_code == 404 and answer.json()["detail"] == NOT_FOR_YOU)


def _row_of(name: str, called: str, *, column: str = "id") -> str:
    """The first row of a table that is a team's, or where a row is nobody's in particular, its cohort's."""
    table = SQLModel.metadata.tables[name]
    if name != "cohort" and not {"team_id", "cohort_id"} & set(table.c.keys()):
        return "0"  # of the whole unit, and nobody's
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == called)).one()
        mine = {"cohort": ("id", team.cohort_id), "team": ("id", team.id)}
        usual = ("team_id", team.id) if "team_id" in table.c else ("cohort_id", team.cohort_id)
        which, value = mine.get(name, usual)
        return str(session.exec(select(table.c[column]).where(table.c[which] == value)).first() or 0)


def _page() -> dict[str, dict[str, str]]:
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in PAGE.read_text().splitlines()
        if line.startswith("|")
    ]
    names = [name.replace(" ", "_") for name in rows[0][1:]]
    return {
        row[0].strip("`"): {name: cell for name, cell in zip(names, row[1:], strict=True) if cell}
        for row in rows[2:]
    }


def _two_cohorts() -> dict[str, str]:
    """Somebody of each role, in the first team of the first cohort; the second cohort is another's."""
    small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        definition = programmes.shipped_one("torn-kull-3")
        usual: dict[str, Any] = {"definition": definition, "start_year": 2027}
        deed = Deed(actor="rhf", at=settings().clock())
        other = starting.start_cohort(session, name="De andre", deed=deed, **usual)
        session.add(Team(cohort_id=other.id, organisation_id=2, name=ANOTHERS, name_key="kirurgi 2"))
        session.flush()
        for name in (OWN, BESIDE, ANOTHERS):
            _hand_in(session, session.exec(select(Team).where(Team.name == name)).one())
    everybody.make_known({"signed_in": small_cohort.ORGANISER})
    return everybody.introduced(team=OWN) | {"signed_in": small_cohort.ORGANISER}


def _hand_in(session: Any, team: Any) -> None:
    """A file that waits, and one that was handed in."""
    place = {"cohort_id": team.cohort_id, "team_id": team.id}
    session.add(Request(kind="help", text="-", by="-", at=small_cohort.now(), **place))
    doubt = {"kind": "named-in-text", "details": {"found": "-", "around": "-"}, "asked_of": "team"}
    session.add(Question(key=str(team.id), about="-", asked_at=small_cohort.now(), **doubt, **place))
    session.add(Library(library_id=f"b!{team.id}", cohort_id=team.cohort_id))
    session.flush()
    session.add(
        Arrival(
            route="mailbox",
            source=f"{team.id}",
            sender="-",
            name="-",
            size=1,
            received_at=small_cohort.now(),
            **place,
        )
    )
    item = LibraryItem(
        library_id=f"b!{team.id}",
        item_id="1",
        name="a.docx",
        is_folder=False,
        tag="1",
        size=1,
        changed_at=small_cohort.now(),
        seen_at=small_cohort.now(),
        **place,
    )
    session.add(item)
    session.flush()
    asked = session.exec(select(Deliverable).where(Deliverable.cohort_id == team.cohort_id)).first()
    session.add(
        Submission(
            deliverable_id=asked.id,
            version=1,
            item_id=item.id,
            tag="1",
            name="a.docx",
            size=1,
            received_at=small_cohort.now(),
            noted_at=small_cohort.now(),
            **place,
        )
    )


def test_the_page_about_access_is_made_from_the_table() -> None:
    spec = importlib.util.spec_from_file_location("make_access", ROOT / "docs" / "make_access.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert PAGE.read_text() == module.text()


def test_only_programs_on_this_machine_wake_the_runner(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        answers = [await client.post("/health/wake", headers=headers) for headers in ({}, FROM_ELSEWHERE)]
        return [answer.status_code for answer in answers]

    assert ask(asked, as_role="administrator") == [204, 403]


def test_a_number_no_row_can_have_is_not_found_by_anybody(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    numbers = ["1000000000", "9223372036854775808", "1" * 5000, "+1_000_000_000"]

    async def asked(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(f"/api/cohorts/{number}/closing")).status_code for number in numbers]

    assert ask(asked, as_role="administrator") == [404, 404, 404, 404]


def test_lists_leave_out_what_is_anothers(here: Path) -> None:
    people = _two_cohorts()

    async def asked(client: httpx.AsyncClient) -> list[list[str]]:
        seen = []
        for who in (Who.improvement_unit, Who.mentor, Who.signed_in):
            answer = await client.get("/api/cohorts", headers=signed_in(client, email=people[who]))
            seen.append([cohort["name"] for cohort in answer.json()])
        return seen

    assert ask(asked, as_role=None) == [["Kullet", "De andre"], ["Kullet"], []]


def test_v8_2_an_address_that_was_handed_on_brings_no_roles(here: Path) -> None:
    """Somebody new has the address of somebody who was enrolled; the directory knows them apart."""
    people = _two_cohorts()
    with unit_of_work() as session:
        for person in session.exec(select(Person)):
            person.entra_id = "somebody-who-had-the-address-before"

    async def asked(client: httpx.AsyncClient) -> int:
        headers = signed_in(client, email=people[Who.faculty])
        return (await client.get("/api/cohorts/1/provision", headers=headers)).status_code

    assert ask(asked, as_role=None) == 403


def test_v8_4_lists_of_ones_own_cohort_leave_out_another_organisations_teams(here: Path) -> None:
    people = _two_cohorts()
    lists = ["/api/cohorts/1/submissions", "/kull/1/oversikt", "/kull/1/innleveringer"]

    async def asked(client: httpx.AsyncClient) -> dict[str, list[set[str]]]:
        found = {}
        for role in ("improvement_unit", "trust_contact", "mentor"):
            headers = signed_in(client, email=people[role])
            answers = [await client.get(address, headers=headers) for address in lists]
            assert [answer.status_code for answer in answers] == [200, 200, 200]
            found[role] = [{name for name in (OWN, BESIDE) if name in answer.text} for answer in answers]
        return found

    own, all_ = [{OWN}] * 3, [{OWN, BESIDE}] * 3
    assert ask(asked, as_role=None) == {"improvement_unit": all_, "trust_contact": own, "mentor": own}
