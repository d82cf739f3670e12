"""Every table stands in the register, with why and how long; what it says of columns is true."""

from __future__ import annotations

from sqlmodel import SQLModel

from app import tables
from app.privacy.register import BY_TABLE, REGISTER
from app.programmes.language.definition import Keep


def test_every_table_is_in_the_register_once() -> None:
    assert len(tables.__all__) > 0
    assert sorted(kept.table for kept in REGISTER) == sorted(SQLModel.metadata.tables)


def test_every_column_the_register_names_is_there() -> None:
    for kept in REGISTER:
        columns = set(SQLModel.metadata.tables[kept.table].c.keys())
        assert {name for name, _ in kept.theirs} | ({kept.since} - {""}) <= columns, kept.table


def test_whoever_points_at_a_person_is_found_with_them() -> None:
    pointing = {
        table.name
        for table in SQLModel.metadata.tables.values()
        if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    assert {name for name in pointing if not BY_TABLE[name].theirs} == set()


def test_every_time_a_programme_decides_is_in_its_language() -> None:
    named = {kept.days for kept in REGISTER if isinstance(kept.days, str)}
    assert named == set(Keep.model_fields)


def test_every_table_says_why_and_how_long() -> None:
    assert [kept.table for kept in REGISTER if not (kept.why and kept.until)] == []
