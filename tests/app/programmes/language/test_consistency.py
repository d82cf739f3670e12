"""A definition may use the right words and still not fit together: each misfit is named."""

from __future__ import annotations

import pytest
from support.paths import ROOT

from app.programmes.language.check import parsed
from app.programmes.language.consistency import inconsistencies, phases_of, tasks_of
from app.programmes.language.definition import Definition

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")

BROKEN: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "the same key for two meetings": (
        "key: samling-2",
        "key: samling-1",
        ("meetings[2].key", "error", "Nøkkelen «samling-1» er brukt før."),
    ),
    "a place that is not there": (
        "place: bodo",
        "place: tromso",
        ("meetings[0].place", "error", "Stedet «tromso» finnes ikke."),
    ),
    "an addition that is not there": (
        "folder: Presentasjon, addition: video}",
        "folder: Presentasjon, addition: vidio}",
        ("deliverables[0].addition", "error", "Tillegget «vidio» finnes ikke. Mente du «video»?"),
    ),
    "a deliverable with two tasks": (
        "{key: samle-teamet, title: Samle teamet, due: {before: samling-1, days: 30}}",
        "{key: samle-teamet, title: Samle teamet, deliverable: poster}",
        (
            "tasks.team[0].tasks[1].deliverable",
            "error",
            "Leveransen «poster» har flere oppgaver; den skal ha én.",
        ),
    ),
    "a task with a deadline of its own and a deliverable's": (
        "title: Lage poster, deliverable: poster",
        "title: Lage poster, deliverable: poster, due: {before: samling-1, days: 1}",
        ("tasks.team[0].tasks[1].due", "error", "Oppgaven følger leveransens frist og kan ikke ha en egen."),
    ),
    "a deliverable without a task": (
        "        - {key: lage-poster, title: Lage poster, deliverable: poster}\n",
        "",
        (
            "deliverables[1]",
            "warning",
            "Leveransen har ingen oppgave i Planner. Legg til en oppgave som hører til den.",
        ),
    ),
    "a folder that is not there": (
        "days: 5}, folder: Presentasjon",
        "days: 5}, folder: Presentasjoner",
        ("deliverables[0].folder", "error", "Mappen «Presentasjoner» finnes ikke. Mente du «Presentasjon»?"),
    ),
    "a goal outside the scale": (
        "goal_step: 4",
        "goal_step: 5",
        ("self_evaluation.goal_step", "error", "Målet er ikke et av trinnene i skalaen."),
    ),
    "a deliverable made from itself": (
        "title: Poster, due:",
        "title: Poster, made_from: [poster], due:",
        ("deliverables[1].made_from", "error", "«poster» kan ikke lages av seg selv."),
    ),
    "an addition that nothing belongs to": (
        "additions:\n",
        "additions:\n  kurs: {title: Kurs, document: Et notat}\n",
        ("additions.kurs", "warning", "Tillegget er ikke brukt noe sted."),
    ),
    "two folders that differ in capitals alone": (
        "cohort: [{name: Samling 1}]",
        "cohort: [{name: Samling 1}, {name: SAMLING 1}]",
        ("folders.cohort[1].key", "error", "Nøkkelen «samling 1» er brukt før."),
    ),
    "a role without a Norwegian name": (
        "  team_leader: {name: Teamleder}\n",
        "  staff: {name: Medarbeider}\n",
        (
            "tasks.team[0].tasks[0].roles",
            "warning",
            "Rollen «team_leader» har ikke fått et norsk navn under roles.",
        ),
    ),
    "a scale out of order": (
        "{step: 1, title: Ikke i gang, text: Planer}",
        "{step: 5, title: Ikke i gang, text: Planer}",
        (
            "self_evaluation.scale",
            "error",
            "Trinnene må stå i stigende rekkefølge, hvert trinn én gang.",
        ),
    ),
}


def definition(text: str = WHOLE) -> Definition:
    return Definition.model_validate(parsed(text))


def test_the_whole_definition_fits_together() -> None:
    assert inconsistencies(definition()) == []


@pytest.mark.parametrize("case", BROKEN)
def test_what_does_not_fit_is_named_by_place_and_sentence(case: str) -> None:
    right, wrong, expected = BROKEN[case]
    assert WHOLE.count(right) >= 1
    problems = inconsistencies(definition(WHOLE.replace(right, wrong, 1)))
    assert [(one.path, one.level, one.text) for one in problems][:1] == [expected]


def test_phases_and_tasks_are_found_with_the_path_to_each() -> None:
    assert [(path, phase.key) for path, phase in phases_of(definition())] == [("tasks.team[0]", "oppstart")]
    assert [(path, task.key) for path, task in tasks_of(definition())] == [
        ("tasks.team[0].tasks[0]", "lage-video"),
        ("tasks.team[0].tasks[1]", "lage-poster"),
        ("tasks.team[0].tasks[2]", "samle-teamet"),
    ]
