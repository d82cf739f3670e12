"""Kills, stops, faults and clock jumps while people work: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import tenant_census, torn_kull_3

from chaos import checker, earlier
from chaos.databases import Sqlite, postgres_server
from chaos.nemesis import Plan
from chaos.run import chaos

if TYPE_CHECKING:
    from types import ModuleType

SEED = int(os.environ.get("KULL_FAULT_SEED", "1"))
SECONDS = 60 * float(os.environ.get("KULL_FAULT_MINUTES", "10"))
SMALL = Plan(
    cohorts=1,
    teams=1,
    kills=2,
    stops=1,
    sandbox_kills=1,
    faults=5,
    jumps=0,
    files=3,
    riddles=1,
    moved_files=1,
    outlook_moves=1,
    our_moves=1,
    moves_again=0,
    stand_ins=1,
    newcomers=0,
    upgrade=False,
    restore=False,
    pause_seconds=0.5,
    round_seconds=5.0,
)


@pytest.mark.timeout(900)
def test_a_small_chaos(tmp_path: Path) -> None:
    assert chaos(tmp_path, Sqlite(tmp_path), 1, SMALL, seconds=120) == []


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_chaos_on_sqlite(tmp_path: Path) -> None:
    with earlier.version() as before:
        assert chaos(tmp_path, Sqlite(tmp_path), SEED, Plan(), seconds=SECONDS, before=before) == []


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_chaos_on_postgresql(tmp_path: Path) -> None:
    with earlier.version() as before, postgres_server() as database:
        assert chaos(tmp_path, database, SEED, Plan(), seconds=SECONDS, before=before) == []


@pytest.mark.parametrize("module", [checker, tenant_census, torn_kull_3])
def test_whoever_counts_knows_none_of_our_code(module: ModuleType) -> None:
    tree = ast.parse(Path(module.__file__ or "").read_text())
    named = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    } | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} & {"app", "jobs", "graph_adapters"} == set()
