"""The programmes there are, and those somebody brings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from app.errors import Invalid, NotFound
from app.programmes import checking
from app.programmes.additions import switch_off
from app.programmes.anew import Held, reanchor
from app.programmes.changing import Deviation, copied, deviating, new_version, with_changes
from app.programmes.school_holidays import school_holidays

if TYPE_CHECKING:
    from pathlib import Path

    from app.programmes.definition import Definition
    from app.programmes.problems import Problem

__all__ = [
    "Deviation",
    "Held",
    "catalogue",
    "check",
    "copied",
    "deviating",
    "find",
    "load",
    "load_file",
    "new_version",
    "problems_in",
    "reanchor",
    "school_holidays",
    "shipped",
    "switch_off",
    "with_changes",
]

PACKAGE = files("app.programmes")


@cache
def shipped() -> tuple[Definition, ...]:
    """Read every version of every programme that comes with the product, the newest last."""
    entries = (PACKAGE / "catalogue").iterdir()
    definitions = [load(checking.parsed(entry.read_text("utf-8"))) for entry in entries]
    return tuple(sorted(definitions, key=lambda definition: (definition.key, definition.version)))


def catalogue() -> list[Definition]:
    """List the programmes, each in its newest version."""
    return list({definition.key: definition for definition in shipped()}.values())


def find(key: str, version: int | None = None) -> Definition:
    """Find a programme in its newest version, or the one asked for."""
    versions = {definition.version: definition for definition in shipped() if definition.key == key}
    if not versions:
        known = ", ".join(definition.key for definition in catalogue())
        raise NotFound(f"Det finnes ikke noe program som heter «{key}». Programmene er {known}.")
    wanted = version or max(versions)
    if wanted not in versions:
        raise NotFound(f"Programmet «{key}» har ingen versjon {wanted}.")
    return versions[wanted]


def load(data: Any) -> Definition:  # noqa: ANN401 - parsed YAML or JSON, of any shape
    """Make data a definition; Invalid names what must be corrected."""
    return checking.accepted(data)


def load_file(path: Path, *, key: str) -> Definition:
    try:
        definition = load(checking.parsed(checking.text_of(path)))
    except checking.Unreadable as error:
        raise Invalid(f"{error.problem.path}: {error}") from None
    if definition.key != key:
        raise Invalid(f"Filen beskriver programmet «{definition.key}», ikke «{key}».")
    return definition


def check(path: Path) -> list[Problem]:
    return checking.problems_in_file(path)


def problems_in(data: Any) -> list[Problem]:  # noqa: ANN401 - parsed YAML or JSON, of any shape
    return checking.problems_in(data)
