"""Programmes in files a person has written, and a programme in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Code, Invalid
from app.programmes.language.check import Unreadable, accepted, parsed, problems_in_file, text_of
from app.programmes.shelf import is_shipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.programmes.language.definition import Definition
    from app.programmes.language.problems import Problem
    from app.programmes.own.derived import Changes


def in_short(definition: Definition) -> dict[str, Any]:
    """Say which programme it is, whose, and whether it comes with the product."""
    return {
        "key": definition.key,
        "name": definition.name,
        "owner": definition.owner,
        "version": definition.version,
        "shipped": is_shipped(definition.key),
    }


def in_list(versions: Sequence[Definition]) -> dict[str, Any]:
    """Say which programme it is in its newest version, and the number of each version, the newest first."""
    return {**in_short(versions[0]), "versions": [one.version for one in versions]}


def load_file(path: Path, *, key: str | None = None) -> Definition:
    """Read a programme from a file. Raises Invalid naming each error, or when its key is another."""
    definition = accepted(_read(path))
    if key and definition.key != key:
        raise Invalid(
            Code.programme_key_differs, f"Filen beskriver programmet «{definition.key}», ikke «{key}»."
        )
    return definition


def changes_in(path: Path) -> Changes:
    """Read changes to a programme from a file; they are checked where they are laid on a programme."""
    changes = _read(path)
    if not isinstance(changes, dict):
        raise Invalid(
            Code.programme_unusable,
            "Endringene skrives som felter med verdier under, slik programmer skrives.",
        )
    return changes


def check(path: Path) -> list[Problem]:
    """Name the problems of a programme in a file, and store nothing."""
    return problems_in_file(path)


def _read(path: Path) -> Any:  # noqa: ANN401 - the file may hold any YAML
    try:
        return parsed(text_of(path))
    except Unreadable as error:
        raise Invalid(Code.programme_unusable, f"{error.problem.path}: {error}") from None
