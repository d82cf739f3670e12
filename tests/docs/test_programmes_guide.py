"""The guide to programmes does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from typer.testing import CliRunner

from app.cli import kull
from app.programmes import service
from app.programmes.dates.calendar import CautionCode
from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.norwegian import day_in_norwegian, when_in_norwegian
from app.programmes.language import check
from app.programmes.language.vocabulary import Audience, DeliverableType, Kind, RoleCode
from app.programmes.own import derived

if TYPE_CHECKING:
    from app.programmes.dates.calendar import Calendar

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "programmes.md").read_text("utf-8")
EXAMPLE, ADDITION, CHANGES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
CALENDAR = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)[0]


def in_lines(calendar: Calendar) -> list[str]:
    return [
        *(f"{one.title}: {when_in_norwegian(one)}" for one in calendar.meetings),
        *(f"{one.title}: {day_in_norwegian(one.due.date())}" for one in calendar.deliverables if one.due),
        *(f"Merk: {one.text}" for one in calendar.warnings),
    ]


def test_the_example_is_a_programme_without_problems(tmp_path: Path) -> None:
    file = tmp_path / "flyt.yaml"
    file.write_text(EXAMPLE, "utf-8")
    answer = CliRunner().invoke(kull, ["programmes", "check", str(file)])
    assert (answer.exit_code, answer.stdout) == (0, "Programmet kan brukes.\n")


def test_the_example_gives_the_dates_the_guide_shows(tmp_path: Path) -> None:
    file = tmp_path / "flyt.yaml"
    file.write_text(EXAMPLE, "utf-8")
    assert in_lines(compile_programme(service.load_file(file, key="flyt"), 2027)) == CALENDAR.splitlines()


def test_the_mistake_the_guide_shows_is_said_as_it_shows(tmp_path: Path) -> None:
    file = tmp_path / "feil.yaml"
    file.write_text(EXAMPLE.replace("week: 45", "week: 54"), "utf-8")
    answer = CliRunner().invoke(kull, ["programmes", "check", str(file)])
    assert (answer.exit_code, f"$ kull programmes check feil.yaml\n{answer.stdout}" in GUIDE) == (1, True)


def test_the_addition_of_the_guide_fits_into_its_example(tmp_path: Path) -> None:
    additions, deliverables = ADDITION.split("deliverables:\n")
    file = tmp_path / "flyt.yaml"
    file.write_text(EXAMPLE.replace("deliverables:\n", f"{additions}deliverables:\n{deliverables}"), "utf-8")
    assert [(one.level, one.text) for one in service.check(file)] == [
        ("warning", "Leveransen har ingen oppgave i Planner. Legg til en oppgave som hører til den."),
    ]


def test_every_repeat_in_the_guide_is_understood() -> None:
    ways = re.findall(r"\| `(\{.*?\})` \| `(\{.*?\})` \|", GUIDE)
    texts = [
        EXAMPLE.replace("when: {week: 45}", f"when: {when}\n    repeat: {repeat}") for when, repeat in ways
    ]
    problems = [one for text in texts for one in check.problems_in(check.parsed(text))]
    assert (len(ways), [one for one in problems if one.level == "error"]) == (9, [])


def test_the_guide_names_every_kind_of_meeting_and_of_deliverable() -> None:
    kinds, types = re.findall(r"\| `(?:kind|type)` på .*?\n\|---\|---\|\n(.*?)\n\n", GUIDE, re.DOTALL)
    assert sorted(re.findall(r"`(\w+)`", kinds)) == sorted(get_args(Kind))
    assert sorted(re.findall(r"`(\w+)`", types)) == sorted(get_args(DeliverableType))


def test_every_way_of_saying_when_in_the_guide_is_understood() -> None:
    ways = re.findall(r"`when: (\{.*?\})`", GUIDE)
    texts = [EXAMPLE.replace("when: {week: 45}", f"when: {way}") for way in ways]
    problems = [one for text in texts for one in check.problems_in(check.parsed(text))]
    assert (len(ways), [one for one in problems if one.level == "error"]) == (6, [])


def test_what_the_guide_puts_on_a_meeting_and_a_deliverable_fits_its_example() -> None:
    on_a_meeting = re.findall(r"^\| `((?:agenda|guide|links): .*?)` \|", GUIDE, re.MULTILINE)
    on_a_deliverable = re.findall(r"^\| `((?:required|freeze)_after: .*?)` \|", GUIDE, re.MULTILINE)
    text = EXAMPLE
    for place, found in (
        ("when: {week: 45}", on_a_meeting),
        ("due: {before: samling-2, days: 7}", on_a_deliverable),
    ):
        indented = "".join(f"\n    {one}" for one in found)
        text = text.replace(place, f"{place}{indented}")
    problems = check.problems_in(check.parsed(text))
    assert (len(on_a_meeting), len(on_a_deliverable)) == (3, 2)
    assert problems == []


def test_every_warning_and_every_audience_stands_in_the_guide_once() -> None:
    rows = re.findall(r"^\| `([a-z0-9_-]+)` \|", GUIDE, re.MULTILINE)
    told = [row for row in rows if row not in get_args(Kind)]
    assert told == [*get_args(Audience), *get_args(CautionCode)]


def test_every_role_stands_in_the_guide_and_its_rules_of_a_team_fit_its_example() -> None:
    table = GUIDE.partition("| den som er | heter |")[2].partition("\n\n")[0]
    rules = re.findall(r"```yml\n(team_rules:\n.*?)```", GUIDE, re.DOTALL)
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(get_args(RoleCode))
    assert [check.problems_in(check.parsed(f"{EXAMPLE}\n{one}")) for one in rules] == [[]]


def test_the_changes_of_the_guide_fit_its_example() -> None:
    flyt = check.accepted(check.parsed(EXAMPLE))
    changed = derived.with_changes(flyt, check.parsed(CHANGES))
    calendar = compile_programme(changed, 2027)
    assert [(one.id, str(one.first_day)) for one in calendar.meetings if one.first_day] == [
        ("samling-1", "2027-09-29"),
        ("samling-2", "2028-02-03"),
    ]
    assert str(calendar.deliverables[0].due) == "2028-01-20 23:59:00+01:00"


def test_the_commands_of_the_guide_do_what_they_say(here: Path) -> None:
    (here / "flyt.yaml").write_text(EXAMPLE, "utf-8")
    (here / "endringer.yaml").write_text(CHANGES, "utf-8")

    def run(line: str) -> str:
        words = [str(here / word) if word.endswith(".yaml") else word for word in shlex.split(line)]
        answer = CliRunner().invoke(kull, words, catch_exceptions=False)
        assert answer.exit_code == 0
        return answer.stdout

    assert f"$ kull programmes add flyt.yaml\n{run('programmes add flyt.yaml')}" in GUIDE
    commands = re.findall(
        r"[$`] ?kull (cohorts new --p[^`\n]*|programmes (?:copy|show|change) [^`]*|(?:cohorts|meetings) [^`\n]*)",
        GUIDE,
    )
    told = [run(command.replace("--as flyt", "--as flyt-2")) for command in commands]
    assert [line.splitlines()[0] for line in told] == [
        "Kull 1, Flyt 2027, er startet.",
        "Kull 2, Lier 2027, er startet.",
        "0 datoer er bekreftet.",
        "0 datoer er bekreftet.",
        "Læringsnettverk i Vestre Viken (flyt-2, versjon 1) er lagret.",
        "key: flyt",
        "Bedre flyt (flyt, versjon 2) er lagret.",
        "Tilpasningen er lagret.",
        "Samling 1: 2027-09-22 kl. 09:00.",
        "Samling 1: 2027-09-22 kl. 09:00, Tromsø.",
        "2 møter følges uten å bli sendt på nytt.",
        "Kull 3, Flyt 2028, er startet.",
    ]
