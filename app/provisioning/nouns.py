"""What each kind of thing is called, to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

THING = {
    "msteam": "Microsoft-teamet",
    "guest": "gjesteinvitasjonen",
    "member": "medlemskapet",
    "general": "fellesområdet",
    "channel": "kanalen",
    "files": "filområdet",
    "folder": "mappen",
    "file": "malen",
    "taskplan": "planen i Planner",
    "bucket": "oppgavelisten",
    "task": "oppgaven",
    "tab": "fanen",
    "entry": "møtet i kalenderen",
    "library": "rapportbiblioteket",
    "archive": "arkiveringen av Microsoft-teamet",
    "door": "hvem som slipper folk inn i møtet",
}

NAMES = ("name", "title", "subject")
"""What a thing is called stands in one of these."""


def title_of(value: Mapping[str, Any] | None) -> str:
    """Return what a thing is called, as the ledger keeps it; empty for what has no name of its own."""
    named = value or {}
    return str(next((named[name] for name in NAMES if named.get(name)), ""))
