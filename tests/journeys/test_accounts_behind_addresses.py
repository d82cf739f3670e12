"""A person is an account, whatever addresses lead to it: through the public doors, counted in the tenant."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support import tenant_census
from support.workbooks import KARI, OLA, xlsx

if TYPE_CHECKING:
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

ORGANISER = "laeringsnettverk@example.no"
MARRIED = "kari.berg@example.no"
BEFORE, AFTER = ["kari@example.no", "ola@example.no"], [MARRIED, "ola@example.no"]
KARI_MARRIED = (*KARI[:3], "Kari Berg", MARRIED, "medarbeider")
QUESTIONS_LEFT, TWO_DAYS_LATER = 3, "2026-04-03T08:00:00+02:00"


@pytest.mark.timeout(300)  # a process for each command
def test_a_renamed_colleague_keeps_her_place(kull: Terminal, sandbox: SandboxOnASocket) -> None:
    _begin(kull, KARI, OLA)
    before = _census(sandbox)
    assert (before.members, _received(before)) == (BEFORE, {"mail": 2, "invitation": 16})
    _control(sandbox, "PATCH", "/people/kari@example.no", {"mail": MARRIED, "userPrincipalName": MARRIED})
    assert _nothing_to_do(kull, TWO_DAYS_LATER)
    assert (_census(sandbox).members, _received(_census(sandbox))) == (AFTER, _received(before))

    _enrol(kull, KARI_MARRIED, OLA)  # proposes that another has come for her
    kull.json("provision", "1")
    assert (_census(sandbox).members, _received(_census(sandbox))) == (AFTER, _received(before))

    kull.json("people", "address", "1", KARI[4], KARI_MARRIED[4])
    kull.json("provision", "1")
    assert (_census(sandbox).members, _received(_census(sandbox))) == (AFTER, _received(before))
    assert _census(sandbox).events == before.events


@pytest.mark.timeout(300)
def test_two_rows_with_one_account_are_one_membership_and_one_invitation_and_either_may_leave(
    kull: Terminal, sandbox: SandboxOnASocket
) -> None:
    seeded = {"mail": "ola@example.no", "displayName": "Ola Vik", "aliases": ["o.vik@example.no"]}
    _control(sandbox, "POST", "/people", [seeded])
    _begin(kull, KARI, OLA, (*OLA[:3], "Olaf Vik", "o.vik@example.no", "verneombud"))
    before = _census(sandbox)
    assert (before.members, _received(before)) == (BEFORE, {"mail": 2, "invitation": 16})
    assert {address for event in before.events for address in (*event.required, *event.optional)} == {*BEFORE}

    kull.json("people", "erase", "ola@example.no", "--yes")
    kull.json("provision", "1")
    after = _census(sandbox)
    assert (after.members, _received(after), after.events) == (BEFORE, _received(before), before.events)
    assert _nothing_to_do(kull, TWO_DAYS_LATER)


def _begin(kull: Terminal, *rows: tuple[Any, ...]) -> None:
    kull.json("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Tørn kull 3")
    _enrol(kull, *rows)
    kull.json("cohorts", "confirm", "1")
    kull.json("provision", "1")


def _enrol(kull: Terminal, *rows: tuple[Any, ...]) -> None:
    (kull.folder / "pamelding.xlsx").write_bytes(xlsx(*rows))
    kull.json("enrol", "import", "1", str(kull.folder / "pamelding.xlsx"))


def _answer(kull: Terminal, *answers: dict[str, str], exit_code: int = 0) -> Any:
    (kull.folder / "svar.json").write_text(json.dumps(answers), encoding="utf-8")
    return kull.json("enrol", "answer", "1", "--answers", str(kull.folder / "svar.json"), exit_code=exit_code)


def _nothing_to_do(kull: Terminal, day: str) -> bool:
    """Provision once more, days later, and tell whether nothing was made, changed or taken away."""
    kull.environment["KULL_NOW"] = day
    placed = kull.json("provision", "1")["placed"]
    counts = kull.json("preview", "1")["counts"]
    return placed == counts["create"] == counts["change"] == counts["withdraw"] == 0


def _control(sandbox: SandboxOnASocket, method: str, path: str, body: Any) -> None:
    httpx.request(method, f"{sandbox.address}/_sandbox{path}", json=body).raise_for_status()


def _census(sandbox: SandboxOnASocket) -> tenant_census.Census:
    census = tenant_census.count(sandbox.address, ORGANISER)
    census.members.sort()
    return census


def _received(census: tenant_census.Census) -> dict[str, int]:
    """Count what all mailboxes have got, by kind."""
    return dict(Counter(kind for kinds in census.mail.values() for kind in kinds))
