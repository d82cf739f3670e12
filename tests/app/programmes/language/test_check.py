"""What a person reads when the programme they wrote cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.programmes.language import check
from app.programmes.language.definition import Definition
from app.programmes.language.problems import Unusable

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")

BROKEN: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "a field twice": (
        "purpose: Øve",
        "purpose: Øve\npurpose: Igjen",
        ("linje 6", "error", "Det samme feltet står to ganger."),
    ),
    "a bracket that never closes": (
        "source: {document: Et notat, year: 2026}",
        "source: {document: Et notat, year: 2026",
        ("linje 7", "error", "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."),
    ),
}


def problems_in(text: str | bytes, folder: Path) -> list[tuple[str, str, str]]:
    path = folder / "program.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(problem.path, problem.level, problem.text) for problem in check.problems_in_file(path)]


def test_the_whole_definition_has_no_problem(tmp_path: Path) -> None:
    assert problems_in(WHOLE, tmp_path) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_definition_is_named_by_place_and_sentence(case: str, tmp_path: Path) -> None:
    right, wrong, expected = BROKEN[case]
    assert problems_in(WHOLE.replace(right, wrong, 1), tmp_path) == [expected]


def test_words_are_put_right_before_it_is_said_that_they_do_not_fit_together(tmp_path: Path) -> None:
    misfit = WHOLE.replace("place: bodo", "place: tromso")
    both = misfit.replace("version: 1", "version: 0")
    assert problems_in(both, tmp_path) == [("version", "error", "Tallet må være minst 1.")]
    assert problems_in(misfit, tmp_path) == [
        ("meetings[0].place", "error", "Stedet «tromso» finnes ikke."),
    ]


def test_a_definition_with_warnings_alone_is_accepted_and_one_with_an_error_is_not() -> None:
    warned = WHOLE.replace(", years_after: 1}", "}")
    assert [one.level for one in check.problems_in_text(warned.encode())] == ["warning"]
    assert check.accepted(check.parsed(warned)) == Definition.model_validate(check.parsed(warned))
    with pytest.raises(Unusable) as refused:
        check.accepted(check.parsed(WHOLE.replace("place: bodo", "place: tromso")))
    assert str(refused.value) == (
        "Programmet kan ikke brukes. meetings[0].place: Stedet «tromso» finnes ikke."
    )


def test_a_clock_time_is_text_and_no_is_a_word() -> None:
    assert check.parsed("start: 13:00\nname: no\n") == {"start": "13:00", "name": "no"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("fil", "error", "Her skal det stå felter med verdier under.")),
        (b"- bare\n- en liste\n", ("fil", "error", "Her skal det stå felter med verdier under.")),
        ("navn: Bodø".encode("cp1252"), ("program.yaml", "error", "Filen er ikke lagret som UTF-8.")),
        (
            b"a: !!python/object:os.system x",
            ("linje 1", "error", "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."),
        ),
        (b"[" * 5000, ("fil", "error", "Filen har for mange nivåer inni hverandre.")),
        (b"\x00", ("fil", "error", "Filen er ikke gyldig YAML.")),
        (b"# " + b"x" * 1_000_000, ("program.yaml", "error", "Filen er større enn en million tegn.")),
    ],
)
def test_a_file_that_is_no_definition_is_refused_in_a_sentence(
    content: bytes, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert problems_in(content, tmp_path) == [expected]


def test_a_file_that_is_not_there_is_a_sentence_too(tmp_path: Path) -> None:
    problems = check.problems_in_file(tmp_path / "borte.yaml")
    assert [(one.path, one.text) for one in problems] == [
        ("borte.yaml", "Filen finnes ikke eller kan ikke leses.")
    ]


NESTED = b"x0: &x0 [a, b]\n" + b"".join(
    f"x{at}: &x{at} [{', '.join([f'*x{at - 1}'] * 9)}]\n".encode() for at in range(1, 10)
)


@pytest.mark.parametrize(
    "text",
    [
        b"meetings:\n- &m {key: a}\n" + b"- *m\n" * 10_001,
        b"focus: [" + b"a," * 10_001 + b"a]",
        NESTED + b"focus: *x9\n",
        b"focus: &a [*a, *a]\n",
    ],
)
def test_values_without_number_are_one_problem(text: bytes) -> None:
    """A hundred kilobytes gave 80,000 problems, each a sentence."""
    assert [(problem.path, problem.text) for problem in check.problems_in_text(text)] == [
        ("fil", "Filen har over 10000 felter og verdier.")
    ]


def test_a_name_given_twice_is_no_word_on_the_servers_own_output(recwarn: pytest.WarningsRecorder) -> None:
    check.problems_in_text(b"key: &n a\nname: &n A\n")
    assert [str(one.message) for one in recwarn] == []
