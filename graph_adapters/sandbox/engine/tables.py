"""Rows in memory, found by id and by the columns each table is looked up by."""

from typing import Any

Row = dict[str, Any]

# What each table can be looked up by, apart from its id.
INDEXES: dict[str, tuple[str, ...]] = {
    "user": ("mail", "userPrincipalName", "aliases"),
    "deletedUser": (),
    "group": ("uniqueName", "mailNickname"),
    "member": ("group", "user"),
    "channel": ("team",),
    "channelMember": ("channel",),
    "tab": ("channel",),
    "channelPost": ("channel",),
    "operation": ("team",),
    "plan": ("group",),
    "bucket": ("planId",),
    "task": ("planId", "bucketId"),
    "event": ("mailbox", "transaction", "immutableId"),
    "copy": ("mailbox", "event", "immutableId"),
    "attachment": ("parent",),
    "mail": ("to",),
    "meeting": ("joinUrl", "external"),
    "report": ("meeting",),
    "recording": ("meeting",),
    "installed": ("team",),
    "activity": ("user",),
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


class Table:
    """Rows by id, and by each of the columns it is indexed on. Rows are replaced, never changed in place."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.rows: dict[str, Row] = {}
        self.indexes: dict[str, dict[str, dict[str, None]]] = {column: {} for column in columns}

    def put(self, row: Row) -> None:
        self.drop(row["id"])
        self.rows[row["id"]] = row
        for column, index in self.indexes.items():
            for key in _keys(row.get(column)):
                index.setdefault(key.casefold(), {})[row["id"]] = None

    def drop(self, row_id: str) -> None:
        row = self.rows.get(row_id)
        for column, index in self.indexes.items() if row else ():
            for key in _keys(row.get(column)) if row else ():
                index[key.casefold()].pop(row_id, None)
        # The place in the order is kept by put(), which overwrites; only a true removal forgets it.

    def remove(self, row_id: str) -> None:
        self.drop(row_id)
        self.rows.pop(row_id, None)

    def by(self, column: str, key: str) -> list[Row]:
        return [self.rows[row_id] for row_id in self.indexes[column].get(key.casefold(), ())]

    def count(self, column: str, key: str) -> int:
        return len(self.indexes[column].get(key.casefold(), ()))


def _keys(value: str | list[str] | None) -> list[str]:
    """Return the values a row is found by: a column may hold several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
