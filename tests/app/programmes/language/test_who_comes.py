"""A definition that contradicts itself about who comes, or who arranges, is told where."""

from __future__ import annotations

from typing import Any

from app.programmes.language.check import problems_in


def _said(tasks: tuple[dict[str, Any], ...] = (), **meeting: Any) -> list[tuple[str, str]]:
    usual = {"key": "samtale", "kind": "mentor_meeting", "title": "Samtale", "audience": "teams"}
    definition = {
        "key": "p",
        "name": "P",
        "owner": "Oss",
        "version": 1,
        "purpose": "Å prøve.",
        "source": {"document": "Ingen"},
        "meetings": [{**usual, "mode": "digital", **meeting}],
        "tasks": {"team": [{"key": "fase", "title": "Fase", "tasks": list(tasks)}]},
    }
    return [(one.path, one.text) for one in problems_in(definition)]


def test_only_a_teams_own_meeting_is_arranged_by_somebody() -> None:
    told = [("meetings[0].arranged_by", "arranged_by hører sammen med per: team.")]
    assert _said(arranged_by="unit") == told
    assert _said(arranged_by="unit", per="team") == []


def test_nobody_both_must_and_may() -> None:
    assert _said(required=["faculty", "leaders"], optional_for=["faculty"]) == [
        (
            "meetings[0].optional_for",
            "«faculty» står både under required og optional_for. Velg ett av stedene.",
        )
    ]


def test_a_task_of_agreeing_is_about_a_meeting_that_the_team_agrees_on_and_is_alone() -> None:
    task = {"key": "avtale", "title": "Avtale", "meeting": "samtale"}
    assert _said((task,), per="team") == []
    told = "«samtale» er ikke et møte som teamet avtaler selv."
    assert _said((task,)) == [("tasks.team[0].tasks[0].meeting", told)]
    assert _said((task,), per="team", arranged_by="unit") == [("tasks.team[0].tasks[0].meeting", told)]
    assert _said((task, task | {"key": "igjen"}), per="team") == [
        ("tasks.team[0].tasks[1].meeting", "«samtale» har alt en oppgave; det skal ha én.")
    ]


def test_levels_of_leaders_are_words_of_the_language_and_the_sources_own_words_are_still_read() -> None:
    assert _said(leader_level="N2", leaders=["n2"]) == []
    assert _said(leaders=["n3"])[0] == (
        "meetings[0].leaders[0]",
        "«n3» kan ikke stå her. Velg en av director, n2, leader_group.",
    )
