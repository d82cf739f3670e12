"""A thing is written down as the ledger keeps it, and is called by the name it has there."""

from __future__ import annotations

from datetime import date

import pytest

from app.provisioning.desired.wanted_thing import Wanted, as_wanted, title_of
from app.tenant.things import Bucket, Task


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ({"name": "Rapporter"}, "Rapporter"),
        ({"title": "Lag plakaten", "description": "…"}, "Lag plakaten"),
        ({"subject": "Kullet: Samling 1"}, "Kullet: Samling 1"),
        ({"name": "", "title": "Plan"}, "Plan"),
        ({"user_id": "1", "role": "member"}, ""),
        (None, ""),
    ],
)
def test_a_thing_is_called_by_its_name_its_title_or_its_subject(
    value: dict[str, str] | None, title: str
) -> None:
    assert title_of(value) == title


def test_a_thing_is_kept_as_json_with_its_place_beside_it() -> None:
    assert as_wanted("k/b", "bucket", Bucket(name="Oppstart"), parent_key="k", team_id=1) == Wanted(
        key="k/b", kind="bucket", value={"name": "Oppstart"}, parent_key="k", team_id=1
    )
    task = Task(
        title="T",
        bucket_key="b",
        due=date(2026, 9, 9),
        description="",
        checklist=("Rom",),
        assignees=(),
        key="t",
    )
    kept = as_wanted("k/t", "task", task).value
    assert (kept["due"], kept["checklist"]) == ("2026-09-09", ["Rom"])
