"""A cohort begins from the dates last year's was held."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.own import derived, next_year

OSLO = ZoneInfo("Europe/Oslo")


def held(key: str, starts_at: datetime, ends_at: datetime, *, all_day: bool) -> next_year.HeldDates:
    return next_year.HeldDates(meeting=key, starts_at=starts_at, ends_at=ends_at, all_day=all_day)


def test_next_years_cohort_begins_from_the_dates_last_years_was_held() -> None:
    last_year = [
        held(
            "oppstart-prosjektledere",
            datetime(2026, 4, 14, 9, tzinfo=OSLO),
            datetime(2026, 4, 14, 10, tzinfo=OSLO),
            all_day=False,
        ),
        held(
            "samling-1", datetime(2026, 9, 22, tzinfo=OSLO), datetime(2026, 9, 24, tzinfo=OSLO), all_day=True
        ),
        held(
            "samling-3", datetime(2027, 1, 28, tzinfo=OSLO), datetime(2027, 1, 29, tzinfo=OSLO), all_day=True
        ),
    ]
    anew = next_year.reanchor(
        shelf.shipped_one("torn-kull-3"), last_year, cohort="Tørn kull 3", start_year=2026
    )
    assert (anew.source.document, anew.source.year) == ("Kullet «Tørn kull 3», startet i 2026", 2026)
    calendar = compile_programme(anew, 2027)
    assert [
        (one.id, str(one.starts_at), str(one.ends_at), one.basis, one.period) for one in calendar.meetings[:5]
    ] == [
        ("oppstart-prosjektledere", "2027-04-20 09:00:00+02:00", "2027-04-20 10:00:00+02:00", "moved", None),
        ("oppstart-veiledere", "None", "None", "moved", "april 2027"),
        ("forberedelse", "2027-08-30 13:00:00+02:00", "2027-08-30 14:00:00+02:00", "assumed", None),
        ("samling-1", "2027-09-28 00:00:00+02:00", "2027-09-30 00:00:00+02:00", "moved", None),
        ("innsjekk-uke-43", "2027-10-25 13:00:00+02:00", "2027-10-25 14:00:00+02:00", "moved", None),
    ]
    assert str(calendar.meetings[9].starts_at) == "2028-01-27 00:00:00+01:00"


def test_compiled_for_its_own_year_a_cohort_begun_anew_has_the_dates_it_had() -> None:
    source = shelf.shipped_one("ahus-2025")
    last_year = [
        held(one.id, one.starts_at, one.ends_at, all_day=one.all_day)
        for one in compile_programme(source, 2026).meetings
        if one.starts_at and one.ends_at
    ]
    anew = next_year.reanchor(source, last_year, cohort="Ahus 2026", start_year=2026)
    assert [str(one.starts_at) for one in compile_programme(anew, 2026).meetings] == [
        "None",
        "2026-09-01 08:30:00+02:00",
        "2026-12-08 08:30:00+01:00",
        "2027-03-30 08:30:00+02:00",
        "None",
    ]
    assert str(compile_programme(anew, 2026).deliverables[0].due) == "2026-08-27 23:59:00+02:00"


def test_a_fixed_deadline_keeps_the_day_it_had_last_year() -> None:
    fixed = derived.with_changes(
        shelf.shipped_one("ahus-2025"), {"deliverables": {"video": {"due": {"day": "08-28"}}}}
    )
    anew = next_year.reanchor(fixed, [], cohort="Ahus 2026", start_year=2026)
    assert {year: str(compile_programme(anew, year).deliverables[0].due.date()) for year in (2026, 2027)} == {  # type: ignore[union-attr]
        2026: "2026-08-27",
        2027: "2027-09-02",
    }
