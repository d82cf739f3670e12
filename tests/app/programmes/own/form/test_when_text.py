"""Dates as Norwegians write them are read, and written back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.language.when import When
from app.programmes.own.form.misread import Misread
from app.programmes.own.form.when_text import when_in_words, when_read

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = some.dates().map(lambda day: f"{day:%m-%d}")
WAYS = some.one_of(
    some.builds(lambda day: {"day": day}, DAYS),
    some.builds(lambda days: {"day": min(days), "to": max(days)}, some.tuples(DAYS, DAYS)),
    some.builds(lambda week: {"week": week}, some.integers(1, 53)),
    some.builds(
        lambda week, weekday: {"week": week, "weekday": weekday},
        some.integers(1, 53),
        some.sampled_from(WEEKDAYS),
    ),
    some.builds(lambda month: {"month": month}, some.integers(1, 12)),
    some.builds(
        lambda season: {"season": season}, some.sampled_from(["winter", "spring", "summer", "autumn"])
    ),
)


@given(WAYS, some.integers(0, 5))
def test_every_date_of_the_language_is_read_back_as_it_was_written(
    way: dict[str, Any], years_after: int
) -> None:
    when = When(**way, years_after=years_after)
    text = when_in_words(when.model_dump())
    assert When(**when_read(text)) == when
    assert when_in_words(when_read(text)) == text


@pytest.mark.parametrize(
    ("typed", "when", "shown"),
    [
        ("16. september", {"day": "09-16"}, "16. september"),
        ("16.–17. september", {"day": "09-16", "to": "09-17"}, "16.–17. september"),
        ("16. og 17. sept.", {"day": "09-16", "to": "09-17"}, "16.–17. september"),
        (
            "30. september – 1. oktober",
            {"day": "09-30", "to": "10-01"},
            "30. september–1. oktober",
        ),
        ("16.9", {"day": "09-16"}, "16. september"),
        ("Uke 43", {"week": 43}, "uke 43"),
        ("mandag i uke 43", {"week": 43, "weekday": "monday"}, "mandag i uke 43"),
        ("måndag i uke 43", {"week": 43, "weekday": "monday"}, "mandag i uke 43"),
        ("tirsdag i april", {"month": 4, "weekday": "tuesday"}, "tirsdag i april"),
        ("april", {"month": 4}, "april"),
        ("til høsten", {"season": "autumn"}, "høsten"),
        ("12. mai året etter", {"day": "05-12", "years_after": 1}, "12. mai året etter"),
        ("uke 2 to år etter", {"week": 2, "years_after": 2}, "uke 2 to år etter"),
        ("", {}, ""),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, when: dict[str, Any], shown: str) -> None:
    assert (when_read(typed), when_in_words(when)) == (when, shown)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("09-16", {"day": "09-16"}),
        ("09-16 til 09-17", {"day": "09-16", "to": "09-17"}),
        ("uke 9 år+1", {"week": 9, "years_after": 1}),
        ("måned 4 år+1", {"month": 4, "years_after": 1}),
        ("autumn", {"season": "autumn"}),
    ],
)
def test_the_old_way_of_writing_is_still_read(typed: str, when: dict[str, Any]) -> None:
    assert when_read(typed) == when


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31. april", "Det finnes ingen dag 31. april."),
        ("uke 54", "Ukene går fra 1 til 53."),
        ("17.–16. september", "Den siste dagen må komme etter den første, i samme år."),
        ("16. september 2026", "Skriv uten årstall. Det som er etter nyttår, får «året etter» bak."),
        ("april år+9", "Skriv høyst «fem år etter»."),
        (
            "i forrige uke",
            (
                "«i forrige uke» forsto vi ikke. Skriv for eksempel «16. september», «16.–17. september», "
                "«uke 43», «mandag i uke 43», «april» eller «høsten»."
            ),
        ),
    ],
)
def test_what_cannot_be_a_date_is_refused_with_how_to_write_it(typed: str, sentence: str) -> None:
    with pytest.raises(Misread) as refused:
        when_read(typed)
    assert str(refused.value) == sentence
