"""What was typed, laid on a programme: lossless, with keys from titles."""

from __future__ import annotations

import pytest
from support.paths import ROOT

from app.programmes.language import check
from app.programmes.language.definition import Definition
from app.programmes.language.when import DueRule, Repeat, When
from app.programmes.own.form.draft import draft_of, fields_of
from app.programmes.own.form.presses import pressed

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")


def whole() -> Definition:
    return check.accepted(check.parsed(WHOLE))


def made(**typed: str) -> Definition:
    """The programme with fields typed; `__` is a dot and `_` a hyphen in their names."""
    named = {name.replace("__", ".").replace("_", "-"): text for name, text in typed.items()}
    draft = draft_of(whole(), named)
    assert draft.misread == []
    return Definition.model_validate(draft.value)


def test_every_field_says_what_the_programme_says_now() -> None:
    fields = fields_of(whole())
    names = ("title", "kind", "when", "place", "theme", "mandatory", "start", "length.days")
    assert [fields[f"meetings.samling-1.{name}"] for name in names] == [
        *("Samling 1", "gathering", "16.–17. september", "bodo", "", "ja", "", "1"),
    ]
    assert (fields["meetings.innsjekk-1.when"], fields["meetings.samling-2.when"]) == (
        "uke 43",
        "28. januar året etter",
    )
    assert (fields["deliverables.video.due"], fields["deliverables.video.due.meeting"]) == (
        "5 dager før",
        "samling-1",
    )
    assert (fields["meetings"], fields["folders.team"], fields["defaults.check_in.start"]) == (
        "samling-1 innsjekk-1 samling-2",
        "0",
        "13.00",
    )


def test_what_is_not_in_the_form_stays_as_it_was() -> None:
    changed = made(meetings__samling_1__title="Første samling")
    assert changed.self_evaluation == whole().self_evaluation
    assert changed.meetings[0].title == "Første samling"
    assert changed.meetings[1:] == whole().meetings[1:]


def test_a_title_gives_a_key_once_and_a_key_in_use_is_never_anothers() -> None:
    typed = {
        "meetings": "samling-1 samling-2 +1",
        "meetings.+1.title": "Innsjekk 1",
        "meetings.+1.when": "uke 50",
    }
    keys = [one["key"] for one in draft_of(whole(), typed).value["meetings"]]
    assert keys == ["samling-1", "samling-2", "innsjekk-1-2"]


def test_a_deadline_may_count_from_a_meeting_that_was_just_added() -> None:
    typed = {
        "meetings": "samling-1 innsjekk-1 samling-2 +1",
        "meetings.+1.title": "Avslutning",
        "meetings.+1.when": "12. mai året etter",
        "deliverables.poster.due": "to uker før",
        "deliverables.poster.due.meeting": "+1",
    }
    due = Definition.model_validate(draft_of(whole(), typed).value).deliverable("poster").due
    assert due is not None
    assert (due.before, due.days) == ("avslutning", 14)


def test_an_open_deadline_goes_when_a_day_is_typed_and_keeps_its_addition() -> None:
    typed = {
        "deliverables.poster.due": "åpen",
        "deliverables.poster.due.addition": "video",
        "deliverables.poster.required_after": "samme dag",
        "deliverables.poster.required_after.meeting": "samling-1",
    }
    opened = Definition.model_validate(draft_of(whole(), typed).value)
    asked = opened.deliverable("poster")
    assert asked.due == DueRule(open=True, addition="video")
    assert asked.required_after == DueRule(before="samling-1")
    dated = draft_of(opened, {"deliverables.poster.due": "1. mai året etter"}).value
    due = Definition.model_validate(dated).deliverable("poster").due
    assert due == DueRule(day="05-01", years_after=1, addition="video")


