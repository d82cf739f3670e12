"""`kull programmes` as scripts and people meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import kull
from app.errors import Invalid, NotFound

pytestmark = pytest.mark.usefixtures("own_database")
WHOLE = Path(__file__).parent / "whole.yaml"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(kull, ["programmes", *words], catch_exceptions=False)
    return result.exit_code, result.stdout


def as_json(*words: str) -> Any:
    return json.loads(run(*words, "--json")[1])


def test_the_list_names_each_programme_in_its_newest_version() -> None:
    rows = as_json("list")
    assert rows[4] == {
        "key": "torn-kull-3",
        "name": "Tørn – regionalt læringsnettverk, kull 3",
        "owner": "Helse Nord RHF",
        "version": 2,
        "shipped": True,
        "versions": [2, 1],
    }
    assert (rows[10]["key"], rows[10]["version"], rows[10]["versions"]) == ("vestre-viken", 3, [3, 2, 1])


def test_the_list_shows_a_person_every_version_the_newest_first() -> None:
    rows = [line.split("│") for line in run("list")[1].splitlines() if "vestre" in line]
    assert [row[-2].strip() for row in rows] == ["3, 2, 1"]


def test_the_dates_are_one_document_with_times_in_norway() -> None:
    dates = as_json("dates", "torn-kull-3", "--start-year", "2026")
    assert list(dates) == ["programme", "start_year", "meetings", "deliverables", "warnings"]
    assert (dates["programme"], dates["start_year"]) == ("torn-kull-3", 2026)
    assert dates["meetings"][2] == {
        "id": "forberedelse",
        "kind": "check_in",
        "title": "Digitalt forberedelsesmøte for alle deltakere",
        "audience": "everyone",
        "per": "cohort",
        "mode": "digital",
        "starts_at": "2026-08-24T13:00:00+02:00",
        "ends_at": "2026-08-24T14:00:00+02:00",
        "all_day": False,
        "precision": "exact",
        "basis": "assumed",
        "period": None,
        "place": None,
        "theme": None,
    }
    assert dates["deliverables"][0] == {
        "id": "video",
        "type": "video",
        "title": "Teampresentasjon på video",
        "due": "2026-09-11T23:59:00+02:00",
        "basis": "assumed",
    }
    assert list(dates["warnings"][0]) == ["code", "text"]


def test_dates_of_a_file_of_ones_own() -> None:
    dates = as_json("dates", "eksempel", "--start-year", "2026", "--file", str(WHOLE))
    assert [one["starts_at"] for one in dates["meetings"]] == [
        "2026-09-16T00:00:00+02:00",
        "2026-10-19T13:00:00+02:00",
        "2027-01-28T00:00:00+01:00",
    ]


def test_an_older_version_is_there_too() -> None:
    dates = as_json("dates", "vestre-viken", "--start-year", "2026", "--version", "1")
    assert [one["id"] for one in dates["meetings"]] == ["samling-1", "samling-2", "samling-3", "samling-4"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("dates", "torn-kull-4", "--start-year", "2026"),
            (
                "Det finnes ikke noe program som heter «torn-kull-4». "
                "Programmene er ahus-2019, ahus-2025, ks-fhi, "
                "pasientsikkerhet, torn-kull-3, unn-2021, unn-forbedringsnettverk, unn-nor-2022, unn-phrk, "
                "unn-tavlemoter, vestre-viken."
            ),
        ),
        (
            ("dates", "torn-kull-3", "--start-year", "2026", "--version", "9"),
            "Programmet «torn-kull-3» har ingen versjon 9.",
        ),
        (
            ("dates", "annet", "--start-year", "2026", "--file", str(WHOLE)),
            "Filen beskriver programmet «eksempel», ikke «annet».",
        ),
        (
            ("dates", "annet", "--start-year", "2026", "--file", "borte.yaml"),
            "borte.yaml: Filen finnes ikke eller kan ikke leses.",
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises((NotFound, Invalid)) as refused:
        run(*words)
    assert str(refused.value) == sentence


def test_check_says_ok_or_exits_with_1(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(WHOLE.read_text("utf-8").replace("week: 43", "week: 54"), "utf-8")
    problem = {"path": "meetings[1].when.week", "level": "error", "text": "Tallet kan være høyst 53."}
    answers = [run("check", str(file), "--json") for file in (WHOLE, broken)]
    assert [(code, json.loads(out)) for code, out in answers] == [
        (0, {"ok": True, "problems": []}),
        (1, {"ok": False, "problems": [problem]}),
    ]


def test_a_warning_does_not_refuse(tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text(WHOLE.read_text("utf-8").replace(", years_after: 1", ""), "utf-8")
    assert run("check", str(odd)) == (
        0,
        (
            "Merk: meetings[2].when: «Samling 2» kommer før «Innsjekk». Mangler years_after?\n"
            "Programmet kan brukes.\n"
        ),
    )


def test_a_person_reads_dates_in_norwegian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out = run("dates", "ahus-2025", "--start-year", "2025")
    assert code == 0
    assert [" ".join(line.split()) for line in out.splitlines() if "Samling 1 " in line] == [
        "│ Samling 1 │ │ tirsdag 02.09.2025 kl. 08:30–15:30 │ kilden │"
    ]
    assert out.splitlines()[-1] == (
        "Merk: Skoleferiene er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem."
    )


def test_compiling_a_programme_loads_no_database() -> None:
    script = "import sys, app.programmes.dates.compiler; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603 - our own words
