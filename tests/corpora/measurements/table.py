"""Each workbook with the figures and the findings that are right, written by hand."""

from __future__ import annotations

from datetime import date

from corpora.measurements.book import LONG, Book, in_format

V, F = "Ventetid", "Fall"
OCT_4, OCT_11, OCT_18 = "2027-10-04", "2027-10-11", "2027-10-18"
DAY_4, DAY_11, DAY_18 = date(2027, 10, 4), date(2027, 10, 11), date(2027, 10, 18)
THOUSANDS, ORDER, WEEK = "thousands-or-decimals", "day-or-month-first", "week-or-month"
SHARES, DOUBLES, NAMES = "share-or-per-cent", "several-on-a-day", "same-measure"
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
        name="no numbers", meant="missing values are said to be",
        rows=(LONG, (V, DAY_4, "<5"), (V, DAY_11, "-"), (V, DAY_18, "mangler")),
        told=("warning unclear_number",) * 3,
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
