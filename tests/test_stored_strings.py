"""What is stored, or held by people, never changes its name: `stored_strings.json` is written once and only grows.

A new table, setting, route, step or kind is added to the file by hand; a line that must be taken away or changed
means a migration that leaves running cohorts as they were, and a decision record.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import json
import typing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from app import tables
from app.access import ROUTES
from app.config import Settings
from app.tenant import things

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
FROZEN = json.loads((HERE / "stored_strings.json").read_text())
CODE = [
    file
    for folder in ("app", "graph_adapters", "jobs")
    for file in sorted((HERE.parent / folder).rglob("*.py"))
    if "sandbox" not in file.parts
]


def test_every_table_and_column_keeps_its_name() -> None:
    found = {name: sorted(table.columns.keys()) for name, table in SQLModel.metadata.tables.items()}
    assert dict(sorted(found.items())) == FROZEN["tables"]


def test_every_value_of_a_stored_enumeration_stays() -> None:
    assert dict(sorted(_enumerations())) == FROZEN["enumerations"]


def _enumerations() -> Iterator[tuple[str, list[str]]]:
    for table in map(tables.__dict__.get, tables.__all__):
        hints = typing.get_type_hints(table)
        for name in getattr(table, "model_fields", ()):
            for kind in (hints[name], *typing.get_args(hints[name])):
                if isinstance(kind, enum.EnumMeta):
                    yield f"{table.__tablename__}.{name}", sorted(member.value for member in kind)


def test_every_setting_keeps_its_name() -> None:
    prefix = Settings.model_config["env_prefix"]
    assert sorted(f"{prefix}{name}".upper() for name in Settings.model_fields) == FROZEN["settings"]


def test_every_route_keeps_its_address() -> None:
    assert sorted(ROUTES) == FROZEN["routes"]


def test_every_kind_of_thing_keeps_its_name_and_its_fields() -> None:
    fields = {
        thing.__name__: sorted(field.name for field in dataclasses.fields(thing))
        for thing in typing.get_args(things.Thing)
    }
    assert sorted(typing.get_args(things.Kind)) == FROZEN["kinds"]
    assert dict(sorted(fields.items())) == FROZEN["things"]


def test_every_step_of_a_letter_keeps_its_name() -> None:
    assert sorted({step for file in CODE for step in _steps(ast.parse(file.read_text()))}) == FROZEN["steps"]


def _steps(tree: ast.Module) -> Iterator[str]:
    """Yield each step named in a call or a constant; those that are filled in by how they begin."""
    for node in ast.walk(tree):
        targets = [ast.unparse(target).lower() for target in getattr(node, "targets", [])]
        if targets == ["step"] or (isinstance(node, ast.keyword) and node.arg == "step"):
            yield from _beginning(node.value)


def _beginning(node: ast.expr) -> Iterator[str]:
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def test_every_mark_of_ours_on_peoples_things_stays() -> None:
    """A mark is a text with `kull:` in it; docstrings and the errors' `urn:kull:` apart."""
    marks = {
        text
        for file in CODE
        for text in _texts(ast.parse(file.read_text()))
        if "kull:" in text and "urn:" not in text
    }
    assert sorted(marks) == FROZEN["marks"]


def _texts(tree: ast.Module) -> Iterator[str]:
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            yield node.value
