from __future__ import annotations

import pytest

from app.enrolment.doubts.roles import is_nearly_a_role


@pytest.mark.parametrize(
    ("written", "nearly"),
    [
        ("kontaktperson", True),
        ("Kontakt", True),
        ("foretakets kontaktperson", True),
        ("foretakskontakt", False),
        ("Føretakskontakt", False),
        ("leder", False),
    ],
)
def test_a_contact_is_the_trusts_only_when_it_says_so(written: str, *, nearly: bool) -> None:
    assert is_nearly_a_role(written) == nearly
