"""A cohort in two tracks, from its workbook to its pages: tracks set, teams chosen, and who owes what."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from support.faults.smallest_cohort import PROGRAMME
from support.service import ask
from support.sign_in.browser import PAGE
from typer.testing import CliRunner

from app import deliverables, meetings
from app.audit import Deed
from app.cli import kull
from app.config import settings
from app.dashboard.overview import overview as read_overview
from app.db import migrate, unit_of_work
from app.enrolment.service import enrol
from app.programmes.language.definition import Definition
from app.provisioning.lifecycle.start import start_cohort

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
KIRURGI, MEDISIN = 1, 2
EXTRA = {
    "key": "ekstra",
    "kind": "gathering",
    "title": "Ekstra samling",
    "audience": "some_teams",
    "mode": "physical",
    "when": {"day": "12-01"},
}
TRACKED = Definition.model_validate(
    PROGRAMME.model_dump(mode="json")
    | {
        "source": {"document": "Ingen", "year": 2026},
        "tracks": {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}},
        "meetings": [*PROGRAMME.model_dump(mode="json")["meetings"], EXTRA],
        "deliverables": [
            {"key": "vaktplan", "type": "actions_plan", "title": "Vaktplan", "tracks": ["akutt"]},
        ],
    }
)


SHEET = """foretak;team;navn;e-post;rolle;spor
UNN;Kirurgi;Anne Aas;anne@example.no;teamleder;Akutt
UNN;Medisin;Carl Dahl;carl@example.no;teamleder;
"""


def started() -> None:
    """Start the cohort and enrol Kirurgi in Akutt, and Medisin in no track yet."""
    migrate()
    deed = Deed(actor="rhf", at=settings().clock())
    with unit_of_work() as session:
        start_cohort(session, definition=TRACKED, start_year=2026, name="Kullet", deed=deed)
        data = SHEET.encode()
        assert not enrol(session, cohort_id=1, data=data, filename="p.csv", deed=deed).refused


def owes() -> dict[int, list[str]]:
    with unit_of_work() as session:
        asked = deliverables.asked_of_teams(session, 1)
    return {team_id: [one.words.key for one in theirs] for team_id, theirs in asked.items()}


def overview() -> dict[str, list[str]]:
    with unit_of_work() as session:
        found = read_overview(session, 1, now=settings().clock())
        return {line.team.name: list(line.hows.values()) for line in found.lines}


def run(*words: str) -> Any:
    done = CliRunner().invoke(kull, [*words, "--json"], catch_exceptions=False)
    return json.loads(done.stdout)


async def press(client: httpx.AsyncClient, page: str, action: str, **typed: Any) -> tuple[int, str]:
    """Send a form of a page as the page has it, with what is typed; return the status and where it leads."""
    shown = (await client.get(page, headers=PAGE)).text
    _, found, rest = shown.partition(f'action="{action}"')
    assert found, html.unescape(shown)
    form = dict(HIDDEN.findall(rest.partition("</form>")[0])) | typed
    answer = await client.post(action, data=form, headers=PAGE)
    return answer.status_code, answer.headers.get("location", html.unescape(answer.text))


def test_what_a_track_is_asked_for_is_owed_by_its_teams_alone(here: Path) -> None:
    started()
    assert (owes(), overview()) == (
        {KIRURGI: ["vaktplan"], MEDISIN: []},
        {"Kirurgi": ["ahead"], "Medisin": []},
    )


def test_a_team_is_put_in_its_tracks_on_the_page_by_a_program_and_by_a_command(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    started()

    async def on_the_page(client: httpx.AsyncClient) -> Any:
        page = (await client.get("/kull/1/pamelding", headers=PAGE)).text
        assert "mangler spor (Akutt eller Elektiv), og får bare det som er for alle" in html.unescape(page)
        action = "/kull/1/pamelding/spor"
        return await press(client, "/kull/1/pamelding", action, team_id=MEDISIN, tracks=["akutt", "elektiv"])

    assert ask(on_the_page) == (303, "/kull/1/pamelding#t2")
    assert owes() == {KIRURGI: ["vaktplan"], MEDISIN: ["vaktplan"]}

    async def by_program(client: httpx.AsyncClient) -> Any:
        where = f"/api/cohorts/1/teams/{MEDISIN}/tracks"
        unknown = await client.put(where, json={"tracks": ["barn"]})
        set_ = await client.put(where, json={"tracks": ["Elektiv"]})
        return unknown.json()["type"], unknown.status_code, set_.json()

    assert ask(by_program) == ("urn:kull:no-such-track", 422, {"tracks": ["elektiv"]})
    assert run("enrol", "set-tracks", "1", "Medisin", "--track", "Akutt") == {
        "team": "Medisin",
        "tracks": ["akutt"],
    }


def test_the_teams_of_a_meeting_are_chosen_on_its_page_by_a_program_and_by_a_command(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    started()
    with unit_of_work() as session:
        meeting_id = meetings.with_key(session, cohort_id=1, key="ekstra").id

    async def on_the_page(client: httpx.AsyncClient) -> Any:
        dates = html.unescape((await client.get("/kull/1/datoer", headers=PAGE)).text)
        assert "1 møte venter på at dere velger hvilke team det er for." in dates
        change = f"/kull/1/moter/{meeting_id}/endre"
        nobody = await press(client, change, f"{change}/team")
        assert (nobody[0], "Velg minst ett team til Ekstra samling." in nobody[1]) == (422, True)
        return await press(client, change, f"{change}/team", teams=[str(MEDISIN)])

    assert ask(on_the_page) == (303, f"/kull/1/moter/{meeting_id}")
    assert _teams(meeting_id) == [MEDISIN]

    async def by_program(client: httpx.AsyncClient) -> Any:
        page = html.unescape((await client.get(f"/kull/1/moter/{meeting_id}", headers=PAGE)).text)
        assert "Møtet er for <bdi>Medisin</bdi>." in page
        where = f"/api/meetings/{meeting_id}/teams"
        chosen = await client.put(where, json={"teams": ["Kirurgi", "Medisin"]})
        not_so = await client.put("/api/meetings/1/teams", json={"teams": ["Kirurgi"]})
        return chosen.status_code, not_so.status_code, not_so.json()["type"]

    assert ask(by_program) == (200, 409, "urn:kull:meeting-has-its-teams")
    assert _teams(meeting_id) == [KIRURGI, MEDISIN]
    assert run("meetings", "choose-teams", "1", "ekstra", "--team", "kirurgi")["key"] == "ekstra"
    assert _teams(meeting_id) == [KIRURGI]


def _teams(meeting_id: int) -> list[int]:
    with unit_of_work() as session:
        return list(meetings.get(session, meeting_id).details["teams"])
