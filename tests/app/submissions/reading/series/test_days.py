from __future__ import annotations

from datetime import date

import pytest

from app.submissions.reading.series.days import DayRules, day_of

DAYS = {
    "24.11.2026": date(2026, 11, 24),
    "24/11-2026": date(2026, 11, 24),
    "24-11-2026": date(2026, 11, 24),
    "4. oktober 2027": date(2027, 10, 4),
    "October 2027": date(2027, 10, 1),
    "okt-27": date(2027, 10, 1),
    "2027-10": date(2027, 10, 1),
    "uke 40, 2027": date(2027, 10, 4),
    "Uke 40/2027": date(2027, 10, 4),
    "veke 40 2027": date(2027, 10, 4),
    "2027-W40": date(2027, 10, 4),
    "2027 uke 40": date(2027, 10, 4),
    "uke 53 2027": None,
    "uke 40": None,
    "30.2.2027": None,
    "i fjor": None,
    "tull 2027": None,
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_a_week_and_a_month_are_known_as_people_write_them(written: str) -> None:
    assert day_of(written) == DAYS[written]


def test_the_rules_of_a_column_decide_what_stands_first() -> None:
    months = DayRules(order="month-first", bare="month")
    assert (day_of("3/4/2026", months), day_of("3/4/2026")) == (date(2026, 3, 4), date(2026, 4, 3))
    assert (day_of("10/2027", months), day_of("10/2027")) == (date(2027, 10, 1), date(2027, 3, 8))
