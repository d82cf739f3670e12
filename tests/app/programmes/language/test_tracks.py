"""Tracks that are unknown, unused, or do not fit together are named."""

from __future__ import annotations

from typing import Any

from support.paths import ROOT

from app.programmes.language.check import parsed, problems_in

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
TRACKS = {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}}
FOR_BOTH = {"tracks": ["akutt", "elektiv"]}


def problems(**changed: Any) -> list[tuple[str, str, str]]:
    """The problems of the whole programme with two tracks, both in use, and something changed."""
    data = parsed(WHOLE) | {"tracks": TRACKS}
    for path, fields in ({"meetings_2": FOR_BOTH} | changed).items():
        at: Any = data
        for step in path.split("_"):
            at = at[int(step)] if step.isdecimal() else at[step]
        at |= fields
    return [(one.path, one.level, one.text) for one in problems_in(data)]


def without_tracks() -> list[tuple[str, str, str]]:
    return [(one.path, one.level, one.text) for one in problems_in(parsed(WHOLE))]


def news(**changed: Any) -> list[tuple[str, str, str]]:
    return [one for one in problems(**changed) if one not in without_tracks()]


def test_tracks_that_are_used_raise_nothing() -> None:
    assert [one for one in news() if not one[0].endswith(".due")] == []


def test_an_unknown_track_is_named_with_what_was_meant() -> None:
    assert ("meetings[2].tracks", "error", "Sporet «akut» finnes ikke. Mente du «akutt»?") in news(
        meetings_2={"tracks": ["akut", "elektiv", "akutt"]}
    )


def test_a_track_nothing_uses_is_told_of() -> None:
    assert ("tracks.elektiv", "warning", "Sporet er ikke brukt noe sted.") in news(
        meetings_2={"tracks": ["akutt"]}
    )


def test_what_all_teams_share_can_be_no_tracks() -> None:
    said = "Dette er felles for alle team, så sporet har ingen virkning her."
    assert ("folders.cohort[0].tracks", "warning", said) in news(folders_cohort_0={"tracks": ["akutt"]})


def test_a_deliverable_cannot_lie_in_a_folder_some_of_its_teams_lack() -> None:
    found = news(folders_team_0={"tracks": ["akutt"]})
    name = parsed(WHOLE)["folders"]["team"][0]["name"]
    said = f"Mappen «{name}» er bare for noen av teamene dette er for. La sporene være de samme."
    assert said in [text for _, level, text in found if level == "error"]


def test_a_deadline_for_all_that_counts_from_one_of_a_tracks_series_is_told_of() -> None:
    weekly = {"tracks": ["akutt"], "key": "innsjekk", "repeat": {"every": "week", "times": 4}}
    found = news(meetings_1=weekly, deliverables_1={"due": {"before": "innsjekk-2", "days": 7}})
    said = "Fristen regnes fra «Innsjekk 2», som bare er for noen av teamene dette er for."
    assert ("deliverables[1].due", "warning", said) in found