def test_a_repetition_is_typed_field_by_field() -> None:
    typed = {
        "meetings.innsjekk-1.when": "januar",
        "meetings.innsjekk-1.repeat": "andre tirsdag i måneden",
        "meetings.innsjekk-1.repeat.except": "juli",
        "meetings.innsjekk-1.repeat.times": "6",
        "meetings.innsjekk-1.repeat.hosts": "Bodø\r\nTromsø",
        "meetings.samling-1.when": "tirsdag",
        "meetings.samling-1.repeat.weeks": "3, 5 og 9",
    }
    first, second, *_ = Definition.model_validate(draft_of(whole(), typed).value).meetings
    assert (first.when, first.repeat) == (When(weekday="tuesday"), Repeat(weeks=(3, 5, 9)))
    assert second.when == When(month=1, weekday="tuesday")
    assert second.repeat == Repeat(every="month", nth=2, except_=("july",), times=6, hosts=("Bodø", "Tromsø"))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("times", "mange", "«mange» er ikke et helt tall."),
        ("weeks", "3, femte", "«femte» er ingen uke. Skriv for eksempel «3, 5 og 9»."),
        ("except", "ferien", "«ferien» er ingen måned. Skriv for eksempel «juli, desember»."),
    ],
)
def test_what_is_misread_of_a_repetition_is_named_beside_its_own_control(
    name: str, typed: str, said: str
) -> None:
    field = f"meetings.innsjekk-1.repeat.{name}"
    draft = draft_of(whole(), {"meetings.innsjekk-1.repeat": "hver uke", field: typed})
    assert draft.misread == [(field, said)]


def test_what_lies_in_a_folder_follows_it_to_its_new_name() -> None:
    changed = made(folders__team__0__name="01 Film")
    assert [one.folder for one in (changed.deliverable("video"), changed.templates[0])] == [
        "01 Film",
        "01 Film",
    ]


def test_a_group_whose_first_field_is_emptied_is_taken_away() -> None:
    assert made(application__deadline="").application is None
    capacity = made(capacity__max="12").capacity
    assert capacity is not None
    assert (capacity.max, capacity.unit, capacity.waiting_list) == (12, "team", True)


def test_unreadable_text_is_named_beside_its_own_control_and_the_rest_is_read() -> None:
    typed = {
        "meetings.samling-1.when": "i forrige uke",
        "meetings.samling-2.repeat": "av og til",
        "meetings.samling-2.start": "25.00",
        "capacity.max": "mange",
        "name": "Nytt navn",
    }
    draft = draft_of(whole(), typed)
    assert [name for name, _ in draft.misread] == [
        *("capacity.max", "meetings.samling-1.when", "meetings.samling-2.repeat", "meetings.samling-2.start"),
    ]
    assert draft.value["name"] == "Nytt navn"


def test_things_are_added_moved_taken_out_and_put_back_by_their_order_alone() -> None:
    before = fields_of(whole())

    def after(press: str, *presses: str) -> tuple[str, str]:
        fields, focus = pressed(draft_of(whole(), {}), press, before)
        for one in presses:
            fields, focus = pressed(draft_of(whole(), fields), one, before)
        return fields["meetings"], focus

    assert after("legg-til meetings") == ("samling-1 innsjekk-1 samling-2 +1", "meetings.+1")
    assert after("legg-til meetings", "legg-til meetings")[0] == "samling-1 innsjekk-1 samling-2 +1 +2"
    assert after("opp meetings.samling-2") == ("samling-1 samling-2 innsjekk-1", "meetings.samling-2")
    assert after("ned meetings.samling-1") == ("innsjekk-1 samling-1 samling-2", "meetings.samling-1")
    assert after("opp meetings.samling-1")[0] == "samling-1 innsjekk-1 samling-2"
    assert after("fjern meetings.innsjekk-1") == ("samling-1 samling-2", "meetings")
    assert after("fjern meetings.innsjekk-1", "tilbake meetings.innsjekk-1") == (
        "samling-1 innsjekk-1 samling-2",
        "meetings.innsjekk-1",
    )
    assert after("fjern name") == ("samling-1 innsjekk-1 samling-2", "")


def test_a_task_is_added_in_a_group_that_was_itself_just_added() -> None:
    typed = {
        "tasks.team": "oppstart +1",
        "tasks.team.+1.title": "Avslutning",
        "tasks.team.+1.tasks": "+2",
        "tasks.team.+1.tasks.+2.title": "Rydde",
        "tasks.team.+1.tasks.+2.checklist": "Kanalen\r\nPlanen\r\n",
        "tasks.team.+1.tasks.+2.roles": "team_leader mentor",
    }
    phase = Definition.model_validate(draft_of(whole(), typed).value).tasks.team[1]
    task = phase.tasks[0]
    assert (phase.key, task.key, task.checklist, task.roles) == (
        *("avslutning", "rydde"),
        ("Kanalen", "Planen"),
        ("team_leader", "mentor"),
    )
