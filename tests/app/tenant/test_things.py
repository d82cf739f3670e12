"""A thing comes out of the ledger's JSON as it went in, whatever stands in it."""

from __future__ import annotations

import json
from datetime import date, datetime
from types import UnionType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.tenant import things
from app.tenant.things import Attendee, CalendarEntry, Member, Task, Thing, from_json, to_json

ENTRY = CalendarEntry(
    subject="Samling 1",
    text="",
    starts_at=datetime(2026, 9, 16, 9),  # noqa: DTZ001 - a clock on the wall
    ends_at=datetime(2026, 9, 16, 15, 30),  # noqa: DTZ001 - so is this
    all_day=False,
    place=None,
    online=True,
    attendees=(Attendee(email="kari@example.no", name="Kari Nes", required=True),),
    hide_attendees=True,
    reminder_minutes=15,
    categories=("Kull",),
)


def test_a_meeting_stands_in_the_ledger_with_times_on_the_wall_and_without_offset() -> None:
    assert to_json(ENTRY) == {
        "subject": "Samling 1",
        "text": "",
        "starts_at": "2026-09-16T09:00:00",
        "ends_at": "2026-09-16T15:30:00",
        "all_day": False,
        "place": None,
        "online": True,
        "attendees": [{"email": "kari@example.no", "name": "Kari Nes", "required": True}],
        "hide_attendees": True,
        "reminder_minutes": 15,
        "categories": ["Kull"],
        "organiser": None,
    }


def test_a_task_stands_in_the_ledger_with_its_day() -> None:
    task = Task(
        title="Plakat",
        bucket_key="b",
        due=date(2026, 10, 1),
        description="",
        checklist=("Skriv",),
        assignees=(),
        key="k",
    )
    assert to_json(task)["due"] == "2026-10-01"
    assert from_json(Task, to_json(task)) == task


def _any_thing() -> st.SearchStrategy[Thing]:
    assert isinstance(Thing, UnionType)
    return st.one_of(*[st.from_type(kind) for kind in get_args(Thing)])


@given(_any_thing())
def test_every_thing_comes_back_from_json_as_it_was(thing: Thing) -> None:
    kept = json.loads(json.dumps(to_json(thing)))
    assert to_json(from_json(type(thing), kept)) == to_json(thing)


def test_a_role_nobody_knows_is_refused_where_it_is_read() -> None:
    with pytest.raises(ValidationError, match="role"):
        from_json(Member, {"user_id": "u", "role": "king"})


def test_an_address_above_is_found_by_the_kind_of_thing() -> None:
    assert things.Above(ids={"msteam": "m-1", "channel": "c-1"})["channel"] == "c-1"
