"""People who are named where no row of people is: in columns without heading, beside others, and above a form."""

from __future__ import annotations

from typing import Any

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, OLA, THREE, Case, K, L, O, laid

ALL = f"{K}; {O}; {L}"
TWO = f"{K}; {O}"
UNREAD = "info unread_column"
NO_HEADING = "error no_heading"
OUTSIDE = "warning person_outside"
PEOPLE = ("Navn", "E-post", "Rolle")
FACTS = (("Foretak", "UNN"), ("Team", "Sengepost A"))


def beside(heading: str | None, first: str | None, second: str | None = None) -> bytes:
    """Lay out Kari and Ola with one more column."""
    return laid((*KARI, first), (*OLA, second), headings=(*HEADINGS, heading))


def bare(*first: str | None, second: tuple[str | None, ...] = ()) -> bytes:
    """Lay out Kari and Ola with more to the right of the headings."""
    return laid((*KARI, *first), (*OLA, *second))


def in_parts(*headings: str | None) -> bytes:
    """Lay out people whose names stand in two columns."""
    rows = [(*row[:3], *row[3].split(), *row[4:]) for row in (KARI, OLA)]
    return laid(*rows, headings=(*HEADINGS[:3], *headings, *HEADINGS[4:]))


def above(*rows: tuple[Any, ...]) -> bytes:
    return laid(*(row[3:] for row in THREE), headings=PEOPLE, above=(*FACTS, *rows))


CASES = (
    Case(
        "a second person without headings",
        "two more columns",
        lambda: bare("Per Ås", "per@example.no", second=("Eva Lie", "eva@example.no")),
        said=f"{NO_HEADING}; {NO_HEADING}",
    ),
    Case(
        "an address without heading",
        "whose",
        lambda: bare("per@example.no"),
        said=NO_HEADING,
    ),
    Case(
        "names without heading",
        "more people",
        lambda: bare("Per Ås", second=("Eva-Marie Lie",)),
        said=NO_HEADING,
    ),
    Case(
        "surnames without heading",
        "the second half of the name",
        lambda: in_parts("Navn", None),
        said=NO_HEADING,
    ),
    Case("surnames with headings", "the same, said", lambda: in_parts("Fornavn", "Etternavn"), TWO),
    *(
        Case(
            f"ordinary text without heading: {text}",
            "a remark of the author's own",
            lambda text=text: bare(text),
            TWO,
        )
        for text in (
            "Vegetar",
            "Kirurgisk avdeling",
            "Nordlandssykehuset Bodø",
            "UNN Tromsø",
            "Ny i teamet",
            "Ola Vik",
            "kari@example.no",
            "Sengepost A",
            "99887766",
            "ok",
        )
    ),
    *(
        Case(
            f"names in a column: {heading}",
            "they have no rows",
            lambda heading=heading, said=said: beside(heading, said),
            TWO,
            said=f"{UNREAD}; {OUTSIDE}",
        )
        for heading, said in (
            ("Øvrige deltakere", "Per Ås, Eva Lie"),
            ("Andre i teamet (navn)", "Per Ås og Eva Lie"),
            ("Teammedlemmer", "Ola Vik, Per Ås"),
            ("Hvem er med i teamet? Skriv navn og e-post", "Per Ås\nEva Lie"),
            ("Tillitsvalgt", "Per Ås"),
            ("Navn på tillitsvalgt", "Per Ås"),
            ("Verneombud", "Eva Lie"),
        )
    ),
    *(
        Case(
            f"an ordinary column: {heading}",
            "of somebody else, or of those who have rows",
            lambda heading=heading, said=said: beside(heading, said),
            TWO,
            said=UNREAD,
        )
        for heading, said in (
            ("Øvrige deltakere", "Kari Nes, Ola Vik"),
            ("Tillitsvalgt", "Ola Vik"),
            ("Verneombud", "Nei"),
            ("Nærmeste leder", "Per Ås"),
            ("Stedfortreder", "Per Ås"),
            ("Kommentar", "Overtar etter Per Moe"),
            ("Antall deltakere", "5"),
            ("Andre team", "Barsel"),
        )
    ),
    Case(
        "a role in a column of its own",
        "the role is not in the column of roles",
        lambda: beside("Verneombud", "Ja", "Nei"),
        TWO,
        said=f"{UNREAD}; warning role_outside",
    ),
    Case(
        "a role in a column of its own too",
        "Ola's role says it already",
        lambda: beside("Tillitsvalgt", "Nei", "Ja"),
        TWO,
        said=UNREAD,
    ),
    *(
        Case(
            f"a leader above a form: {' | '.join(row)}",
            "Siv has no row",
            lambda row=row: above(row),
            ALL,
            said=f"{OUTSIDE}; info outside_table",
        )
        for row in (
            ("Teamleder", "Siv Dahl", "siv@example.no"),
            ("Tillitsvalgt:", "Siv Dahl"),
            ("Navn på teamleder", "Siv Dahl"),
            ("Leder: Siv Dahl",),
        )
    ),
    *(
        Case(
            f"ordinary text above a form: {' | '.join(row)}",
            "those who have rows, or whom to call",
            lambda row=row: above(row),
            ALL,
            said="info outside_table",
        )
        for row in (
            ("Teamleder", "Kari Nes", "kari@example.no"),
            ("Kontaktperson", "Siv Dahl", "siv@example.no"),
            ("Avdelingsleder", "Siv Dahl"),
            ("Utfylt av: Siv Dahl",),
        )
    ),
)
