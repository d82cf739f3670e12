"""Workbooks whose rows or headings are not what they seem: crossed addresses, two names, trusts, two-line headings."""

from __future__ import annotations

from app.enrolment.doubts.ledger import Known, KnownTeam

from .books import KARI, LIV, OLA, TOR, Book, Row, example, person

KIRURGI = Known(teams={"kirurgi bodø": KnownTeam("Kirurgi Bodø", "NLSH")})


def crossed(name: str, *rows: Row, enrolled: dict[str, str]) -> Book:
    """Lay out rows of which some have another's address."""
    return Book(
        name=name,
        meant="adressene er forskjøvet mot navnene",
        rows=rows,
        enrolled=enrolled,
        asked=("address_of_another",),
        answer="leave",
        then=enrolled,
    )


def with_address(name: str, address: str, *, role: str = "medarbeider") -> Row:
    return person(name, "Kirurgi Bodø", role=role, email=f"{address}@example.no")


def two_names(written: str, address: str = "per.dahl") -> Book:
    """Lay out a row of two people beside a team's leader."""
    return Book(
        name=f"two names: {written}",
        meant="to personer i én celle",
        rows=(KARI, with_address(written, address)),
        enrolled={"Kirurgi Bodø": "Kari Nes"},
        asked=("names_in_cell",),
        answer="one",
        then={"Kirurgi Bodø": f"Kari Nes, {written}"},
    )


def of_trust(name: str, answer: str, *rows: Row, then: dict[str, str]) -> Book:
    return Book(
        name=name,
        meant="et annet foretaks team, eller det samme",
        rows=rows,
        known=KIRURGI,
        enrolled={},
        asked=("team_of_trust",),
        answer=answer,
        then=then,
    )


CROSSED = (
    crossed(
        "a column sorted alone",
        with_address("Kari Nes", "ola.vik", role="leder"),
        with_address("Ola Vik", "per.dahl"),
        with_address("Per Dahl", "kari.nes"),
        TOR,
        LIV,
        enrolled={"Barsel Tromsø": "Tor Lie, Liv Berg"},
    ),
    crossed(
        "a column pulled a row down",
        KARI,
        with_address("Ola Vik", "per.dahl"),
        with_address("Per Dahl", "siv.moe"),
        with_address("Siv Moe", "x"),
        enrolled={"Kirurgi Bodø": "Kari Nes, Siv Moe"},
    ),
    crossed(
        "two that share a first name",
        with_address("Kari Nes", "kari.vik", role="leder"),
        with_address("Kari Vik", "kari.nes"),
        with_address("Per Dahl", "per.dahl"),
        enrolled={"Kirurgi Bodø": "Per Dahl"},
    ),
    Book(
        name="a longer name than the address",
        meant="hver sin adresse",
        rows=(KARI, with_address("Ola Vik Berg", "ola.vik"), with_address("Ola Vik", "ola.vik2")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik Berg, Ola Vik"},
    ),
    two_names("Per Dahl, Siv Moe"),
    two_names("Per Dahl + Siv Moe"),
    two_names("Per Dahl eller Siv Moe"),
    two_names("Per Dahl → Siv Moe"),
    two_names("Per Dahl -> Siv Moe"),
    Book(
        name="two surnames before two first names",
        meant="én person",
        rows=(KARI, with_address("Dahl Moe, Siv Anne", "siv.moe")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Dahl Moe, Siv Anne"},
    ),
    of_trust("a team of another trust", "another", KARI, OLA, then={"Kirurgi Bodø UNN": "Kari Nes, Ola Vik"}),
    of_trust("the same team, moved", "moved", KARI, OLA, then={"Kirurgi Bodø": "Kari Nes, Ola Vik"}),
    of_trust("the same team, one from elsewhere", "same", OLA, then={"Kirurgi Bodø": "Ola Vik"}),
    Book(
        name="one from elsewhere in a known team",
        meant="lederen er fra foretaket",
        rows=(OLA, person("Siv Moe", "Kirurgi Bodø", role="leder", trust="NLSH")),
        known=KIRURGI,
        enrolled={"Kirurgi Bodø": "Ola Vik, Siv Moe"},
    ),
    example("«Eks.:» before the trust", person("Nina Nilsen", "Føden", role="leder", trust="Eks.: UNN")),
    example("«Eks.» before the name", person("Eks. Nina Nilsen", "Kirurgi Bodø")),
    example("«Eks:» before the team", person("Nina Nilsen", "Eks: Føden", role="leder")),
    Book(
        name="a surname that begins as an example",
        meant="Eksund er et etternavn",
        rows=(KARI, with_address("Eksund Nina", "nina")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Eksund Nina"},
    ),
)
