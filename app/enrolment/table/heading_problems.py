"""Problems of a table's headings: columns that are missing, doubled, hidden or left unread."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING

from app.enrolment.headings import is_hidden, team_facts
from app.enrolment.problems import Problem, Where
from app.enrolment.sheets import EMPTY
from app.enrolment.table.columns import ALSO_WRITTEN, NEEDED, Column, bare, meaning, name_part
from app.people import same_spelling, tidy_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_SHOW_IT = "Vis kolonnen i Excel (merk kolonnene på hver side, høyreklikk, Vis), eller slett den."


def heading_problems(table: Table, people: list[Row]) -> Iterator[Problem]:
    """Say which columns cannot be read, or are not; a hidden sheet is asked about whole, and says nothing of them."""
    if is_hidden(table.sheet):
        return
    where = Where(table.sheet.name, table.heading_row)
    for column in table.missing():
        yield where.error("missing_column", _missing_sentence(column, table))
    doubled = {column for column, places in table.candidates.items() if len(places) > 1}
    for column in doubled:
        yield from _doubled(where, table, column, people)
    yield from _whole_and_parts(where, table, people)
    yield from _hidden(where, table, doubled)
    unread = [cell.text for cell in _unread(table)]
    if unread:
        yield where.info("unread_column", f"Disse kolonnene er ikke lest: {', '.join(unread)}.")


def _unread(table: Table) -> Row:
    known = {*chain.from_iterable(table.candidates.values()), *table.name_parts}
    return tuple(cell for place, cell in enumerate(table.headings) if cell.text and place not in known)


def _missing_sentence(column: Column, table: Table) -> str:
    ways = " eller ".join(f"«{way}»" for way in (column.value, *ALSO_WRITTEN[column][:2]))
    likely = [cell.text for cell in _unread(table) if _looks_like(cell.text, column)]
    meant = f" Er det «{likely[0]}» som skulle vært «{column.value}»?" if likely else ""
    return f"Kolonnen «{column.value}» mangler i rad {table.heading_row}. Skriv {ways} som overskrift.{meant}"


def _looks_like(heading: str, column: Column) -> bool:
    return bool(
        get_close_matches(bare(heading), [bare(column.value), *map(bare, ALSO_WRITTEN[column])], cutoff=0.7)
    )


def _doubled(where: Where, table: Table, column: Column, people: list[Row]) -> Iterator[Problem]:
    """Refuse two columns for one thing where they differ in a row; an empty one is no rival."""
    said = {place: _texts(people, place, column) for place in table.candidates[column]}
    filled = {place: texts for place, texts in said.items() if any(texts)}
    if len(filled) < 2:  # noqa: PLR2004 - two columns
        return
    names = " og ".join(_named(table, place) for place in filled)
    if len(set(map(tuple, filled.values()))) > 1:
        yield where.error(
            "double_column",
            f"Kolonne {names} betyr begge «{column.value}», men sier ikke det samme. Slett den som ikke gjelder "
            "deltakerne, eller gi den en annen overskrift.",
        )
    elif column not in table.hidden:
        used = table.heading(column)
        yield where.info(
            "double_column",
            f"Kolonne {names} betyr begge «{column.value}» og sier det samme. {used} er lest.",
        )


def _whole_and_parts(where: Where, table: Table, people: list[Row]) -> Iterator[Problem]:
    """Refuse a column of names beside columns of their parts, where the parts say more than the whole."""
    whole = table.positions.get(Column.name)
    if whole is None or table.name_parts:
        return
    for place, cell in enumerate(table.headings):
        if name_part(cell.text) is not None and not _is_within(people, place, whole):
            yield where.error(
                "double_column",
                f"Navnet står både i kolonne {table.heading_at(whole)} og i {table.heading_at(place)}, og vi vet ikke "
                "om de hører sammen. Kall kolonnene «fornavn» og «etternavn», eller slett den ene.",
            )


def _is_within(people: list[Row], part: int, whole: int) -> bool:
    parts, wholes = _texts(people, part, Column.name), _texts(people, whole, Column.name)
    return all(text in name for text, name in zip(parts, wholes, strict=True))


def _named(table: Table, place: int) -> str:
    named = table.heading_at(place)
    return f"{named}, som er skjult," if place in table.sheet.hidden_columns else named


def _texts(people: list[Row], place: int, column: Column) -> list[str]:
    tidied = tidy_address if column is Column.email else same_spelling
    return [tidied((row[place] if place < len(row) else EMPTY).text) for row in people]


def _hidden(where: Where, table: Table, doubled: set[Column]) -> Iterator[Problem]:
    for column, place in table.hidden.items():
        sentence = f"Kolonne {table.heading_at(place)} er skjult og er ikke lest. {_SHOW_IT}"
        if column in NEEDED:
            yield where.error("hidden_column", sentence)
        elif column not in doubled:
            yield where.warning("hidden_column", sentence)


def doubled_facts(table: Table) -> Iterator[Problem]:
    """Refuse two facts above the table for one thing that say different things."""
    for column, facts in team_facts(table.sheet, table.heading_row).items():
        said = {same_spelling(fact.cell.text): fact for fact in facts if fact.cell.text}
        if column in table.facts and len(said) > 1 and not is_hidden(table.sheet):
            first, second = list(said.values())[:2]
            yield Where(table.sheet.name, second.row).error(
                "double_fact",
                f"Rad {first.row} og rad {second.row} betyr begge «{column.value}», men sier ikke det samme: "
                f"«{first.cell.text}» og «{second.cell.text}». Slett den som ikke gjelder.",
            )


def unseen_facts(table: Table) -> Iterator[Problem]:
    """Say which facts above the table are hidden or struck through, and so not read."""
    for number, row in enumerate(table.sheet.rows[: table.heading_row - 1], start=1):
        if number in table.sheet.unseen and not is_hidden(table.sheet) and row and meaning(row[0].text):
            yield Where(table.sheet.name, number).warning(
                "unseen_fact",
                f"«{row[0].text}» over tabellen er skjult eller strøket ut, og er ikke lest. "
                "Vis raden i Excel om den skal gjelde.",
            )
