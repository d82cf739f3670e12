from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session
from support.forms import word_form
from support.workbooks import KARI, OLA, a_cohort, xlsx
from typer.testing import CliRunner, Result

from app import db, programmes
from app.cli.cohorts import commands as cohorts
from app.cli.enrolment import commands as enrolment
from app.config import settings
from app.errors import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer import Typer


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KULL_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")
    monkeypatch.setenv("KULL_NOW", "2026-04-01T08:00:00+00:00")
    settings.cache_clear()
    db.engine.cache_clear()
    db.migrate()
    with Session(db.engine()) as session:
        programme = programmes.find(session, key="torn-kull-3").model_dump(mode="json")
        a_cohort(session, definition=programme | {"capacity": {"max": 1}, "team_rules": {}, "mentors": None})
        session.commit()
    yield
    db.engine().dispose()
    db.engine.cache_clear()
    settings.cache_clear()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "påmelding.xlsx"
    path.write_bytes(xlsx(KARI, OLA, ("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")))
    return path


def run(commands: Typer, *words: object) -> Result:
    return CliRunner().invoke(commands, [str(word) for word in words])


def test_import_prints_the_counts(workbook: Path) -> None:
    result = run(enrolment, "import", "Tørn kull 3", workbook)
    assert (result.exit_code, result.stdout) == (
        0,
        "2 team og 3 personer lest: 2 team er nye, 0 er endret.\n",
    )
    again = run(enrolment, "import", "1", workbook, "--json")
    assert json.loads(again.stdout) == {
        "teams_read": 2,
        "teams_added": 0,
        "teams_changed": 0,
        "people": 3,
        "problems": [],
    }


def test_a_dry_run_says_that_nothing_is_stored(workbook: Path) -> None:
    result = run(enrolment, "import", "1", workbook, "--dry-run")
    assert result.stdout.endswith("Dette er en prøve; ingenting er lagret.\n")
    assert json.loads(run(cohorts, "show", "1", "--json").stdout)["teams"] == []


def test_a_refused_import_prints_the_problems_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx((*KARI[:5], "sjef")))
    result = run(enrolment, "import", "1", path, "--json")
    assert [problem["code"] for problem in json.loads(result.stdout)["problems"]] == ["unknown_role"]
    assert (result.exit_code, type(result.exception)) == (1, Invalid)
    told = run(enrolment, "import", "1", path)
    assert told.stdout.startswith("Må rettes: Påmelding, rad 2, kolonne F (rolle): «sjef» er ikke en rolle")


def test_an_unknown_cohort_is_refused(workbook: Path) -> None:
    assert isinstance(run(enrolment, "import", "9", workbook).exception, NotFound)


def test_deciding_prints_who_got_a_place(workbook: Path) -> None:
    run(enrolment, "import", "1", workbook)
    assert run(enrolment, "decide", "1").stdout == (
        "Tilbud om plass (1): B\nVenteliste (1): Sengepost A\nAvslag (0): –\n"
    )
    assert json.loads(run(enrolment, "decide", "1", "--json").stdout) == {
        "offered": ["B"],
        "waiting": ["Sengepost A"],
        "declined": [],
    }


def test_a_cohort_is_listed_and_shown(workbook: Path) -> None:
    run(enrolment, "import", "1", workbook)
    listed = json.loads(run(cohorts, "list", "--json").stdout)
    assert listed == [{"id": 1, "name": "Tørn kull 3", "programme": "torn-kull-3", "state": "draft"}]
    shown = json.loads(run(cohorts, "show", "1", "--json").stdout)
    assert (shown["state"], shown["start_year"], shown["meetings"], shown["deliverables"]) == (
        "draft",
        2026,
        [],
        [],
    )
    assert shown["teams"][1] == {
        "name": "B",
        "organisation": "NLSH",
        "priority": 1,
        "place": "applied",
        "unit": None,
        "theme": None,
        "tracks": [],
        "people": [{"name": "Liv Moe", "email": "liv@example.no", "roles": ["leader"]}],
    }


def test_a_cohort_is_shown_in_words(workbook: Path) -> None:
    run(enrolment, "import", "1", workbook)
    assert run(cohorts, "show", "1").stdout.splitlines()[:4] == [
        "Tørn kull 3 (torn-kull-3, 2026): draft",
        "",
        "Team (2)",
        "  Sengepost A – UNN, 2 personer, applied",
    ]


def test_a_course_list_sets_what_is_certain_and_asks_the_rest(workbook: Path, tmp_path: Path) -> None:
    run(enrolment, "import", "1", workbook)
    path = tmp_path / "kurs.csv"
    path.write_text("Navn;E-post\nKari Nes;kari@example.no\nOla Vik;ola@privat.example\n", encoding="utf-8")
    result = run(enrolment, "course", "1", path)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        3,
        "1 fikk grunnkurs, 0 hadde det fra før, 0 har kurset foran seg, 0 adresser er ikke i kullet.",
    )
    assert "Er det Ola Vik (ola@example.no) i kullet?" in result.stdout
    told = json.loads(run(enrolment, "course", "1", path, "--json").stdout)
    assert (told["set"], told["known"], [one["proposed"] for one in told["questions"]]) == (0, 1, ["same"])


def test_several_forms_are_imported_together(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_form())
    (tmp_path / "b.xlsx").write_bytes(xlsx(("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")))
    files = (tmp_path / "a.docx", tmp_path / "b.xlsx")
    done = run(enrolment, "import", "1", *files, "--received", "2026-02-27", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["teams_added"] == 2
    refused = run(enrolment, "import", "1", *files, "--received", "i går")
    assert isinstance(refused.exception, Invalid)
