from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.contract_tenants import Run, Tenant

from app.tenant.things import Attendee, CalendarEntry, to_json
from app.tenant.told import CalendarNews
from graph_adapters import calendar, calendar_changes
from graph_adapters.errors import Gone, TryAgain

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


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


async def _meeting(tenant: Tenant) -> str:
    return (await calendar.create(tenant.connection, tenant.organiser, "k1/m1", 0, WANTED)).external_id


async def _mails(tenant: Tenant, address: str) -> list[str]:
    box = await tenant.control(f"/mailboxes/{address}", None, "GET")
    return [mail["kind"] for mail in box["value"]]


def test_a_meeting_stands_in_the_calendar_as_it_was_wanted(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        seen = await calendar.get(tenant.connection, tenant.organiser, made)
        assert (seen.external_id, seen.name, seen.key) == (made, "Samling 1", "k1/m1#0")
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


def test_what_somebody_has_moved_since_we_looked_is_not_written_over(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        moved = replace(WANTED, starts_at=datetime(2027, 1, 18, 10))  # noqa: DTZ001
        await calendar.change(tenant.connection, tenant.organiser, made, moved, to_json(WANTED))
        ours = replace(WANTED, starts_at=datetime(2027, 1, 18, 11))  # noqa: DTZ001
        with pytest.raises(TryAgain):
            await calendar.change(tenant.connection, tenant.organiser, made, ours, to_json(WANTED))
        assert len(await _mails(tenant, KARI.email)) == 2

    run(scenario)


def test_a_place_is_taken_away_and_who_must_come_is_said_anew(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        made = await _meeting(tenant)
        wanted = replace(WANTED, place=None, attendees=(replace(KARI, required=False),))
        await calendar.change(tenant.connection, tenant.organiser, made, wanted, to_json(WANTED))
        seen = await calendar.get(tenant.connection, tenant.organiser, made)
        assert seen.value["place"] is None
        news = await calendar_changes.changes_since(
            tenant.connection, tenant.organiser, None, window=(at(2027, 1, 1), at(2027, 2, 1))
        )
        assert [(one.email, one.required) for one in news.seen[0].answers] == [(KARI.email, False)]

    run(scenario)


def test_a_calendar_is_read_on_from_where_we_were(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        window = (at(2027, 1, 1), at(2027, 2, 1))

        async def news(cursor: str | None) -> CalendarNews:
            return await calendar_changes.changes_since(
                tenant.connection, tenant.organiser, cursor, window=window
            )

        made = await _meeting(tenant)
        first = await news(None)
        assert [(one.external_id, one.place) for one in first.seen] == [(made, "Fjellheim")]
        second = await news(first.cursor)
        assert (first.whole, second.whole, second.seen, second.removed) == (True, False, (), ())
        elsewhere = await news("http://127.0.0.1:9/v1.0/users/x/calendarView/delta?$deltatoken=1")
        assert (elsewhere.whole, elsewhere.seen) == (True, first.seen)
        await calendar.cancel(tenant.connection, tenant.organiser, made, "Avlyst.")
        assert (await news(second.cursor)).removed == (made,)
        assert await calendar_changes.look_at_entry(tenant.connection, tenant.organiser, made) is None

    run(scenario)
