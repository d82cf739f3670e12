"""A meeting's content is read as it was stored, also from a cohort begun before contents were."""

from __future__ import annotations

from app.meetings.content import content_in_plain_text, content_of
from app.meetings.models import Meeting
from app.programmes import Content


def _meeting(details: dict[str, object]) -> Meeting:
    return Meeting(
        cohort_id=1,
        key="samling-1",
        kind="gathering",
        title="Samling 1",
        audience="teams",
        mode="physical",
        precision="exact",
        basis="source",
        details=details,
    )


def test_the_content_is_what_was_stored_when_the_cohort_began() -> None:
    stored = {"text": "Ta med PC.", "guide": ["Hva har dere prøvd?"]}
    assert content_of(_meeting({"content": stored})) == Content(
        text="Ta med PC.", guide=("Hva har dere prøvd?",)
    )


def test_a_cohort_begun_before_keeps_its_whole_text_and_gets_no_lists() -> None:
    text = "Teamets video blir vist.\n\n09:00 Velkommen\n\nCa. 800 meter fra stasjonen."
    assert content_of(_meeting({"text": text})) == Content(text=text)
    assert content_of(_meeting({})) == Content()


def test_a_calendar_without_lists_gets_them_as_lines() -> None:
    content = Content.model_validate(
        {
            "agenda": [{"time": "09:00", "item": "Velkommen"}, {"day": 2, "item": "Måling"}],
            "guide": ["Hva har dere prøvd?"],
            "directions": [{"name": "Havet", "address": "Gata 5", "travel": "Ti minutter."}],
            "links": [{"title": "Reiseregler", "address": "https://intranett/reise"}],
        }
    )
    assert content_in_plain_text(content, "Havet") == [
        "Program dag 1:",
        "– 09.00 Velkommen",
        "Program dag 2:",
        "– Måling",
        "Dette går vi gjennom:",
        "– Hva har dere prøvd?",
        "Slik finner du fram:",
        "– Havet, Gata 5",
        "– Ti minutter.",
        "Les mer:",
        "– Reiseregler: https://intranett/reise",
    ]
    assert content_in_plain_text(Content(text="Ta med PC."), "Havet") == []
