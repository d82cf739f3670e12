"""Everything the tenant remembers: rows, clock, id numbers, and the journal that outlives it."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from graph_adapters.sandbox.engine.blobs import Blobs
from graph_adapters.sandbox.engine.journal import rewrite_journal, whole_lines
from graph_adapters.sandbox.engine.settings import SETTINGS
from graph_adapters.sandbox.engine.tables import INDEXES, Row, Table

Clock = Callable[[], datetime]
Change = tuple[str, Row | None, Row | None]  # table, before, after

# A journal is written anew at load when it holds this many times more changes than there are rows.
MIN_CHANGES_BEFORE_REWRITE, MAX_CHANGES_PER_ROW = 1_000, 4


def utc_now() -> datetime:
    return datetime.now(UTC)


class State:
    """A tenant. `path` is its journal; without it the tenant lives in memory only."""

    def __init__(self, path: Path | None = None, *, clock: Clock = utc_now, seed: str = "kull") -> None:
        self.path = path
        self.clock = clock
        self.seed = seed
        self.blobs = Blobs(path.with_suffix(".contents") if path else None)
        self.watchers: list[Callable[[list[Change]], None]] = []  # told of what was changed, once it is safe
        self._forget()
        self._journal: IO[str] | None = None
        if path is not None:
            self._load(path)
        if not self.tables["organization"].rows:
            self._found()

    # --- rows ------------------------------------------------------------------------------------

    def get(self, table: str, row_id: str) -> Row | None:
        return self.tables[table].rows.get(row_id)

    def all(self, table: str) -> list[Row]:
        return list(self.tables[table].rows.values())

    def by(self, table: str, column: str, key: str) -> list[Row]:
        return self.tables[table].by(column, key)

    def first(self, table: str, column: str, key: str) -> Row | None:
        return next(iter(self.by(table, column, key)), None)

    def count(self, table: str, column: str, key: str) -> int:
        return self.tables[table].count(column, key)

    def put(self, table: str, row: Row) -> Row:
        self._undo.append((table, row["id"], self.get(table, row["id"])))
        self._pending.append([table, row])
        self.tables[table].put(row)
        return row

    def remove(self, table: str, row_id: str) -> None:
        self._undo.append((table, row_id, self.get(table, row_id)))
        self._pending.append([table, row_id])
        self.tables[table].remove(row_id)

    def commit(self) -> bool:
        """Write the changes of a request as a single line, flushed before any answer goes out."""
        if not self._pending:
            return False
        if self._journal is not None:
            line = json.dumps([self.serial, self.offset.total_seconds(), self._pending], ensure_ascii=False)
            self._journal.write(line + "\n")
            self._journal.flush()
        changes = self._changes() if self.watchers else []
        self._forget_changes()
        for watcher in self.watchers:
            watcher(changes)
        return True

    def _changes(self) -> list[Change]:
        """Return each changed row of the request: its first value and its present value."""
        first: dict[tuple[str, str], Row | None] = {}
        for table, row_id, before in self._undo:
            first.setdefault((table, row_id), before)
        return [(table, before, self.get(table, row_id)) for (table, row_id), before in first.items()]

    def rollback(self) -> None:
        for table, row_id, before in reversed(self._undo):
            if before is None:
                self.tables[table].remove(row_id)
            else:
                self.tables[table].put(before)
        self._forget_changes()

    # --- the clock -------------------------------------------------------------------------------

    def now(self) -> datetime:
        return self.clock() + self.offset

    def stamp(self) -> str:
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    def move_clock(self, by: timedelta) -> None:
        self.offset += by
        self.put("clock", {"id": "offset", "seconds": self.offset.total_seconds()})

    def has_aged(self, stamp: str, seconds: float) -> bool:
        return self.now() - datetime.fromisoformat(stamp) >= timedelta(seconds=seconds)

    # --- ids: the same tenant asked the same things gives the same ids ---------------------------

    def number(self) -> int:
        self.serial += 1
        return self.serial

    def uuid(self) -> str:
        return str(UUID(bytes=self._digest()[:16], version=4))

    def hex(self) -> str:
        return self._digest()[:16].hex()

    def short_id(self) -> str:
        """28 characters where case matters, as Planner has them."""
        return base64.urlsafe_b64encode(self._digest()[:21]).decode()

    def item_id(self) -> str:
        return "01" + base64.b32encode(self._digest()[:20]).decode()

    def _digest(self) -> bytes:
        return hashlib.sha256(f"{self.seed}:{self.number()}".encode()).digest()

    # --- settings --------------------------------------------------------------------------------

    def setting(self, name: str) -> Any:  # noqa: ANN401 -- numbers, words and lists live side by side
        row = self.get("setting", name)
        return row["value"] if row else SETTINGS[name]

    def set(self, name: str, value: object) -> None:
        self.put("setting", {"id": name, "value": value})

    # --- beginnings and ends ---------------------------------------------------------------------

    def reset(self) -> None:
        """Forget everything, also on disk; the faults and the log with it."""
        if self._journal is not None:
            self._journal.seek(0)
            self._journal.truncate()
        self.blobs.clear()
        self._forget()
        self._found()

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _forget(self) -> None:
        names = {"organization", "setting", "clock", "secret", *INDEXES}
        extra = {
            "team",
            "deletedGroup",
            "planDetails",
            "taskDetails",
            "taskFormat",
            "extra",
        }
        self.tables = {name: Table(INDEXES.get(name, ())) for name in names | extra}
        self.serial = 0
        self.offset = timedelta()
        self.asked: Counter[str] = Counter()  # how often somebody looked for what shows up late
        self.memory: dict[
            str, Any
        ] = {}  # what the parts keep without it being the tenant's: log, faults, tokens
        self._forget_changes()

    def _forget_changes(self) -> None:
        self._pending: list[list[Any]] = []
        self._undo: list[tuple[str, str, Row | None]] = []

    def _load(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._journal = path.open("a+", encoding="utf-8")
        self._journal.seek(0)
        whole = changes = 0
        for line, end in whole_lines(self._journal):
            changes += self._replay(json.loads(line))
            whole = end
        self._journal.truncate(whole)  # a torn last line was never answered
        if changes > MIN_CHANGES_BEFORE_REWRITE + MAX_CHANGES_PER_ROW * sum(
            len(table.rows) for table in self.tables.values()
        ):
            self._journal.close()
            rows = [[name, row] for name, table in self.tables.items() for row in table.rows.values()]
            rewrite_journal(path, self.serial, self.offset.total_seconds(), rows)
            self._journal = path.open("a+", encoding="utf-8")

    def _replay(self, entry: list[Any]) -> int:
        self.serial, seconds, changes = entry
        self.offset = timedelta(seconds=seconds)
        for table, change in changes:
            if isinstance(change, str):
                self.tables[table].remove(change)
            else:
                self.tables[table].put(change)
        return len(changes)

    def _found(self) -> None:
        tenant = self.uuid()
        self.put(
            "organization",
            {"id": tenant, "displayName": "Eksempelforetaket", "createdDateTime": self.stamp()},
        )
        self.add_person(mail="laeringsnettverk@example.no", displayName="Læringsnettverk")
        self.add_person(mail="it-ansvarlig@example.no", displayName="IT-ansvarlig")
        self.commit()

    @property
    def tenant_id(self) -> str:
        return next(iter(self.tables["organization"].rows))

    def add_person(self, *, mail: str, displayName: str, userType: str = "Member", **more: object) -> Row:  # noqa: N803 -- Graph's own names
        """Add a person; asking twice for the same address gives the same person."""
        known = self.first("user", "mail", mail)
        login = mail if userType == "Member" else f"{mail.replace('@', '_')}#EXT#@example.no"
        row = known or {"id": self.uuid(), "userPrincipalName": login, "createdDateTime": self.stamp()}
        return self.put(
            "user",
            row
            | {"mail": mail, "displayName": displayName, "userType": userType, "accountEnabled": True}
            | more,
        )
