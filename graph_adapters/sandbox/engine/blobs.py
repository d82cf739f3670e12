"""The bytes of files, kept beside the journal, whose lines must stay short enough to be read again quickly.

A content is known by its own hash, so one that was refused half-way or is written twice does no harm.
"""

import hashlib
import shutil
from pathlib import Path


class Blobs:
    """In a folder, or in memory when the tenant lives there."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._held: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        if not data:
            return name
        if self.folder is None:
            self._held[name] = data
        elif not (file := self._file(name)).exists():
            file.write_bytes(data)
        return name

    def get(self, name: str) -> bytes:
        """Return stored bytes; the empty content needs no file."""
        if self.folder is None:
            return self._held.get(name, b"")
        file = self._file(name)
        return file.read_bytes() if file.exists() else b""

    # --- uploads in pieces -----------------------------------------------------------------------

    def append(self, name: str, start: int, data: bytes) -> None:
        """Add a piece of an upload; bytes a killed process wrote behind `start` are cut off first."""
        if self.folder is None:
            self._held[name] = self._held.get(name, b"")[:start] + data
            return
        with self._file(name).open("ab") as file:
            file.truncate(start)
            file.write(data)

    def forget(self, name: str) -> None:
        self._held.pop(name, None)
        if self.folder is not None:
            self._file(name).unlink(missing_ok=True)

    def clear(self) -> None:
        self._held.clear()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _file(self, name: str) -> Path:
        if self.folder is None:
            raise FileNotFoundError(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / name
