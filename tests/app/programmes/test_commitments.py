"""What a team commits itself to says before it hands anything in what will be deleted again."""

from __future__ import annotations

import pytest

from app.programmes import shelf
from app.programmes.commitments import OPEN_CHANNEL, commitments_of


@pytest.mark.parametrize(
    ("programme", "ends"),
    [
        ("torn-kull-3", ("Videoen brukes bare i samlingen og slettes etterpå.", OPEN_CHANNEL)),
        ("unn-2021", (OPEN_CHANNEL,)),
    ],
)
def test_a_team_is_told_what_is_deleted_again_and_who_reads_its_files(
    programme: str, ends: tuple[str, ...]
) -> None:
    definition = shelf.shipped_one(programme)
    asked = definition.application.commitments if definition.application else ()
    assert commitments_of(definition, with_hours=False) == (*asked, *ends)
