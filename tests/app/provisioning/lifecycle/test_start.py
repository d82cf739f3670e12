"""Next year's cohort from last year's: as it was run, on new dates that wait to be confirmed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.small_cohort import at
from typer.testing import CliRunner

from app.audit import Deed
from app.cli import kull
from app.errors import Invalid, NotFound
from app.meetings import service as meetings
from app.programmes import shelf
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import confirm_dates, start_cohort, start_cohort_like
from app.provisioning.preview.picture_of import Surroundings, draw

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.programmes.language.definition import Definition

TODAY = at("2026-04-01T08:00")
SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


def begun(
    session: Session, definition: Definition, name: str = "Kull 3", without: tuple[str, ...] = ()
) -> Cohort:
    return start_cohort(
        session,
        definition=definition,
        start_year=2026,
        name=name,
        deed=Deed(actor="rhf", at=TODAY),
        switched_off=without,
    )


def anew(session: Session, like: Cohort, start_year: int = 2027) -> Cohort:
    return start_cohort_like(
        session, like=like, start_year=start_year, name="Kull 4", deed=Deed(actor="rhf", at=TODAY)
    )


def test_the_dates_it_was_held_come_on_the_same_weekday_of_the_same_week_and_wait(session: Session) -> None:
    last = begun(session, shelf.shipped_one("torn-kull-3"))
    moved = meetings.with_key(session, cohort_id=last.id or 0, key="samling-1").id or 0
    meetings.reschedule(session, moved, starts_at=at("2026-09-22T00:00"), deed=Deed(actor="rhf", at=TODAY))
    april = meetings.with_key(session, cohort_id=last.id or 0, key="oppstart-prosjektledere").id or 0
    meetings.reschedule(session, april, starts_at=at("2026-04-14T09:00"), deed=Deed(actor="rhf", at=TODAY))

    cohort = anew(session, last)
    rows = meetings.of_cohort(session, cohort.id or 0)
    assert [
        (one.key, str(one.starts_at and one.starts_at.astimezone(meetings.OSLO)), one.basis)
        for one in rows[:5]
    ] == [
        ("oppstart-prosjektledere", "2027-04-20 09:00:00+02:00", "moved"),
        ("oppstart-veiledere", "None", "moved"),
        ("forberedelse", "2027-08-30 13:00:00+02:00", "moved"),
        ("samling-1", "2027-09-28 00:00:00+02:00", "moved"),
        ("innsjekk-uke-43", "2027-10-25 13:00:00+02:00", "moved"),
    ]
    picture = draw(session, cohort.id or 0, Surroundings(now=TODAY, owner_addresses=()))
    assert {meeting.may_invite for meeting in picture.meetings} == {False}
    confirm_dates(session, cohort.id or 0, meeting_key=None, deed=Deed(actor="rhf", at=TODAY))
    picture = draw(session, cohort.id or 0, Surroundings(now=TODAY, owner_addresses=()))
    assert {meeting.may_invite for meeting in picture.meetings} == {True}


def test_it_is_the_programme_as_it_was_run(session: Session) -> None:
    last = begun(session, shelf.shipped_one("torn-kull-3"))
    changes = {"meetings": {"samling-2": {"theme": "Vårt tema"}, "veiledermote-uke-50": None}}
    deviate(session, last.id or 0, changes=changes, why="Erfaring", deed=Deed(actor="rhf", at=TODAY))
    cohort = anew(session, last)
    keys = [one.key for one in meetings.of_cohort(session, cohort.id or 0)]
    assert "veiledermote-uke-50" not in keys
    assert meetings.with_key(session, cohort_id=cohort.id or 0, key="samling-2").theme == "Vårt tema"
    assert cohort.definition["source"]["document"] == "Kullet «Kull 3», startet i 2026"
    assert (cohort.programme, cohort.programme_version) == ("torn-kull-3", 2)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_programme_can_be_run_again_with_and_without_its_additions(session: Session, name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    last = begun(session, definition, without=tuple(definition.additions))
    cohort = anew(session, last)
    again = start_cohort_like(
        session, like=cohort, start_year=2028, name="Kull 5", deed=Deed(actor="rhf", at=TODAY)
    )
    counts = [len(meetings.of_cohort(session, one.id or 0)) for one in (last, cohort, again)]
    assert counts[0] > 0
    assert max(counts) - min(counts) <= 1  # a weekly meeting has 52 or 53


def test_the_same_year_or_an_earlier_one_is_refused(session: Session) -> None:
    last = begun(session, shelf.shipped_one("torn-kull-3"))
    with pytest.raises(Invalid, match="Kullet må starte etter 2026, da Kull 3 startet"):
        anew(session, last, 2026)


def test_every_shipped_version_can_be_started_from_the_terminal(here: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(kull, ["cohorts", *words], catch_exceptions=False).stdout

    began = {}
    for name in SHIPPED:
        key, _, version = name.partition("@")
        usual = ("new", "--start-year", "2027", "--name", name, "--programme", key)
        run(*usual, "--version", version)
        began[name] = json.loads(run("show", name, "--json"))
    assert {name: one["programme"] for name, one in began.items()} == {
        name: name.partition("@")[0] for name in SHIPPED
    }
    gatherings = {
        name: [one["key"] for one in began[name]["meetings"]] for name in ("vestre-viken@1", "vestre-viken@3")
    }
    assert gatherings == {
        "vestre-viken@1": ["samling-1", "samling-2", "samling-3", "samling-4"],
        "vestre-viken@3": ["samling-1", "samling-2", "samling-3"],
    }
    with pytest.raises(NotFound, match="Programmet «vestre-viken» har ingen versjon 4"):
        run("new", "--start-year", "2027", "--name", "x", "--programme", "vestre-viken", "--version", "4")
    with pytest.raises(Invalid, match=r"Versjonen \(--version\) velges sammen med et program"):
        run("new", "--start-year", "2028", "--name", "x", "--like", "vestre-viken@1", "--version", "1")


def test_from_the_terminal(here: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(kull, ["cohorts", *words], catch_exceptions=False).stdout

    run("new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Kull 3")
    assert run("new", "--like", "Kull 3", "--start-year", "2027", "--name", "Kull 4") == (
        "Kull 2, Kull 4, er startet.\n"
    )
    shown = json.loads(run("show", "Kull 4", "--json"))
    assert [(one["starts_at"] or "")[:10] for one in shown["meetings"]][3] == "2027-09-22"
    with pytest.raises(Invalid, match="Velg enten et program"):
        run("new", "--like", "Kull 3", "--programme", "torn-kull-3", "--start-year", "2028", "--name", "x")
