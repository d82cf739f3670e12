"""What a meeting, a task and a deliverable hold is written plainly, and links are checked."""

from __future__ import annotations

import pytest
from support.paths import ROOT

from app.programmes.language.check import parsed, problems_in
from app.programmes.language.content import AgendaItem, Content, Venue
from app.programmes.language.definition import Definition

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")
POSTER = "title: Poster, due: {before: samling-2, days: 7}"


def _said(right: str, said: str) -> list[tuple[str, str, str]]:
    assert right in WHOLE
    return [(one.path, one.level, one.text) for one in problems_in(parsed(WHOLE.replace(right, said)))]


@pytest.mark.parametrize(
    "address",
    [
        "https://sykehuset.no/prosedyrer/8",
        "https://intranett/prosedyrer/hjertesvikt",
        "https://forms.office.com/e/AbC123",
        "https://sykehuset.no/prosedyre/blålys?side=2#del-1",
    ],
)
def test_a_link_to_a_page_of_the_hospital_is_taken(address: str) -> None:
    links = f"{POSTER}, links: [{{title: Prosedyre, address: '{address}'}}]"
    assert _said(POSTER, links) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://sykehuset.no",
        "javascript:alert(1)",
        "sykehuset.no/side",
        "https://",
        "https://a b.no",
        "https://anne:hemmelig@sykehuset.no",
        'https://x.no/"onclick',
        "https://[x.no",
    ],
)
def test_a_link_that_may_not_be_opened_safely_is_refused(address: str) -> None:
    links = f"{POSTER}, links: [{{title: Prosedyre, address: '{address}'}}]"
    assert _said(POSTER, links) == [
        (
            "deliverables[1].links[0].address",
            "error",
            "En lenke begynner med https:// og har ingen mellomrom.",
        )
    ]


def test_an_evaluation_without_a_form_is_warned_of_and_another_thing_has_none() -> None:
    evaluation = "key: poster, type: poster"
    assert _said(evaluation, "key: poster, type: evaluation") == [
        (
            "deliverables[1]",
            "warning",
            "«Poster» har ikke noe skjema. Skriv form: og lenken, for eksempel fra Microsoft Forms.",
        )
    ]
    form = "form: 'https://forms.office.com/e/1'"
    assert _said(evaluation, f"key: poster, type: evaluation, {form}") == []
    assert _said(evaluation, f"key: poster, type: poster, {form}") == [
        ("deliverables[1].form", "error", "Bare en leveranse av typen evaluation besvares i et skjema.")
    ]


@pytest.mark.parametrize("word", ["required_after", "freeze_after"])
def test_a_day_from_which_something_holds_is_of_a_meeting_that_is_there(word: str) -> None:
    assert _said(POSTER, f"{POSTER}, {word}: samling-3") == [
        (f"deliverables[1].{word}", "error", "Møtet «samling-3» finnes ikke. Mente du «samling-2»?")
    ]


def test_a_meetings_key_is_its_first_day_and_a_rule_is_a_rule() -> None:
    said = WHOLE.replace(
        POSTER, f"{POSTER}, required_after: samling-1, freeze_after: {{day: 02-10, years_after: 1}}"
    )
    poster = Definition.model_validate(parsed(said)).deliverable("poster")
    assert poster.required_after
    assert poster.freeze_after
    assert (poster.required_after.after, poster.required_after.days) == ("samling-1", 0)
    assert (poster.freeze_after.day, poster.freeze_after.years_after) == ("02-10", 1)


def test_a_deadline_outside_its_days_is_warned_of() -> None:
    asked = f"{POSTER}, required_after: samling-2, freeze_after: {{before: samling-2, days: 10}}"
    assert _said(POSTER, asked) == [
        (
            "deliverables[1].required_after",
            "warning",
            "Fristen er torsdag 21.01.2027, men det spørres ikke etter før torsdag 28.01.2027.",
        ),
        (
            "deliverables[1].freeze_after",
            "warning",
            "Det legges til grunn mandag 18.01.2027, før fristen torsdag 21.01.2027.",
        ),
    ]


def test_the_agenda_is_read_by_day_in_the_order_it_was_written() -> None:
    items = (
        AgendaItem(item="Siste", day=2),
        AgendaItem(time="12:00", item="Lunsj"),
        AgendaItem(time="09:00", item="Velkommen", responsible="Anne Aas"),
    )
    assert Content(agenda=items).agenda_by_day == (
        (1, ("12.00 Lunsj", "09.00 Velkommen (Anne Aas)")),
        (2, ("Siste",)),
    )


@pytest.mark.parametrize("between", [["tromso", "bodo"], ["Tromsø", "Scandic Havet"]])
def test_a_place_that_is_chosen_later_brings_its_own_directions(between: list[str]) -> None:
    said = parsed(WHOLE)
    said["venues"] = {
        "bodo": {"between": between},
        "tromso": {"name": "Tromsø"},
        "bodo-havet": {"name": "Scandic Havet", "travel": "Ti minutter fra flyplassen."},
    }
    if "bodo" in between:
        said["venues"]["tromso"], between[1] = {"name": "Tromsø"}, "bodo-havet"
    found = Definition.model_validate(said).directions_to("bodo")
    assert found == (Venue(name="Tromsø"), Venue(name="Scandic Havet", travel="Ti minutter fra flyplassen."))
    content = Content(directions=found)
    assert content.way_to("scandic havet") == found[1]
    assert (content.way_to("Tromsø"), content.way_to("Bodø"), content.way_to(None)) == (None, None, None)
