"""Deadlines, clock times, lengths and the order of meetings are held against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from support.paths import ROOT

from app.programmes.language import times
from app.programmes.language.check import parsed
from app.programmes.language.definition import Definition
from app.programmes.language.problems import Problem

Rule = Callable[[Definition], Iterable[Problem]]

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
VIDEO_DUE = "due: {before: samling-1, days: 5}"
INNSJEKK = "when: {week: 43}"
SAMLE_TEAMET = "due: {before: samling-1, days: 30}"

BROKEN: dict[str, tuple[Rule, str, str, tuple[str, str, str]]] = {
    "a length that the dates contradict": (
        times.lengths,
        "to: 09-17}, place: bodo}",
        "to: 09-17}, length: {days: 3}, place: bodo}",
        ("meetings[0].length", "error", "Datoene er 2 dager, men lengden sier 3."),
    ),
    "a deadline relative to itself": (
        times.unknown_meetings,
        "due: {before: samling-2, days: 7}",
        "due: {before: poster, days: 7}",
        ("deliverables[1].due", "error", "Fristen for «poster» regnes fra seg selv. Velg et møte."),
    ),
    "a deadline relative to a meeting that is not there": (
        times.unknown_meetings,
        VIDEO_DUE,
        "due: {before: samling-l, days: 5}",
        ("deliverables[0].due", "error", "Møtet «samling-l» finnes ikke. Mente du «samling-2»?"),
    ),
    "a task's deadline relative to a meeting that is not there": (
        times.unknown_meetings,
        SAMLE_TEAMET,
        "due: {before: kickoff, days: 30}",
        ("tasks.team[0].tasks[2].due", "error", "Møtet «kickoff» finnes ikke."),
    ),
    "a meeting that ends before it begins": (
        times.clock,
        'start: "13:00"',
        'start: "15:00"',
        ("meetings[1]", "error", "Møtet slutter 14:00, før det begynner 15:00."),
    ),
    "a meeting that begins and never ends": (
        times.clock,
        ', end: "14:00"}',
        "}",
        ("meetings[1]", "error", "Skriv både start og end, eller ingen av dem."),
    ),
    "an answer before the deadline": (
        times.application_days,
        "reply_by: 03-18",
        "reply_by: 02-18",
        ("application.reply_by", "error", "Svaret kan ikke komme før påmeldingsfristen."),
    ),
    "a year that was forgotten": (
        times.order,
        ", years_after: 1}",
        "}",
        ("meetings[2].when", "warning", "«Samling 2» kommer før «Innsjekk». Mangler years_after?"),
    ),
    "a series that is over before anything begins": (
        times.order,
        INNSJEKK,
        "when: {week: 3}, repeat: {every: week, times: 4}",
        ("meetings[1].when", "warning", "«Innsjekk» kommer før «Samling 1». Mangler years_after?"),
    ),
    "a year that was forgotten after a series": (
        times.order,
        f"{INNSJEKK}}}",
        (
            "when: {week: 43}, repeat: {every: week, times: 4}}\n  - {key: extra, kind: check_in, title: Ekstra, "
            "audience: teams, mode: digital, when: {day: 02-01}}"
        ),
        ("meetings[2].when", "warning", "«Ekstra» kommer før «Samling 1». Mangler years_after?"),
    ),
    "a deadline that the document names otherwise": (
        times.stated_deadlines,
        VIDEO_DUE,
        "due: {before: samling-1, days: 5, stated: 09-10}",
        (
            "deliverables[0].due",
            "warning",
            "Kilden sier torsdag 10.09.2026, men regelen gir fredag 11.09.2026.",
        ),
    ),
}

AGAIN = {
    "innsjekk-1-1": [],
    "innsjekk-1-2": [],
    "innsjekk-1-3": ["Møtet «innsjekk-1-3» finnes ikke. Mente du «innsjekk-1-2»?"],
    "innsjekk-1": [
        "Møtet «innsjekk-1» gjentas. Skriv hvilken gang fristen regnes fra, for eksempel «innsjekk-1-1»."
    ],
}


def definition(text: str = WHOLE) -> Definition:
    return Definition.model_validate(parsed(text))


@pytest.mark.parametrize("case", BROKEN)
def test_times_that_do_not_fit_are_named_by_place_and_sentence(case: str) -> None:
    rule, right, wrong, expected = BROKEN[case]
    problems = rule(definition(WHOLE.replace(right, wrong, 1)))
    assert [(one.path, one.level, one.text) for one in problems] == [expected]


def test_a_deadline_counts_from_one_time_of_a_meeting_that_comes_again() -> None:
    again = WHOLE.replace(INNSJEKK, "when: {week: 43}, repeat: {every: week, times: 2}", 1)
    counted = {time: again.replace(VIDEO_DUE, f"due: {{after: {time}}}") for time in AGAIN}
    told = {
        time: [one.text for one in times.unknown_meetings(definition(text))] for time, text in counted.items()
    }
    assert told == AGAIN


def test_a_source_that_names_no_year_is_dated_in_any_and_a_week_without_weekday_in_its_kinds_own() -> None:
    assert times.days_in_its_own_year(definition()) == {
        "samling-1": date(2026, 9, 16),
        "innsjekk-1": date(2026, 10, 19),
        "samling-2": date(2027, 1, 28),
    }


def test_a_source_that_names_its_year_is_dated_in_that() -> None:
    named = WHOLE.replace("year: 2026", "year: 2019")
    assert times.days_in_its_own_year(definition(named)) == {
        "samling-1": date(2019, 9, 16),
        "innsjekk-1": date(2019, 10, 21),
        "samling-2": date(2020, 1, 28),
    }


def test_a_deadline_on_the_day_the_document_names_is_no_problem() -> None:
    agreeing = WHOLE.replace(VIDEO_DUE, "due: {before: samling-1, days: 5, stated: 09-11}")
    assert list(times.stated_deadlines(definition(agreeing))) == []


def test_a_series_may_stand_after_the_meetings_it_is_held_between() -> None:
    calls = (
        "  - {key: samtale, kind: phone_meeting, title: Samtale, audience: teams, mode: digital, "
        "when: {week: 40, weekday: thursday}, repeat: {every: week, interval: 2, times: 6}}\ndeliverables:"
    )
    assert list(times.order(definition(WHOLE.replace("deliverables:", calls, 1)))) == []
