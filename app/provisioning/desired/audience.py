"""The audience of a meeting: the people invited, and whether each must come.

By role, as the meeting itself has it from the table in `programmes/audiences.py`. A meeting of a cohort begun before
has no such rule and keeps what was: team members must; a mentor must when the team has no improvement agent (the Tørn
invitation), else may; those who lead the gatherings always come; nearest leaders outside the team may come where the
whole team does; top leaders and the steering group come to what is for them, or names them beside the others (R074).
Whoever stands in for a member comes instead of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.tenant import Attendee

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from app.programmes import Attendance
    from app.provisioning.desired.picture import CohortPicture, MeetingPicture, Somebody, TeamPicture

NOBODY: frozenset[str] = frozenset()
LEADING = frozenset({"leader", "project_leader", "team_leader"})
OUTSIDE_THE_TEAM = frozenset(
    {"nearest_leader", "top_leader", "mentor", "trust_contact", "faculty", "steering_group"}
)
SPONSORS = frozenset({"top_leader", "steering_group"})
Invited = tuple["Somebody", bool]


def attendees(
    picture: CohortPicture, meeting: MeetingPicture, teams: Iterable[TeamPicture]
) -> tuple[Attendee, ...]:
    """Return the people invited, once each, by address; required by any rule, they must come."""
    required: dict[str, bool] = {}
    names: dict[str, str] = {}
    for somebody, must in _invited(_seen_from(picture, meeting), meeting, tuple(teams)):
        required[somebody.email] = required.get(somebody.email, False) or must
        names[somebody.email] = somebody.name
    _let_stand_in(meeting, tuple(teams), required, names)
    return tuple(
        Attendee(email=email, name=names[email], required=required[email]) for email in sorted(required)
    )


def _seen_from(picture: CohortPicture, meeting: MeetingPicture) -> CohortPicture:
    """Leave out the other teams of a meeting that is for some, with the mentors who follow them alone."""
    return picture if meeting.teams is None else replace(picture, teams=picture.teams_at(meeting))


def _let_stand_in(
    meeting: MeetingPicture,
    teams: tuple[TeamPicture, ...],
    required: dict[str, bool],
    names: dict[str, str],
) -> None:
    """Put a stand-in in the place of a member who is invited, unless the member comes for another team of theirs."""
    for replaced in meeting.stand_ins:
        here = [team for team in teams if _is_in(team, replaced.instead_of)]
        if replaced.team_id not in {team.id for team in here} or replaced.instead_of not in required:
            continue
        must = required[replaced.instead_of]
        if len(here) == 1:
            del required[replaced.instead_of]
        required[replaced.email] = required.get(replaced.email, False) or must
        names.setdefault(replaced.email, replaced.name)


def _is_in(team: TeamPicture, email: str) -> bool:
    return any(somebody.email == email for somebody in team.people)


def _invited(
    picture: CohortPicture, meeting: MeetingPicture, teams: tuple[TeamPicture, ...]
) -> Iterator[Invited]:
    if meeting.who:
        yield from _by_role(picture, meeting.who, teams, own=meeting.per_team)
        return
    yield from _group(picture, meeting.audience, teams)
    for group in meeting.also:
        yield from ((somebody, False) for somebody, _ in _group(picture, group, teams))
    yield from ((somebody, True) for somebody in _holding(picture, {"faculty"}))


def _by_role(
    picture: CohortPicture, who: Attendance, teams: tuple[TeamPicture, ...], *, own: bool
) -> Iterator[Invited]:
    """Yield the teams' people and the whole cohort's; to a team's `own` meeting, of the others those named alone."""
    for team in teams:
        must = who.must | _in_case(who, team)
        yield from ((one, bool(one.roles & must)) for one in team.people if one.roles & (must | who.may))
    for one in picture.whole_cohort:
        if one.roles & (who.everybody & who.named if own else who.must | who.may):
            yield one, bool(one.roles & who.must)


def _in_case(who: Attendance, team: TeamPicture) -> AbstractSet[str]:
    """Return the roles that must come because the team lacks an improvement agent, or a leader."""
    held = {role for somebody in team.people for role in somebody.roles}
    alone = NOBODY if "improvement_agent" in held else who.without_agent
    return alone if held & LEADING else alone | who.without_leader


def _group(picture: CohortPicture, audience: str, teams: tuple[TeamPicture, ...]) -> Iterator[Invited]:
    if audience in {"everyone", "teams", "some_teams", "organisation"}:
        for team in teams:
            yield from _team(team)
    if audience in {"leaders", "leaders_and_mentors"}:
        for team in teams:
            yield from ((somebody, True) for somebody in leaders(team))
    if audience in {"mentors", "leaders_and_mentors"}:
        yield from ((somebody, True) for somebody in mentors(picture, teams))
    if audience == "sponsors":
        yield from ((somebody, True) for somebody in _holding(picture, SPONSORS))


def _team(team: TeamPicture) -> Iterator[Invited]:
    yield from ((somebody, True) for somebody in members(team))
    mentor_must = not any("improvement_agent" in somebody.roles for somebody in members(team))
    yield from ((somebody, mentor_must) for somebody in team.people if "mentor" in somebody.roles)
    yield from ((somebody, False) for somebody in team.people if somebody.roles == {"nearest_leader"})


def members(team: TeamPicture) -> list[Somebody]:
    """Return the people who work together in a team, without leaders and mentors who only follow it."""
    return [somebody for somebody in team.people if takes_part(somebody)]


def takes_part(somebody: Somebody) -> bool:
    """Tell whether somebody does the work, and does not only follow it."""
    return bool(somebody.roles - OUTSIDE_THE_TEAM)


def leaders(team: TeamPicture) -> list[Somebody]:
    leading = [somebody for somebody in team.people if somebody.roles & LEADING]
    return leading or [somebody for somebody in team.people if "nearest_leader" in somebody.roles]


def mentors(picture: CohortPicture, teams: Iterable[TeamPicture]) -> list[Somebody]:
    in_teams = [somebody for team in teams for somebody in team.people if "mentor" in somebody.roles]
    return in_teams + _holding(picture, {"mentor"})


def _holding(picture: CohortPicture, roles: AbstractSet[str]) -> list[Somebody]:
    return [somebody for somebody in everybody(picture) if somebody.roles & roles]


def everybody(picture: CohortPicture) -> list[Somebody]:
    """Return every person with a role, once for each team they hold a role in."""
    return [*picture.whole_cohort, *(somebody for team in picture.teams for somebody in team.people)]
