"""An invitation says what the programme says of the meeting, in this order, and how to join a digital one."""

from __future__ import annotations

from support.pictures import meeting, picture, somebody, team

from app.provisioning.desired.wanted import wanted


def _text(**said: object) -> str:
    drawn = picture(team(1, somebody("Lea", "leader")), meetings=(meeting("m", "teams", **said),))
    return next(str(thing.value["text"]) for thing in wanted(drawn) if thing.kind == "entry")


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


def test_levels_of_leaders_are_written_out_unless_the_source_has_its_own_words() -> None:
    assert "<p>Fra ledelsen: direktøren og N2-lederne</p>" in _text(leaders=("director", "n2"))
    assert "<p>Fra ledelsen: Klinikksjefen</p>" in _text(leaders=("n2",), leader_level="Klinikksjefen")
