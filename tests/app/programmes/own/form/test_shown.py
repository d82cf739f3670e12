"""The form as its page shows it."""

from __future__ import annotations

from support.paths import ROOT

from app.programmes.language import check
from app.programmes.own.form.draft import draft_of, fields_of
from app.programmes.own.form.shown import Form

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")


def form(typed: dict[str, str]) -> Form:
    definition = check.accepted(check.parsed(WHOLE))
    return Form(draft=draft_of(definition, typed), before=fields_of(definition))


def asides(typed: dict[str, str]) -> list[list[str]]:
    return [[one["aside"] for one in part["things"]] for part in form(typed).parts(folded=False)[:2]]


def test_a_thing_says_when_it_is_beside_its_name() -> None:
    typed = {
        "meetings.samling-1.when": "tirsdag",
        "meetings.samling-1.repeat.weeks": "3, 5 og 9",
        "meetings.innsjekk-1.when": "januar",
        "meetings.innsjekk-1.repeat": "andre tirsdag i måneden",
        "deliverables.video.due": "åpen",
    }
    assert asides(typed) == [
        ["tirsdag, uke 3, 5 og 9", "januar, andre tirsdag i måneden", "28. januar året etter"],
        ["åpen", "7 dager før Samling 2"],
    ]


def test_what_chooses_among_things_the_programme_has_none_of_is_not_shown() -> None:
    def names(typed: dict[str, str]) -> list[str]:
        meetings = form(typed).parts(folded=False)[0]
        return [one["name"] for one in meetings["things"][0]["more"]]

    assert "meetings.samling-1.tracks" not in names({})
    assert "meetings.samling-1.tracks" in names({"tracks": "+1", "tracks.+1.name": "Akutt"})
