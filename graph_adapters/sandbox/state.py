"""Everything the tenant remembers: rows, clock, id numbers, and the journal that outlives it."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from .blobs import Blobs

Row = dict[str, Any]
Clock = Callable[[], datetime]
Change = tuple[str, Row | None, Row | None]  # table, before, after

# What each table can be looked up by, apart from its id.
INDEXES: dict[str, tuple[str, ...]] = {
    "user": ("mail", "userPrincipalName"),
    "group": ("uniqueName", "mailNickname"),
    "member": ("group", "user"),
    "channel": ("team",),
    "channelMember": ("channel",),
    "tab": ("channel",),
    "operation": ("team",),
    "plan": ("group",),
    "bucket": ("planId",),
    "task": ("planId", "bucketId"),
    "event": ("mailbox", "transaction", "immutableId"),
    "mail": ("to",),
    "message": ("mailbox",),
    "drive": ("group",),
    "gone": ("drive",),
    "upload": (),
    "copyJob": (),
    "code": (),
    "permission": ("item",),
    "subscription": (),
    "item": ("parent", "address", "drive"),
}

SETTINGS: Row = {
    "groupReplicationSeconds": 0,  # PUT /groups/{id}/team answers 404 while the group is younger
    "guestReplicationSeconds": 0,  # an invited guest can be no group member before
    "guestReplicationCalls": 0,
    "teamCreationSeconds": 0,  # how long POST /teams works on
    "filesFolderCalls": 1,  # how many times filesFolder is not there yet
    "filesFolderSeconds": 0,
    "plannerTab": "refuse",  # or "accept"
    "deltaPage": 200,  # how many items a page of a drive's changes holds
    "deltaTokenSeconds": 30 * 86400,  # how long a delta token is good for; older ones are answered 410
    "downloadSeconds": 3600,  # how long a pre-authenticated address is good for
    "uploadSeconds": 7 * 86400,  # how long an upload session lies open after its last piece
    "copySeconds": 0,  # how long a copy says that it works on
    "notificationSeconds": 0,  # how long after a change its notification is sent
    "notificationRetrySeconds": 1,  # the first pause after a failed delivery; it doubles
    "notificationSlowShare": 0.10,  # from this share of slow answers on, an endpoint waits
    "notificationSlowSeconds": 10,
    "notificationDropShare": 0.15,  # and from this share on, it is told nothing more
    "redirectUris": None,  # where people may be sent after signing in; None is https and loopback
    "roles": None,  # what the token endpoint grants; None is everything
}


def utc_now() -> datetime:
    return datetime.now(UTC)


class Table:
    """Rows by id, and by each of the columns it is indexed on. Rows are replaced, never changed in place."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.rows: dict[str, Row] = {}
        self.indexes: dict[str, dict[str, dict[str, None]]] = {column: {} for column in columns}

    def put(self, row: Row) -> None:
        self.drop(row["id"])
        self.rows[row["id"]] = row
        for column, index in self.indexes.items():
            if (key := row.get(column)) is not None:
                index.setdefault(key.casefold(), {})[row["id"]] = None

    def drop(self, row_id: str) -> None:
        row = self.rows.get(row_id)
        for column, index in self.indexes.items() if row else ():
            if row and (key := row.get(column)) is not None:
                index[key.casefold()].pop(row_id, None)
        # The place in the order is kept by put(), which overwrites; only a true removal forgets it.

    def remove(self, row_id: str) -> None:
        self.drop(row_id)
        self.rows.pop(row_id, None)

    def by(self, column: str, key: str) -> list[Row]:
        return [self.rows[row_id] for row_id in self.indexes[column].get(key.casefold(), ())]

    def count(self, column: str, key: str) -> int:
        return len(self.indexes[column].get(key.casefold(), ()))


class State:
    """A tenant. `path` is its journal; without one it lives in memory only."""

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
        """Write what one request changed as one line, flushed before anybody is answered."""
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
        """Tell what became of each row that was touched: as it was at first, as it is now."""
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
        whole = 0
        for line, end in _lines(self._journal):
            self._replay(json.loads(line))
            whole = end
        self._journal.truncate(whole)  # a torn last line was never answered

    def _replay(self, entry: list[Any]) -> None:
        self.serial, seconds, changes = entry
        self.offset = timedelta(seconds=seconds)
        for table, change in changes:
            if isinstance(change, str):
                self.tables[table].remove(change)
            else:
                self.tables[table].put(change)

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


def _lines(journal: IO[str]) -> Iterator[tuple[str, int]]:
    """Each whole line with the byte it ends at."""
    end = 0
    for line in journal:
        if not line.endswith("\n"):
            return
        end += len(line.encode())
        yield line, end
