"""Each room is entered by its door: an import contract holds it, and its names are told from its modules'."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STUBS = sorted(ROOT.glob("app/*/__init__.pyi"))
JOBS = sorted(ROOT.glob("jobs/*/__init__.py"))
ROOMS = [stub.parent for stub in STUBS] + [room.parent for room in JOBS] + [ROOT / "graph_adapters/transport"]
HOUSES = [ROOT / "jobs"]
"""A house has a door of its own for the modules that lie flat in it; its rooms have theirs."""
PAST_THE_DOORS = ["app.main", "app.tables"]
"""They put routers and tables together."""


def dotted(room: Path) -> str:
    return room.relative_to(ROOT).as_posix().replace("/", ".")


def door_contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contracts = {contract.pop("name"): contract for contract in settings["contracts"]}
    return {name: contract for name, contract in contracts.items() if name.startswith("door of ")}


def names_on_door(room: Path) -> list[str]:
    tree = ast.parse((room / "__init__.pyi").read_text())
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return [alias.asname or alias.name for node in imports for alias in node.names]


def test_every_room_has_its_import_contract_and_every_contract_its_room() -> None:
    assert sorted(door_contracts()) == sorted(f"door of {dotted(room)}" for room in [*HOUSES, *ROOMS])


def test_a_house_protects_every_module_that_lies_flat_in_it() -> None:
    flat = [f"jobs.{file.stem}" for file in sorted((ROOT / "jobs").glob("*.py")) if file.stem != "__init__"]
    assert door_contracts()["door of jobs"] == {
        "type": "protected",
        "protected_modules": flat,
        "allowed_importers": ["jobs"],
    }


@pytest.mark.parametrize("room", ROOMS, ids=dotted)
def test_a_contract_lets_others_in_by_the_door_alone(room: Path) -> None:
    name = dotted(room)
    assert door_contracts()[f"door of {name}"] == {
        "type": "protected",
        "protected_modules": [f"{name}.*"],
        "allowed_importers": [name, *PAST_THE_DOORS] if name.startswith("app.") else [name],
    }


@pytest.mark.parametrize("room", [*HOUSES, *ROOMS], ids=dotted)
def test_no_name_on_a_door_is_a_modules_or_folders_beside_it(room: Path) -> None:
    beside = {file.stem for file in room.glob("*.py")} | {
        file.parent.name for file in room.glob("*/__init__.py")
    }
    names = names_on_door(room)
    assert [name for name in names if name in beside] == []
    assert len(names) == len(set(names)) > 0
