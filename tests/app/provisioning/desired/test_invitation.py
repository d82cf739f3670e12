"""An invitation says what the programme says of the meeting, in this order, and how to join a digital one."""

from __future__ import annotations

import pytest
from support.pictures import meeting

from app.programmes import Content
from app.provisioning.desired.invitation import invitation

GATHERING = {
    "text": "Ta med PC.",
    "agenda": [
        {"time": "09:00", "item": "Velkommen", "responsible": "Direktøren"},
        {"time": "09:00", "day": 2, "item": "Måling"},
        {"time": "12:00", "item": "Lunsj"},
    ],
    "guide": ["Hva har dere prøvd?", "Hva lærte dere?"],
    "links": [{"title": "Reiseregler", "address": "https://sykehuset.no/reise?a=1&b=2"}],
    "directions": [
        {"name": "Folkets hus", "address": "Storgata 38", "travel": "800 meter fra stasjonen."},
        {"name": "Scandic", "link": "https://scandic.no/bodo"},
    ],
}


def _text(*, content: dict[str, object] | None = None, **said: object) -> str:
    held = Content.model_validate(content or {"text": said.pop("text", "")})
    return invitation(meeting("m", "teams", content=held, **said))


def test_an_invitation_says_theme_goal_leaders_text_and_how_to_join() -> None:
    said = _text(theme="Måling", goal="Ha én indikator", leader_level="Direktøren", text="Ta med PC.")
    assert said == (
        "<p>Tema: Måling</p>"
        "<p>Mål: Ha én indikator</p>"
        "<p>Fra ledelsen: Direktøren</p>"
        "<p>Ta med PC.</p>"
        "<p>Møtet er digitalt; lenken står nederst.</p>"
    )


def test_an_invitation_to_a_physical_meeting_without_a_word_about_it_is_empty() -> None:
    assert _text(digital=False) == ""


def test_a_two_day_gathering_shows_its_agenda_by_day_its_questions_the_way_there_and_its_links() -> None:
    assert _text(content=GATHERING, digital=False, place="Folkets hus, Storgata 38") == (
        "<p>Ta med PC.</p>"
        "<h2>Program dag 1</h2>"
        "<ul><li>09.00 Velkommen (Direktøren)</li><li>12.00 Lunsj</li></ul>"
        "<h2>Program dag 2</h2>"
        "<ul><li>09.00 Måling</li></ul>"
        "<h2>Dette går vi gjennom</h2>"
        "<ul><li>Hva har dere prøvd?</li><li>Hva lærte dere?</li></ul>"
        "<h2>Slik finner du fram</h2>"
        "<p>Folkets hus, Storgata 38</p>"
        "<p>800 meter fra stasjonen.</p>"
        "<h2>Les mer</h2>"
        '<ul><li><a href="https://sykehuset.no/reise?a=1&amp;b=2">Reiseregler</a></li></ul>'
    )


def test_the_agenda_of_one_day_has_no_number() -> None:
    assert _text(content={"agenda": [{"item": "Bli kjent"}]}, digital=False) == (
        "<h2>Program</h2><ul><li>Bli kjent</li></ul>"
    )


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("scandic", "<p>Scandic</p>"),
        ("Folkets hus", "<p>Folkets hus, Storgata 38</p><p>800 meter fra stasjonen.</p>"),
    ],
)
def test_the_way_is_to_the_place_that_was_chosen(place: str, way: str) -> None:
    said = _text(content={"directions": GATHERING["directions"]}, digital=False, place=place)
    link = (
        '<p><a href="https://scandic.no/bodo">https://scandic.no/bodo</a></p>' if place == "scandic" else ""
    )
    assert said == f"<h2>Slik finner du fram</h2>{way}{link}"


@pytest.mark.parametrize("place", [None, "Rica"])
def test_no_way_is_shown_to_a_place_that_has_none(place: str | None) -> None:
    assert _text(content={"directions": GATHERING["directions"]}, digital=False, place=place) == ""


def test_whatever_people_write_is_text_in_each_part() -> None:
    code = "<script>x</script>"
    content = {
        "agenda": [{"item": code, "responsible": code}],
        "guide": [code],
        "links": [{"title": code, "address": "https://x.no/'&a"}],
        "directions": [{"travel": code, "link": "javascript:alert(1)"}],
    }
    shown = "&lt;script&gt;x&lt;/script&gt;"
    assert _text(content=content, digital=False) == (
        f"<h2>Program</h2><ul><li>{shown} ({shown})</li></ul>"
        f"<h2>Dette går vi gjennom</h2><ul><li>{shown}</li></ul>"
        f"<h2>Slik finner du fram</h2><p>{shown}</p><p>javascript:alert(1)</p>"
        f'<h2>Les mer</h2><ul><li><a href="https://x.no/&#x27;&amp;a">{shown}</a></li></ul>'
    )


def test_an_invitation_says_whose_turn_it_is_to_be_host() -> None:
    assert _text(host="PHRK", digital=False) == "<p>Vertskap: PHRK</p>"


def test_levels_of_leaders_are_written_out_unless_the_source_has_its_own_words() -> None:
    assert _text(leaders=("director", "n2"), digital=False) == (
        "<p>Fra ledelsen: direktøren og N2-lederne</p>"
    )
    assert _text(leaders=("n2",), leader_level="Klinikksjefen", digital=False) == (
        "<p>Fra ledelsen: Klinikksjefen</p>"
    )
