"""Columns that measure nothing, numbers that nobody must pass over, days as people write them, and rows that are out."""

from __future__ import annotations

from datetime import date

from corpora.measurements.book import LONG, Book
from corpora.measurements.table import ASK, DAY_4, DAY_11, DAY_18, OCT_4, OCT_11, OCT_18, F, V

BOTH = ((V, OCT_4, 5), (V, OCT_11, 4))
OUT = "uncounted-numbers"


def _helped(name: str, *headings: str) -> Book:
    """Lay out a measure among columns that measure nothing."""
    numbers = tuple(range(len(headings)))
    return Book(
        name=name, meant="one measure",
        rows=(("Dato", *headings, V), (DAY_4, *numbers, 5), (DAY_11, *numbers, 4)), points=BOTH,
    )  # fmt: skip


def _dated(heading: str, *days: str, points: tuple[str, ...] = (OCT_4, OCT_11)) -> Book:
    """Lay out a measure with its days under a heading."""
    return Book(
        name=f"{days[0]} under {heading}", meant="two numbers",
        rows=((heading, V), *zip(days, (5, 4), strict=True)),
        points=tuple((V, day, number) for day, number in zip(points, (5, 4), strict=True)),
    )  # fmt: skip


HELPERS = (
    _helped("limits", "Median", "Øvre grense", "Nedre kontrollgrense", "Senterlinje"),
    _helped("limits in English", "n", "CL", "UCL", "LCL", "Goal"),
    _helped("phases and parts of the year", "Fase", "Mnd", "Kvartal", "Måned nr"),
    _helped("numbers of things", "Hendelse nr", "Pasient nr", "Avdelingsnr", "Løpenummer"),
    _helped("sums on the way", "Akkumulert", "Glidende snitt", "Totalsum"),
    _helped("targets of the measure", "Ventetid mål", "Mål ventetid", "Mål for ventetid", "Ventetid (mål)"),
    Book(
        name="those who reached the target", meant="a measure",
        rows=(("Dato", "Andel som nådde mål"), (DAY_4, 0.5)), points=(("Andel som nådde mål", OCT_4, 0.5),),
    ),
    Book(
        name="a sum in the row below, in the words of a pivot table", meant="no day",
        rows=(("Dato", V), (DAY_4, 5), (DAY_11, 4), ("Totalsum", 4.5)), points=BOTH,
    ),
    Book(
        name="a sum below days across the top, in the words of a pivot table", meant="no measure",
        rows=(("Måling", DAY_4, DAY_11), (V, 5, 4), ("Totalsum", 5, 4)), points=BOTH,
    ),
)  # fmt: skip
TWO_ROWS = "warning unknown_layout"
OVERLOOKED = (
    Book(
        name="targets and results below each month", meant="the results, which we cannot tell",
        rows=(("Måling", "okt 2027", None, "nov 2027", None), (None, "Mål", "Resultat", "Mål", "Resultat"),
              (V, 3, 5, 3, 4)),
        told=(TWO_ROWS,),
    ),
    Book(
        name="wards below a measure", meant="two series, which we cannot tell",
        rows=(("Dato", V, None), (None, "Post A", "Post B"), (DAY_4, 5, 6), (DAY_11, 4, 5)), told=(TWO_ROWS,),
    ),
    Book(
        name="wards below two measures", meant="four series, which we cannot tell",
        rows=(("Dato", V, None, F, None), (None, "Post A", "Post B", "Post A", "Post B"),
              (DAY_4, 5, 6, 1, 2), (DAY_11, 4, 5, 0, 1)),
        told=(TWO_ROWS,),
    ),
    Book(
        name="units below the headings", meant="two measures",
        rows=(("Dato", V, F), (None, "timer", "antall"), (DAY_4, 5, 1)),
        points=((V, OCT_4, 5), (F, OCT_4, 1)), told=("warning unclear_date",),
    ),
    Book(
        name="numbers under no heading", meant="nobody can tell",
        rows=(("Dato", V, None), (DAY_4, 5, 8), (DAY_11, 4, 9)), points=BOTH, told=("warning unnamed_column",),
    ),
    Book(
        name="numbers under no heading, beside days across the top", meant="nobody can tell",
        rows=(("Måling", DAY_4, DAY_11, None), (V, 5, 4, 9), (F, 1, 0, 1)),
        points=(*BOTH, (F, OCT_4, 1), (F, OCT_11, 0)), told=("warning unnamed_column",),
    ),
    Book(
        name="the mean in cells beside the table", meant="no series",
        rows=(("Dato", V), (DAY_4, 5), (DAY_11, 4, "Snitt", 4.5), (DAY_18, 4, "Antall", 3)),
        points=(*BOTH, (V, OCT_18, 4)),
    ),
    Book(
        name="words under no heading", meant="remarks",
        rows=(("Dato", V), (DAY_4, 5, "ferie"), (DAY_11, 4, "ferie")), points=BOTH,
    ),
    Book(
        name="the baseline before days across the top", meant="it has no day",
        rows=(("Måling", "Baseline", DAY_4, DAY_11), (V, 9, 5, 4)), points=BOTH, told=("info unread_column",),
    ),
    Book(
        name="a week and a day of another year", meant="one of them is wrong",
        rows=(("Uke", "Dato", V), ("uke 40 2027", date(2026, 10, 5), 5), ("uke 41 2027", DAY_11, 4)),
        points=((V, OCT_11, 4),), told=("warning days_differ",),
    ),
    Book(
        name="a month and a day of another", meant="one of them is wrong",
        rows=(("Dato", "Måned", V), (DAY_4, "januar 2027", 5), (DAY_11, "oktober 2027", 4)),
        points=((V, OCT_11, 4),), told=("warning days_differ",),
    ),
    Book(
        name="a week, and the day after it", meant="the week",
        rows=(("Uke", "Dato", V), ("uke 40 2027", DAY_11, 5), ("uke 41 2027", DAY_18, 4)), points=BOTH,
    ),
)  # fmt: skip
WRITTEN = (
    _dated("Dato", "mandag 4. oktober 2027", "man. 11.10.2027"),
    _dated("Dato", "04.10.2027 08:15", "11.10.2027 kl. 09.00"),
    _dated("Dato", "4.okt.27", "11. okt -27"),
    _dated("Dato", "4-Oct-27", "11-Oct-27"),
    _dated("Dato", "20271004", "20271011"),
    _dated("Dato", "2027-10-04T08:15:00", "2027-10-11T08:15:00"),
    _dated("Dato for måling", "04.10.2027", "11.10.2027"),
    _dated("Dato/uke", "uke 40 2027", "11.10.2027"),
    _dated("Uke/år", "40/2027", "41/2027"),
    _dated("Måleuke", "uke 40 2027", "uke 41 2027"),
    _dated("Mnd.", "oktober 2027", "nov. 2027", points=("2027-10-01", "2027-11-01")),
    _dated("Periode", "oktober 2027", "nov. 2027", points=("2027-10-01", "2027-11-01")),
    _dated("Kvartal", "Q1 2027", "2. kvartal 2027", points=("2027-01-01", "2027-04-01")),
    _dated("Tertial", "T1 2027", "2. tertial 2027", points=("2027-01-01", "2027-05-01")),
    Book(
        name="the quarter before the day", meant="the days",
        rows=(("Kvartal", "Dato", V), ("Q4 2027", DAY_4, 5), ("Q4 2027", DAY_11, 4)), points=BOTH,
    ),
    Book(
        name="quarters with the year in a column of its own", meant="no months",
        rows=(("År", "Kvartal", V), (2027, 1, 5), (2027, 4, 4)), points=((V, "2027-01-01", 5), (V, "2027-10-01", 4)),
    ),
    Book(
        name="phases under Periode", meant="a helper",
        rows=(("Dato", "Periode", V), (DAY_4, "før", 5), (DAY_11, "etter", 4)), points=BOTH,
    ),
    Book(
        name="a form's day beside its own times", meant="the day that was measured",
        rows=(("ID", "Fullføringstidspunkt", "Post", "Dato for måling", V),
              (1, DAY_18, "A", DAY_4, 5), (2, DAY_18, "A", DAY_11, 4)),
        points=BOTH,
    ),
)  # fmt: skip
UNCOUNTED = (
    Book(
        name="an example by the name of the measure", meant="no number",
        rows=(LONG, ("Eksempel: Ventetid", DAY_4, 99), (V, DAY_11, 4)), points=((V, OCT_11, 4),), told=(ASK + OUT,),
        answers={OUT: "leave"}, settled=((V, OCT_11, 4),),
    ),
    Book(
        name="an example by a remark", meant="no number",
        rows=((*LONG, "Merknad"), (V, DAY_4, 99, "EKSEMPEL – slett denne"), (V, DAY_11, 4, None)),
        points=((V, OCT_11, 4),), told=(ASK + OUT,), answers={OUT: "leave"}, settled=((V, OCT_11, 4),),
    ),
    Book(
        name="a slip", meant="a number, says a person",
        rows=((*LONG, "Merknad"), (V, DAY_4, 5, "Feilregistrert, skal ikke telle"), (V, DAY_11, 4, None)),
        points=((V, OCT_11, 4),), told=(ASK + OUT,), answers={OUT: "take"}, settled=BOTH,
    ),
    Book(
        name="a slip beside a column of numbers", meant="no number",
        rows=(("Dato", V, "Kommentar"), (DAY_4, 99, "feil tall"), (DAY_11, 4, "ferie")),
        points=((V, OCT_11, 4),), told=(ASK + OUT,), answers={OUT: "leave"}, settled=((V, OCT_11, 4),),
    ),
    Book(
        name="a slip under no heading", meant="no number",
        rows=(("Dato", V), (DAY_4, 99, "Teller ikke"), (DAY_11, 4)),
        points=((V, OCT_11, 4),), told=(ASK + OUT,), answers={OUT: "leave"}, settled=((V, OCT_11, 4),),
    ),
    Book(
        name="a remark", meant="a number",
        rows=((*LONG, "Merknad"), (V, DAY_4, 5, "Flere feil i medisinlisten, og avdelingen tok dem opp i møtet samme uke"),
              (V, DAY_11, 4, "telt manuelt")),
        points=BOTH,
    ),
)  # fmt: skip
