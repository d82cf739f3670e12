"""Finding one person in every table, by the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, String, or_, select
from sqlmodel import AutoString, Session, SQLModel

from app import people
from app.enrolment import waiting_names as people_without_address
from app.errors import Code, NotFound
from app.people import same_spelling
from app.privacy.naming import EverybodyElse, Naming, texts_in, without_places
from app.privacy.register import REGISTER, Clue, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, RowMapping, Table

    from app.people import Person
    from app.privacy.naming import Place


ANOTHER = "en annen person"
TEXTUAL = (AutoString, String, JSON)
"""Types of columns that hold texts; bytes are files, which stand among what lies elsewhere."""


@dataclass(frozen=True)
class Mentioning:
    """A row that names the person in passing: its columns that do, each with its texts and the places in them."""

    row: RowMapping
    columns: Mapping[str, Mapping[str, list[Place]]]


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks a person is known by. A name of a single word is too common to be looked for in texts.

    `other_rows` are the ids of rows that are the same person.
    """

    id: int
    uid: str
    name: str
    email: str
    entra_id: str | None
    other_addresses: tuple[str, ...] = ()
    other_rows: frozenset[int] = frozenset()

    @property
    def words(self) -> list[str]:
        full_name = [self.name] if " " in self.name else []
        account = [self.entra_id] if self.entra_id else []
        return [self.email, *account, *full_name, *self.other_addresses]

    def clue(self, clue: Clue) -> Any:  # noqa: ANN401 - a number or a text
        if clue == "full_name":
            return self.name
        return same_spelling(self.name) if clue == "name" else getattr(self, clue)


def the_one_called(session: Session, *, email: str) -> Person:
    person = people.with_address(session, email=email)
    if person is None:
        raise NotFound(Code.no_such_person, "Ingen med den adressen er registrert her.")
    return person


def marks(session: Session, person: Person) -> Marks:
    """Return the marks of a person; an address or an account that is somebody else's too is no mark."""
    told = set(person.directory_addresses or ()) - {person.email}
    others = set(people.with_addresses(session, told)) if told else set()
    rows = people.rows_of(session, person)
    shared = people.same_account(session, rows)
    return Marks(
        id=person.id,
        uid=person.uid,
        name=person.name,
        email=person.email,
        entra_id=None if shared else person.entra_id,
        other_addresses=tuple(sorted(told - others)),
        other_rows=frozenset(row.id for row in rows if row.id != person.id),
    )


def table_of(kept: Kept) -> Table:
    return SQLModel.metadata.tables[kept.table]


def own_rows(kept: Kept, of: Marks) -> ColumnElement[bool] | None:
    """Return the condition for a row that is this person's own; None when the table holds no such rows."""
    columns = table_of(kept).c
    clues = [(columns[name], of.clue(clue)) for name, clue in kept.theirs]
    known = [column == value for column, value in clues if value is not None]
    return or_(*known) if known else None


def mentioning(session: Session, kept: Kept, naming: Naming) -> Iterator[Mentioning]:
    """Give each row that names the person, or may do so."""
    table = table_of(kept)
    textual = [column.name for column in table.c if isinstance(column.type, TEXTUAL)]
    for row in session.execute(select(table)).mappings():
        by_column = {name: texts_in(row[name]) for name in textual}
        places = naming.by_text([text for texts in by_column.values() for text in texts])
        if places:
            yield Mentioning(row, _by_column(by_column, places))


def _by_column(
    texts: Mapping[str, list[str]], places: Mapping[str, list[Place]]
) -> dict[str, dict[str, list[Place]]]:
    found = {name: {text: places[text] for text in here if text in places} for name, here in texts.items()}
    return {name: here for name, here in found.items() if here}


def of_one_person(session: Session, of: Marks) -> dict[str, list[dict[str, Any]]]:
    """Collect a person's own rows, and of rows that name them in passing which columns do.

    Others who are named in an own row, as in a draft about somebody absent, are told as `ANOTHER`: a copy may not
    adversely affect the rights of others (GDPR article 15, paragraph 4).
    """
    found: dict[str, list[dict[str, Any]]] = {}
    naming, others = naming_of(session, of.words, of.name), _everybody_else(session, of)
    for kept in REGISTER:
        own = own_rows(kept, of)
        table = table_of(kept)
        rows = (
            []
            if own is None
            else [_of_them_alone(row, others) for row in session.execute(select(table).where(own)).mappings()]
        )
        if kept.mentions:
            rows += [_where(table, one) for one in mentioning(session, kept, naming)]
        if rows:
            found[kept.table] = rows
    return found


def _everybody_else(session: Session, of: Marks) -> EverybodyElse:
    others = [person for person in people.everybody(session) if person.id not in {of.id, *of.other_rows}]
    identifiers = [mark for person in others for mark in (person.email, person.entra_id) if mark]
    names = [*(person.name for person in others), *people_without_address(session)]
    return EverybodyElse(identifiers, names, own=of.name)


def _of_them_alone(row: RowMapping, others: EverybodyElse) -> dict[str, Any]:
    def told(value: object) -> object:
        return without_places(value, {text: others.places(text) for text in texts_in(value)}, ANOTHER)

    return {name: told(value) for name, value in row.items()}


def _where(table: Table, one: Mentioning) -> dict[str, Any]:
    key = {column.name: one.row[column.name] for column in table.primary_key}
    return key | {"named_in": sorted(one.columns)}


def naming_of(session: Session, words: Sequence[str], name: str) -> Naming:
    """Return how texts name a person, beside everybody else whose name we know."""
    identifiers = [word for word in words if word != name]
    others = [person for person in people.everybody(session) if person.email not in identifiers]
    namesakes = [person for person in others if same_spelling(person.name) == same_spelling(name)]
    return Naming(
        identifiers,
        name if name in words else "",
        others=[*(person.name for person in others), *people_without_address(session)],
        namesakes=[mark for person in namesakes for mark in (person.email, person.entra_id) if mark],
    )
