import pytest
from support.contract_tenants import Run, Tenant

from app.tenant.things import Above, Channel, Tab
from graph_adapters import channels, planner
from graph_adapters.errors import Gone, Taken, TryAgain

WANTED = Channel(name="Team Hjerte", description="Arbeidsrom", key="k1/team:1/channel")
LINK = Tab(name="Program", app="website", url="https://example.no/program", key="k1/team:1/tab")


async def _channel(tenant: Tenant) -> Above:
    msteam = await tenant.msteam()
    placed = await channels.create(tenant.connection, msteam, WANTED)
    return Above(ids={"msteam": msteam, "channel": placed.external_id})


def test_a_channel_is_known_again_by_its_key(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _channel(tenant)
        seen = await channels.listed(tenant.connection, above["msteam"])
        assert [(one.external_id == above["channel"], one.key, one.ours) for one in seen] == [
            (False, None, False),
            (True, "k1/team:1/channel", True),
        ]
        assert seen[1].value == {
            "name": "Team Hjerte",
            "description": "Arbeidsrom",
            "key": "k1/team:1/channel",
        }

    run(scenario)


def test_a_channel_gets_another_name_and_keeps_its_key(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _channel(tenant)
        wanted = Channel(name="Team Lunge", description="Nytt", key=WANTED.key)
        placed = await channels.change(tenant.connection, above["msteam"], above["channel"], wanted)
        seen = (await channels.listed(tenant.connection, above["msteam"]))[1]
        assert (placed.external_id, seen.name, seen.key) == (above["channel"], "Team Lunge", WANTED.key)

    run(scenario)


def test_a_channel_under_a_taken_name_is_told_as_such(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _channel(tenant)
        with pytest.raises(Taken):
            await channels.create(tenant.connection, above["msteam"], WANTED)

    run(scenario)


def test_the_first_channel_of_a_team_is_found(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        msteam = await tenant.msteam()
        general = await channels.general(tenant.connection, msteam)
        first = (await channels.listed(tenant.connection, msteam))[0]
        assert (general.external_id, general.name) == (first.external_id, "General")

    run(scenario)


def test_the_folder_of_a_channel_comes_later(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _channel(tenant)
        with pytest.raises(TryAgain):
            await channels.files(tenant.connection, above["msteam"], above["channel"])
        folder = await channels.files(tenant.connection, above["msteam"], above["channel"])
        assert (folder.name, folder.external_id.count("/")) == ("Team Hjerte", 1)

    run(scenario)


def test_a_tab_is_pinned_found_renamed_and_taken_down(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above, line = await _channel(tenant), tenant.connection
        placed = await channels.create_tab(line, above, LINK)
        renamed = Tab(name="Programmet", app="website", url=LINK.url, key=LINK.key)
        await channels.change_tab(line, above, placed.external_id, renamed)
        (seen,) = await channels.tabs(line, above["msteam"], above["channel"])
        assert (seen.external_id, seen.name, seen.key, seen.ours) == (
            placed.external_id,
            "Programmet",
            "k1/team:1/tab",
            True,
        )
        await channels.remove_tab(line, above, placed.external_id)
        assert await channels.tabs(line, above["msteam"], above["channel"]) == []
        with pytest.raises(Gone):
            await channels.remove_tab(line, above, placed.external_id)

    run(scenario)


@pytest.mark.parametrize("policy", ["refuse", "accept"])
def test_a_planner_tab_stands_whether_or_not_apps_may_pin_it(run: Run, policy: str) -> None:
    async def scenario(tenant: Tenant) -> None:
        await tenant.control("/settings", {"plannerTab": policy}, "PATCH")
        above = await _channel(tenant)
        plan = await planner.create_plan(tenant.connection, above["msteam"], "Leveranser")
        pointing = Above(ids=above.ids, target_id=plan.external_id, target_url=plan.web_url)
        wanted = Tab(name="Oppgaver", app="planner", target_key="k1/plan", key="k1/team:1/plan-tab")
        await channels.create_tab(tenant.connection, pointing, wanted)
        (seen,) = await channels.tabs(tenant.connection, above["msteam"], above["channel"])
        assert (seen.name, seen.key) == ("Oppgaver", "k1/team:1/plan-tab")

    run(scenario)
