"""A cohort that switches an addition off is left with nothing that came with it or pointed at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.programmes import shelf
from app.programmes.language import check
from app.programmes.own.additions import switch_off

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


def whole(*changes: tuple[str, str]) -> Definition:
    text = WHOLE
    for right, wrong in changes:
        text = text.replace(right, wrong)
    return check.accepted(check.parsed(text))


def test_a_deliverable_goes_with_its_task_and_the_rest_stays() -> None:
    kept = whole(("  - {deliverable: video, delete: {after: samling-1, days: 14}, text: Slettes}", "  []"))
    bare = switch_off(kept, {"video"})
    assert [one.key for one in bare.deliverables] == ["poster"]
    assert [task.key for phase in bare.tasks.team for task in phase.tasks] == ["lage-poster", "samle-teamet"]
    assert (bare.additions, bare.meetings) == ({}, kept.meetings)


def test_a_pointer_at_what_is_gone_is_forgotten() -> None:
    pointing = whole(
        ("title: Poster, due:", "title: Poster, made_from: [video], due:"),
        ("at: [poster]", "at: [video, poster]"),
    )
    bare = switch_off(pointing, {"video"})
    assert bare.deliverables[0].made_from == ()
    assert bare.self_evaluation is not None
    assert bare.self_evaluation.at == ("poster",)


def test_an_addition_that_stays_on_is_as_it_was() -> None:
    assert switch_off(whole(), []) == whole()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_cohort_may_switch_off_every_addition_and_still_start(name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    bare = switch_off(definition, definition.additions)
    assert bare.additions == {}
    found = check.problems_in(bare.model_dump(mode="json"))
    assert [problem for problem in found if problem.level == "error"] == []
