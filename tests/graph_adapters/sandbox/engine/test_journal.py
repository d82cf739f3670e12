"""How a tenant starts: with faults from a file, and from a journal that has grown long."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import Client, error

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State


def _first_answer(state: State, faults: Path | None = None) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(create_sandbox(state, faults=faults))
        async with httpx.AsyncClient(transport=transport) as http:
            client = Client(http)
            await client.sign_in()
            return await client.ask("GET", "/users")

    return asyncio.run(ask())


RULE = {"operation": "user.list", "status": 503}


@pytest.mark.parametrize("rules", [RULE, [RULE]])
def test_faults_can_be_there_from_the_start(rules: Any, tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps(rules))
    assert error(_first_answer(State(), file)) == (503, "ServiceUnavailable")


def test_the_file_of_faults_can_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps(RULE))
    monkeypatch.setenv("KULL_SANDBOX_FAULTS", str(file))
    assert error(_first_answer(State())) == (503, "ServiceUnavailable")


def test_a_journal_that_is_much_longer_than_the_tenant_is_written_anew(tmp_path: Path) -> None:
    journal = tmp_path / "tenant.jsonl"
    state = State(journal)
    for number in range(1_200):
        state.set("filesFolderCalls", number)
        state.number()
        state.commit()
    state.close()
    long = journal.read_text().count("\n")
    again = State(journal)
    assert (again.setting("filesFolderCalls"), again.serial) == (1_199, state.serial)
    again.close()
    assert (long, journal.read_text().count("\n")) == (1_201, 1)
    once_more = State(journal)
    kept = {name: table.rows for name, table in once_more.tables.items()}
    assert kept == {name: table.rows for name, table in state.tables.items()}
    once_more.close()


def test_what_a_killed_rewriting_left_is_no_harm(tmp_path: Path) -> None:
    journal = tmp_path / "tenant.jsonl"
    State(journal).close()
    (tmp_path / "tenant.new").write_text('[1, 0.0, [["user", {"id"')
    state = State(journal)
    assert len(state.all("user")) == 2
    state.close()
