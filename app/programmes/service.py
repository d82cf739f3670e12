"""The programmes there are, and those somebody brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Code, Invalid
from app.programmes.dates.school_holidays import school_holidays
from app.programmes.language import check as checking
from app.programmes.language.check import A_LARGE_FILE, problems_in
from app.programmes.own.additions import switch_off
from app.programmes.own.derived import Deviation, copied, deviating, new_version, with_changes
from app.programmes.own.next_year import HeldDates, reanchor
from app.programmes.own.stored import all_programmes, copy, find, keep, revise
from app.programmes.own.yaml_text import as_yaml
from app.programmes.shelf import is_shipped, shipped, shipped_one

if TYPE_CHECKING:
    from pathlib import Path

    from app.programmes.language.definition import Definition
    from app.programmes.language.problems import Problem
    from app.programmes.own.derived import Changes

__all__ = [
    "A_LARGE_FILE",
    "Deviation",
    "HeldDates",
    "all_programmes",
    "as_yaml",
    "changes_in",
    "check",
    "copied",
    "copy",
    "deviating",
    "find",
    "in_short",
    "keep",
    "load",
    "load_file",
    "new_version",
    "problems_in",
    "problems_in_text",
    "reanchor",
    "revise",
    "school_holidays",
    "shipped",
    "shipped_one",
    "switch_off",
    "with_changes",
]


def in_short(definition: Definition) -> dict[str, Any]:
    return {
        "key": definition.key,
        "name": definition.name,
        "owner": definition.owner,
        "version": definition.version,
        "shipped": is_shipped(definition.key),
    }


def load(data: Any) -> Definition:  # noqa: ANN401 - parsed YAML or JSON, of any shape
    """Make data a definition; Invalid names what must be corrected."""
    return checking.accepted(data)


def load_file(path: Path, *, key: str | None = None) -> Definition:
    definition = load(_read(path))
    if key and definition.key != key:
        raise Invalid(
            Code.programme_key_differs, f"Filen beskriver programmet «{definition.key}», ikke «{key}»."
        )
    return definition


def changes_in(path: Path) -> Changes:
    """Read what somebody wants changed from a file."""
    changes = _read(path)
    if not isinstance(changes, dict):
        raise Invalid(
            Code.programme_unusable,
            "Endringene skrives som felter med verdier under, slik programmer skrives.",
        )
    return changes


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever was in the file
    try:
        return checking.parsed(checking.text_of(path))
    except checking.Unreadable as error:
        raise Invalid(Code.programme_unusable, f"{error.problem.path}: {error}") from None


def check(path: Path) -> list[Problem]:
    return checking.problems_in_file(path)


def problems_in_text(text: bytes) -> list[Problem]:
    return checking.problems_in_text(text)
