"""A programme made from another, and a cohort begun from last year's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from app.errors import Invalid
from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.language.definition import Definition
from app.programmes.own import derived, next_year

if TYPE_CHECKING:
    from collections.abc import Callable

OSLO = ZoneInfo("Europe/Oslo")


def test_a_copy_says_whose_it_is_and_what_it_was_made_from() -> None:
    own = derived.copied(
        shelf.shipped_one("torn-kull-3"),
        key="finnmark-2027",
        name="Finnmark i flyt",
        owner="Finnmarkssykehuset",
    )
    assert (own.key, own.name, own.owner, own.version) == (
        "finnmark-2027",
        "Finnmark i flyt",
        "Finnmarkssykehuset",
        1,
    )
    assert own.source.document == (
        "Eget program hos Finnmarkssykehuset, etter Invitasjon til regionalt læringsnettverk Tørn – kull 3 "
        "(Helse Nord RHF)"
    )
    assert [meeting.key for meeting in own.meetings] == [
        meeting.key for meeting in shelf.shipped_one("torn-kull-3").meetings
    ]


def test_meetings_deadlines_and_texts_are_changed_by_key_in_a_new_version() -> None:
    changed = derived.new_version(
        shelf.shipped_one("vestre-viken", 1),
        {
            "purpose": "Lære sammen",
            "meetings": {
                "samling-1": {"when": {"day": "09-10"}, "theme": "Oppstart"},
                "samling-4": {"title": "Avslutning"},
                "telefonmote": {
                    "kind": "phone_meeting",
                    "title": "Telefonmøte",
                    "audience": "teams",
                    "mode": "digital",
                },
            },
            "deliverables": {"evaluering-1": {"due": {"after": "samling-1", "days": 3}}},
        },
    )
    assert (changed.version, changed.purpose) == (2, "Lære sammen")
    assert [(one.key, one.title, one.theme, one.when.day) for one in changed.meetings] == [
        ("samling-1", "Samling 1", "Oppstart", "09-10"),
        ("samling-2", "Samling 2", None, None),
        ("samling-3", "Samling 3", None, None),
        ("samling-4", "Avslutning", None, None),
        ("telefonmote", "Telefonmøte", None, None),
    ]
    assert str(compile_programme(changed, 2019).deliverables[0].due) == "2019-09-13 23:59:00+02:00"


def test_a_new_way_of_saying_when_replaces_the_old_one() -> None:
    changed = derived.with_changes(
        shelf.shipped_one("torn-kull-3"), {"meetings": {"innsjekk-uke-43": {"when": {"day": "10-20"}}}}
    )
    assert changed.meetings[4].when.model_dump(exclude_none=True) == {"day": "10-20", "years_after": 0}


def test_two_days_from_a_day_to_another_are_two_days_when_stored_and_changed(
    programme: Callable[..., Definition],
) -> None:
    stored = programme({"when": {"day": "09-16", "to": "09-17"}}).model_dump(mode="json")
    changed = derived.with_changes(Definition.model_validate(stored), {"purpose": "Lære"})
    assert (changed.purpose, len(compile_programme(changed, 2026).meetings[0].days)) == ("Lære", 2)


def test_nothing_takes_a_thing_away() -> None:
    changed = derived.with_changes(
        shelf.shipped_one("ahus-2025"),
        {
            "deliverables": {"presentasjon": None},
            "tasks": {"team": {"avslutning": {"tasks": {"lage-presentasjon": None}}}},
        },
    )
    assert [one.key for one in changed.deliverables] == [
        "video",
        "statusrapport-1",
        "statusrapport-2",
        "fremdriftsplan-tiltak",
        "fremdriftsplan-malinger",
        "poster",
    ]


def test_a_change_that_leaves_something_dangling_is_refused_with_every_sentence() -> None:
    with pytest.raises(Invalid) as refused:
        derived.with_changes(shelf.shipped_one("vestre-viken", 1), {"meetings": {"samling-4": None}})
    assert str(refused.value) == (
        "Programmet kan ikke brukes. "
        "deliverables[3].due: Møtet «samling-4» finnes ikke. Mente du «samling-3»? "
        "deliverables[4].due: Møtet «samling-4» finnes ikke. Mente du «samling-3»?"
    )


def test_a_list_of_changes_where_keys_belong_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        derived.with_changes(
            shelf.shipped_one("vestre-viken", 1), {"folders": {"team": {"01 Arbeidsfiler": None}}}
        )
    assert str(refused.value) == "Programmet kan ikke brukes. folders.team: Her skal det stå en liste."


def test_a_teams_deviation_lies_on_top_of_its_cohorts() -> None:
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    cohort = derived.Deviation(
        changes={"meetings": {"samling-1": {"place": None, "theme": "Vårt tema"}}},
        by="rhf",
        at=at,
        why="Fullt hus",
    )
    team = derived.Deviation(
        changes={"deliverables": {"video": {"due": {"before": "samling-1", "days": 2}}}},
        by="rhf",
        at=at,
        why="Ferie",
    )
    as_run = derived.deviating(shelf.shipped_one("torn-kull-3"), [cohort, team])
    assert (as_run.version, as_run.meetings[3].place, as_run.meetings[3].theme) == (1, None, "Vårt tema")
    assert str(compile_programme(as_run, 2026).deliverables[0].due) == "2026-09-14 23:59:00+02:00"


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
