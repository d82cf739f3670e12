"""What was worked out is kept for as long as all it was worked out from is the same."""

from __future__ import annotations

from app.memo import remembered


def test_what_was_asked_about_the_same_is_worked_out_once() -> None:
    asked: list[dict[str, list[str]]] = []

    @remembered
    def names(teams: dict[str, list[str]]) -> list[str]:
        asked.append(teams)
        return sorted(name for team in teams.values() for name in team)

    first = names({"Kirurgi": ["Kari", "Anne"]})
    again = names({"Kirurgi": ["Kari", "Anne"]})
    other = names({"Kirurgi": ["Kari", "Anne", "Ola"]})
    assert (first, again, other) == (["Anne", "Kari"], ["Anne", "Kari"], ["Anne", "Kari", "Ola"])
    assert asked == [{"Kirurgi": ["Kari", "Anne"]}, {"Kirurgi": ["Kari", "Anne", "Ola"]}]


def test_the_four_newest_answers_are_kept() -> None:
    asked: list[int] = []

    @remembered
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [doubled(number) for number in (1, 2, 3, 4, 1, 5, 2, 1)] == [2, 4, 6, 8, 2, 10, 4, 2]
    assert asked == [1, 2, 3, 4, 5, 1]
