"""Move a database from SQLite to PostgreSQL: all tables, in one transaction, compared by count and content."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Text, bindparam, cast, column, delete, func, insert, select, table, text
from sqlmodel import Session, SQLModel

from app import audit
from app.audit import Act, AuditHead, Deed
from app.backups.check import rows_in
from app.db import engine, has_newest_shape, migrate
from app.errors import Code, Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Table

MAX_ROWS_READ = 500
HEAD = AuditHead.__tablename__


def move_to(source_url: str, target_url: str, deed: Deed) -> int:
    """Copy every row into an empty PostgreSQL; return how many. The source is only read.

    Raises Conflict when the source is older than the program, the target is no empty PostgreSQL, or a table is not
    the same afterwards; then nothing is left in the target but empty tables.
    """
    _refuse_source(source_url)
    _refuse_target(target_url)
    migrate(target_url)
    with engine(source_url).connect() as source, engine(target_url).begin() as target:
        target.execute(
            delete(SQLModel.metadata.tables[str(HEAD)])
        )  # the source's own head comes in its place
        copied = sum(_copy(source, target, each) for each in SQLModel.metadata.sorted_tables)
        _refuse_differences(source, target)
    with Session(engine(target_url)) as session:
        audit.record(session, Act.database_moved, deed, about="database", details={"rows": copied})
        session.commit()
    return copied


def _refuse_source(url: str) -> None:
    if engine(url).dialect.name != "sqlite":
        raise Conflict(Code.move_not_possible, "Bare en SQLite-database kan flyttes herfra.")
    if not has_newest_shape(url):
        raise Conflict(
            Code.move_not_possible,
            "Databasen er eldre enn programmet. Start tjenesten en gang, stopp den, og prøv igjen.",
        )


def _refuse_target(url: str) -> None:
    if engine(url).dialect.name != "postgresql":
        raise Conflict(Code.move_not_possible, "Databasen det flyttes til, må være PostgreSQL.")
    there = {name: rows for name, rows in rows_in(engine(url)).items() if rows and name != HEAD}
    if there:
        raise Conflict(
            Code.move_not_possible,
            f"Databasen det flyttes til, er ikke tom: det er rader i {', '.join(sorted(there))}.",
        )


def _copy(source: Connection, target: Connection, each: Table) -> int:
    count = 0
    for rows in _rows(source, each):
        target.execute(_into(each), [dict(zip(each.c.keys(), row, strict=True)) for row in rows])
        count += len(rows)
    _go_on_counting(target, each)
    return count


def _rows(connection: Connection, each: Table) -> Iterator[Sequence[Any]]:
    """Read a table some hundred rows at a time; JSON as the text it is, so that not a letter of it changes."""
    plain = table(each.name, *(column(one.name, _type(one)) for one in each.c))
    read = [cast(one, Text) if isinstance(each.c[one.name].type, JSON) else one for one in plain.c]
    yield from connection.execution_options(yield_per=MAX_ROWS_READ).execute(select(*read)).partitions()


def _type(one: Column[Any]) -> Any:  # noqa: ANN401 - any column's type
    return Text() if isinstance(one.type, JSON) else one.type


def _into(each: Table) -> Any:  # noqa: ANN401 - an insert
    return insert(each).values(
        {
            one.name: cast(bindparam(one.name, type_=Text()), JSON)
            if isinstance(one.type, JSON)
            else bindparam(one.name, type_=one.type)
            for one in each.c
        }
    )


def _go_on_counting(target: Connection, each: Table) -> None:
    """Let the next row that is given a number have one after those that came along."""
    key = each.autoincrement_column
    if key is None:
        return
    last = target.execute(select(func.max(key))).scalar()
    if last is not None:
        set_next = text("SELECT setval(pg_get_serial_sequence(:of, :in), :last)")
        target.execute(set_next, {"of": f'"{each.name}"', "in": key.name, "last": last})


def _refuse_differences(source: Connection, target: Connection) -> None:
    differ = [
        each.name
        for each in SQLModel.metadata.sorted_tables
        if fingerprint(source, each) != fingerprint(target, each)
    ]
    if differ:
        raise Conflict(Code.move_not_possible, f"Ikke likt etter flyttingen: {', '.join(differ)}.")


def fingerprint(connection: Connection, each: Table) -> tuple[int, int]:
    """Count the rows of a table, and sum up digests of them: the two databases sort text in ways of their own."""
    count, total = 0, 0
    for rows in _rows(connection, each):
        for row in rows:
            count += 1
            total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
    return count, total % 2**256
