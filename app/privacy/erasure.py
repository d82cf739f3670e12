"""Taking a person out of every table.

What we have made of them in Microsoft 365 (a membership, an invitation) goes by the ordinary way: their roles go, the
ledger wants it withdrawn, a person approves, and the next pass does it. Until then the ledger must know whom it is
about, so an erasure may wait; the nightly purge finishes it.
"""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from app import audit, questions
from app.audit import Act, Deed
from app.people import Person
from app.privacy.doubts import Doubts
from app.privacy.lookup import marks, mentioning, naming_of, own_rows, table_of
from app.privacy.models import Erasure
from app.privacy.naming import texts_in, without_places
from app.privacy.register import BY_TABLE, REGISTER
from app.provisioning import TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.privacy.lookup import Marks
    from app.privacy.naming import Naming
    from app.privacy.register import Kept
    from app.questions import Question

THE_AUDIT, THE_LEDGER = "auditrecord", "tenantobject"


@dataclass(frozen=True)
class Erased:
    """Rows that went or were rewritten, by table.

    `waits` are ledger keys that Microsoft 365 must let go first, `undecided` places where a text may name another
    person of such a name; until both are empty the erasure is unfinished. `same_account` are the addresses of rows
    with the same account that stay, since nobody has said that they are the same person.
    """

    pseudonym: str
    rows: dict[str, int] = field(default_factory=dict)
    waits: list[str] = field(default_factory=list)
    undecided: list[Question] = field(default_factory=list)
    same_account: list[str] = field(default_factory=list)


def erase(session: Session, *, person: Person, deed: Deed) -> Erased:
    """Take a row of a person out. A second call finishes the waiting part."""
    return erase_rows(session, [person], deed=deed)


def erase_rows(session: Session, rows: Sequence[Person], *, deed: Deed) -> Erased:
    """Take all rows of a person out, under a single pseudonym: none of them is a namesake of the others."""
    every = [marks(session, row) for row in rows]
    pseudonym = f"slettet-{secrets.token_hex(4)}"
    begun = [
        Erasure(pseudonym=pseudonym, words=words, uid=of.uid, at=deed.at)
        for of, words in zip(every, _each_word_once(every), strict=True)
    ]
    session.add_all(begun)
    theirs = col(Person.same_as_id).in_([of.id for of in every])
    session.execute(update(Person).where(theirs).values(same_as_id=None))
    counted: Counter[str] = Counter()
    for table in reversed(SQLModel.metadata.sorted_tables):  # what points at others goes first
        counted[table.name] += sum(_take_out(session, BY_TABLE[table.name], of) for of in every)
    audit.record(session, Act.person_erased, deed, about=pseudonym)
    session.flush()
    done = [finish(session, row, deed=deed) for row in begun]
    for one in done:
        counted.update(one.rows)
    waits = sorted({key for one in done for key in one.waits})
    return Erased(pseudonym, {table: n for table, n in counted.items() if n}, waits, done[-1].undecided)


def _each_word_once(every: Sequence[Marks]) -> list[list[str]]:
    """Return the words of each row that no row before it has, so that no place is asked about twice."""
    first = {word: of.id for of in reversed(every) for word in of.words}
    return [[word for word in of.words if first[word] == of.id] for of in every]


def _take_out(session: Session, kept: Kept, of: Marks) -> int:
    own = own_rows(kept, of)
    return 0 if own is None else session.execute(delete(table_of(kept)).where(own)).rowcount  # type: ignore[attr-defined]


def finish(session: Session, row: Erasure, *, deed: Deed) -> Erased:
    """Replace the person's words wherever they stand; once none is left and none is in doubt, forget them too."""
    name = next((word for word in row.words if " " in word), "")
    naming = naming_of(session, row.words, name)
    waits = _drop_what_is_over(session, row, naming)
    doubts = Doubts(session, pseudonym=row.pseudonym, now=deed.at)
    rows: dict[str, int] = {}
    for kept in REGISTER:
        if kept.opaque:
            rows[kept.table] = session.execute(delete(table_of(kept))).rowcount  # type: ignore[attr-defined]
        elif _is_searched(kept, waits):
            rows[kept.table] = _replace(session, kept, naming, row.pseudonym, doubts)
    without = partial(_without, naming=naming, pseudonym=row.pseudonym, doubts=doubts)
    rows[THE_AUDIT] = audit.erase(session, without=without, pseudonym=row.pseudonym, deed=deed)
    undecided = doubts.still_open()
    if not waits and not undecided:
        _forget(session, row, deed)
    session.flush()
    return Erased(row.pseudonym, {table: count for table, count in rows.items() if count}, waits, undecided)


def _is_searched(kept: Kept, waits: list[str]) -> bool:
    """Tell whether names are replaced in a table; the audit has a way of its own, and the ledger may have to wait."""
    return kept.mentions and kept.table != THE_AUDIT and not (waits and kept.table == THE_LEDGER)


def _forget(session: Session, row: Erasure, deed: Deed) -> None:
    """Forget the person's words; the questions about them held some too."""
    row.words, row.finished_at = [], deed.at
    questions.forget_questions(session, about=row.pseudonym)


def unfinished(session: Session) -> Sequence[Erasure]:
    return session.exec(select(Erasure).where(col(Erasure.finished_at).is_(None))).all()


def undecided_places(session: Session) -> list[Question]:
    """List the places of all erasures that a person must decide."""
    pseudonyms = dict.fromkeys(row.pseudonym for row in unfinished(session))
    return [one for about in pseudonyms for one in questions.open_questions(session, None, about=about)]


def _drop_what_is_over(session: Session, row: Erasure, naming: Naming) -> list[str]:
    """Drop the person's own ledger rows that are over; return the keys that still stand or still name them."""
    named = {one.row["key"] for one in mentioning(session, BY_TABLE[THE_LEDGER], naming)}
    own = session.exec(select(TenantObject).where(col(TenantObject.key).endswith(f":{row.uid}"))).all()
    for thing in own:
        if not thing.stands_or_shall:
            named.discard(thing.key)
            session.delete(thing)
    session.flush()
    standing = {thing.key for thing in own if thing.stands_or_shall}
    return sorted(standing | _still_in_microsoft_365(session, named))


def _still_in_microsoft_365(session: Session, keys: Collection[str]) -> set[str]:
    things = session.exec(select(TenantObject).where(col(TenantObject.key).in_(keys))).all()
    return {thing.key for thing in things if thing.stands_or_shall}


def _replace(session: Session, kept: Kept, naming: Naming, pseudonym: str, doubts: Doubts) -> int:
    """Put the pseudonym in the place of the person's words; return in how many rows."""
    table, count = table_of(kept), 0
    for one in mentioning(session, kept, naming):
        if one.row.get("about") == pseudonym:  # a doubt of this very erasure
            continue
        key = {column.name: one.row[column.name] for column in table.primary_key}
        values = {
            name: without_places(
                one.row[name], doubts.decided((kept.table, *key.values(), name), places), pseudonym
            )
            for name, places in one.columns.items()
        }
        if any(value != one.row[name] for name, value in values.items()):
            here = [table.c[name] == value for name, value in key.items()]
            session.execute(update(table).where(*here).values(values))
            count += 1
    return count


def _without(position: int, texts: list[Any], *, naming: Naming, pseudonym: str, doubts: Doubts) -> object:
    """Return a record's texts with the pseudonym in the person's place."""
    places = doubts.decided((THE_AUDIT, position), naming.by_text(texts_in(texts)))
    return without_places(texts, places, pseudonym)
