"""Finding one person in every table, by the register."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, LargeBinary, String, or_, select
from sqlmodel import AutoString, Session, SQLModel

from app import people
from app.errors import Code, NotFound
from app.people import same_spelling
from app.privacy.register import REGISTER, Clue, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, RowMapping, Table

    from app.people import Person


TEXTUAL = (AutoString, String, JSON, LargeBinary)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks a person is known by. A name of a single word is too common to be looked for in texts."""

    id: int
    uid: str
    name: str
    email: str
    entra_id: str | None

    @property
    def words(self) -> list[str]:
        full_name = [self.name] if " " in self.name else []
        return [self.email, *([self.entra_id] if self.entra_id else []), *full_name]

    def clue(self, clue: Clue) -> Any:  # noqa: ANN401 - a number or a text
        if clue == "full_name":
            return self.name
        return same_spelling(self.name) if clue == "name" else getattr(self, clue)


def the_one_called(session: Session, *, email: str) -> Person:
    person = people.with_address(session, email=email)
    if person is None:
        raise NotFound(Code.no_such_person, "Ingen med den adressen er registrert her.")
    return person


def marks(person: Person) -> Marks:
    return Marks(
        id=person.id,
        uid=person.uid,
        name=person.name,
        email=person.email,
        entra_id=person.entra_id,
    )


def table_of(kept: Kept) -> Table:
    return SQLModel.metadata.tables[kept.table]


def own_rows(kept: Kept, of: Marks) -> ColumnElement[bool] | None:
    """Return the condition for a row that is this person's own; None when the table holds no such rows."""
    columns = table_of(kept).c
    clues = [(columns[name], of.clue(clue)) for name, clue in kept.theirs]
    known = [column == value for column, value in clues if value is not None]
    return or_(*known) if known else None


def mentioning(session: Session, kept: Kept, words: list[str]) -> Iterator[tuple[RowMapping, dict[str, str]]]:
    """Give each row that holds any of these words, with the texts of the columns that do."""
    table = table_of(kept)
    texts = [column for column in table.c if isinstance(column.type, TEXTUAL)]
    for row in session.execute(select(table)).mappings():
        naming = {
            column.name: text
            for column in texts
            if any(as_json(word) in (text := as_json(row[column.name])) for word in words)
        }
        if naming:
            yield row, naming


def as_json(value: Any) -> str:  # noqa: ANN401 - any column
    """Return a value as it stands inside JSON, so that a word is found in text and in structures alike."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    text = json.dumps(value, ensure_ascii=False)
    return text[1:-1] if isinstance(value, str) else text


def of_one_person(session: Session, of: Marks) -> dict[str, list[dict[str, Any]]]:
    """Collect a person's own rows whole, and of rows that name them in passing which columns do."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kept in REGISTER:
        own = own_rows(kept, of)
        table = table_of(kept)
        rows = (
            [] if own is None else [dict(row) for row in session.execute(select(table).where(own)).mappings()]
        )
        if kept.mentions:
            rows += [_where(table, row, naming) for row, naming in mentioning(session, kept, of.words)]
        if rows:
            found[kept.table] = rows
    return found


def _where(table: Table, row: RowMapping, naming: dict[str, str]) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.primary_key} | {"named_in": sorted(naming)}
