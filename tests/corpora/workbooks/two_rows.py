"""Headings on two rows."""

from __future__ import annotations

from typing import Any

from corpora.workbooks.laying_out import THREE, Case, K, L, O, laid

ALL = f"{K}; {O}; {L}"
PEOPLE = ("Navn", "E-post", "Rolle")
UNREAD = "info unread_column"


def two_rows(above: tuple[Any, ...], below: tuple[Any, ...], *, unit: bool = False) -> bytes:
    """Lay out three people under headings of the team and, a row down, of the people."""
    rows = [(*row[:3], *(("Med. avd.",) if unit else ()), *row[3:], "lege") for row in THREE]
    return laid(*rows, headings=below, above=(above,))


CASES = (
    Case(
        "two rows of headings",
        "of the team, and of its people",
        lambda: two_rows(
            ("Foretak", "Prioritet", "Team", "Avdeling", "Om deltakeren"),
            (*(None,) * 4, *PEOPLE, "Yrke"),
            unit=True,
        ),
        ALL,
    ),
    Case(
        "two rows of headings, people's fewer",
        "the same",
        lambda: two_rows(("Foretak", "Prioritet", "Team", "Om deltakeren"), (None, None, None, *PEOPLE)),
        ALL,
    ),
    Case(
        "two rows of headings, most above",
        "the heading over people is one we know",
        lambda: two_rows(
            ("Foretak", "Prioritet", "Team", "Avdeling", "Deltaker"), (*(None,) * 4, *PEOPLE), unit=True
        ),
        ALL,
    ),
    Case(
        "two rows of headings, three and three",
        "the same",
        lambda: laid(
            *((row[0], row[2], *row[3:]) for row in THREE),
            headings=(None, None, *PEOPLE),
            above=(("Foretak", "Team", "Deltaker"),),
        ),
        ALL,
    ),
    Case(
        "headings of a team an empty row above",
        "no value stands beside any of them",
        lambda: laid(
            *THREE, headings=(None, None, None, *PEOPLE, "Yrke"), above=(("Foretak", "Prioritet", "Team"), ())
        ),
        said="error missing_column; error missing_column; info outside_table",
    ),
)
