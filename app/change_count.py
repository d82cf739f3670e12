"""How often our rows have changed, as this process knows: a job that finds the same count has nothing new to read.

A change counts once it is committed and its connection given back, so that whoever sees the count sees the rows too.
What another process has changed is told by the beat (`note_elsewhere`).
"""

from __future__ import annotations

import re
from itertools import count as counting
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

NOT_WORKED_ON = {
    *("jobrun", "browsersession", "signinattempt", "answeredonce", "sentform", "pacelane"),
    *("auditrecord", "audithead"),
}
"""Tables no job acts upon: our own bookkeeping, and who is signed in. What is audited stands in another table too."""
_WRITTEN = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_CHANGED = "changed, and not committed yet"
_next = counting(1)
_count, _elsewhere = 0, 0


def current() -> int:
    """Return a number that is another one after each change."""
    return _count


def note() -> None:
    """Count a change; two at once may leave either number, and both are new."""
    global _count  # noqa: PLW0603 - one count for all engines of a process
    _count = next(_next)


def note_elsewhere(mark: int) -> None:
    """Count what another process has changed, by a number in the database that grows with what people do."""
    global _elsewhere  # noqa: PLW0603 - one count for all engines of a process
    if mark != _elsewhere:
        _elsewhere = mark
        note()


def count_changes_of(engine: Engine) -> None:
    """Count what is changed through an engine."""
    event.listen(engine, "after_cursor_execute", _mark)
    event.listen(engine, "rollback", _forget)
    event.listen(engine, "checkin", _count_if_marked)


def _mark(connection: Connection, cursor: Any, statement: str, *_: object) -> None:  # noqa: ANN401 - a DBAPI cursor has no type
    written = _WRITTEN.match(statement)
    if written and written[1].lower() not in NOT_WORKED_ON and cursor.rowcount != 0:
        connection.info[_CHANGED] = True


def _forget(connection: Connection) -> None:
    """Forget what is rolled back; a connection that is gone took its mark along, and is not to be opened anew."""
    if not connection.closed and not connection.invalidated:
        connection.info.pop(_CHANGED, None)


def _count_if_marked(_dbapi_connection: object, record: Any) -> None:  # noqa: ANN401 - the pool's own
    if record.info.pop(_CHANGED, False):
        note()
