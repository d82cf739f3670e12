"""How a cohort is applied for: by when, when the answer comes, and what a place binds to."""

from __future__ import annotations

from datetime import date

from app.programmes import shelf
from app.programmes.application import HowToApply, how_to_apply, told_application


def test_the_days_are_those_of_the_start_year() -> None:
    asked = how_to_apply(shelf.shipped_one("torn-kull-3", 1), 2027)
    assert asked == HowToApply(
        deadline=date(2027, 3, 1),
        reply_by=date(2027, 3, 18),
        per_org_priority=True,
        binding=True,
        waiting_list=True,
    )
    assert told_application(asked) == [
        "Påmeldingsfristen er mandag 01.03.2027.",
        "Svar om plass kommer senest torsdag 18.03.2027.",
        "Påmeldingen er bindende.",
    ]


def test_a_programme_that_says_nothing_of_it_has_no_days() -> None:
    assert how_to_apply(shelf.shipped_one("unn-2021", 1), 2027) is None
