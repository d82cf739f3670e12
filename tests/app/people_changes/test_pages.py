"""The page Endringer, the API, the terminal and the team's own page come to the same proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort
from support.service import ask
from support.small_cohort import ANNE, BERIT

from app.cohorts.models import PeopleChange, Request, Team
from app.db import unit_of_work
from app.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

NINA = "nina@example.no"
WISH = {"kind": "replace", "who": ANNE, "name": "Nina Ny", "email": NINA}


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> int:
    """Enrolled, and nothing made in the tenant yet."""
    small_cohort.on("2026-04-01", monkeypatch)
    return small_cohort.started("torn-kull-3", 2026)


def leads_kirurgi() -> list[str]:
    with unit_of_work() as session:
        held = select(Person.email).join(RoleGrant).join(Team)
        return sorted(session.exec(held.where(Team.name == "Kirurgi", RoleGrant.role == "team_leader")))


def test_a_change_is_proposed_shown_and_approved_on_the_page(cohort: int) -> None:
    page = f"/kull/{cohort}/endringer"

    async def done(client: httpx.AsyncClient) -> list[Any]:
        form = {"kind": "replace", "who": f"{ANNE}|Kirurgi", "name": "Nina Ny", "email": NINA}
        sent = await client.post(page, data=form | {"form_key": "one"})
        shown = await client.get(sent.headers["location"])
        before = leads_kirurgi()
        approved = await client.post(f"{page}/godkjenn", data={"change_id": "1", "form_key": "two"})
        after = await client.get(page)
        return [sent.headers["location"], shown.text, before, approved.status_code, after.text]

    where, shown, before, status, after = ask(done)
    assert where == f"{page}?vis=1#vist"
    assert "Anne Aas &lt;anne@example.no&gt;, teamleder → Nina Ny &lt;nina@example.no&gt;" in shown
    assert "Ingen får e-post." in shown
    assert (before, status, leads_kirurgi()) == ([ANNE], 303, [NINA])
    assert "Ingen endringer venter." in after


def test_programs_see_the_effects_approve_and_drop(cohort: int) -> None:
    at = f"/api/cohorts/{cohort}/people-changes"

    async def done(client: httpx.AsyncClient) -> list[Any]:
        seen = (await client.post(f"{at}/effects", json=[WISH])).json()
        proposed = (await client.post(at, json=WISH)).json()
        other = (await client.post(at, json={"kind": "remove", "who": BERIT})).json()
        dropped = (await client.post(f"{at}/{other['id']}/drop", json={"why": "Nei."})).json()
        again = await client.post(f"{at}/{other['id']}/approve", json={})
        checksum = {"checksum": proposed["effects"]["checksum"]}
        approved = (await client.post(f"{at}/{proposed['id']}/approve", json=checksum)).json()
        listed = (await client.get(at)).json()
        return [seen, approved, dropped["state"], dropped["why"], again.status_code, listed]

    seen, approved, *rest, listed = ask(done)
    assert seen["changes"] == [
        {
            "kind": "replace",
            "about": "Kirurgi",
            "before": "Anne Aas <anne@example.no>, teamleder",
            "after": "Nina Ny <nina@example.no>",
        }
    ]
    assert (seen["requests"], seen["mails"]) == (0, [])
    assert (approved, rest) == (seen, ["dropped", "Nei.", 409])
    assert [one["state"] for one in listed["decided"]] == ["approved", "dropped"]
    assert leads_kirurgi() == [NINA]


def test_a_team_that_names_who_leaves_and_who_comes_makes_a_proposal(cohort: int) -> None:
    with unit_of_work() as session:
        uid = session.exec(select(Team.uid).where(Team.name == "Kirurgi")).one()

    async def done(client: httpx.AsyncClient) -> list[str]:
        form = {"goes": "Anne Aas", "comes": "Nina Ny", "email": NINA}
        await client.post(f"/team/{uid}/endring", data=form | {"form_key": "one"})
        await client.post(f"/team/{uid}/endring", data={"more": "Noen slutter.", "form_key": "two"})
        unit = (await client.get(f"/kull/{cohort}")).text
        await client.post(f"/kull/{cohort}/endringer/godkjenn", data={"change_id": "1", "form_key": "three"})
        return [unit, (await client.get(f"/team/{uid}")).text]

    unit, team = ask(done)
    assert f"/kull/{cohort}/endringer?vis=1#vist" in unit
    assert "Endringen er godkjent" in team
    with unit_of_work() as session:
        (change,) = session.exec(select(PeopleChange))
        assert (change.source, change.kind, change.state) == ("team", "replace", "approved")
        settled = session.exec(select(Request.settled_at).order_by(Request.id)).all()
        assert [moment is not None for moment in settled] == [True, False]


def test_the_terminal_shows_a_change_and_makes_it_so(kull: Terminal) -> None:
    kull.json("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Kullet")
    rows = [small_cohort.HEADINGS, *small_cohort.TEAMS]
    (kull.folder / "p.csv").write_text("\n".join(rows), encoding="utf-8")
    kull.json("enrol", "import", "Kullet", "p.csv")
    tried = kull.json("people", "replace", "Kullet", ANNE, f"Nina Ny <{NINA}>", "--dry-run")
    made = kull.json("people", "replace", "Kullet", ANNE, f"Nina Ny <{NINA}>")
    assert tried == made
    assert (made["requests"], made["mails"], made["changes"][0]["about"]) == (0, [], "Kirurgi")
    gone = kull.run("people", "remove", "Kullet", ANNE)
    assert (gone.returncode, gone.stderr.splitlines()[-1]) == (
        1,
        "«anne@example.no» er ikke én person i kullet. Skriv e-postadressen.",
    )
