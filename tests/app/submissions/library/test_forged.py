"""Forged notifications are counted for an hour, and many of them raise the alarm once."""

from __future__ import annotations

from datetime import timedelta

from support.small_network import NOW

from app.submissions.library.forged import ALARM_THRESHOLD, ForgedNotifications

MINUTE = timedelta(minutes=1)


def test_the_alarm_goes_off_once_when_the_number_is_reached() -> None:
    forged = ForgedNotifications()
    assert ALARM_THRESHOLD == 20
    assert [forged.note(count, now=NOW) for count in (19, 1, 1, 500)] == [False, True, False, False]
    assert forged.lately(NOW) == 521


def test_what_is_an_hour_old_is_forgotten_and_the_alarm_may_go_off_anew() -> None:
    forged = ForgedNotifications()
    assert [forged.note(20, now=NOW), forged.note(20, now=NOW + 60 * MINUTE)] == [True, True]
    assert forged.lately(NOW + 60 * MINUTE) == 20


def test_however_many_come_only_a_number_for_each_minute_is_kept() -> None:
    forged = ForgedNotifications()
    for second in range(3 * 60 * 60):
        forged.note(1, now=NOW + timedelta(seconds=second))
    assert len(forged._minutes) == 61  # noqa: SLF001 - it is the memory that is measured
    assert forged.lately(NOW + timedelta(seconds=3 * 60 * 60 - 1)) == 3600
