"""Sheets of teams: a form a team, forms below each other, and rows laid out for more people."""

from __future__ import annotations

from functools import partial
from typing import Any

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, LIV, OLA, THREE, Case, K, L, O, laid

FACTS = (("Foretak", "UNN"), ("Team", "Sengepost A"), ())
PEOPLE = ("Navn", "E-post", "Rolle")
KARI_HERE, OLA_HERE, LIV_HERE = (row[3:] for row in THREE)
ALL = f"{K}; {O}; {L}"
SPARE = "info spare_rows"
STACKED = "error second_table"


def stacked(*between: tuple[Any, ...]) -> bytes:
    """Lay out a team's form with one person, something, and one person more."""
    return laid(KARI_HERE, *between, LIV_HERE, headings=PEOPLE, above=FACTS)


def form(*facts: tuple[Any, ...], indent: int = 0) -> bytes:
    before = (None,) * indent
    return laid((*before, *KARI_HERE), headings=(*before, *PEOPLE), above=facts)


def noted(*row: object, first: str = "merknad") -> bytes:
    """Lay out a column of the author's own first."""
    return laid(("", *KARI), row, headings=(first, *HEADINGS))


CASES = (
    Case(
        "forms below each other",
        "another team by its name and headings of its own",
        lambda: stacked((), ("Team: Barsel",), PEOPLE),
        said=STACKED,
    ),
    Case(
        "forms below each other, facts in two cells",
        "the same",
        lambda: stacked((), ("Foretak", "UNN"), ("Team", "Barsel"), (), PEOPLE),
        said=STACKED,
    ),
    Case("forms below each other, no headings", "the same", lambda: stacked(("Team: Barsel",)), said=STACKED),
    Case("forms below each other, no name", "whose", lambda: stacked((), PEOPLE), said=STACKED),
    Case(
        "forms below each other, numbered",
        "a column of numbers is first",
        lambda: laid(
            (1, *KARI_HERE),
            (),
            ("Team Barsel",),
            ("Nr", *PEOPLE),
            (1, *LIV_HERE),
            headings=("Nr", *PEOPLE),
            above=FACTS,
        ),
        said=f"info unread_column; {STACKED}",
    ),
    Case("headings again in a form", "printed on two pages", lambda: stacked(PEOPLE), f"{K}; {L}"),
    Case(
        "the team again in a form",
        "on the second page",
        lambda: stacked(("Team: Sengepost A",)),
        f"{K}; {L}",
        said="info outside_table",
    ),
    Case(
        "facts below the people of a form",
        "a note on the team",
        lambda: laid(KARI_HERE, (), ("Mål: Mindre venting",), headings=PEOPLE, above=FACTS),
        K,
        said="info outside_table",
    ),
    Case(
        "sections of a list",
        "each row says its team",
        lambda: laid(KARI, (), ("Team: Barsel",), HEADINGS, LIV),
        f"{K}; {L}",
        said="info outside_table",
    ),
    Case(
        "remark before a person",
        "two roles",
        lambda: noted("Obs: ferie", *LIV[:5], "leder og verneombud"),
        f"{K}; {L}",
        said="info unread_column",
    ),
    Case(
        "remark before a person without an address",
        "two roles",
        lambda: noted("NB ny", *LIV[:4], None, "tillitsvalgt/verneombud"),
        f"{K}; Liv Moe <None>",
        said="info unread_column; warning no_email",
    ),
    Case(
        "status before a person and a telephone",
        "more than an address",
        lambda: noted(
            "Sendt påminnelse", *LIV[:4], "liv@example.no / 77012345", "leder og verneombud", first="status"
        ),
        f"{K}; {L}",
        said="info unread_column; warning more_than_address",
    ),
    Case(
        "remark before a person of an unknown role",
        "it is said",
        lambda: noted("Obs: ferie", *LIV[:4], None, "stedfortreder"),
        f"{K}; Liv Moe <None>",
        said="info unread_column; error unknown_role; warning no_email",
    ),
    Case(
        "remark before a name and a team",
        "a person all the same",
        lambda: noted("Kontakt per telefon", *LIV[:4]),
        f"{K}; Liv Moe <None>",
        said="info unread_column; error no_role; warning no_email",
    ),
    Case(
        "total in a column of the author's own",
        "how many",
        lambda: noted("Sum", None, None, "Sengepost A", 3),
        K,
        said="info unread_column; info outside_table",
    ),
    Case(
        "team by a note's word",
        "the posts of psychiatry",
        lambda: laid(
            ("PS-posten", "UNN", "Kari Nes", "kari@example.no", "leder"),
            ("PS-posten", "UNN", "Ola Vik", None, "tillitsvalgt og verneombud"),
            headings=("team", "foretak", "navn", "e-post", "rolle"),
        ),
        f"{K}; Ola Vik <None>",
        said="warning no_email",
    ),
    Case(
        "rows laid out for more",
        "the trust and the team are filled in",
        lambda: laid(*THREE, ("UNN", 1, "Sengepost A"), ("UNN", 1, "Sengepost A")),
        ALL,
        said=SPARE,
    ),
    Case(
        "rows laid out between",
        "as many for each team",
        lambda: laid(KARI, ("UNN", 1, "Sengepost A"), OLA, ("UNN", 1, "Sengepost A"), LIV),
        ALL,
        said=SPARE,
    ),
    Case(
        "rows with a choice not made",
        "the list of roles says so",
        lambda: laid(
            *THREE, (*[None] * 5, "Velg rolle"), ("UNN", 1, "Sengepost A", None, None, "Velg rolle")
        ),
        ALL,
        said=SPARE,
    ),
    Case(
        "roles laid out in a form",
        "nobody has taken them",
        lambda: laid(KARI_HERE, (None, None, "verneombud"), headings=PEOPLE, above=FACTS),
        K,
        said=SPARE,
    ),
    Case(
        "role in a team, and nobody",
        "the name is forgotten",
        lambda: laid(KARI, ("UNN", 1, "Sengepost A", None, None, "verneombud")),
        f"{K}; <None>",
        said="error no_name; warning no_email",
    ),
    Case(
        "a team laid out without people",
        "they will come",
        lambda: laid(KARI, ("UNN", 2, "Barsel")),
        f"{K}; <None>",
        said="error no_name; error no_role; warning no_email",
    ),
    Case(
        "subtotals of Excel",
        "how many in each team",
        lambda: laid(*THREE, (None, None, "Sengepost A Antall", 3), (None, None, "Totalt antall", 3)),
        ALL,
        said="info outside_table",
    ),
    Case("form indented", "column A is empty", lambda: form(*((None, *row) for row in FACTS), indent=1), K),
    Case(
        "two facts in a row",
        "there was room",
        lambda: form(("Foretak", "UNN", "Team", "Sengepost A")),
        K,
    ),
    Case(
        "facts away from their labels",
        "column B is empty",
        lambda: form(("Foretak:", None, "UNN"), ("Team:", None, "Sengepost A")),
        K,
    ),
    Case(
        "facts beside help",
        "help stands in column C",
        lambda: form(("Foretak", "UNN", "Skriv hele navnet"), ("Team", "Sengepost A", "Hva heter det?")),
        K,
    ),
    Case(
        "help alone",
        "no fact is filled in",
        lambda: form(("Foretak", None, "Skriv hele navnet"), ("Team", None, "Hva heter det?")),
        K,
        said="error no_team",
    ),
    Case(
        "facts below their labels",
        "we do not look there",
        lambda: form(("Foretak", None, "Team"), ("UNN", None, "Sengepost A")),
        said="error missing_column; info outside_table",
    ),
    *(
        Case(
            f"another team below: {heading}",
            "its people are not the first team's",
            partial(stacked, (), (heading,)),
            said=STACKED,
        )
        for heading in ("Team 2: Barsel", "Team Barsel:", "Team nr. 2: Barsel", "Team: Barsel:")
    ),
    *(
        Case(
            f"another team below, by a lone heading: {heading}",
            "its people are not the first team's",
            partial(stacked, (), (heading,)),
            said=STACKED,
        )
        for heading in (
            "2. Barsel:",
            "BARSEL 2",
            "Avdeling: Barsel",
            "Enhet: Barsel",
            "Fra Barsel:",
            "Sengepost B:",
        )
    ),
    Case(
        "another team below, by a merged heading",
        "the same",
        partial(stacked, (), ("Barsel", "Barsel", "Barsel")),
        said=STACKED,
    ),
    *(
        Case(
            f"another team below, in two cells: {label}",
            "the same",
            partial(stacked, (), (label, "Barsel")),
            said=STACKED,
        )
        for label in ("Team 2", "Navn på team 2", "Team nr. 2:")
    ),
    *(
        Case(
            f"a part of the team: {heading}",
            "the people below are of the same team",
            partial(stacked, (), (heading,)),
            f"{K}; {L}",
            said="info outside_table",
        )
        for heading in (
            "Medarbeidere:",
            "Tillitsvalgte:",
            "Sykepleiere:",
            "Øvrige:",
            "Nye fra februar:",
            "Lagt til senere:",
            "Sengepost A:",
            "Fortsetter side 2:",
            "Teamet:",
            "1:",
            "Oppdatert 3. februar",
            "Leger og psykologer:",
        )
    ),
    *(
        Case(
            f"every team: {written}",
            "a mentor of all",
            lambda written=written: laid(KARI, ("UNN", 1, written, *LIV_HERE[:2], "veileder")),
            f"{K}; {L}",
            said="error every_team",
        )
        for written in ("Alle", "alle team", "Samtlige", "Begge teamene")
    ),
    *(
        Case(
            f"a team named by more than every: {written}",
            "a team",
            lambda written=written: laid(KARI, ("UNN", 1, written, *LIV_HERE)),
            f"{K}; {L}",
        )
        for written in ("Alle med", "Allergi", "Flere hender")
    ),
    Case(
        "trust and team in each other's column",
        "a row pasted from another sheet",
        lambda: laid(KARI, OLA, ("Sengepost A", 1, "unn", *LIV_HERE)),
        ALL,
        said="error swapped",
    ),
    Case(
        "trust and team each way once",
        "which",
        lambda: laid(KARI, ("Sengepost A", 1, "UNN", *LIV_HERE)),
        f"{K}; {L}",
        said="error swapped; error swapped",
    ),
    Case(
        "a trust with a team of its name",
        "a municipality's only team",
        lambda: laid(("Tromsø", 1, "Tromsø", *KARI_HERE), ("Tromsø", 1, "Tromsø", *LIV_HERE)),
        f"{K}; {L}",
    ),
)
