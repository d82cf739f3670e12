"""Who does not take part, said in other words: comments, answers, notes, headings of parts, and other sheets."""

from __future__ import annotations

from .books import BOTH, KARI, LIV, OLA, TOR, Book, Row, Rows, beside, commented, person, remarked, withdrawn

WITHOUT_LIV = {"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Tor Lie"}
FIRST = {"Kirurgi Bodø": "Kari Nes, Ola Vik"}

GONE_IN_COMMENT = (
    "Sol Dahl: Trukket",
    "Har sluttet, Eva Lie tar over",
    "Har sluttet. Vikar kommer.",
    "Meldt seg av 3.2.",
    "Meldte avbud på telefon",
    "Avbud",
    "Kan dessverre ikke delta",
    "Blir ikke med likevel",
    "Er ikke med lenger",
    "Skal ikke være med lenger",
    "Ikke lenger i teamet",
    "Langtidssykmeldt, deltar ikke",
    "Slutter 1. mars",
    "Går ut i permisjon",
    "Byttes ut med Eva Lie",
    "Strykes fra lista",
    "Ta ut",
    "Withdrew",
    "Hei! Liv har dessverre trukket seg fra prosjektet fordi hun skal ut i permisjon",
    "Avmeldt per e-post 3. februar, se sak 2027/123 i arkivet hos oss",
    "Eva overtar for Liv, som har trukket seg",
    "Kan ikke delta på grunn av sykdom",
    "Er Liv fortsatt med?\nNei, dessverre",
    "Har Liv trukket seg?\nJa, i går",
)
STAYS_IN_COMMENT = (
    "Ny i teamet",
    "Overtok etter Per som har trukket seg",
    "Erstatter Per Moe, som har sluttet",
    "Kan ikke delta på samling 1",
    "Kan ikke delta 12. mars",
    "Avbud til middagen",
    "Deltar digitalt på samling 2",
    "Tilbake fra permisjon i mars",
    "Var på venteliste, har nå fått plass",
    "Utgår ikke",
    "Har sluttet å røyke",
    "Vikar for Eva Lie (permisjon)",
    "Ønsker ikke å motta SMS",
    "Har Liv trukket seg?\nNei, hun er med",
)
GONE_IN_COLUMN = (
    ("Deltar?", "Nei, har trukket seg"),
    ("Deltar?", "Avmeldt"),
    ("Deltar", "Nei (syk)"),
    ("Deltar du?", "Nei"),
    ("Ønsker du å delta?", "Nei takk"),
    ("Kan du delta?", "Nei"),
    ("Bekreftet deltakelse", "Nei"),
    ("Deltakelse", "Nei"),
    ("Fortsatt med?", "Nei"),
    ("Deltar i programmet", "Nei"),
    ("Deltar", "Usikker"),
    ("Status", "Inaktiv"),
    ("Svar", "Avbud"),
    ("Svar", "Kommer ikke"),
    ("Vedtak", "Avslått"),
    ("Dato avmeldt", "12.02.2027"),
    ("Avmeldt (dato)", "12.02.2027"),
    ("Sluttdato", "12.02.2027"),
    ("Merknad", "har sluttet, Eva overtar"),
)
STAYS_IN_COLUMN = (
    ("Deltar på læringssamling 1", "Nei"),
    ("Deltar på nettverksmøte 2", "Nei"),
    ("Deltar på programdag 12. mars", "Nei"),
    ("Delta på forbedringskurs?", "Nei"),
    ("Deltar digitalt", "Nei"),
    ("Er med i styringsgruppa", "Nei"),
    ("Frist for avmelding", "12.02.2027"),
    ("Meldt avbud til middag", "x"),
    ("Deltar", "Ja, digitalt"),
    ("Ønsket rom", "Nei"),
)
NOTES = (
    ("NB: Liv Berg har trukket seg fra teamet.",),
    ("Avmeldt:", "Liv Berg"),
    ("Avmeldt: Liv Berg",),
    ("Oppdatert 3.2.: Liv Berg er avmeldt, Tor Lie kommer i stedet",),
)
PARTS = (
    "Reserver:",
    "Varamedlemmer",
    "Ikke bekreftet ennå:",
    "Disse har meldt avbud:",
    "Avmeldinger pr. 3. februar 2027, se e-post fra Sol:",
)
OTHER_SHEETS = (
    "Reserveliste",
    "Avbud",
    "Frafall",
    "Ikke med",
    "Ikke bruk",
    "Gamle",
    "Forrige runde",
    "Backup",
    "Foreløpig",
)


def noted(note: Row) -> Book:
    """Lay out four people and a note below them that says that one has left."""
    return Book(
        name=f"notat: {' | '.join(map(str, note))}",
        meant="Liv deltar ikke",
        rows=(KARI, OLA, LIV, TOR, (), note),
        enrolled=WITHOUT_LIV,
        asked=("withdrawn_row",),
        answer="take",
        then=BOTH,
    )


def in_part(heading: str) -> Book:
    return Book(
        name=f"del: {heading}",
        meant="de under overskriften deltar ikke, eller ikke ennå",
        rows=(KARI, OLA, (), (heading,), LIV, TOR),
        enrolled=FIRST,
        asked=("withdrawn_row", "withdrawn_row"),
        answer="take",
        then=BOTH,
    )


