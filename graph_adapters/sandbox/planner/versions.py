"""Versions of Planner's things: an etag for each, and the version at which each of its fields was last changed.

Planner takes a change with an older etag as long as nobody has changed the same fields since (Microsoft Learn,
planner-overview). A member of an open type, such as an assignment or an item of a checklist, is a field of its own.
"""

import base64
import hashlib
from collections.abc import Iterator

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.planner.refusals import planner_refusal

OURS = frozenset({"version", "changed"})  # of a row, and of no answer
REST = ""  # the fields of a row that was kept before its fields had versions


def etag(kind: str, row: Row, version: int | None = None) -> str:
    """Return the etag of a thing, now or at a version of its past; the newer is the greater, compared as text."""
    thing = hashlib.sha256(row["id"].encode()).hexdigest()[:8]
    name = f"'1-{kind}@{thing}"
    number = f"{row['version'] if version is None else version:08d}"
    # Each digit stands second of three bytes: there alone base64 keeps the order of digits.
    digits = "".join(f"@{digit}@" for digit in number)
    text = f"{name}{' ' * (-len(name) % 3)}{digits}'"
    return f'W/"{base64.b64encode(text.encode()).decode()}"'


def with_etag(kind: str, row: Row, body: Json) -> Json:
    return {"@odata.etag": etag(kind, row)} | body


def without_versions(row: Row) -> Json:
    return {name: value for name, value in row.items() if name not in OURS}


def version_asked_for(call: Call, kind: str, row: Row) -> int:
    """Return the version that If-Match names; refuse an etag that this thing never had."""
    given = call.headers.get("if-match")
    if given is None:
        raise planner_refusal("The If-Match header must be specified for this kind of request.")
    if given == "*":
        raise planner_refusal("The given key was not present in the dictionary.")
    for version in range(row["version"], 0, -1):
        if etag(kind, row, version) == given:
            return version
    raise _conflict()


def check_change(call: Call, kind: str, row: Row, sent: Json) -> None:
    """Refuse what would write over somebody's newer change."""
    seen = version_asked_for(call, kind, row)
    if any(_last_change(row, field) > seen for field, _ in _fields(sent)):
        raise _conflict()


def _conflict() -> RefusedError:
    return RefusedError(412, "", "The If-Match header contains an invalid value.")


def _last_change(row: Row, field: str) -> int:
    changed = row.get("changed", {REST: row["version"]})
    return int(changed.get(field, changed.get(REST, 1)))


def _fields(row: Json) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}/{key}", member) for key, member in value.items())
        elif name not in OURS:
            yield name, value


def next_version(before: Row, after: Row) -> Row:
    """Return the row as it is after a change, knowing when each of its fields was changed."""
    version, old, new = before["version"] + 1, dict(_fields(before)), dict(_fields(after))
    touched = {field for field in old.keys() | new.keys() if old.get(field) != new.get(field)}
    known = before.get("changed", {REST: before["version"]})
    return after | {"version": version, "changed": known | dict.fromkeys(sorted(touched), version)}
