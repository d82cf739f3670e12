"""A programme as the fields of a form, and the typed fields as changes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from support.paths import ROOT

from app.programmes import shelf
from app.programmes.language import check
from app.programmes.own import derived
from app.programmes.own.form_fields import changed_between, changes_typed, fields_of, place_of

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


def whole() -> Definition:
    return check.accepted(check.parsed(WHOLE))


def typed(**fields: str) -> dict[str, Any]:
    return changes_typed(
        whole(), {name.replace("__", ".").replace("_", "-"): text for name, text in fields.items()}
    )


def test_every_field_says_what_the_programme_says_now() -> None:
    fields = fields_of(whole())
    assert {name: fields[name] for name in fields if name.startswith("meetings.samling-1.")} == {
        "meetings.samling-1.title": "Samling 1",
        "meetings.samling-1.theme": "",
        "meetings.samling-1.goal": "",
        "meetings.samling-1.mode": "physical",
        "meetings.samling-1.when": "09-16 til 09-17",
    }
    assert (fields["meetings.innsjekk-1.when"], fields["meetings.samling-2.when"]) == ("uke 43", "01-28 år+1")
    assert (fields["deliverables.video.days"], fields["deliverables.video.day"]) == ("5", "")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_form_sent_back_as_it_was_changes_nothing(name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    assert changes_typed(definition, fields_of(definition)) == {}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("uke 46", {"week": 46}),
        ("09-10 til 09-11", {"day": "09-10", "to": "09-11"}),
        ("måned 4 år+1", {"month": 4, "years_after": 1}),
        ("autumn", {"season": "autumn"}),
        ("", {}),
        ("uke førti", {"week": "førti"}),
        ("i høst", {"day": "i høst"}),
    ],
)
def test_when_is_read_as_it_is_written_and_nonsense_is_left_for_the_check(
    text: str, when: dict[str, Any]
) -> None:
    assert typed(meetings__samling_1__when=text) == {"meetings": {"samling-1": {"when": when}}}


@given(
    some.one_of(
        some.builds(lambda week: f"uke {week}", some.integers(1, 53)),
        some.builds(lambda month: f"måned {month}", some.integers(1, 12)),
        some.dates().map(lambda day: f"{day:%m-%d}"),
        some.sampled_from(["winter", "spring", "summer", "autumn"]),
    ),
    some.sampled_from(["", " år+1", " år+2"]),
)
def test_a_when_that_was_typed_stands_in_the_form_as_it_was_typed(when: str, later: str) -> None:
    name = "meetings.samling-2.when"
    made = derived.merged(whole().model_dump(mode="json"), changes_typed(whole(), {name: when + later}))
    assert fields_of(type(whole()).model_validate(made))[name] == when + later


def test_an_emptied_text_is_taken_away_and_a_deadline_keeps_what_it_counts_from() -> None:
    assert typed(meetings__samling_1__title="") == {"meetings": {"samling-1": {"title": None}}}
    changes = typed(deliverables__video__days="7")
    assert {name: changes["deliverables"]["video"]["due"][name] for name in ("before", "days", "stated")} == {
        "before": "samling-1",
        "days": 7,
        "stated": None,
    }


def test_a_deadline_by_the_calendar_is_changed_as_a_day() -> None:
    by_the_calendar = {"before": None, "days": 0, "stated": None, "day": "05-07", "years_after": 1}
    definition = derived.with_changes(
        shelf.shipped_one("torn-kull-3"), {"deliverables": {"poster": {"due": by_the_calendar}}}
    )
    fields = fields_of(definition)
    assert (fields["deliverables.poster.day"], fields["deliverables.poster.days"]) == ("05-07 år+1", "")
    changes = changes_typed(definition, fields | {"deliverables.poster.day": "05-14 år+1"})
    made = derived.with_changes(definition, changes).deliverable("poster").due
    assert made is not None
    assert (made.day, made.years_after) == ("05-14", 1)


def test_what_another_has_changed_meanwhile_is_named_with_what_it_says_now() -> None:
    now = derived.with_changes(whole(), {"name": "Flyt", "meetings": {"samling-1": {"when": {"week": 40}}}})
    assert changed_between(whole(), now) == {"name": "Flyt", "meetings.samling-1.when": "uke 40"}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("name", "name"),
        ("meetings[0].when.week", "meetings.samling-1.when"),
        ("deliverables[0].due", "deliverables.video.days"),
        ("meetings[7].when", ""),
        ("team_rules.size", ""),
    ],
)
def test_a_problem_is_shown_beside_the_field_it_came_from(path: str, field: str) -> None:
    assert place_of(path, whole()) == field


def test_a_problem_of_a_copy_is_shown_beside_the_copys_own_three_fields() -> None:
    assert [place_of(path, None) for path in ("owner", "meetings[0].title")] == ["owner", ""]
