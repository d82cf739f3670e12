"""The terminal as a person uses it, and the settings a test runs under."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from support.forked import run_kull

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

FIRST_OF_APRIL = "2026-04-01T08:00:00+02:00"


@dataclass
class Terminal:
    """Runs `kull` in a process of its own, on a database of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> CompletedProcess[str]:
        return run_kull(words, folder=self.folder, environment=self.environment)

    def json(self, *words: str, exit_code: int = 0) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == exit_code, done.stdout + done.stderr
        return json.loads(done.stdout)


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """Return the settings of a test: its own folder, the first of April 2026, no waiting for limits."""
    return {
        "KULL_DATABASE_URL": f"sqlite:///{folder / 'kull.db'}",
        "KULL_SANDBOX_FILE": str(folder / "sandbox.jsonl"),
        "KULL_AUDIT_KEY_FILE": str(folder / "audit.key"),
        "KULL_AUDIT_ANCHORS": str(folder / "audit-anchors.jsonl"),
        "KULL_NOW": FIRST_OF_APRIL,
        "KULL_PACE": "off",
        **more,
    }
