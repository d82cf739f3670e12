"""The terminal says what to type next; no rule and no page does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from app.cli import kull as commands
from app.cli.terminal.hints import CHECK_HINTS, HINTS, with_hint
from app.errors import AppError, Code, Conflict, NotFound

if TYPE_CHECKING:
    from support.terminal import Terminal


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            NotFound(Code.no_such_cohort, "Det finnes ikke noe kull med nummer 7."),
            "Det finnes ikke noe kull med nummer 7. Se listen med: kull cohorts list",
        ),
        (
            Conflict(Code.places_not_decided, "Fordel plassene først.", cohort=7),
            "Fordel plassene først. Det gjør du med: kull enrol decide 7",
        ),
        (Conflict(Code.meeting_held, "Dette møtet er holdt."), "Dette møtet er holdt."),
    ],
)
def test_a_hint_follows_the_sentence_where_there_is_one(error: AppError, sentence: str) -> None:
    assert with_hint(error) == sentence


@pytest.mark.parametrize("hint", [*HINTS.values(), *CHECK_HINTS.values()])
def test_a_hint_names_a_command_that_exists(hint: str) -> None:
    found = re.search(r"\bkull ((?:cohorts|enrol) \w+|\w+)", hint)
    assert found
    assert CliRunner().invoke(commands, [*found[1].split(), "--help"]).exit_code == 0


def test_a_cohort_that_is_not_there_leads_to_the_list(kull: Terminal) -> None:
    done = kull.run("cohorts", "show", "7")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "Det finnes ikke noe kull som heter «7». Se listen med: kull cohorts list\n",
    )


def test_the_doctor_leads_to_the_command_that_updates_the_database(kull: Terminal) -> None:
    done = kull.run("doctor")
    assert done.returncode == 1
    assert next(line for line in done.stdout.splitlines() if "database:" in line) == (
        "FEIL  database: Databasen er ikke laget ennå. Start tjenesten: da oppdateres den. "
        "kull cohorts list oppdaterer en database som er eldre enn programmet."
    )
