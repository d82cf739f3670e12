"""A programme made from another: copied, changed, or run with deviations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.language import check
from app.programmes.language.definition import Definition
from app.programmes.own import derived

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


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
    as_run = derived.deviating(shelf.shipped_one("torn-kull-3").model_dump(mode="json"), [cohort, team])
    assert (as_run.version, as_run.meetings[3].place, as_run.meetings[3].theme) == (2, None, "Vårt tema")
    assert str(compile_programme(as_run, 2026).deliverables[0].due) == "2026-09-14 23:59:00+02:00"


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_programme_can_be_copied(name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    own = derived.copied(definition, key="var-egen", name="Vår", owner="Oss")
    assert own.meetings == definition.meetings


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 60) | st.sampled_from(["", "samling-1", "09-16", "week"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["meetings", "samling-1", "when", "week", "day", "tasks", "team", "key", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from(["meetings", "tasks", "name", "x", "venues"]), JSON))
def test_whatever_is_asked_for_gives_a_programme_or_sentences(changes: dict[str, Any]) -> None:
    try:
        made = derived.with_changes(shelf.shipped_one("vestre-viken"), changes)
    except Invalid as refused:
        assert str(refused).startswith("Programmet kan ikke brukes. ")  # noqa: PT017 - either is right
    else:
        assert check.accepted(made.model_dump(mode="json")) == made
