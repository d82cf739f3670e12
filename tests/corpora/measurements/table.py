"""Each workbook with the figures and the findings that are right, written by hand."""

from __future__ import annotations

from datetime import date, time

from corpora.measurements.book import LONG, Book, in_format

V, F = "Ventetid", "Fall"
OCT_4, OCT_11, OCT_18 = "2027-10-04", "2027-10-11", "2027-10-18"
DAY_4, DAY_11, DAY_18 = date(2027, 10, 4), date(2027, 10, 11), date(2027, 10, 18)
THOUSANDS, ORDER, WEEK = "thousands-or-decimals", "day-or-month-first", "week-or-month"
SHARES, DOUBLES, NAMES = "share-or-per-cent", "several-on-a-day", "same-measure"
VALUES = "which-value"
ASK = "question "

NUMBERS = (
    Book(
        name="plain numbers", meant="three numbers",
        rows=(LONG, (V, DAY_4, 5), (V, DAY_11, 4.5), (V, DAY_18, "3,5")),
        points=((V, OCT_4, 5), (V, OCT_11, 4.5), (V, OCT_18, 3.5)),
    ),
    Book(
        name="Excel's own number with three decimals", meant="1.234, for it is no text",
        rows=(LONG, (V, DAY_4, 1.234)),
        points=((V, OCT_4, 1.234),),
    ),
    Book(
        name="a point in text", meant="1234, or 1.234: nobody can tell",
        rows=(LONG, (V, DAY_4, "1.234"), (V, DAY_11, "1 234")),
        points=((V, OCT_11, 1234),), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "thousands"}, settled=((V, OCT_4, 1234), (V, OCT_11, 1234)),
    ),
    Book(
        name="a point in text, answered otherwise", meant="1.25",
        rows=(LONG, (V, DAY_4, "1.250")),
        told=(ASK + THOUSANDS,), answers={THOUSANDS: "decimals"}, settled=((V, OCT_4, 1.25),),
    ),
    Book(
        name="point and comma", meant="1234.5, and a number that is asked about",
        rows=(LONG, (V, DAY_4, "1.234,5"), (V, DAY_11, "12.345")),
        points=((V, OCT_4, 1234.5),), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "thousands"}, settled=((V, OCT_4, 1234.5), (V, OCT_11, 12345)),
    ),
    Book(
        name="three decimals in the whole column", meant="shares with a point",
        rows=(LONG, (V, DAY_4, "0.875"), (V, DAY_11, "1.125")),
        points=((V, OCT_4, 0.875), (V, OCT_11, 1.125)),
    ),
    Book(
        name="comma and three decimals", meant="decimals, as the column shows",
        rows=(LONG, (V, DAY_4, "0,875"), (V, DAY_11, "1,125")),
        points=((V, OCT_4, 0.875), (V, OCT_11, 1.125)),
    ),
    Book(
        name="a comma alone", meant="1250 by an American, 1.25 by a Norwegian",
        rows=(LONG, (V, DAY_4, "1,250")),
        told=(ASK + THOUSANDS,), answers={THOUSANDS: "decimals"}, settled=((V, OCT_4, 1.25),),
    ),
    Book(
        name="American thousands", meant="1234.5 is sure, 1,250 is asked about",
        rows=(LONG, (V, DAY_4, "1,234.5"), (V, DAY_11, "1,250")),
        points=((V, OCT_4, 1234.5),), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "thousands"}, settled=((V, OCT_4, 1234.5), (V, OCT_11, 1250)),
    ),
    Book(
        name="millions", meant="two points are thousands",
        rows=(LONG, (V, DAY_4, "1.234.567")),
        points=((V, OCT_4, 1234567),),
    ),
    Book(
        name="left out", meant="a number that nobody can tell",
        rows=(LONG, (V, DAY_4, "1.234"), (V, DAY_11, 3)),
        points=((V, OCT_11, 3),), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "left-out"}, settled=((V, OCT_11, 3),),
    ),
    Book(
        name="a column for each measure", meant="each column has its own signs",
        rows=(("Dato", V, F), (DAY_4, "0,125", "1.250"), (DAY_11, "1,125", "900")),
        points=((V, OCT_4, 0.125), (V, OCT_11, 1.125), (F, OCT_11, 900)), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "thousands"},
        settled=((V, OCT_4, 0.125), (V, OCT_11, 1.125), (F, OCT_4, 1250), (F, OCT_11, 900)),
    ),
    Book(
        name="no numbers", meant="what is no number is said to be; a dash is an empty cell",
        rows=(LONG, (V, DAY_4, "<5"), (V, DAY_11, "-"), (V, DAY_18, "mangler")),
        told=("warning unclear_number",) * 2,
    ),
    Book(
        name="a point in two measures", meant="thousands in one, and decimals in the other",
        rows=(LONG, (V, DAY_4, "1.250"), ("Liggetid", DAY_4, "2.125")),
        told=(ASK + THOUSANDS,) * 2, answers={THOUSANDS: "thousands"},
        settled=((V, OCT_4, 1250), ("Liggetid", OCT_4, 2125)),
    ),
    Book(
        name="a comma in two measures", meant="3.5 days tell nothing of 1,250 admissions",
        rows=(LONG, (V, DAY_4, "3,5"), ("Innleggelser", DAY_4, "1,250")),
        points=((V, OCT_4, 3.5),), told=(ASK + THOUSANDS,),
        answers={THOUSANDS: "thousands"}, settled=((V, OCT_4, 3.5), ("Innleggelser", OCT_4, 1250)),
    ),
    Book(
        name="a target beside the value", meant="the value",
        rows=(("Måling", "Dato", "Måltall", "Resultat"), (V, DAY_4, 2, 5.5), (V, DAY_11, 2, 6)),
        points=((V, OCT_4, 5.5), (V, OCT_11, 6)),
    ),
    Book(
        name="Måltall alone", meant="the value, as there is no other",
        rows=(("Måling", "Dato", "Måltall"), (V, DAY_4, 5.5)), points=((V, OCT_4, 5.5),),
    ),
    Book(
        name="a count and a share", meant="one of them is the value",
        rows=(("Måling", "Dato", "Antall", "Totalt", "Andel"), (F, DAY_4, 2, 40, 0.05)),
        told=(ASK + VALUES,), answers={VALUES: "Andel"}, settled=((F, OCT_4, 0.05),),
    ),
    Book(
        name="a column of shares that nobody has filled", meant="the count",
        rows=(("Måling", "Dato", "Antall", "Andel"), (F, DAY_4, 2, None)), points=((F, OCT_4, 2),),
    ),
)  # fmt: skip
DAYS = (
    Book(
        name="American dates", meant="the month first, in all of the column",
        rows=(LONG, (V, "11/24/2026", 3), (V, "3/4/2026", 4), (V, "12/1/2026", 5)),
        told=(ASK + ORDER,), answers={ORDER: "month-first"},
        settled=((V, "2026-11-24", 3), (V, "2026-03-04", 4), (V, "2026-12-01", 5)),
    ),
    Book(
        name="Norwegian dates with strokes", meant="the day first, as 24/11 shows",
        rows=(LONG, (V, "24/11/2026", 3), (V, "3/4/2026", 4)),
        points=((V, "2026-11-24", 3), (V, "2026-04-03", 4)),
    ),
    Book(
        name="points are Norwegian", meant="the day first",
        rows=(LONG, (V, "3.4.2026", 3), (V, "4.5.26", 4)),
        points=((V, "2026-04-03", 3), (V, "2026-05-04", 4)),
    ),
    Book(
        name="strokes that show nothing", meant="either",
        rows=(LONG, (V, "3/4/2026", 3), (V, "5/4/2026", 4)),
        told=(ASK + ORDER,), answers={ORDER: "day-first"},
        settled=((V, "2026-04-03", 3), (V, "2026-04-05", 4)),
    ),
    Book(
        name="both orders", meant="two people wrote it",
        rows=(LONG, (V, "11/24/2026", 3), (V, "24/11/2026", 4)),
        told=(ASK + ORDER,), answers={ORDER: "day-first"}, settled=((V, "2026-11-24", 4),),
    ),
    Book(
        name="American dates that Excel turned", meant="12 January became 1 December, and 11/24 stayed text",
        rows=(LONG, (V, "11/24/2026", 3), (V, date(2026, 1, 12), 5), (V, date(2026, 3, 25), 6)),
        points=((V, "2026-03-25", 6),), told=(ASK + ORDER,), answers={ORDER: "month-first-in-all"},
        settled=((V, "2026-11-24", 3), (V, "2026-12-01", 5), (V, "2026-03-25", 6)),
    ),
    Book(
        name="American dates beside real ones", meant="the real ones stand",
        rows=(LONG, (V, "11/24/2026", 3), (V, date(2026, 1, 12), 5)),
        told=(ASK + ORDER,), answers={ORDER: "month-first"},
        settled=((V, "2026-11-24", 3), (V, "2026-01-12", 5)),
    ),
    Book(
        name="a year with a slip", meant="2027",
        rows=(LONG, (V, "04.10.0207", 3), (V, DAY_11, 4)),
        points=((V, OCT_11, 4),), told=("error unlikely_year",),
    ),
    Book(
        name="the year 1900", meant="a number that Excel shows as a day",
        rows=(LONG, (V, date(1900, 2, 1), 3), (V, DAY_11, 4)),
        points=((V, OCT_11, 4),), told=("error unlikely_year",),
    ),
    Book(
        name="10/2027 under Dato", meant="week 10, or October",
        rows=(LONG, (V, "10/2027", 3), (V, "11/2027", 4)),
        told=(ASK + WEEK,), answers={WEEK: "month"}, settled=((V, "2027-10-01", 3), (V, "2027-11-01", 4)),
    ),
    Book(
        name="10/2027 under Uke", meant="weeks",
        rows=(("Uke", V), ("10/2027", 3), ("11/2027", 4)),
        points=((V, "2027-03-08", 3), (V, "2027-03-15", 4)),
    ),
    Book(
        name="2027-02 under Uke", meant="week 2, or February",
        rows=(("Uke", V), ("2027-02", 3), ("2027-03", 4)),
        told=(ASK + WEEK,), answers={WEEK: "week"}, settled=((V, "2027-01-11", 3), (V, "2027-01-18", 4)),
    ),
    Book(
        name="2026-52 under Uke", meant="weeks, as 52 shows",
        rows=(("Uke", V), ("2026-52", 3), ("2027-01", 4)),
        points=((V, "2026-12-21", 3), (V, "2027-01-04", 4)),
    ),
    Book(
        name="24/11-26", meant="the day first, as nobody else writes so",
        rows=(LONG, (V, "24/11-26", 3), (V, "1/12-2026", 4)),
        points=((V, "2026-11-24", 3), (V, "2026-12-01", 4)),
    ),
    Book(
        name="the year in a column of its own", meant="weeks 40 and 41 of 2027",
        rows=(("År", "Uke", V), (2027, 40, 5), (2027, "uke 41", 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="months with the year in a column of its own", meant="September and October",
        rows=(("År", "Måned", V), (2027, "september", 5), (2027, 10, 4)),
        points=((V, "2027-09-01", 5), (V, "2027-10-01", 4)),
    ),
    Book(
        name="the week beside the day", meant="one measure; the week is no number",
        rows=(("Dato", "Uke", V), (DAY_4, 40, 5), (DAY_11, 41, 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="the month before the week", meant="the weeks are the days",
        rows=(("Måned", "Uke", V), ("oktober", "uke 40 2027", 5), ("oktober", "uke 41 2027", 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="months in words", meant="the first day of each",
        rows=(("Måned", V), ("oktober 2027", 3), ("nov. 27", 4), ("2027-12", 5)),
        points=((V, "2027-10-01", 3), (V, "2027-11-01", 4), (V, "2027-12-01", 5)),
    ),
)  # fmt: skip
LAYOUTS = (
    Book(
        name="weeks across the top", meant="four numbers",
        rows=(("Indikator", "uke 40 2027", "uke 41 2027"), (V, 5, 4), (F, 1, 0)),
        points=((V, OCT_4, 5), (V, OCT_11, 4), (F, OCT_4, 1), (F, OCT_11, 0)),
    ),
    Book(
        name="months across the top, under a title", meant="two numbers",
        rows=(("Målinger 2027",), (), ("", "okt 2027", "nov 2027"), (V, 5, "4,5")),
        points=((V, "2027-10-01", 5), (V, "2027-11-01", 4.5)),
    ),
    Book(
        name="days across the top", meant="two numbers, and a goal that is none",
        rows=((V, DAY_4, DAY_11, "Mål"), (F, 5, 4, 3)),
        points=((F, OCT_4, 5), (F, OCT_11, 4)),
    ),
    Book(
        name="weeks across the top without a year", meant="this year, but which?",
        rows=(("Indikator", "Uke 40", "Uke 41"), (V, 5, 4), (F, 1, 0)),
        told=("warning unclear_date",) * 2,
    ),
    Book(
        name="weeks down, in nynorsk", meant="two numbers",
        rows=(("Veke", V), ("veke 40 2027", 5), ("veke 41 2027", 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="a form's helpers", meant="one measure",
        rows=(
            ("ID", "Fullføringstidspunkt", "E-post", "Nr", "Dato", V, "Målverdi", "Median", "Registrert av", "Sign."),
            (1, DAY_4, "anonymous", 1, DAY_4, 5, 3, 4, "Kari", "KN"),
            (2, DAY_11, "anonymous", 2, DAY_11, 4, 3, 4, "Kari", "KN"),
        ),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="helpers of words and days", meant="one measure, and a column that is said to hold no numbers",
        rows=(
            ("Dato", "Til", "Ukedag", "Klokkeslett", V, "Kommentarer", "Lege"),
            (DAY_4, DAY_11, "mandag", time(8, 30), 5, "", "Kari"), (DAY_11, DAY_18, "mandag", time(9), 4, "ferie", "Per"),
        ),
        points=((V, OCT_4, 5), (V, OCT_11, 4)), told=("info no_numbers",),
    ),
    Book(
        name="the mean in a row below", meant="no day, and no number",
        rows=(("Dato", V), (DAY_4, 5), (DAY_11, "-"), ("Snitt", 5)), points=((V, OCT_4, 5),),
    ),
    Book(
        name="a sum across", meant="no measure",
        rows=(("Måling", "uke 40 2027", "uke 41 2027"), (V, 5, 4), ("Sum", 5, 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="a sum alone", meant="a measure",
        rows=(("Uke", "Totalt"), ("uke 40 2027", 5)), points=(("Totalt", OCT_4, 5),),
    ),
    Book(
        name="tables below each other", meant="each has its own measure",
        rows=(("Dato", V), (DAY_4, 5), (), ("Dato", F), (DAY_11, 1), ("Dato", "Avvik"), (DAY_18, 2)),
        points=((V, OCT_4, 5), (F, OCT_11, 1), ("Avvik", OCT_18, 2)),
    ),
    Book(
        name="tables side by side", meant="each has its own days",
        rows=(("Dato", V, None, "Dato", F), (DAY_4, 5, None, DAY_11, 1), (DAY_11, 4, None, DAY_18, 2)),
        points=((V, OCT_4, 5), (V, OCT_11, 4), (F, OCT_11, 1), (F, OCT_18, 2)),
    ),
    Book(
        name="long tables side by side", meant="each has its own measures",
        rows=((*LONG, *LONG), (V, DAY_4, 5, F, DAY_11, 1)),
        points=((V, OCT_4, 5), (F, OCT_11, 1)),
    ),
    Book(
        name="weeks across, and others below", meant="each has its own weeks",
        rows=(("Måling", "uke 40 2027"), (V, 5), ("Måling", "uke 41 2027"), (V, 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="the date above the table", meant="when it was written, and no measure",
        rows=(("Dato", "1.12.2027"), ("Avdeling", "Kirurgi"), (), ("Uke", V), ("uke 40 2027", 5)),
        points=((V, OCT_4, 5),),
    ),
    Book(
        name="the period above the table", meant="no days of numbers",
        rows=(("Periode", "1.9.2027", "31.12.2027"), (), LONG, (V, DAY_4, 5)), points=((V, OCT_4, 5),),
    ),
    Book(
        name="rows with more days than one", meant="the first is the day, and none are headings",
        rows=(("Måling", "Dato", "Fra", "Til", "Verdi"), (V, DAY_4, DAY_4, DAY_11, 5), (V, DAY_11, DAY_11, DAY_18, None),
              (V, DAY_18, DAY_4, DAY_18, 4)),
        points=((V, OCT_4, 5), (V, OCT_18, 4)),
    ),
    Book(
        name="a layout that nobody knows", meant="numbers that must not be passed over",
        rows=((V, "", ""), ("først", 5, 4), ("sist", 3, 2)),
        told=("warning unknown_layout",),
    ),
)  # fmt: skip
SERIES = (
    Book(
        name="three numbers for one day", meant="one of them",
        rows=(LONG, (V, DAY_4, 5), ("ventetid ", DAY_4, 7), (V, DAY_4, 6), (V, DAY_11, 8)),
        points=((V, OCT_11, 8),), told=("info same_name", ASK + DOUBLES),
        answers={DOUBLES: "7"}, settled=((V, OCT_4, 7), (V, OCT_11, 8)),
    ),
    Book(
        name="two shifts a day", meant="their sum",
        rows=(LONG, (F, DAY_4, 1), (F, DAY_4, 2)),
        told=(ASK + DOUBLES,), answers={DOUBLES: "sum"}, settled=((F, OCT_4, 3),),
    ),
    Book(
        name="two shifts on many days", meant="one question for all of them",
        rows=(LONG, *[(F, date(2027, 10, day), number) for day in range(1, 6) for number in (1, 2)]),
        told=(ASK + DOUBLES,), answers={DOUBLES: "mean"},
        settled=tuple((F, f"2027-10-0{day}", 1.5) for day in range(1, 6)),
    ),
    Book(
        name="a misspelt measure", meant="one measure",
        rows=(LONG, (V, DAY_4, 5), (V, DAY_11, 4), ("Ventetdi", DAY_18, 3)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)), told=(ASK + NAMES,),
        answers={NAMES: "same"}, settled=((V, OCT_4, 5), (V, OCT_11, 4), (V, OCT_18, 3)),
    ),
    Book(
        name="a measure with another sign", meant="another measure",
        rows=(LONG, ("Fall-natt", DAY_4, 5), ("Fall natt", DAY_11, 4)),
        points=(("Fall-natt", OCT_4, 5),), told=(ASK + NAMES,),
        answers={NAMES: "another"}, settled=(("Fall-natt", OCT_4, 5), ("Fall natt", OCT_11, 4)),
    ),
    Book(
        name="measures that a syllable tells apart", meant="two measures of each",
        rows=(
            ("Dato", "Innleggelser", "Reinnleggelser", "Planlagte opphold", "Uplanlagte opphold"),
            (DAY_4, 85, 4, 60, 25),
        ),
        points=(
            ("Innleggelser", OCT_4, 85), ("Reinnleggelser", OCT_4, 4), ("Planlagte opphold", OCT_4, 60),
            ("Uplanlagte opphold", OCT_4, 25),
        ),
    ),
    Book(
        name="a measure in two wards' sheets", meant="two measures",
        rows=(("Dato", V), (DAY_4, 5)), more={"Post B": (("Dato", V), (DAY_11, 50))},
        told=(ASK + NAMES,), answers={NAMES: "another"},
        settled=((f"{V} (Tall)", OCT_4, 5), (f"{V} (Post B)", OCT_11, 50)),
    ),
    Book(
        name="a measure in two wards' tables", meant="two measures",
        rows=(("Post A",), ("Dato", V), (DAY_4, 5), (), ("Post B",), ("Dato", V), (DAY_11, 50)),
        told=(ASK + NAMES,), answers={NAMES: "another"},
        settled=((f"{V} (Post A)", OCT_4, 5), (f"{V} (Post B)", OCT_11, 50)),
    ),
    Book(
        name="a measure in the tables of numbered wards", meant="one measure, a person says",
        rows=(("Post 1",), ("Dato", V), (DAY_4, 5), ("Post 2",), ("Dato", V), (DAY_11, 50)),
        told=(ASK + NAMES,), answers={NAMES: "same"}, settled=((V, OCT_4, 5), (V, OCT_11, 50)),
    ),
    Book(
        name="a measure in the tables of two half years", meant="one measure",
        rows=(("Vår 2027",), ("Dato", V), (DAY_4, 5), ("Høst 2027",), ("Dato", V), (DAY_11, 4)),
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="a measure in the sheets of two years", meant="one measure",
        rows=(("Dato", V), (DAY_4, 5)), more={"Tall 2027": (("Dato", V), (DAY_11, 4))},
        points=((V, OCT_4, 5), (V, OCT_11, 4)),
    ),
    Book(
        name="measures that are numbered", meant="two measures",
        rows=(LONG, ("Trykksår grad 1", DAY_4, 5), ("Trykksår grad 2", DAY_4, 4)),
        points=(("Trykksår grad 1", OCT_4, 5), ("Trykksår grad 2", OCT_4, 4)),
    ),
    Book(
        name="in other brackets", meant="two measures",
        rows=(LONG, ("Ventetid (dager)", DAY_4, 5), ("Ventetid (timer)", DAY_4, 120)),
        points=(("Ventetid (dager)", OCT_4, 5), ("Ventetid (timer)", OCT_4, 120)),
    ),
    Book(
        name="per cent in text", meant="shares",
        rows=(LONG, (F, DAY_4, "85 %"), (F, DAY_11, "87,5%")),
        points=((F, OCT_4, 0.85), (F, OCT_11, 0.875)),
    ),
    Book(
        name="per cent and a number without its sign", meant="85 is 85 %",
        rows=(LONG, (F, DAY_4, 85), (F, DAY_11, "87 %")),
        told=(ASK + SHARES,), answers={SHARES: "shares"}, settled=((F, OCT_4, 0.85), (F, OCT_11, 0.87)),
    ),
    Book(
        name="per cent by Excel's format", meant="85 is 85 %",
        rows=(LONG, (F, DAY_4, 85), (F, DAY_11, 0.87)), change=in_format("0%", "C3"),
        told=(ASK + SHARES,), answers={SHARES: "shares"}, settled=((F, OCT_4, 0.85), (F, OCT_11, 0.87)),
    ),
    Book(
        name="all in Excel's per cent", meant="shares",
        rows=(LONG, (F, DAY_4, 0.85), (F, DAY_11, 0.87)), change=in_format("0%", "C2", "C3"),
        points=((F, OCT_4, 0.85), (F, OCT_11, 0.87)),
    ),
    Book(
        name="shares and per cent", meant="0,85 is 85 %, and 87 is 87 %",
        rows=(LONG, ("Andel", DAY_4, 0.85), ("Andel", DAY_11, 87)),
        told=(ASK + SHARES,), answers={SHARES: "shares"},
        settled=(("Andel", OCT_4, 0.85), ("Andel", OCT_11, 0.87)),
    ),
    Book(
        name="hours, some of them few", meant="hours",
        rows=(LONG, (V, DAY_4, 0.5), (V, DAY_11, 3), (V, DAY_18, 24)),
        points=((V, OCT_4, 0.5), (V, OCT_11, 3), (V, OCT_18, 24)),
    ),
    Book(
        name="counts from nothing", meant="counts",
        rows=(LONG, (F, DAY_4, 0), (F, DAY_11, 1), (F, DAY_18, 30)),
        points=((F, OCT_4, 0), (F, OCT_11, 1), (F, OCT_18, 30)),
    ),
)  # fmt: skip
BOOKS = (*NUMBERS, *DAYS, *LAYOUTS, *SERIES)
