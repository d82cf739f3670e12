"""Teams that withdraw, are merged or renamed after all is made: shown first, and only they are told."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from support import tenant_census
from support.small_cohort import ANNE, BERIT, CARL, DINA, approve, mail_in, now, seen_in, started, work

from app import places
from app.audit import Deed
from app.cohorts import service as cohorts
from app.config import settings
from app.db import unit_of_work
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from support.sandbox_on_a_socket import SandboxOnASocket

UNIT = "rhf"


def usual(team: str, cohort_id: int) -> dict[str, Any]:
    with unit_of_work() as session:
        team_id = cohorts.team_called(session, cohort_id=cohort_id, name=team).id
    return {"cohort_id": cohort_id, "team_id": team_id, "deed": Deed(actor=UNIT, at=now())}


def both_in() -> int:
    """Decide that both teams have a place, and make all there is to make."""
    cohort_id = started("torn-kull-3", 2026)
    with unit_of_work() as session:
        places.decide(session, cohort_id=cohort_id, deed=Deed(actor=UNIT, at=now()))
    settle(cohort_id)
    return cohort_id


def settle(cohort_id: int) -> None:
    approve(cohort_id)
    work(cohort_id)
    work(cohort_id)


def counts(cohort_id: int) -> dict[str, int]:
    with unit_of_work() as session:
        return preview_cohort(session, cohort_id, surroundings(settings())).found.counts


def channels(sandbox: SandboxOnASocket) -> dict[str, bool]:
    """Return every channel with whether it is archived."""
    with closing(tenant_census.Tenant(sandbox.address)) as tenant:
        (msteam,) = tenant.all("/groups?$filter=resourceProvisioningOptions/Any(x:x eq 'Team')&$select=id")
        found = tenant.all(f"/teams/{msteam['id']}/channels")
    return {one["displayName"]: bool(one.get("isArchived")) for one in found}


def new_mail(before: dict[str, list[str]], sandbox: SandboxOnASocket) -> dict[str, set[str]]:
    after = mail_in(sandbox.address)

    def had(who: str) -> int:
        return len(before.get(who, []))

    return {who: set(kinds[had(who) :]) for who, kinds in after.items() if len(kinds) > had(who)}


def test_a_team_that_withdraws_is_told_alone_and_its_channel_can_still_be_read(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = both_in()
    before = mail_in(sandbox.address)
    with unit_of_work() as session:
        places.withdraw(session, **usual("Kirurgi", cohort_id), why="Nedbemanning", keep_channel=True)
    work(cohort_id)
    assert (new_mail(before, sandbox), channels(sandbox)["Kirurgi"]) == ({}, False)

    settle(cohort_id)
    assert new_mail(before, sandbox) == {ANNE: {"cancellation"}, BERIT: {"cancellation"}}
    assert channels(sandbox) == {"General": False, "Kirurgi": True, "Medisin": False}
    (kirurgi,) = [team for team in seen_in(sandbox.address).teams if team.channel == "Kirurgi"]
    assert kirurgi.tabs == ["Oppgaver", "Våre filer"]
    assert kirurgi.tasks != []
    assert counts(cohort_id)["create"] + counts(cohort_id)["change"] + counts(cohort_id)["withdraw"] == 0


def test_a_channel_that_is_let_go_is_not_archived(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = both_in()
    with unit_of_work() as session:
        places.withdraw(session, **usual("Kirurgi", cohort_id), why="Nedbemanning", keep_channel=False)
    settle(cohort_id)
    assert channels(sandbox) == {"General": False, "Kirurgi": False, "Medisin": False}


def test_the_place_goes_to_the_next_who_is_invited_when_it_is_approved(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = started("torn-kull-3", 2026)
    with unit_of_work() as session:
        places.decide(session, cohort_id=cohort_id, deed=Deed(actor=UNIT, at=now()))
        places.put_on_waiting_list(session, **usual("Medisin", cohort_id), why="Mangler leder")
    settle(cohort_id)
    before = mail_in(sandbox.address)
    with unit_of_work() as session:
        leaving = usual("Kirurgi", cohort_id)
        outcome = places.withdraw(session, **leaving, why="Nedbemanning", keep_channel=True)
        assert outcome.promoted == "Medisin"
    work(cohort_id)
    assert new_mail(before, sandbox) == {}

    settle(cohort_id)
    told = new_mail(before, sandbox)
    assert {who: told[who] for who in (ANNE, BERIT)} == {ANNE: {"cancellation"}, BERIT: {"cancellation"}}
    assert {who for who in told if "invitation" in told[who]} == {CARL, DINA}
    assert channels(sandbox) == {"General": False, "Kirurgi": True, "Medisin": False}


def test_a_renamed_team_keeps_its_channel_and_nobody_is_mailed(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = both_in()
    before = mail_in(sandbox.address)
    with unit_of_work() as session:
        places.rename_team(session, **usual("Kirurgi", cohort_id), name="Kirurgen")
    settle(cohort_id)
    assert channels(sandbox) == {"General": False, "Kirurgen": False, "Medisin": False}
    assert new_mail(before, sandbox) == {}


def test_merged_teams_go_on_in_one_channel_with_all_their_people(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = both_in()
    with unit_of_work() as session:
        leaving, into = usual("Kirurgi", cohort_id), usual("Medisin", cohort_id)["team_id"]
        places.merge(session, **leaving, into_id=into, why="For små hver for seg", keep_channel=True)
    settle(cohort_id)
    assert channels(sandbox) == {"General": False, "Kirurgi": True, "Medisin": False}
    assert {ANNE, BERIT, CARL, DINA} <= set(seen_in(sandbox.address).members)
    assert counts(cohort_id)["withdraw"] == 0
