"""A film that we cannot measure ourselves is judged by what Microsoft 365 has seen of it, and waits for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort
from support.handing_in import channel_of, do, drop, look
from support.papers.film_boxes import fragmented

from app.db import unit_of_work
from app.submissions import service as submissions
from jobs.intake.read import MAX_WAITS_FOR_MICROSOFT

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

FILM = "01 Presentasjon/film.mp4"
UNMEASURED = fragmented(dated=False, bytes_each=20_000)


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


def _read(cohort_id: int) -> tuple[str, list[tuple[str, str]], Any]:
    """The state of the only submission, its findings, and the film."""
    with unit_of_work() as session:
        one = submissions.submissions_of_cohorts(session, [cohort_id])[0]
        return (
            one.state.value,
            [(found["level"], found["code"]) for found in one.findings],
            one.fields.get("film"),
        )


def _handed_in(cohort_id: int, sandbox: SandboxOnASocket, content: bytes, **video: int) -> None:
    film = drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), FILM, content=content)
    place = {"drive": film["parentReference"]["driveId"], "item": film["id"]}
    if video:
        do(sandbox.address, "describe", **place, facets={"video": video})
    look(cohort_id)


def test_a_film_we_cannot_measure_is_as_long_as_microsoft_says(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _handed_in(cohort, sandbox, UNMEASURED, duration=41_500, width=720, height=1280)
    assert _read(cohort) == (
        "returned",
        [("error", "too_long"), ("warning", "portrait"), ("info", "measured_by_microsoft")],
        {"seconds": 41.5, "width": 720, "height": 1280, "codec": ""},
    )


def test_a_film_we_can_measure_is_as_long_as_we_say(cohort: int, sandbox: SandboxOnASocket) -> None:
    _handed_in(cohort, sandbox, fragmented(mfra=True), duration=41_500, width=720, height=1280)
    assert _read(cohort) == ("received", [], {"seconds": 30.0, "width": 640, "height": 360, "codec": "avc1"})


def test_a_film_microsoft_has_not_looked_at_yet_waits_and_then_goes_back(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    _handed_in(cohort, sandbox, UNMEASURED, duration=0, width=720, height=1280)
    for day in range(MAX_WAITS_FOR_MICROSOFT):
        assert _read(cohort) == ("received", [("info", "in_fragments")], None)
        small_cohort.on(f"2026-04-{day + 2:02}", monkeypatch)
        look(cohort)
    assert _read(cohort) == ("returned", [("error", "in_fragments")], None)
