"""The same answer once, prompts left out, and what stands inside another is that other."""

from __future__ import annotations

import pytest

from app.deliverables.fields import POSTER, SELF_EVALUATION
from app.submissions.reading.reports.answers import Found, gathered, places
from app.submissions.reading.reports.document import Control, Document, Line


def _document(*controls: Control, lines: tuple[str, ...] = ()) -> Document:
    return Document(controls=controls, flows=(tuple(Line(text) for text in lines),), tables=(), whole="")


def _goal(text: str, *, tag: str = "kull:mal") -> Control:
    return Control(tag=tag, name="", text=text)


@pytest.mark.parametrize(
    "control",
    [
        Control(tag="kull:mal", name="", text="Halvere"),
        Control(tag=" mal ", name="", text="Halvere"),
        Control(tag="1. MÅL", name="", text="Halvere"),
        Control(tag="", name="Mål", text="Halvere"),
        Control(tag="kull:mal", name="", text="1. Mål\nHalvere"),
    ],
    ids=["our tag", "the key", "the label as tag", "the title", "the label in the same box"],
)
def test_a_control_is_known_by_its_tag_or_its_title(control: Control) -> None:
    assert list(places(_document(control), POSTER)) == [Found("mal", "Halvere", "tag")]


def test_a_place_nobody_has_filled_in_is_a_place_and_no_answer() -> None:
    document = _document(_goal(""), _goal("Klikk her og skriv"), lines=("Resultater:",))
    assert [one.key for one in places(document, POSTER)] == ["mal", "mal", "resultater"]
    assert gathered(document, POSTER) == ()


@pytest.mark.parametrize(
    "prompt",
    ["[Klikk her og skriv]", "Velg et trinn", "Click or tap here to enter text.", "…", "Vårt eget hint"],
)
def test_a_prompt_is_no_answer_whoever_wrote_it(prompt: str) -> None:
    document = _document(Control(tag=SELF_EVALUATION.tag, name="", text=prompt))
    assert gathered(document, POSTER, prompts=frozenset({"Vårt eget hint"})) == ()


def test_the_same_answer_by_tag_and_by_label_is_one_by_tag() -> None:
    document = _document(_goal("Halvere  ventetiden"), lines=("Mål: Halvere ventetiden",))
    assert gathered(document, POSTER) == (Found("mal", "Halvere  ventetiden", "tag"),)


def test_an_answer_that_stands_whole_in_a_longer_one_is_that_longer_one() -> None:
    document = _document(_goal("Halvere"), lines=("Mål: Halvere innen jul",))
    assert gathered(document, POSTER) == (Found("mal", "Halvere innen jul", "label"),)


def test_two_different_answers_are_both_given_and_part_of_a_word_is_no_part() -> None:
    document = _document(_goal("3"), lines=("Mål: 13",))
    assert gathered(document, POSTER) == (Found("mal", "3", "tag"), Found("mal", "13", "label"))
