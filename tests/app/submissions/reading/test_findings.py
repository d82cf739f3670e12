from __future__ import annotations

from app.errors import Code
from app.submissions.reading.findings import Finding, Unreadable, error, info, warning


def test_a_finding_says_how_bad_it_is_in_one_of_three_words() -> None:
    said = [make("empty", "Filen er tom.") for make in (error, warning, info)]
    assert said == [
        Finding(code="empty", level="error", text="Filen er tom."),
        Finding(code="empty", level="warning", text="Filen er tom."),
        Finding(code="empty", level="info", text="Filen er tom."),
    ]


def test_an_unreadable_file_is_an_error_to_the_team_and_a_refusal_to_a_program() -> None:
    refusal = Unreadable("empty", "Filen er tom.")
    assert refusal.finding == error("empty", "Filen er tom.")
    assert (refusal.code, str(refusal)) == (Code.file_unreadable, "Filen er tom.")
