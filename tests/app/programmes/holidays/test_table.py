"""School holidays are kept in a table: added together or not at all, corrected, removed, and used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.small_cohort import at
from typer.testing import CliRunner

from app.audit import AuditRecord, Deed
from app.cli import kull
from app.errors import Conflict, NotFound
from app.programmes.holidays import table
from app.programmes.holidays.pasted import holidays_pasted

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

RHF = Deed(actor="rhf", at=at("2026-04-01T08:00"))
WINTER = "Nordland;Vinterferie;01.03.2027;05.03.2027;nfk.no;2027"
AUTUMN = "Nordland;Høstferie;05.10.2026;09.10.2026;nfk.no;2026"


def add(session: Session, *rows: str) -> tuple[int, int]:
    added, stood = table.add_holidays(session, holidays_pasted("\n".join(rows)), deed=RHF)
    return len(added), stood


def there(session: Session) -> list[tuple[str, str, str]]:
    return [(one.name, str(one.first_day), str(one.last_day)) for one in table.county_holidays(session)]


def test_rows_are_added_and_those_that_stand_there_are_counted(session: Session) -> None:
    assert (add(session, WINTER), add(session, WINTER, AUTUMN, AUTUMN)) == ((1, 0), (1, 2))
    assert there(session) == [
        ("Vinterferie", "2027-03-01", "2027-03-05"),
        ("Høstferie", "2026-10-05", "2026-10-09"),
    ]
    session.commit()
    kept = session.exec(select(AuditRecord.about).where(AuditRecord.act == "school holidays kept")).all()
    assert kept == ["Vinterferie i Nordland fra 01.03.2027", "Høstferie i Nordland fra 05.10.2026"]


def test_a_holiday_that_stands_there_otherwise_refuses_them_all(session: Session) -> None:
    add(session, WINTER)
    with pytest.raises(
        Conflict, match=r"Vinterferie i Nordland fra 01\.03\.2027 står der alt, men ikke likt"
    ):
        add(session, AUTUMN, WINTER.replace("05.03.2027", "08.03.2027"))
    assert there(session) == [("Vinterferie", "2027-03-01", "2027-03-05")]


def test_a_row_is_corrected_and_removed(session: Session) -> None:
    add(session, WINTER, AUTUMN)
    winter = table.county_holidays(session)[0].id
    (corrected,) = holidays_pasted(WINTER.replace("05.03.2027", "08.03.2027"))
    table.correct_holiday(session, winter, corrected, deed=RHF)
    assert there(session)[0] == ("Vinterferie", "2027-03-01", "2027-03-08")
    with pytest.raises(Conflict, match="Høstferie i Nordland"):
        table.correct_holiday(session, winter, holidays_pasted(AUTUMN)[0], deed=RHF)
    table.remove_holiday(session, winter, deed=RHF)
    assert [name for name, _, _ in there(session)] == ["Høstferie"]
    with pytest.raises(NotFound, match="Det finnes ingen skoleferie med nummer 99"):
        table.remove_holiday(session, 99, deed=RHF)


def test_dates_are_held_against_them_with_the_sources_year(session: Session) -> None:
    add(session, WINTER)
    (known,) = table.known_school_holidays(session)
    assert (known.county, known.name, known.source) == ("Nordland", "Vinterferie", "nfk.no 2027")


def run(*words: str, text: str | None = None) -> str:
    done = CliRunner().invoke(kull, list(words), input=text, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_from_the_terminal_they_are_added_used_listed_and_removed(own_database: Path) -> None:
    assert run("school-holidays", "list") == "Ingen skoleferier er lagt inn.\n"
    file = own_database / "ferier.csv"
    file.write_text(f"{WINTER}\n{AUTUMN}\n", "utf-8")
    assert run("school-holidays", "add", str(file)) == "2 skoleferier er lagt inn. 0 sto der fra før.\n"
    assert json.loads(run("school-holidays", "add", "-", "--json", text=WINTER)) == {"added": [], "stood": 1}
    assert run("school-holidays", "list") == (
        "1  Nordland: Vinterferie 01.03.2027–05.03.2027 (kilde: nfk.no 2027)\n"
        "2  Nordland: Høstferie 05.10.2026–09.10.2026 (kilde: nfk.no 2026)\n"
    )
    dates = json.loads(run("programmes", "dates", "torn-kull-3", "--start-year", "2026", "--json"))
    assert [one["text"] for one in dates["warnings"] if one["code"].startswith("school")] == [
        "«Digital innsjekk» mandag 01.03.2027 kl. 13:00–14:00 er i vinterferie i Nordland (kilde: nfk.no 2027)."
    ]
    assert run("school-holidays", "remove", "1") == "Skoleferien er fjernet.\n"
    assert [one["name"] for one in json.loads(run("school-holidays", "list", "--json"))] == ["Høstferie"]
    with pytest.raises(Exception, match=r"borte\.csv: Filen finnes ikke"):
        run("school-holidays", "add", "borte.csv")
