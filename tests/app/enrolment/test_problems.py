"""A problem is said with its place: sheet, row and column, as much as is known of them."""

from __future__ import annotations

import pytest

from app.enrolment.problems import Where, any_error


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where("Påmelding", 3, "E (e-post)"), "Påmelding, rad 3, kolonne E (e-post): Sjekk den."),
        (Where("Påmelding", 3), "Påmelding, rad 3: Sjekk den."),
        (Where(column="team"), "kolonne team: Sjekk den."),
        (Where(), "Sjekk den."),
    ],
)
def test_as_much_of_the_place_is_said_as_is_known(where: Where, text: str) -> None:
    assert str(where.warning("x", "Sjekk den.")) == text


def test_only_an_error_stops_an_import() -> None:
    pointed_at = [Where().warning("x", "Sjekk."), Where().info("y", "Lest.")]
    assert any_error(pointed_at) is False
    assert any_error([*pointed_at, Where().error("z", "Rett.")]) is True
