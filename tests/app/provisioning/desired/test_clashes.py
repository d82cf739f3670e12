"""A clash is told with the names of those it is for, and both meetings; nothing else is."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from support.pictures import meeting, picture, somebody, team

from app.programmes.audiences import RULES
from app.provisioning.desired.clashes import clashes

if TYPE_CHECKING:
    from app.provisioning.desired.picture import CohortPicture, MeetingPicture

LEA, SIRI, VERA = somebody("Lea", "leader"), somebody("Siri", "staff"), somebody("Vera", "mentor")


def _for(audience: str, hours: str, key: str | None = None) -> MeetingPicture:
    starts, ends = (datetime.fromisoformat(f"2026-10-19T{clock}") for clock in hours.split("–"))
    return meeting(key or audience, audience, starts_at=starts, ends_at=ends, who=RULES[audience])  # type: ignore[index]


def _said(
    *meetings: MeetingPicture, today: date = date(2026, 4, 1)
) -> list[tuple[str, str, tuple[str, ...]]]:
    drawn: CohortPicture = picture(team(1, LEA, SIRI, VERA), meetings=meetings, today=today)
    return [(one.one, one.other, one.people) for one in clashes(drawn)]


def test_those_who_must_be_at_both_are_named() -> None:
    assert _said(_for("teams", "13:00–14:00"), _for("leaders", "13:30–15:00")) == [
        ("teams", "leaders", ("Lea",))
    ]


def test_meetings_after_each_other_and_meetings_of_others_do_not_clash() -> None:
    assert _said(_for("teams", "13:00–14:00"), _for("leaders", "14:00–15:00")) == []
    assert _said(_for("leaders", "13:00–14:00"), _for("mentors", "13:00–14:00")) == []


def test_a_person_who_may_come_to_one_of_them_is_in_no_clash() -> None:
    agent = somebody("Arne", "improvement_agent")
    drawn = picture(
        team(1, agent, VERA), meetings=(_for("teams", "13:00–14:00"), _for("mentors", "13:00–14:00"))
    )
    assert clashes(drawn) == []


def test_what_is_over_is_no_clash_any_more() -> None:
    both = (_for("teams", "13:00–14:00"), _for("leaders", "13:30–15:00"))
    assert _said(*both, today=date(2026, 10, 20)) == []


def test_a_clash_is_a_sentence_with_the_time() -> None:
    drawn = picture(
        team(1, LEA, SIRI),
        meetings=(_for("teams", "13:00–14:00", "Innsjekk"), _for("everyone", "13:00–14:00", "Forberedelse")),
    )
    assert [one.said for one in clashes(drawn)] == [
        (
            "«Forberedelse» og «Innsjekk» er samtidig, mandag 19.10.2026 kl. 13:00: Lea og Siri skal være begge "
            "steder. Flytt det ene."
        )
    ]
