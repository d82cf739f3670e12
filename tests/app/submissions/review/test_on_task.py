"""What stands on a task in Planner: the whole cohort reads it, so nothing private does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.submissions.review.on_task import Answered, told_on_task

FILM = Answered(
    team_id=1,
    asked="video",
    version=2,
    name="film.mp4",
    received_at="2026-09-11 21:30:00.000000",
    state="received",
    by_itself=False,
    barred=False,
    findings="[]",
)
SAID = "Innlevert: «film.mp4», versjon 2 (11.09.2026 kl. 23.30). "


def _found(level: str, *texts: str) -> str:
    return json.dumps([{"code": "x", "level": level, "text": text} for text in texts])


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({}, "Veilederen ser på den."),
        ({"state": "accepted"}, "Godkjent."),
        ({"state": "returned"}, "Veilederen har et spørsmål. Det er sendt til den som leverte."),
        (
            {"state": "returned", "by_itself": True, "findings": _found("error", "Filen er tom.")},
            "Må rettes: Filen er tom.",
        ),
        (
            {"findings": _found("warning", "Den står på høykant.")},
            "Veilederen ser på den. Se gjerne over: Den står på høykant.",
        ),
        ({"findings": _found("info", "Vi leser den ikke.")}, "Veilederen ser på den."),
        (
            {
                "barred": True,
                "state": "returned",
                "by_itself": True,
                "findings": _found("error", "Hemmelig."),
            },
            "Filen må rettes. De som leder teamet, har fått vite hva det gjelder.",
        ),
    ],
)
def test_what_became_of_a_version_is_told_in_a_sentence(other: dict[str, Any], told: str) -> None:
    assert told_on_task([FILM._replace(**other)]) == SAID + told


def test_three_findings_are_told_and_the_rest_are_counted() -> None:
    five = _found("warning", "En.", "To.", "Tre.", "Fire.", "Fem.")
    assert told_on_task([FILM._replace(findings=five)]).endswith(
        "Se gjerne over: En. To. Tre. Det er 2 merknader til."
    )


def test_each_version_has_its_line_and_no_version_none() -> None:
    winter = FILM._replace(version=3, received_at="2026-12-01 12:00:00", name="film\n ny.mp4")
    assert told_on_task([FILM, winter]).splitlines() == [
        SAID + "Veilederen ser på den.",
        "Innlevert: «film ny.mp4», versjon 3 (01.12.2026 kl. 13.00). Veilederen ser på den.",
    ]
    assert told_on_task([]) == ""
