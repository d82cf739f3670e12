"""The tracks a workbook puts a team in, by their keys or names, with a comma between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.cohorts import track_called, unknown_track
from app.enrolment.table.columns import Column
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.enrolment.entries import Entry
    from app.enrolment.problems import Problem

_BETWEEN = re.compile(r"[,;\n]")


def tracks_said(rows: Sequence[Entry], known: Mapping[str, str], problems: list[Problem]) -> list[str] | None:
    """Return the keys of a team's tracks as its first row says them; None when no row says any.

    A track the programme lacks is an error; a programme without tracks has none to read.
    """
    said = [(row, _keys(row, known, problems)) for row in rows if row.text(Column.tracks)]
    if not said or not known:
        return None
    first, kept = said[0]
    problems += [
        row.where(Column.tracks).warning("rows_disagree", _disagreement(row, first))
        for row, keys in said
        if keys != kept
    ]
    return kept


def _keys(row: Entry, known: Mapping[str, str], problems: list[Problem]) -> list[str]:
    """Read a cell, in the programme's order."""
    where, text = row.where(Column.tracks), row.text(Column.tracks)
    if not known:
        problems.append(where.warning("no_tracks", f"Programmet har ingen spor, så «{text}» er ikke lest."))
        return []
    written = [part.strip() for part in _parts(text, known) if part.strip()]
    found = {part: track_called(known, part) for part in written}
    problems += [
        where.error("unknown_track", unknown_track(known, part)) for part, key in found.items() if key is None
    ]
    return [key for key in known if key in found.values()]


def _parts(text: str, known: Mapping[str, str]) -> list[str]:
    """Split a cell, but not the name of a track with a comma in it."""
    whole = same_spelling(text) in map(same_spelling, known.values())
    return [text] if whole else _BETWEEN.split(text)


def _disagreement(row: Entry, first: Entry) -> str:
    return (
        f"Spor er her «{row.text(Column.tracks)}», men «{first.text(Column.tracks)}» i rad {first.number}. "
        f"Det som står i rad {first.number}, er brukt."
    )
