"""A team of a track has the common work and its track's."""

from __future__ import annotations

from typing import Any

import pytest
from support.faults.smallest_cohort import PROGRAMME

from app.programmes.language.definition import Definition
from app.programmes.own.tracks import of_tracks

AKUTT, ELEKTIV = {"tracks": ["akutt"]}, {"tracks": ["elektiv"]}


def tracked() -> Definition:
    return Definition.model_validate(
        PROGRAMME.model_dump(mode="json")
        | {
            "tracks": {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}},
            "deliverables": [
                {"key": "rapport", "type": "final_report", "title": "Rapport"},
                {"key": "vaktplan", "type": "actions_plan", "title": "Vaktplan", **AKUTT},
            ],
            "tasks": {
                "team": [
                    {
                        "key": "oppstart",
                        "title": "Oppstart",
                        "tasks": [
                            {"key": "samle", "title": "Samle teamet"},
                            {"key": "lage-vaktplan", "title": "Lage vaktplan", "deliverable": "vaktplan"},
                        ],
                    },
                    {
                        "key": "ventelister",
                        "title": "Ventelister",
                        "tasks": [{"key": "rydde", "title": "Rydde i listen", **ELEKTIV}],
                    },
                    {"key": "senere", "title": "Senere", "tasks": []},
                ]
            },
            "folders": {
                "team": [
                    {"name": "Felles", "folders": [{"name": "Vakt", **AKUTT}]},
                    {"name": "Lister", **ELEKTIV},
                ]
            },
            "templates": [
                {"source": "poster", "name": "Poster.pptx", "folder": "Felles"},
                {"source": "poster", "name": "Vaktplan.docx", "folder": "Felles", "deliverable": "vaktplan"},
            ],
        }
    )


def work(tracks: list[str]) -> dict[str, Any]:
    found = of_tracks(tracked(), tracks)
    return {
        "deliverables": [one.key for one in found.deliverables],
        "tasks": {phase.key: [task.key for task in phase.tasks] for phase in found.tasks.team},
        "folders": [(one.name, [inner.name for inner in one.folders]) for one in found.folders.team],
        "templates": [one.name for one in found.templates],
    }


@pytest.mark.parametrize(
    ("tracks", "expected"),
    [
        (
            ["akutt"],
            {
                "deliverables": ["rapport", "vaktplan"],
                "tasks": {"oppstart": ["samle", "lage-vaktplan"], "senere": []},
                "folders": [("Felles", ["Vakt"])],
                "templates": ["Poster.pptx", "Vaktplan.docx"],
            },
        ),
        (
            ["elektiv"],
            {
                "deliverables": ["rapport"],
                "tasks": {"oppstart": ["samle"], "ventelister": ["rydde"], "senere": []},
                "folders": [("Felles", []), ("Lister", [])],
                "templates": ["Poster.pptx"],
            },
        ),
        (
            [],
            {
                "deliverables": ["rapport"],
                "tasks": {"oppstart": ["samle"], "senere": []},
                "folders": [("Felles", [])],
                "templates": ["Poster.pptx"],
            },
        ),
    ],
)
def test_a_team_has_what_is_common_and_what_is_its_tracks(
    tracks: list[str], expected: dict[str, Any]
) -> None:
    assert work(tracks) == expected


def test_a_team_in_both_has_all() -> None:
    every = tracked()
    assert of_tracks(every, ["elektiv", "akutt"]) == every


def test_a_programme_without_tracks_is_as_it_was() -> None:
    assert of_tracks(PROGRAMME, ["akutt"]) is PROGRAMME
