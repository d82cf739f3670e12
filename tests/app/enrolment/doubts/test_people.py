from __future__ import annotations

import pytest

from app.enrolment.doubts.people import same_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kari Nes", "Nes, Kari", True),
        ("Kari Nes", "Kari Marie Nes", True),
        ("Kari Nes", "K. Nes", True),
        ("Kari Nes", "Kari Ness", True),
        ("Åse Øverås", "Ase Overas", True),
        ("Kari Nes", "Ola Vik", False),
        ("Kari Nes", "Kari Berg", False),
        ("Kari Nes", "Ola Nes", False),
    ],
)
def test_names_of_an_address_are_one_persons_when_they_are_spelt_or_shortened(
    one: str, other: str, *, same: bool
) -> None:
    assert (same_name(one, other), same_name(other, one)) == (same, same)
