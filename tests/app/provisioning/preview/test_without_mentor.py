"""A team without the mentor its programme asks for begins only with a person's own yes; one that runs asks for none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort
from support.service import ask

from app.audit.models import AuditRecord
from app.config import settings
from app.db import unit_of_work
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

WITHOUT = "Uten veileder: Kirurgi og Medisin. Velg veiledere, eller si ja til at det er slik."
TOO_FEW = "For få veiledere: 2 team og 0 veiledere. Det trengs 2 plasser hos veilederne, og de har 0."
REFUSED = "Kirurgi og Medisin har ingen veileder. Finn en, eller si ja til at det er slik."


@pytest.fixture
def cohort_id(here: Path) -> int:
    """A cohort nothing is made of; the directory has been asked, so that its preview stays as it is."""
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.work(cohort_id)
    return cohort_id


def cautions(cohort_id: int) -> list[str]:
    with unit_of_work() as session:
        seen = preview_cohort(session, cohort_id, surroundings(settings()))
        return [one for one in seen.cautions if "veileder" in one]


def test_the_preview_warns_of_the_ratio_and_names_the_teams_without(cohort_id: int) -> None:
    assert cautions(cohort_id) == [TOO_FEW, WITHOUT]


def test_a_team_with_a_mentor_is_not_named(cohort_id: int) -> None:
    small_cohort.enrol(cohort_id, ["UNN;1;Medisin;Eli Moe;eli@example.no;veileder"])
    assert cautions(cohort_id) == [
        "Uten veileder: Kirurgi. Velg veiledere, eller si ja til at det er slik.",
    ]


def test_the_page_asks_for_a_yes_of_its_own_and_the_audit_tells_of_it(cohort_id: int) -> None:
    async def pressed(client: httpx.AsyncClient) -> list[tuple[int, bool]]:
        base = f"/kull/{cohort_id}/klargjoring"
        seen = (await client.get(f"/api/cohorts/{cohort_id}/preview")).json()
        form = {"form_key": "a", "checksum": seen["checksum"]}
        refused = await client.post(base, data=form)
        taken = await client.post(base, data=form | {"form_key": "b", "without_mentor": "ja"})
        return [(one.status_code, REFUSED in one.text) for one in (refused, taken)]

    assert ask(pressed) == [(409, True), (303, False)]
    with unit_of_work() as session:
        found = select(AuditRecord).where(AuditRecord.act == "provisioning approved")
        assert [one.details["without_mentor"] for one in session.exec(found)] == [2]


def test_programs_say_that_mentors_are_required(cohort_id: int) -> None:
    async def sent(client: httpx.AsyncClient) -> dict[str, Any]:
        seen = (await client.get(f"/api/cohorts/{cohort_id}/preview")).json()
        assert seen["without_mentor"] == ["Kirurgi", "Medisin"]
        body = {"checksum": seen["checksum"], "require_mentors": True}
        answer = await client.post(f"/api/cohorts/{cohort_id}/provision", json=body)
        return {"status": answer.status_code, "type": answer.json()["type"], "teams": answer.json()["teams"]}

    assert ask(sent) == {"status": 409, "type": "urn:kull:team-without-mentor", "teams": 2}


def test_a_cohort_that_runs_is_asked_for_nothing_and_warned_of_nothing(cohort_id: int) -> None:
    small_cohort.provision(cohort_id)
    with unit_of_work() as session:
        seen = preview_cohort(session, cohort_id, surroundings(settings()))
        changed = {action: seen.found.counts[action] for action in ("create", "change", "withdraw")}
        assert (seen.without_mentor, changed) == ([], {"create": 0, "change": 0, "withdraw": 0})
    assert cautions(cohort_id) == []
