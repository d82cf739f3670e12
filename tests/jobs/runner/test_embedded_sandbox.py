"""The embedded sandbox keeps its address from one start to the next where it can, and takes another where not."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from app.config import Settings
from jobs.runner.embedded_sandbox import embedded_sandbox

if TYPE_CHECKING:
    from pathlib import Path


def _address(folder: Path) -> str:
    async def served() -> str:
        async with embedded_sandbox(
            Settings(sandbox_url="", sandbox_file=str(folder / "sandbox.jsonl"))
        ) as at:
            return at

    return asyncio.run(served())


def test_it_is_where_it_was_last_time(tmp_path: Path) -> None:
    assert _address(tmp_path) == _address(tmp_path)


def test_another_has_its_port_and_it_keeps_the_new_one(tmp_path: Path) -> None:
    first = _address(tmp_path)
    with socket.create_server(("127.0.0.1", int(first.rpartition(":")[2]))):
        second = _address(tmp_path)
    assert (second == first, _address(tmp_path)) == (False, second)


@pytest.mark.parametrize("remembered", ["", "no number", "-1", "70000"])
def test_a_port_that_cannot_be_is_forgotten(tmp_path: Path, remembered: str) -> None:
    (tmp_path / "sandbox.port").write_text(remembered)
    assert _address(tmp_path).startswith("http://127.0.0.1:")
