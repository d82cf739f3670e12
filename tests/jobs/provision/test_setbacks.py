"""An error of a row is told to people by its cause, and waits as long as that cause deserves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.provisioning import Errand
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, Taken, TryAgain, Unsure
from jobs.provision.setbacks import setback_from

if TYPE_CHECKING:
    from app.provisioning import AnyErrand

NOW = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
NEW: AnyErrand = Errand(
    key="torn-kull-3/kirurgi/channel",
    kind="channel",
    cohort_id=1,
    team_id=1,
    version=1,
    generation=0,
    wanted={"name": "Kirurgi"},
    applied=None,
    external_id=None,
    attempts=1,
)
PLACED = replace(NEW, external_id="19:abc", applied={"name": "Kirurg"})


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (TryAgain("", status=429, wait=7), "throttled"),
        (TryAgain("", status=503, wait=7), "throttled"),
        (TryAgain("", status=503), "busy"),
        (TryAgain("", status=423), "busy"),
        (TryAgain("", status=404), "late"),
        (Unsure("", status=504), "unsure"),
        (Gone("", status=404), "late"),
        (NeedsPerson("", status=403), "person"),
        (NotAccepted("", status=400), "person"),
        (ValueError("a bug"), "ours"),
    ],
)
def test_the_cause_tells_who_the_row_waits_for(error: Exception, cause: str) -> None:
    assert setback_from(NEW, error, NOW).cause == cause


def test_a_new_thing_that_is_not_seen_yet_is_late_for_ten_tries_and_then_gone() -> None:
    causes = [setback_from(replace(NEW, attempts=tries), Gone(""), NOW).cause for tries in (10, 11)]
    assert causes == ["late", "person"]


def test_a_placed_thing_that_is_gone_was_removed_by_a_person_and_is_not_made_again() -> None:
    told = setback_from(PLACED, Gone("", status=404), NOW)
    assert told.problem == "Noen har fjernet kanalen i Microsoft 365, så endringen ble ikke gjort."
    assert told.next_step == "Se under Endret utenfra. Vi lager ingenting på nytt av oss selv."
    assert (told.cause, told.next_try_at) == ("person", NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (TryAgain("", status=429, wait=900), timedelta(seconds=900)),
        (Unsure("", wait=0), timedelta(0)),
        (Taken("", status=409), timedelta(days=1)),
    ],
)
def test_a_row_waits_as_microsoft_asks_and_a_day_for_a_person(error: Exception, wait: timedelta) -> None:
    assert setback_from(NEW, error, NOW).next_try_at == NOW + wait


@pytest.mark.parametrize(("attempts", "hours"), [(0, 1), (1, 2), (4, 16), (99, 16)])
def test_an_error_of_ours_waits_an_hour_and_twice_as_long_each_time(attempts: int, hours: int) -> None:
    told = setback_from(replace(NEW, attempts=attempts), ValueError("a bug"), NOW)
    assert told.next_try_at == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 0.5), (1, 1), (4, 8), (9, 256), (10, 300), (99, 300)])
def test_without_a_word_from_microsoft_the_wait_is_doubled_up_to_five_minutes(
    attempts: int, seconds: float
) -> None:
    waited = setback_from(replace(NEW, attempts=attempts), Unsure(""), NOW).next_try_at - NOW
    assert 0.8 * seconds <= waited.total_seconds() <= 1.2 * seconds


MINUTE = timedelta(minutes=1)
FORBIDDEN = NeedsPerson("", status=403)


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(0, 2), (1, 5), (2, 15), (3, 60), (4, 180), (5, 360), (6, 1440), (99, 1440)],
)
@pytest.mark.parametrize("errand", [NEW, PLACED])
def test_what_is_forbidden_is_tried_again_in_minutes_then_hours_then_daily(
    errand: AnyErrand, attempts: int, minutes: int
) -> None:
    told = setback_from(replace(errand, attempts=attempts), FORBIDDEN, NOW)
    assert told.cause == "person"
    assert 0.8 * minutes <= (told.next_try_at - NOW) / MINUTE <= 1.2 * minutes


@pytest.mark.parametrize(("attempts", "hours"), [(11, 1), (12, 3), (13, 6), (14, 24), (99, 24)])
def test_a_new_thing_that_is_not_seen_for_ten_tries_is_tried_in_hours_then_daily(
    attempts: int, hours: int
) -> None:
    waited = setback_from(replace(NEW, attempts=attempts), Gone("", status=404), NOW).next_try_at - NOW
    assert 0.8 * hours <= waited / timedelta(hours=1) <= 1.2 * hours


@pytest.mark.parametrize("status", [413, 507])
def test_a_full_library_and_a_file_too_large_wait_a_day(status: int) -> None:
    assert setback_from(NEW, NeedsPerson("", status=status), NOW).next_try_at == NOW + timedelta(days=1)


def test_microsofts_own_words_are_passed_on_with_the_request_id() -> None:
    told = setback_from(NEW, NotAccepted("Bad name.", request_id="r"), NOW)
    assert (told.problem, told.next_step, told.request_id) == (
        "Microsoft 365 godtar ikke kanalen slik det er.",
        "Rett opplysningene. Microsoft sier: Bad name.",
        "r",
    )


def test_a_library_that_is_being_made_says_so_instead_of_that_microsoft_is_busy() -> None:
    files = replace(NEW, kind="files", key="torn-kull-3/kirurgi/files", wanted={})
    told = setback_from(files, TryAgain("", status=404), NOW)
    assert told.problem == "Microsoft er ikke ferdig med å lage filområdet."
