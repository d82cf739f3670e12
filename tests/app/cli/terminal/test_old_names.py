"""Old names of commands work for one release: hidden, and each says its new name where no program reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from app.cli import kull

if TYPE_CHECKING:
    from pathlib import Path

NEW = ("--start-year", "2026", "--name", "Kull 3")
RENAMED = [
    pytest.param(
        ("cohorts", "fix", "1", "--meeting", "oppstart-prosjektledere", "--starts", "2026-04-20T13:00"),
        ("meetings", "move", "1", "oppstart-prosjektledere", "--starts", "2026-04-20T13:00"),
        "kull cohorts fix heter nå: kull meetings move\n",
        id="fix",
    ),
    pytest.param(
        ("cohorts", "place", "1", "--meeting", "samling-1", "--place", "Tromsø"),
        ("meetings", "set-place", "1", "samling-1", "--place", "Tromsø"),
        "kull cohorts place heter nå: kull meetings set-place\n",
        id="place",
    ),
    pytest.param(
        ("cohorts", "taken-over", "1", "--meeting", "samling-1", "--meeting", "samling-2"),
        ("meetings", "mark-sent", "1", "samling-1", "samling-2"),
        "kull cohorts taken-over heter nå: kull meetings mark-sent\n",
        id="taken-over",
    ),
    pytest.param(
        ("cohorts", "raise", "1"),
        ("cohorts", "upgrade", "1"),
        "kull cohorts raise heter nå: kull cohorts upgrade\n",
        id="raise",
    ),
]


def typed(*words: str) -> tuple[Any, str]:
    """Type a command with --json; return what a program reads and what a person reads besides."""
    done = CliRunner().invoke(kull, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout), done.stderr


@pytest.fixture
def cohort(here: Path) -> None:
    """A cohort of a programme of the unit's own, which has a newer version."""
    typed("programmes", "copy", "torn-kull-3", "--as", "vaart")
    typed("cohorts", "new", "--programme", "vaart", *NEW)
    newer = here / "newer.yaml"
    newer.write_text("name: Vårt\n", "utf-8")
    typed("programmes", "change", "vaart", "--changes", str(newer))


@pytest.mark.usefixtures("cohort")
@pytest.mark.parametrize(("old", "new", "hint"), RENAMED)
def test_the_old_name_does_the_same_and_says_the_new_one(
    old: tuple[str, ...], new: tuple[str, ...], hint: str
) -> None:
    by_old_name = typed(*old)
    answer, aside = typed(*new)
    assert (by_old_name, aside) == ((answer, hint), "")


@pytest.mark.usefixtures("cohort")
def test_a_cohort_is_adapted_by_the_old_name_too_and_told_the_new_one(here: Path) -> None:
    own = here / "own.yaml"
    own.write_text("purpose: Vårt eget\n", "utf-8")
    rest = ("1", "--changes", str(own), "--why", "Hotellet var fullt")
    answer, aside = typed("cohorts", "deviate", *rest)
    assert (answer["why"], aside) == (
        "Hotellet var fullt",
        "kull cohorts deviate heter nå: kull cohorts adapt\n",
    )
    assert typed("cohorts", "adapt", *rest)[0]["changes"] == {"purpose": "Vårt eget"}


def test_old_names_are_hidden() -> None:
    shown = CliRunner().invoke(kull, ["cohorts", "--help"]).stdout
    listed = [line.split()[0] for line in shown.partition("Commands:\n")[2].splitlines()]
    assert listed == [
        *("list", "show", "new", "confirm", "adopt"),
        *("hide", "activate", "adapt", "upgrade", "close"),
    ]


@pytest.mark.parametrize(("old", "new", "hint"), RENAMED)
def test_the_hint_names_a_command_that_exists(old: tuple[str, ...], new: tuple[str, ...], hint: str) -> None:
    assert hint == f"kull {' '.join(old[:2])} heter nå: kull {' '.join(new[:2])}\n"
    assert CliRunner().invoke(kull, [*new[:2], "--help"]).exit_code == 0
