import asyncio

import pytest
from support.contract_tenants import Run, Tenant, without_request_id

from app.tenant.things import Guest, Member, MsTeam, Seen
from graph_adapters import directory, msteams
from graph_adapters.errors import Gone, TenantError, TryAgain


def test_a_microsoft_team_is_made_once_and_found_by_its_name(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        assert await msteams.find(tenant.connection, "kull-1") is None
        made, again = await tenant.msteam(), await tenant.msteam()
        found = await msteams.find(tenant.connection, "kull-1")
        value = {"name": "Tørn kull 3", "description": "Læringsnettverk"}
        expected = Seen(
            external_id=made,
            name="Tørn kull 3",
            ours=True,
            web_url=found.web_url if found else None,
            value=value,
        )
        assert (again, found) == (made, expected)

    run(scenario)


def test_a_microsoft_team_gets_another_name(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await tenant.msteam()
        wanted = MsTeam(name="Tørn kull 4", description="Nytt", unique_name="kull-1", owners=(tenant.kari,))
        placed = await msteams.change(tenant.connection, made, wanted)
        seen = await msteams.get(tenant.connection, made)
        assert without_request_id(placed) == (made, True)
        assert seen.value == {"name": "Tørn kull 4", "description": "Nytt"}

    run(scenario)


def test_people_come_into_a_team_change_their_part_and_leave(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made, line = await tenant.msteam(), tenant.connection
        (added,) = await msteams.add_members(line, made, [Member(user_id=tenant.ola, role="member")])
        assert not isinstance(added, TenantError)
        await msteams.change_member(line, made, Member(user_id=tenant.ola, role="owner"))
        seen = await msteams.members(line, made)
        assert [(who.external_id, who.name, who.value["role"]) for who in seen] == [
            (tenant.kari, "Kari Nordmann", "owner"),
            (tenant.ola, "Ola Nordmann", "owner"),
        ]
        await msteams.remove_member(line, made, tenant.ola)
        assert [who.external_id for who in await msteams.members(line, made)] == [tenant.kari]
        with pytest.raises(Gone):
            await msteams.remove_member(line, made, tenant.ola)

    run(scenario)


def test_each_of_several_people_gets_an_outcome_of_their_own(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await tenant.msteam()
        nobody = Member(user_id="00000000-0000-0000-0000-00000000dead", role="member")
        ola = Member(user_id=tenant.ola, role="member")
        outcomes = await msteams.add_members(tenant.connection, made, [ola, nobody])
        assert [isinstance(outcome, TryAgain) for outcome in outcomes] == [False, True]

    run(scenario)


def test_an_address_belongs_to_one_person_or_to_nobody(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        look_up = directory.look_up
        found = await asyncio.gather(
            look_up(tenant.connection, "kari@example.no"), look_up(tenant.connection, "o'hara@example.no")
        )
        assert [(one.user_id, one.matches) for one in found] == [(tenant.kari, 1), (None, 0)]

    run(scenario)


def test_a_guest_is_invited_once_and_is_the_same_person_the_second_time(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        guest = Guest(email="gjest@example.com", name="Gry Gjest")
        first = await directory.invite(tenant.connection, guest, "https://example.no")
        again = await directory.invite(tenant.connection, guest, "https://example.no")
        seen = await directory.look_up(tenant.connection, "gjest@example.com")
        assert again.external_id == first.external_id
        assert (seen.user_id, seen.matches, seen.guest) == (first.external_id, 1, True)

    run(scenario)
