"""A draft becomes the next version, or every fault is said beside its field without a word of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.programmes.language import check
from app.programmes.own.form.draft import draft_of
from app.programmes.own.form.finished import next_version, remarks
from app.programmes.own.form.meanwhile import changed_between, taken_in
from app.programmes.own.form.refused import FormRefused

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

NO_MEETING = "Møtet det regnes fra, er fjernet, eller gjentas nå. Velg et annet møte, eller skriv en dag."
WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")


def whole() -> Definition:
    return check.accepted(check.parsed(WHOLE))


def faults(typed: dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(FormRefused) as refused:
        next_version(draft_of(whole(), typed), of=whole())
    return refused.value.fields


def with_changes(typed: dict[str, str]) -> Definition:
    return next_version(draft_of(whole(), typed), of=whole())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": ""}, [("name", "Dette må fylles ut.")]),
        ({"meetings.samling-2.title": ""}, [("meetings.samling-2.title", "Dette må fylles ut.")]),
        (
            {"meetings.samling-2.start": "9"},
            [
                (
                    "meetings.samling-2.start",
                    "Skriv både når møtet begynner og slutter, eller ingen av dem.",
                )
            ],
        ),
        (
            {"meetings.samling-2.start": "15", "meetings.samling-2.end": "9"},
            [("meetings.samling-2.end", "Møtet slutter 09:00, før det begynner 15:00.")],
        ),
        (
            {"meetings": "innsjekk-1 samling-2"},
            [
                ("deliverables.video.due", NO_MEETING),
                ("tasks.team.oppstart.tasks.samle-teamet.due", NO_MEETING),
                ("retention.0.delete", NO_MEETING),
            ],
        ),
        (
            {"folders.cohort": "0 +1", "folders.cohort.+1.name": "samling 1"},
            [("folders.cohort.+1.name", "To mapper kan ikke ha samme navn.")],
        ),
        ({"team_rules.roles.0.any_of": ""}, [("team_rules.roles.0.any_of", "Velg eller legg til minst én.")]),
        (
            {"deliverables.video.folder": "Ukjent"},
            [("deliverables.video.folder", "Mappen «Ukjent» finnes ikke.")],
        ),
        ({"source.document": ""}, [("source.document", "Dette må fylles ut.")]),
        (
            {"meetings.samling-2.when": "tirsdag i januar"},
            [
                (
                    "meetings.samling-2.repeat",
                    "Skriv hvilken ukedag i måneden det er, for eksempel «andre tirsdag i måneden».",
                )
            ],
        ),
        (
            {"meetings.innsjekk-1.when": "uke 3", "meetings.innsjekk-1.repeat": "andre tirsdag i måneden"},
            [
                (
                    "meetings.innsjekk-1.when",
                    "Skriv måneden møtet begynner i, for eksempel «januar»: det telles derfra.",
                )
            ],
        ),
        (
            {"meetings.innsjekk-1.when": "uke 3", "meetings.innsjekk-1.repeat.weeks": "5, 9"},
            [
                (
                    "meetings.innsjekk-1.when",
                    "Ukene står under «Bare i disse ukene». Skriv bare ukedagen her.",
                )
            ],
        ),
        (
            {"meetings.samling-2.arranged_by": "unit"},
            [
                (
                    "meetings.samling-2.arranged_by",
                    "Velg «Hvert team for seg» under «For hvem», eller ingen her.",
                )
            ],
        ),
        (
            {"deliverables.poster.form": "https://forms.example.org/1"},
            [
                (
                    "deliverables.poster.form",
                    "Bare en evaluering besvares i et skjema. Velg slaget «Evaluering», eller tøm feltet.",
                )
            ],
        ),
    ],
)
def test_a_fault_is_said_beside_the_field_it_belongs_to(
    typed: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert faults(typed) == found


def test_what_should_be_looked_at_is_said_with_the_name_of_its_thing() -> None:
    draft = draft_of(whole(), {"tasks.team.oppstart.tasks": "lage-video samle-teamet"})
    assert remarks(draft, of=whole()) == [
        "«Poster»: Leveransen har ingen oppgave i Planner. Legg til en oppgave som hører til den."
    ]


def test_what_another_has_changed_meanwhile_is_named_with_what_it_says_now() -> None:
    now = with_changes(
        {
            "name": "Flyt",
            "meetings.samling-1.when": "uke 40",
            "folders.cohort": "0 +1",
            "folders.cohort.+1.name": "B",
        }
    )
    assert changed_between(whole(), now) == [
        ("name", "Dette er i mellomtiden endret til «Flyt»."),
        ("meetings.samling-1.when", "Dette er i mellomtiden endret til «uke 40»."),
        ("folders.cohort", "Her er noe lagt til, flyttet eller fjernet i mellomtiden."),
    ]


def test_what_another_added_and_wrote_is_taken_in_where_this_person_left_it_alone() -> None:
    now = with_changes({"name": "Flyt", "meetings": "samling-1 samling-2 +1", "meetings.+1.title": "Ekstra"})
    typed = {"name": "Eksempel", "purpose": "Min", "meetings": "innsjekk-1 samling-1 samling-2 +1"}
    assert taken_in(typed, whole(), now) == {
        "name": "Flyt",
        "purpose": "Min",
        "meetings": "samling-1 samling-2 +1 ekstra",
    }
