"""Columns: two for one thing, names in parts, and headings as people write them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, LIV, OLA, THREE, Case, K, L, O, laid

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMS = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn")
SIGRID = ("1", "1.2.2027 10:00", "1.2.2027 10:03", "sekretar@example.no", "Sigrid Sekretær")


def hide_e(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def both(first: str, second: str) -> bytes:
    """Lay out one person with an address under each of two headings."""
    return laid(
        ("UNN", 1, "A", "Kari Nes", "privat@example.no", "kari@example.no", "leder"),
        headings=("foretak", "prioritet", "team", "navn", first, second, "rolle"),
    )


def one_person(*headings: str) -> bytes:
    return laid(KARI, headings=headings)


REFUSED = "error double_column"

CASES = (
    Case("two address columns", "private and of work", lambda: both("e-post", "e-post"), said=REFUSED),
    Case(
        "two address columns by help",
        "the brackets tell them apart to a person",
        lambda: both("E-post (privat)", "E-post (jobb)"),
        said=REFUSED,
    ),
    Case(
        "two address columns in two languages",
        "one of them is an old one",
        lambda: both("Email", "E-postadresse"),
        said=REFUSED,
    ),
    Case(
        "two address columns by number",
        "Excel numbers the second",
        lambda: both("E-post", "E-post2"),
        said=REFUSED,
    ),
    Case(
        "two address columns, one hidden",
        "the hidden is old",
        lambda: laid(
            ("UNN", 1, "A", "Kari Nes", "gammel@example.no", "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "navn", "e-post", "e-post", "rolle"),
            look=hide_e,
        ),
        said=REFUSED,
    ),
    Case(
        "two address columns, one empty",
        "a copied heading",
        lambda: laid(
            ("UNN", 1, "A", "Kari Nes", None, "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "navn", "e-post", "e-post", "rolle"),
        ),
        K,
    ),
    Case(
        "two team columns that agree",
        "one is a copy",
        lambda: laid((*KARI, " sengepost  A"), headings=(*HEADINGS, "Teamnavn")),
        K,
        said="info double_column",
    ),
    Case(
        "two team columns that differ in the last row",
        "nobody knows which",
        lambda: laid((*KARI, "Sengepost A"), (*OLA, "B"), headings=(*HEADINGS, "Teamnavn")),
        said=REFUSED,
    ),
    Case(
        "two columns of trusts",
        "the trust and the municipality",
        lambda: laid((*KARI, "Tromsø"), headings=(*HEADINGS, "kommune")),
        K,
        said="warning double_column",
    ),
    Case(
        "Forms, Navn2",
        "the secretary filled in the form",
        lambda: laid(
            (*SIGRID, "UNN", "A", "Kari Nes", "kari@example.no", "leder"),
            headings=(*FORMS, "Foretak", "Team", "Navn2", "E-postadresse", "Rolle"),
        ),
        said=f"{REFUSED}; {REFUSED}; info unread_column",
    ),
    Case(
        "Forms, of the participant",
        "the secretary filled in the form",
        lambda: laid(
            (*SIGRID, "UNN", "A", "leder", "Kari Nes", "kari@example.no"),
            headings=(*FORMS, "Foretak", "Team", "Rolle", "Deltakers navn", "Deltakers e-post"),
        ),
        said=f"{REFUSED}; {REFUSED}; info unread_column",
    ),
    Case(
        "Forms, questions as headings",
        "the questions are whole sentences",
        lambda: laid(
            (*SIGRID, "UNN", "A", "leder", "Kari Nes", "kari@example.no"),
            headings=(
                *FORMS,
                "Foretak",
                "Team",
                "Rolle",
                "Hva heter deltakeren?",
                "Hvor når vi vedkommende?",
            ),
        ),
        said=f"{REFUSED}; {REFUSED}; info unread_column",
    ),
    Case(
        "Forms in English",
        "the tenant is English",
        lambda: laid(
            (
                "1",
                "2/1/2027",
                "2/1/2027",
                "secretary@example.no",
                "Sigrid",
                "UNN",
                "A",
                "Kari Nes",
                "kari@example.no",
                "leder",
            ),
            headings=(
                "ID",
                "Start time",
                "Completion time",
                "Email",
                "Name",
                "Trust",
                "Team",
                "Participant name",
                "Participant email",
                "Role",
            ),
        ),
        said=f"{REFUSED}; {REFUSED}; info unread_column",
    ),
    Case(
        "Google Forms",
        "its respondent comes first too",
        lambda: laid(
            ("1.2.2027", "sekretar@example.no", "UNN", "A", "Kari Nes", "kari@example.no", "leder"),
            headings=(
                "Tidsmerke",
                "E-postadresse",
                "Foretak",
                "Team",
                "Navn på deltaker",
                "Skriv inn jobbmailen til vedkommende",
                "Rolle",
            ),
        ),
        said=f"{REFUSED}; info unread_column",
    ),
    Case(
        "Forms, each for oneself",
        "every participant filled in the form",
        lambda: laid(
            ("1", "1.2.2027", "1.2.2027", "kari@example.no", "Kari Nes", "UNN", "A", "leder"),
            headings=(*FORMS, "Foretak", "Team", "Rolle"),
        ),
        K,
        said="info unread_column",
    ),
    Case(
        "first and last name",
        "joined",
        lambda: laid(
            ("UNN", 1, "A", "Kari", "Nes", "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "fornavn", "etternavn", "e-post", "rolle"),
        ),
        K,
    ),
    Case(
        "last and first name",
        "in the order of a list",
        lambda: laid(
            ("UNN", 1, "A", "Nes", "Kari", "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "etternamn", "førenamn", "e-post", "rolle"),
        ),
        K,
    ),
    Case(
        "three parts of a name",
        "some have no middle name",
        lambda: laid(
            ("UNN", "Kari", "Berg", "Nes", "A", "kari@example.no", "leder"),
            ("UNN", "Ola", None, "Vik", "A", "ola@example.no", "tillitsvalgt"),
            headings=("foretak", "First name", "Middle name", "Last name", "team", "e-post", "rolle"),
        ),
        f"Kari Berg Nes <kari@example.no>; {O}",
    ),
    Case(
        "names and whole names",
        "all three columns agree",
        lambda: laid((*KARI, "Kari", "Nes"), headings=(*HEADINGS, "Fornavn", "Etternavn")),
        K,
        said="info unread_column",
    ),
    Case(
        "navn is only the first name",
        "the last name stands beside it",
        lambda: laid(
            ("UNN", 1, "A", "Kari", "Nes", "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "navn", "etternavn", "e-post", "rolle"),
        ),
        said=f"{REFUSED}; info unread_column",
    ),
    Case(
        "only a first name",
        "no whole name",
        lambda: laid(
            ("UNN", 1, "A", "Kari", "kari@example.no", "leder"),
            headings=("foretak", "prioritet", "team", "fornavn", "e-post", "rolle"),
        ),
        said="error missing_column; info unread_column",
    ),
    Case(
        "English headings",
        "an English template",
        lambda: one_person(
            "Trust", "Priority", "Team name", "Full name", "E-mail address", "Role in the team"
        ),
        K,
    ),
    Case(
        "nynorsk headings",
        "a nynorsk template",
        lambda: one_person(
            "Helseføretak", "Prioritering", "Namn på team", "Namn", "E-postadresse", "Rolle i teamet"
        ),
        K,
    ),
    Case(
        "line breaks in headings",
        "narrow columns",
        lambda: one_person(
            "Fore\u00adtak",
            "Priori\u00adtet",
            "Navn på\nteam",
            "Fornavn og\r\netternavn",
            "E-\npost",
            "Rolle\n(leder, tillitsvalgt …)",
        ),
        K,
    ),
    Case(
        "numbered headings",
        "as questions",
        lambda: one_person(
            "1. Foretak", "2) Prioritet", "3: Team", "Q4: Navn", "Spørsmål 5: E-post", "6. Rolle"
        ),
        K,
    ),
    Case(
        "headings with help",
        "what to write stands in the heading",
        lambda: one_person(
            "Foretak*",
            "Prioritet (1 = viktigst)",
            "Team: hva heter det",
            "Navn – fornavn og etternavn",
            "E-post [jobb]",
            "Rolle?",
        ),
        K,
    ),
    Case(
        "two words for one heading",
        "either will do",
        lambda: laid((*KARI, "Kir"), headings=(*HEADINGS, "Avdeling/seksjon")),
        K,
    ),
    Case("three people", "an ordinary workbook", lambda: laid(*THREE), f"{K}; {O}; {L}"),
    Case(
        "occupations as roles",
        "the columns were misread",
        lambda: laid((*KARI[:5], "sykepleier"), (*OLA[:5], "overlege"), LIV),
        f"{K}; {O}; {L}",
        said="warning occupation_as_role; error unknown_role; error unknown_role",
    ),
    Case(
        "an occupation in English",
        "a nurse",
        lambda: laid(KARI, (*OLA[:5], "Registered nurse")),
        f"{K}; {O}",
        said="warning occupation_as_role; error unknown_role",
    ),
    Case(
        "department and section",
        "both are the unit",
        lambda: laid(
            (*KARI, "Gastro", "A"), (*OLA, "Gastro", "B"), headings=(*HEADINGS, "Avdeling", "Seksjon")
        ),
        f"{K}; {O}",
        said="warning double_column",
    ),
    Case(
        "occupation and position",
        "both are the profession",
        lambda: laid((*KARI, "lege", "overlege"), headings=(*HEADINGS, "Yrke", "Stilling")),
        K,
        said="warning double_column",
    ),
    Case(
        "team and project",
        "what the team does has a name too",
        lambda: laid((*KARI, "Fall"), headings=(*HEADINGS, "Prosjekt")),
        K,
        said="warning double_column",
    ),
    Case(
        "municipality before trust",
        "where it lies",
        lambda: laid(("Tromsø", *KARI), headings=("Kommune", *HEADINGS)),
        K,
        said="warning double_column",
    ),
    Case(
        "two teams",
        "which",
        lambda: laid((*KARI, "Barsel"), headings=(*HEADINGS, "Teamnavn")),
        said=REFUSED,
    ),
    Case(
        "two columns of access",
        "which",
        lambda: laid((*KARI, "intern", "gjest"), headings=(*HEADINGS, "tilgang", "access")),
        said=REFUSED,
    ),
    Case(
        "date of a course",
        "when it was taken",
        lambda: laid((*KARI, datetime(2026, 5, 1)), (*OLA, "Ja"), headings=(*HEADINGS, "Kurs")),  # noqa: DTZ001
        f"{K}; {O}",
        said="warning unclear_course",
    ),
)
