"""What was read, beside what the cohort holds."""

from __future__ import annotations

from support.workbooks import KARI, OLA, sheets

from app.enrolment.applications import understand
from app.enrolment.doubts.ledger import Doubts, Known, KnownSeat, KnownTeam
from app.enrolment.told.overview import overview

KNOWN = Known(
    teams={
        "sengepost a": KnownTeam("Sengepost A", "UNN", {"priority": 2}),
        "gammelt": KnownTeam("Gammelt", "UNN"),
    },
    seats=(
        KnownSeat("Kari Nes", "kari@example.no", "sengepost a", frozenset({"leader"})),
        KnownSeat("Per Ås", "per@example.no", "sengepost a", frozenset({"staff"})),
    ),
)


def test_new_changed_unchanged_and_gone_are_told_apart() -> None:
    variant = ("UNN", 1, "sengepost  a", "Ola Vik", "ola@example.no", "tillitsvalgt")
    enrolment, _ = understand(sheets(KARI, variant), Doubts("", {}, KNOWN))
    assert overview(enrolment, KNOWN) == [
        {
            "team": "Sengepost A",
            "organisation": "UNN",
            "state": "changed",
            "also_written": ["sengepost  a"],
            "people": [
                {"name": "Kari Nes", "email": "kari@example.no", "roles": ["leader"], "state": "unchanged"},
                {"name": "Ola Vik", "email": "ola@example.no", "roles": ["union_rep"], "state": "new"},
            ],
            "gone": [{"name": "Per Ås", "email": "per@example.no", "roles": ["staff"]}],
        },
        {
            "team": "Gammelt",
            "organisation": "UNN",
            "state": "gone",
            "also_written": [],
            "people": [],
            "gone": [],
        },
    ]


def test_a_row_in_doubt_is_not_told_to_be_gone() -> None:
    stranger = (*KARI[:3], "Mona Dahl", "per@example.no", "medarbeider")
    doubts = Doubts("", {}, KNOWN)
    enrolment, _ = understand(sheets(KARI, OLA, stranger), doubts)
    assert [asking.kind for asking in doubts.asked.values()] == ["address-with-names"]
    assert overview(enrolment, KNOWN)[0]["gone"] == []
