"""An earlier version of the service, from the history: what runs before the upgrade in the middle.

`BEFORE` names it. Otherwise it is what stood before the newest migration was added, so that the upgrade migrates.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATIONS = "migrations/versions/*.py"


@contextmanager
def version() -> Iterator[Path | None]:
    """Give the folder of its code, or None where there is no history to take it from."""
    commit = os.environ.get("BEFORE") or _before_the_newest_migration()
    if not commit:
        print("There is no history here: no earlier version is upgraded from.")
        yield None
        return
    with TemporaryDirectory(prefix="kull-earlier-") as folder:
        packed = Path(folder) / "packed.tar"
        _git("archive", "--output", str(packed), commit, "app", "graph_adapters", "jobs", "migrations")
        subprocess.run(["tar", "-xf", str(packed), "-C", folder], check=True)  # noqa: S603, S607
        print(f"The earlier version is {commit}.")
        yield Path(folder)


def _before_the_newest_migration() -> str:
    try:
        added = _git("log", "-m", "--first-parent", "-1", "--diff-filter=A", "--format=%H", "--", MIGRATIONS)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{added}~1" if added else ""


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout.strip()
