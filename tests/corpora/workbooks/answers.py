"""Answers of electronic forms, and rows with more than one person in them."""

from __future__ import annotations

from functools import partial
from typing import Any

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, OLA, THREE, Case, K, L, O, laid

TIMES = ("1.2.2027 10:00", "1.2.2027 10:03")
SIGRID = ("sekretar@example.no", "Sigrid Sekretær")
REFUSED = "error double_column"
UNREAD = "info unread_column"


def answers(own: tuple[Any, ...], *headings: str, asked: tuple[Any, ...] = SIGRID) -> bytes:
    """Lay out Kari's and Ola's answers, each behind the same respondent."""
    rows = [(*asked, "UNN", "Sengepost A", *row[3:]) for row in (KARI, OLA)]
    return laid(*rows, headings=(*own, "Foretak", "Team", *headings))


def beside(*headings: str, **more: tuple[Any, ...]) -> bytes:
    """Lay out Kari and Ola with more columns, whose texts stand by the first names."""
    rows = zip((KARI, OLA), more.values(), strict=False)
    return laid(*((*row, *texts) for row, texts in rows), headings=(*HEADINGS, *headings))


CASES = (
    Case(
        "answers without times",
        "the columns of times are deleted",
        lambda: answers(("E-post", "Navn"), "Deltakerens fulle navn", "Jobb-epost", "Rolle"),
        said=f"{REFUSED}; {REFUSED}",
    ),
    Case(
        "answers without times, in other words",
        "the same",
        lambda: answers(("E-post", "Navn"), "Hva heter deltakeren?", "Hvor når vi deltakeren?", "Rolle"),
        said=f"{REFUSED}; {UNREAD}",
    ),
    Case(
        "answers with the time of the start alone",
        "the end is deleted",
        lambda: answers(
            ("Starttidspunkt", "E-post", "Navn"),
            "Navnet ditt",
            "Hvor når vi deg?",
            "Rolle",
            asked=(TIMES[0], *SIGRID),
        ),
        said=f"{REFUSED}; {REFUSED}; {UNREAD}",
    ),
    Case(
        "anonymous answers",
        "nobody signed in",
        lambda: answers(
            ("Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn"),
            "Deltakers navn",
            "Deltakers e-post",
            "Rolle",
            asked=(*TIMES, "anonymous", None),
        ),
        f"{K}; {O}",
        said="info unread_column",
    ),
    Case(
        "anonymous answers in Norwegian",
        "nobody signed in",
        lambda: answers(
            ("Fullføringstidspunkt", "E-post", "Navn"),
            "Navn2",
            "E-postadresse",
            "Rolle",
            asked=(TIMES[1], "anonym", None),
        ),
        f"{K}; {O}",
        said="info unread_column",
    ),
    Case(
        "a shared address",
        "the ward has one, and another column holds no addresses",
        lambda: laid(
            *((*row[:4], "post@example.no", row[5], "ja") for row in (KARI, OLA)),
            headings=(*HEADINGS, "Vil ha nyhetsbrev på e-post"),
        ),
        "Kari Nes <post@example.no>; Ola Vik <post@example.no>",
        said=UNREAD,
    ),
    Case(
        "second person by number",
        "one row a team",
        lambda: beside("Deltaker 2", "E-post 2", "Rolle 2", kari=("Per Ås", "per@example.no", "verneombud")),
        said=f"{REFUSED}; {REFUSED}; {REFUSED}",
    ),
    Case(
        "second person as a member",
        "one row a team",
        lambda: beside("Navn medlem 2", "E-post medlem 2", kari=("Per Ås", "per@example.no")),
        said=f"error second_person; {UNREAD}",
    ),
    Case(
        "second person by role",
        "one row a team",
        lambda: beside("Tillitsvalgt", "E-post tillitsvalgt", kari=("Per Ås", "per@example.no")),
        said=f"error second_person; {UNREAD}",
    ),
    Case(
        "the team's own by role",
        "their rows stand here too",
        lambda: beside(
            "Tillitsvalgt",
            "E-post tillitsvalgt",
            kari=("Ola Vik", "ola@example.no"),
            ola=("Ola Vik", "ola@example.no"),
        ),
        f"{K}; {O}",
        said=UNREAD,
    ),
    Case(
        "private addresses",
        "not for us",
        lambda: beside("Privat e-post", kari=("k@privat.example.no",), ola=("o@privat.example.no",)),
        f"{K}; {O}",
        said=UNREAD,
    ),
    Case(
        "leaders beside",
        "somebody else",
        lambda: beside(
            "Nærmeste leder",
            "Leders e-post",
            kari=("Eva Li", "eva@example.no"),
            ola=("Eva Li", "eva@example.no"),
        ),
        f"{K}; {O}",
        said=UNREAD,
    ),
    Case(
        "the leader in brackets",
        "the person stands further out",
        lambda: laid(
            (*KARI[:3], "Eva Li", *KARI[4:], "Kari Nes"),
            headings=(*HEADINGS[:3], "Navn (nærmeste leder)", *HEADINGS[4:], "Deltakernavn"),
        ),
        K,
        said=UNREAD,
    ),
    Case(
        "a contact after a dash",
        "the people have headings of another kind",
        lambda: laid(
            KARI, headings=(*HEADINGS[:3], "Navn – kontaktperson", "E-post – kontaktperson", "rolle")
        ),
        said=f"error missing_column; error missing_column; {UNREAD}",
    ),
    Case(
        "roles in brackets",
        "help to whoever fills in",
        lambda: laid(
            *THREE,
            headings=(
                *HEADINGS[:3],
                "Navn (leder først)",
                "E-post (jobb)",
                "Rolle (leder)",
            ),
        ),
        f"{K}; {O}; {L}",
    ),
    Case(
        "a team by number",
        "its name stands over its rows",
        lambda: laid(*THREE, ("Team 2",)),
        f"{K}; {O}; {L}",
        said="info outside_table",
    ),
    *(
        Case(
            f"more people in a column: {heading}",
            "they have no rows of their own",
            partial(beside, heading, kari=("Per Ås (per@example.no)",), ola=("Eva Lie eva@example.no",)),
            said=f"error second_person; {UNREAD}",
        )
        for heading in ("Teammedlemmer", "E-post teammedlem 2", "Hvem er med i teamet? Skriv navn og e-post")
    ),
)
