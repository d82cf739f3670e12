from dataclasses import replace
from datetime import datetime

import pytest
from contract.tenants import Run, Tenant

from app.tenant import Attendee, CalendarEntry, to_json
from graph_adapters import calendar
from graph_adapters.errors import Gone

KARI = Attendee(email="kari@example.no", name="Kari Nordmann", required=True)
OLA = Attendee(email="ola@example.no", name="Ola Nordmann", required=True)
WANTED = CalendarEntry(
    subject="Samling 1",
    text="Velkommen.",
    starts_at=datetime(2027, 1, 18, 9),  # noqa: DTZ001 -- wall clock
    ends_at=datetime(2027, 1, 18, 15),  # noqa: DTZ001
    all_day=False,
    place="Fjellheim",
    online=True,
    attendees=(KARI,),
    hide_attendees=True,
    reminder_minutes=15,
    categories=("Kull 3",),
)


async def _meeting(tenant: Tenant) -> str:
    return (await calendar.create(tenant.connection, tenant.organiser, "k1/m1", WANTED)).external_id


async def _mails(tenant: Tenant, address: str) -> list[str]:
    box = await tenant.control(f"/mailboxes/{address}", None, "GET")
    return [mail["kind"] for mail in box["value"]]


def test_a_meeting_stands_in_the_calendar_as_it_was_wanted(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        seen = await calendar.get(tenant.connection, tenant.organiser, made)
        assert (seen.external_id, seen.name, seen.key) == (made, "Samling 1", "k1/m1")
        assert seen.value == {
            "subject": "Samling 1",
            "starts_at": "2027-01-18T09:00:00",
            "ends_at": "2027-01-18T15:00:00",
            "all_day": False,
            "place": "Fjellheim",
            "invited": ["kari@example.no"],
        }

    run(scenario)


def test_a_meeting_that_was_made_before_is_found_and_invites_nobody_again(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        assert await _meeting(tenant) == await _meeting(tenant)
        assert len(await _mails(tenant, KARI.email)) == 1

    run(scenario)


def test_only_who_is_new_is_mailed_when_only_people_change(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        wanted = replace(WANTED, attendees=(KARI, OLA))
        await calendar.change(tenant.connection, tenant.organiser, made, wanted, to_json(WANTED))
        seen = await calendar.get(tenant.connection, tenant.organiser, made)
        assert seen.value["invited"] == ["kari@example.no", "ola@example.no"]
        assert [len(await _mails(tenant, who.email)) for who in (KARI, OLA)] == [1, 1]

    run(scenario)


def test_everybody_is_mailed_when_a_meeting_moves(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        wanted = replace(WANTED, starts_at=datetime(2027, 1, 18, 10))  # noqa: DTZ001
        await calendar.change(tenant.connection, tenant.organiser, made, wanted, to_json(WANTED))
        seen = await calendar.get(tenant.connection, tenant.organiser, made)
        assert seen.value["starts_at"] == "2027-01-18T10:00:00"
        assert len(await _mails(tenant, KARI.email)) == 2

    run(scenario)


def test_a_cancelled_meeting_is_gone(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        await calendar.cancel(tenant.connection, tenant.organiser, made, "Samlingen er flyttet.")
        with pytest.raises(Gone):
            await calendar.get(tenant.connection, tenant.organiser, made)
        with pytest.raises(Gone):
            await calendar.cancel(tenant.connection, tenant.organiser, made, "Samlingen er flyttet.")

    run(scenario)
