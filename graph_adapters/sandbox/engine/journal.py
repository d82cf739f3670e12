"""The tenant's journal on the disk: a line for each request that changed something."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

ROWS_PER_LINE = 1_000


def whole_lines(journal: IO[str]) -> Iterator[tuple[str, int]]:
    """Yield each whole line with the byte it ends at; a torn line was never answered."""
    end = 0
    for line in journal:
        if not line.endswith("\n"):
            return
        end += len(line.encode())
        yield line, end


def rewrite_journal(path: Path, serial: int, ahead: float, rows: list[Any]) -> None:
    """Write the present rows without their history. Until the new file is whole, the old file stays."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        for start in range(0, len(rows), ROWS_PER_LINE):
            file.write(
                json.dumps([serial, ahead, rows[start : start + ROWS_PER_LINE]], ensure_ascii=False) + "\n"
            )
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put the rename on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
