"""The audit for programs: a page of records by their facts, and the whole as CSV or JSON lines."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app import audit
from app.audit import Act, Deed
from app.db import migrate, unit_of_work
from app.web.routes.audit import Filters, export, search

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _three_records(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        for actor, about in (("Ada", "samling-1"), ("=Frida", "samling-2"), ("Ada", "samling-3")):
            deed = Deed(actor=actor, at=NOON)
            audit.record(session, Act.meeting_moved, deed, about=about, details={"from": 1, "to": "Æ"})


def found(**filters: object) -> list[tuple[int | None, str, str]]:
    with unit_of_work() as session:
        records = search(session, Filters.model_validate(filters))
    return [(record.position, record.actor, record.about) for record in records]


def test_records_come_newest_first_in_pages_that_go_on_before_the_last_position() -> None:
    assert found(limit=2) == [(3, "Ada", "samling-3"), (2, "=Frida", "samling-2")]
    assert found(limit=2, before=2) == [(1, "Ada", "samling-1")]


def test_records_are_found_by_what_is_known_of_them() -> None:
    assert found(actor="Ada", about="samling") == [(3, "Ada", "samling-3"), (1, "Ada", "samling-1")]
    assert found(since="2026-04-01T12:00:01Z") == []


def exported(form: str) -> str:
    async def taken() -> str:
        answer = export(form)  # type: ignore[arg-type]
        return "".join([str(line) async for line in answer.body_iterator])

    return asyncio.run(taken())


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv"))))
    assert [(row["position"], row["actor"], row["details"]) for row in rows] == [
        ("1", "Ada", '{"from": 1, "to": "Æ"}'),
        ("2", "'=Frida", '{"from": 1, "to": "Æ"}'),
        ("3", "Ada", '{"from": 1, "to": "Æ"}'),
    ]


def test_each_line_proves_that_it_follows_the_one_before() -> None:
    lines = [json.loads(line) for line in exported("jsonl").splitlines()]
    assert [line["actor"] for line in lines] == ["Ada", "=Frida", "Ada"]
    assert [line["previous"] for line in lines] == ["", *(line["digest"] for line in lines[:-1])]
