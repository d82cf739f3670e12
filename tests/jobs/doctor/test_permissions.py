"""The doctor asks the mailbox before it says that a mailbox's permission is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support import small_cohort

from app.config import settings
from jobs.doctor.sign_in import OF_A_MAILBOX
from jobs.permissions import needed_permissions
from jobs.tenant import SANDBOX_APP_ID

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal


@pytest.fixture
def scoped(here: Path, sandbox: SandboxOnASocket) -> SandboxOnASocket:
    """A tenant whose token names no permission of a mailbox."""
    small_cohort.begin("torn-kull-3", 2026)
    _set(sandbox, roles=[name for name in needed_permissions(settings().modes) if name not in OF_A_MAILBOX])
    return sandbox


def _set(sandbox: SandboxOnASocket, **values: Any) -> None:
    httpx.patch(f"{sandbox.address}/_sandbox/settings", json=values).raise_for_status()


def _permissions(kull: Terminal, *, exit_code: int) -> dict[str, Any]:
    checks = kull.json("doctor", exit_code=exit_code)["checks"]
    return {one["name"]: one for one in checks}["permissions"]


def test_a_permission_that_stands_nowhere_is_missing(scoped: SandboxOnASocket, kull: Terminal) -> None:
    found = _permissions(kull, exit_code=1)
    assert (found["ok"], found["detail"].partition(" OnlineMeetings")[0]) == (
        False,
        "Mangler Calendars.ReadWrite, Mail.Send.",
    )


def test_a_permission_given_by_exchange_is_not_said_to_be_missing(
    scoped: SandboxOnASocket, kull: Terminal
) -> None:
    mailbox = [settings().organiser]
    roles = ("Application Calendars.ReadWrite", "Application Mail.Read", "Application Mail.Send")
    _set(
        scoped, exchangeRoles=[{"app": SANDBOX_APP_ID, "role": role, "mailboxes": mailbox} for role in roles]
    )
    found = _permissions(kull, exit_code=0)
    assert found["ok"]
    assert found["detail"] == (
        "Alle som trengs, er gitt. Postboksen svarer oss: Calendars.ReadWrite, Mail.Read, Mail.Send gis i Exchange "
        "(RBAC for Applications) og står ikke i tokenet. Mail.Send kan vi ikke prøve uten å sende: se etter med "
        "Test-ServicePrincipalAuthorization. OnlineMeetings.ReadWrite.All er ikke gitt: Lobbyen i møtene må settes for "
        "hånd i Teams."
    )