def among(name: str, heading: str, said: tuple[str, str, str, str], *, is_out: bool) -> Book:
    """Lay out four people with a column for each to answer; the third stands out."""
    rows = tuple((*row, text) for row, text in zip((KARI, OLA, LIV, TOR), said, strict=True))
    return Book(
        name=name,
        meant="Liv deltar ikke" if is_out else "alle",
        rows=rows,
        more=(heading,),
        enrolled=WITHOUT_LIV if is_out else BOTH,
        asked=("withdrawn_row",) if is_out else (),
    )


def editions(first: str, second: str, rows: Rows, *, asked: int, enrolled: str) -> Book:
    """Lay out two sheets of the same team."""
    return Book(
        name=f"utgaver: {first} og {second}: {', '.join(str(row[3]) for row in rows)}",
        meant="det ene arket er en utgave av det andre",
        rows=(KARI, OLA),
        title=first,
        sheets={second: rows},
        enrolled={"Kirurgi Bodø": enrolled} if enrolled else {},
        asked=("other_sheet",) * asked,
    )


def a_team(name: str, rows: Rows, enrolled: dict[str, str], asked: tuple[str, ...] = ()) -> Book:
    return Book(name=name, meant="teamets navn", rows=rows, enrolled=enrolled, asked=asked)


EVA = person("Eva Lie", "Kirurgi Bodø")

BOOKS = (
    *(commented(f"kommentar borte: {text}", text) for text in GONE_IN_COMMENT),
    *(commented(f"kommentar med: {text}", text, is_out=False) for text in STAYS_IN_COMMENT),
    *(withdrawn(f"{heading} {said}", (*LIV, said), more=(heading,)) for heading, said in GONE_IN_COLUMN),
    *(remarked(f"{heading} {said}", heading, said) for heading, said in STAYS_IN_COLUMN),
    among("kryss og en tom", "Deltar", ("x", "x", "", "x"), is_out=True),
    among("ja og en tom", "Skal delta?", ("Ja", "Ja", "", "Ja"), is_out=True),
    among("bare ett kryss", "Deltar", ("x", "", "", ""), is_out=False),
    among("sluttdato hos alle", "Sluttdato", ("1.6.", "1.6.", "1.6.", "1.6."), is_out=False),
    *map(noted, NOTES),
    Book(
        name="stjerne og fotnote",
        meant="Liv deltar ikke",
        rows=(KARI, OLA, (*LIV[:3], "Liv Berg*", *LIV[4:]), TOR, (), ("* Har trukket seg",)),
        enrolled=WITHOUT_LIV,
        asked=("withdrawn_row",),
    ),
    Book(
        name="notat om et team",
        meant="hele teamet deltar ikke",
        rows=(KARI, OLA, LIV, TOR, (), ("Barsel Tromsø har trukket seg",)),
        enrolled=FIRST,
        asked=("withdrawn_row", "withdrawn_row"),
    ),
    Book(
        name="notat om frist",
        meant="alle",
        rows=(KARI, OLA, LIV, TOR, (), ("Merk: frist for avmelding er 1. mars. Ring Liv Berg ved frafall.",)),
        enrolled=BOTH,
    ),
    commented("kommentar på overskriften om en navngitt", "Avmeldt: Liv Berg 3.2.", at="D1"),
    *map(in_part, PARTS),
    *(beside(f"ark: {title}", title) for title in OTHER_SHEETS),
    beside("ark: Medisin avbudslogistikk", "Medisin avbudslogistikk", asked=False),
    editions("Påmelding", "Påmelding (2)", (KARI, EVA), asked=2, enrolled=""),
    editions("Påmelding", "Påmelding rettet", (KARI, EVA), asked=1, enrolled="Kari Nes, Eva Lie"),
    editions("Foreløpig", "Endelig", (KARI, EVA), asked=1, enrolled="Kari Nes, Eva Lie"),
    editions("Påmelding", "Påmelding v2", (KARI, EVA), asked=1, enrolled="Kari Nes, Eva Lie"),
    editions("Påmelding", "Påmelding (2)", (KARI, OLA), asked=0, enrolled="Kari Nes, Ola Vik"),
    editions("Påmelding", "Påmelding (2)", (EVA,), asked=0, enrolled="Kari Nes, Ola Vik, Eva Lie"),
    a_team(
        "team om ventelister",
        (person("Kari Nes", "Venteliste ortopedi", role="leder"),),
        {"Venteliste ortopedi": "Kari Nes"},
    ),
    a_team(
        "team om permisjon",
        (person("Kari Nes", "Permisjon i psykisk helse", role="leder"),),
        {"Permisjon i psykisk helse": "Kari Nes"},
    ),
    a_team(
        "team som er trukket",
        (KARI, person("Ola Vik", "Trukket: Barsel")),
        {"Kirurgi Bodø": "Kari Nes"},
        ("withdrawn_row",),
    ),
    Book(
        name="ark og team om ventelister",
        meant="to team i hvert sitt ark",
        rows=(KARI, OLA),
        sheets={"Venteliste ortopedi": (person("Gro Dal", "Venteliste ortopedi", role="leder"),)},
        enrolled={**FIRST, "Venteliste ortopedi": "Gro Dal"},
    ),
)
