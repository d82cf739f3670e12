"""A definition whose words are wrong is answered field by field, in sentences a person can act on."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from support.paths import ROOT

from app.programmes.language.check import parsed
from app.programmes.language.definition import Definition
from app.programmes.language.sentences import path_of, problem_of

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
VIDEO_DUE = "due: {before: samling-1, days: 5}"
SAMLING_1 = "when: {day: 09-16, to: 09-17}"
INNSJEKK = "when: {week: 43}"

BROKEN: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "a wrong role name": (
        "any_of: [team_leader]",
        "any_of: [teamleder]",
        (
            "team_rules.roles[0].any_of[0]",
            "error",
            (
                "«teamleder» kan ikke stå her. Mente du «team_leader»? "
                "Velg en av leader, project_leader, team_leader, nearest_leader, top_leader, "
                "measurement_lead, meeting_lead, union_rep, safety_rep, staff, mentor, improvement_agent, "
                "user_rep, faculty, trust_contact, steering_group."
            ),
        ),
    ),
    "a field with a spelling mistake": (
        "purpose: Øve",
        "purpose: Øve\npurpuse: Igjen",
        ("purpuse", "error", "Feltet «purpuse» er ukjent. Mente du «purpose»?"),
    ),
    "a place by the name it has above": (
        "place: bodo}",
        "venues: [bodo]}",
        ("meetings[0].venues", "error", "Feltet «venues» er ukjent. Mente du «place»?"),
    ),
    "a field of something else": (
        SAMLING_1,
        "when: {day: 09-16, themes: Start}",
        (
            "meetings[0].when.themes",
            "error",
            "Feltet «themes» er ukjent. Her kan det stå: day, to, week, weekday, month, season, years_after.",
        ),
    ),
    "a field that is missing": ("owner: Helse Nord RHF\n", "", ("owner", "error", "Feltet mangler.")),
    "a version that is no number": (
        "version: 1",
        "version: første",
        ("version", "error", "Her skal det stå et helt tall."),
    ),
    "a version below one": ("version: 1", "version: 0", ("version", "error", "Tallet må være minst 1.")),
    "an empty name": ("name: Eksempel", 'name: ""', ("name", "error", "Teksten kan ikke være tom.")),
    "a key with capital letters": (
        "key: eksempel",
        "key: Eksempel 1",
        ("key", "error", "«Eksempel 1»: en nøkkel har bare små bokstaver a–z, tall og bindestrek."),
    ),
    "a day that does not exist": (
        SAMLING_1,
        "when: {day: 02-30}",
        ("meetings[0].when.day", "error", "Det finnes ingen dag 02-30; skriv måned og dag, som 09-16."),
    ),
    "a day written the Norwegian way": (
        SAMLING_1,
        "when: {day: 16.09}",
        ("meetings[0].when.day", "error", "Her skal det stå tekst. Sett anførselstegn rundt verdien."),
    ),
    "a week that does not exist": (
        INNSJEKK,
        "when: {week: 54}",
        ("meetings[1].when.week", "error", "Tallet kan være høyst 53."),
    ),
    "a month and a week at once": (
        INNSJEKK,
        "when: {week: 43, month: 10}",
        ("meetings[1].when", "error", "Velg én av day, week, month og season."),
    ),
    "a weekday of a season": (
        INNSJEKK,
        "when: {season: autumn, weekday: monday}",
        ("meetings[1].when", "error", "Weekday hører sammen med week eller month."),
    ),
    "a fifth weekday of the month": (
        INNSJEKK,
        "when: {month: 10, weekday: monday}, repeat: {every: month, nth: 5}",
        ("meetings[1].repeat.nth", "error", "«5» kan ikke stå her. Velg en av 1, 2, 3, 4, last."),
    ),
    "a month in Norwegian": (
        INNSJEKK,
        "when: {week: 43}, repeat: {every: week, except: [desember]}",
        (
            "meetings[1].repeat.except[0]",
            "error",
            (
                "«desember» kan ikke stå her. Mente du «december»? Velg en av january, february, march, april, "
                "may, june, july, august, september, october, november, december."
            ),
        ),
    ),
    "a last day before the first": (
        SAMLING_1,
        "when: {day: 09-17, to: 09-16}",
        ("meetings[0].when", "error", "To er siste dag og må komme etter day."),
    ),
    "a clock time with a full stop": (
        'start: "13:00"',
        'start: "13.00"',
        ("defaults.check_in.start", "error", "«13.00»: et klokkeslett skrives slik: 13:00."),
    ),
    "a kind of meeting nobody knows": (
        "kind: check_in",
        "kind: checkin",
        (
            "meetings[1].kind",
            "error",
            (
                "«checkin» kan ikke stå her. Mente du «check_in»? "
                "Velg en av gathering, check_in, mentor_meeting, start_meeting, phone_meeting, "
                "digital_meeting, closing, network_meeting, board_meeting, conference."
            ),
        ),
    ),
    "a folder name SharePoint refuses": (
        "cohort: [{name: Samling 1}]",
        'cohort: [{name: "Samling: 1"}]',
        (
            "folders.cohort[0].name",
            "error",
            'Navnet kan ikke inneholde " * : < > ? / \\ | # % eller slutte med punktum.',
        ),
    ),
    "an identity number in a text": (
        "title: Lage poster, deliverable: poster",
        "title: Lage poster om 018180 12337, deliverable: poster",
        (
            "tasks.team[0].tasks[1].title",
            "error",
            "Et tall her ser ut som et fødselsnummer; ta det bort.",
        ),
    ),
    "a list where one name should be": (
        "name: Eksempel",
        "name: [Eksempel]",
        ("name", "error", "Her skal det stå tekst. Sett anførselstegn rundt verdien."),
    ),
    "meetings that are no list": (
        "tasks:\n  team:\n",
        "tasks:\n  lag:\n",
        ("tasks.lag", "error", "Feltet «lag» er ukjent. Her kan det stå: team, organiser."),
    ),
    "a field that belongs elsewhere": (
        "any_of: [team_leader], level: hard}",
        "any_of: [team_leader], level: hard}\n  size: {people: [4, 7], level: hard, max: 7}",
        (
            "team_rules.size.max",
            "error",
            "Feltet «max» er ukjent. Her kan det stå: addition, level, text, people.",
        ),
    ),
    "a field of another thing, close to one that belongs here": (
        "to: 09-17}, place: bodo}",
        "to: 09-17}, places: bodo}",
        ("meetings[0].places", "error", "Feltet «places» er ukjent. Mente du «place»?"),
    ),
    "a text with a comma between braces": (
        "title: Poster,",
        "title: Poster, medisin,",
        (
            "deliverables[1].medisin",
            "error",
            "Feltet «medisin» er ukjent. Er det en del av en tekst med komma, sett teksten i anførselstegn.",
        ),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_wrong_word_is_named_by_place_and_sentence(case: str) -> None:
    right, wrong, expected = BROKEN[case]
    with pytest.raises(ValidationError) as refused:
        Definition.model_validate(parsed(WHOLE.replace(right, wrong, 1)))
    problems = [problem_of(error) for error in refused.value.errors()]
    assert [(one.path, one.level, one.text) for one in problems][:1] == [expected]


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        (("meetings", 3, "when", "week"), "meetings[3].when.week"),
        (("tasks", "team", 0, "tasks", 1), "tasks.team[0].tasks[1]"),
        (("roles", "teamleder", "[key]"), "roles.teamleder"),
        ((), "fil"),
    ],
)
def test_a_path_is_written_as_a_person_would_look_for_it(loc: tuple[int | str, ...], path: str) -> None:
    assert path_of(loc) == path


def test_in_a_field_whose_name_is_an_english_word_of_yaml_it_is_the_written_name_that_is_listed() -> None:
    with pytest.raises(ValidationError) as refused:
        Definition.model_validate(
            parsed(WHOLE.replace("when: {week: 43}", "when: {week: 43}, repeat: {every: week, until: 50}"))
        )
    assert [problem_of(error).text for error in refused.value.errors()] == [
        "Feltet «until» er ukjent. Her kan det stå: every, interval, nth, except, weeks, times, hosts."
    ]
