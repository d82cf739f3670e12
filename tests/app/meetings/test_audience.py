"""Meetings are for people by the roles they hold, and as each team has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from app.meetings.audience import meetings_for, roles_for
from app.meetings.models import JoinLink, TeamTime
from app.meetings.roster import roster
from app.people import Role, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

DAY = ("2026-09-16T09:00", "2026-09-16T15:00")
LEADERS = {Role.leader, Role.project_leader, Role.team_leader}


@pytest.mark.parametrize(
    ("audience", "also", "included", "left_out"),
    [
        ("teams", [], {Role.staff, Role.mentor, Role.nearest_leader, Role.faculty}, {Role.top_leader}),
        ("leaders", [], LEADERS | {Role.nearest_leader, Role.faculty}, {Role.staff, Role.mentor}),
        ("leaders", ["mentors"], LEADERS | {Role.mentor}, {Role.staff}),
        ("mentors", [], {Role.mentor, Role.faculty}, LEADERS | {Role.nearest_leader}),
        ("sponsors", [], {Role.top_leader, Role.steering_group}, {Role.staff, Role.mentor}),
    ],
)
def test_faculty_comes_to_all_and_mentors_and_nearest_leaders_where_the_whole_team_does(
    meeting: Callable[..., Meeting],
    audience: str,
    also: list[str],
    included: set[Role],
    left_out: set[Role],
) -> None:
    roles = roles_for(meeting("a", audience=audience, details={"also": also}))
    assert (included - roles, left_out & roles) == (set(), set())


def keys_for(session: Session, cohort: Cohort, name: str) -> list[str]:
    places = roster(session, cohort.id)[f"{name}@example.no"]
    return [one.meeting.key for one in meetings_for(session, cohort.id, places)]


def test_each_role_has_its_meetings_by_time(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting]
) -> None:
    meeting("ledermote", "2026-10-01T09:00", "2026-10-01T10:00", audience="leaders")
    meeting("veiledermote", "2026-10-02T09:00", "2026-10-02T10:00", audience="mentors")
    meeting("samling", *DAY)
    assert {name: keys_for(session, cohort, name) for name in ("anne", "berit", "mona")} == {
        "anne": ["samling", "ledermote"],
        "berit": ["samling"],
        "mona": ["samling", "veiledermote"],
    }


def test_a_date_we_assumed_is_for_nobody_until_it_is_confirmed(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting]
) -> None:
    meeting("uten-dato")
    assumed = meeting("antatt", *DAY, basis="assumed")
    assert keys_for(session, cohort, "berit") == []
    assumed.confirmed_at = datetime(2026, 4, 1, tzinfo=UTC)
    assert keys_for(session, cohort, "berit") == ["antatt"]


def test_a_meeting_each_team_has_is_one_a_team_with_its_own_time_and_link(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting], team_ids: dict[str, int]
) -> None:
    own = meeting("innsjekk", *DAY, details={"per": "team"})
    moved = datetime(2026, 9, 17, 7, tzinfo=UTC)
    session.add(
        TeamTime(
            meeting_id=own.id,
            team_id=team_ids["Kirurgi"],
            starts_at=moved,
            ends_at=datetime(2026, 9, 17, 8, tzinfo=UTC),
            all_day=False,
            place="Rom 4",
            moved_at=moved,
        )
    )
    session.add(
        JoinLink(entry_key="k", meeting_id=own.id, team_id=team_ids["Kirurgi"], url="https://teams/k")
    )
    session.flush()
    places = [one for held in roster(session, cohort.id).values() for one in held]
    assert [
        (one.team_id, f"{one.starts_at:%d.%m. %H:%M}", one.place, one.join_link)
        for one in meetings_for(session, cohort.id, places)
    ] == [
        (team_ids["Medisin"], "16.09. 09:00", None, None),
        (team_ids["Kirurgi"], "17.09. 09:00", "Rom 4", "https://teams/k"),
    ]


def test_a_cancelled_meeting_is_still_there_and_says_so(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting]
) -> None:
    meeting("samling", *DAY, cancelled_at=datetime(2026, 9, 1, tzinfo=UTC))
    places = roster(session, cohort.id)["berit@example.no"]
    assert [one.cancelled for one in meetings_for(session, cohort.id, places)] == [True]


def test_whoever_comes_only_where_a_team_lacks_a_leader_is_told_of_it_there_alone(
    session: Session, cohort: Cohort, meeting: Callable[..., Meeting]
) -> None:
    who = {"must": ["leader", "team_leader"], "may": [], "without_agent": ["mentor"]}
    details = {"per": "cohort", "who": {**who, "without_leader": ["nearest_leader"], "named": []}}
    meeting("ledermote", *DAY, details=details)
    assert {name: keys_for(session, cohort, name) for name in ("anne", "berit", "mona", "nils")} == {
        "anne": ["ledermote"],
        "berit": [],
        "mona": ["ledermote"],
        "nils": [],
    }
    anne = session.exec(select(RoleGrant).where(RoleGrant.role == Role.team_leader)).first()
    session.delete(anne)
    session.flush()
    assert keys_for(session, cohort, "nils") == ["ledermote"]
