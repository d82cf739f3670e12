"""Numbers of several wards or units in one table, and names of measures beside other words."""

from __future__ import annotations

from corpora.measurements.book import LONG, Book
from corpora.measurements.table import ASK, DAY_4, DAY_11, DAY_18, NAMES, OCT_4, OCT_11, OCT_18, VALUES, F, V

SAME = {NAMES: "same"}
APART = {NAMES: "another"}
BOTH = ((V, OCT_4, 5), (V, OCT_11, 4))
OF_WARDS = (("Ventetid (Post A)", OCT_4, 5), ("Ventetid (Post B)", OCT_11, 4))

WARDS = (
    Book(
        name="wards in our own table, on days of their own", meant="two series",
        rows=(("Avdeling", *LONG), ("Post A", V, DAY_4, 5), ("Post B", V, DAY_11, 4)),
        told=(ASK + NAMES,), answers=APART, settled=OF_WARDS,
    ),
    Book(
        name="wards beside a column of numbers", meant="two series",
        rows=(("Post", "Dato", V), ("Post A", DAY_4, 5), ("Post B", DAY_11, 4)),
        told=(ASK + NAMES,), answers=APART, settled=OF_WARDS,
    ),
    Book(
        name="wards on the same day", meant="two series, and no sum of them",
        rows=(("Avdeling", *LONG), ("Post A", V, DAY_4, 5), ("Post B", V, DAY_4, 4)),
        told=(ASK + NAMES,), answers=APART,
        settled=(("Ventetid (Post A)", OCT_4, 5), ("Ventetid (Post B)", OCT_4, 4)),
    ),
    Book(
        name="trusts, with months", meant="one series, says a person",
        rows=(("Måned", "Helseforetak", V), ("2027-10", "Nord", 5), ("2027-11", "Sør", 4)),
        told=(ASK + NAMES,), answers=SAME, settled=((V, "2027-10-01", 5), (V, "2027-11-01", 4)),
    ),
    Book(
        name="wards beside days across the top", meant="two series",
        rows=(("Indikator", "Post", DAY_4, DAY_11), (V, "Post A", 5, None), (V, "Post B", None, 4)),
        told=(ASK + NAMES,), answers=APART, settled=OF_WARDS,
    ),
    Book(
        name="wards by number", meant="two series; the number of a ward measures nothing",
        rows=(("Dato", "Post", F), (DAY_4, 1, 5), (DAY_11, 2, 4)),
        told=(ASK + NAMES,), answers=APART,
        settled=(("Fall (Post 1)", OCT_4, 5), ("Fall (Post 2)", OCT_11, 4)),
    ),
    Book(
        name="hours and minutes", meant="a person must mend it",
        rows=(("Måling", "Enhet", "Dato", "Verdi"), (V, "timer", DAY_4, 5), (V, "min", DAY_11, 240)),
        told=(ASK + NAMES,), answers=APART,
        settled=(("Ventetid (timer)", OCT_4, 5), ("Ventetid (min)", OCT_11, 240)),
    ),
    Book(
        name="one team in every row", meant="one series",
        rows=(("Team", "Dato", V), ("Post A", DAY_4, 5), ("post a", DAY_11, 4)), points=BOTH,
    ),
    Book(
        name="a ward for each measure", meant="two measures",
        rows=(("Måling", "Enhet", "Dato", "Verdi"), (V, "Post A", DAY_4, 5), (F, "Post B", DAY_4, 1)),
        points=((V, OCT_4, 5), (F, OCT_4, 1)),
    ),
    Book(
        name="hours for one measure, falls for another", meant="two measures",
        rows=(("Måling", "Enhet", DAY_4), (V, "timer", 5), (F, "antall", 1)),
        points=((V, OCT_4, 5), (F, OCT_4, 1)),
    ),
    Book(
        name="wards down and days across", meant="a series for each",
        rows=(("Avdeling", DAY_4, DAY_11), ("Post A", 5, 4)), points=(("Post A", OCT_4, 5), ("Post A", OCT_11, 4)),
    ),
    Book(
        name="shifts", meant="one series",
        rows=(("Dato", "Vakt", F), (DAY_4, "Dag", 1), (DAY_11, "Natt", 2)), points=((F, OCT_4, 1), (F, OCT_11, 2)),
    ),
)  # fmt: skip
NAMED = (
    Book(
        name="a category before the measure", meant="the measures, which differ",
        rows=(("Område", "Hva", DAY_4, DAY_11), ("Logistikk", V, 5, 4), ("Logistikk", F, 1, 0)),
        points=((V, OCT_4, 5), (V, OCT_11, 4), (F, OCT_4, 1), (F, OCT_11, 0)),
    ),
    Book(
        name="a category for each measure", meant="nobody can tell which is the name",
        rows=(("Område", "Hva", DAY_4, DAY_11), ("Logistikk", V, 5, 4), ("Pleie", F, 1, 0)),
        told=("question which-measure",), answers={"which-measure": "Hva"},
        settled=((V, OCT_4, 5), (V, OCT_11, 4), (F, OCT_4, 1), (F, OCT_11, 0)),
    ),
    Book(
        name="a category before a known heading", meant="the measures",
        rows=(("Område", "Kvalitetsmål", DAY_4), ("Logistikk", V, 5), ("Pleie", F, 1)),
        points=((V, OCT_4, 5), (F, OCT_4, 1)),
    ),
    Book(
        name="numbered rows", meant="the measures",
        rows=(("Nr", "Hva", DAY_4, DAY_11), (1, V, 5, 4)), points=BOTH,
    ),
    Book(
        name="a title over Verdi", meant="the title is the measure",
        rows=(("Ventetid i akuttmottak",), ("Dato", "Verdi"), (DAY_4, 5)),
        points=(("Ventetid i akuttmottak", OCT_4, 5),),
    ),
    Book(
        name="a title of the table over Verdi", meant="no measure has that name",
        rows=(("Målinger høsten 2027",), ("Dato", "Verdi"), (DAY_4, 5)), points=(("Verdi", OCT_4, 5),),
    ),
    Book(
        name="a ward over Resultat", meant="no measure has that name",
        rows=(("Post A",), ("Dato", "Resultat"), (DAY_4, 5)), points=(("Resultat", OCT_4, 5),),
    ),
    Book(
        name="a title over a named measure", meant="the heading is the measure",
        rows=(("Ventetid i akuttmottak",), ("Dato", "Median ventetid"), (DAY_4, 5)),
        points=(("Median ventetid", OCT_4, 5),),
    ),
    Book(
        name="two shares", meant="the second of them",
        rows=(("Måling", "Dato", "Andel", "Andel"), (F, DAY_4, 2, 0.5)), told=(ASK + VALUES,),
        answers={VALUES: "Andel (D)"}, settled=((F, OCT_4, 0.5),),
    ),
    Book(
        name="day, evening and night", meant="three measures",
        rows=(("Dato", "Dag", "Kveld", "Natt"), (DAY_4, 5, 6, 7)),
        points=(("Dag", OCT_4, 5), ("Kveld", OCT_4, 6), ("Natt", OCT_4, 7)),
    ),
    Book(
        name="day and night by weeks", meant="two measures",
        rows=(("Uke", "Dag", "Natt"), ("uke 40 2027", 5.5, 7)), points=(("Dag", OCT_4, 5.5), ("Natt", OCT_4, 7)),
    ),
    Book(
        name="the number of the day", meant="a helper",
        rows=(("Dato", "Dag", F), (DAY_4, 1, 5), (DAY_18, 15, 4)), points=((F, OCT_4, 5), (F, OCT_18, 4)),
    ),
    Book(
        name="a plan of actions with days and hours", meant="no measures",
        rows=(("Tiltak", "Dato", "Ansvarlig", "Prioritet", "Timeverk"), ("Tavle", DAY_4, "Kari", 1, 40)),
    ),
    Book(
        name="a plan of tasks", meant="no measures",
        rows=(("Oppgave", "Dato", "Status", "Kostnad"), ("Tavle", DAY_4, "I gang", 1000)),
    ),
    Book(
        name="actions with measures", meant="numbers",
        rows=(("Tiltak", "Dato", V), ("Tavle", DAY_4, 5), ("Liste", DAY_11, 4)), points=BOTH, told=("info no_numbers",),
    ),
)  # fmt: skip
