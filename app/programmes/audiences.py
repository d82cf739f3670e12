"""The people each audience means: who must come, and who may.

| audience | must come | may come | source |
|---|---|---|---|
| everyone | the team, its mentor | nearest leaders | R007 |
| teams, some_teams | the team; its mentor when it has no improvement agent | mentor, nearest leaders | R048 |
| leaders | those who lead a team; its nearest leader when nobody does | nearest leaders | R005 |
| mentors | mentors | | R006, R010 |
| leaders_and_mentors | those who lead a team, or else its nearest leader; mentors | | R081 |
| sponsors | top leaders, steering group | | R074 |
| faculty | faculty | | R021 |
| organisation | the team, mentors | everybody else with a role | R035 |

Those named by `also` may come. Faculty lead the gatherings and guide the mentors (R021): they must come to all that
is common, but for check-ins and phone meetings, where they may. `leaders` of a level must come (R074). To a team's
own meeting its mentor must come, and of those outside the team nobody who is not named (R081). Nobody must come to a
meeting that is not `mandatory` (R035). What `required` and `optional_for` say goes before all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from app.programmes.language.vocabulary import RoleCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.programmes.dates.calendar import DatedMeeting
    from app.programmes.language.definition import Meeting
    from app.programmes.language.vocabulary import Audience, Kind, LeaderLevel

Roles = frozenset[RoleCode]
NOBODY: Roles = frozenset()
ALL_ROLES: Roles = frozenset(get_args(RoleCode))
LEADERS: Roles = frozenset({"leader", "project_leader", "team_leader"})
MENTOR: Roles = frozenset({"mentor"})
NEAREST: Roles = frozenset({"nearest_leader"})
FACULTY: Roles = frozenset({"faculty"})
SPONSORS: Roles = frozenset({"top_leader", "steering_group"})
IN_A_TEAM: Roles = LEADERS | {
    "measurement_lead",
    "meeting_lead",
    "union_rep",
    "safety_rep",
    "staff",
    "improvement_agent",
    "user_rep",
}

ROLES_OF: Mapping[Audience, Roles] = {
    "everyone": IN_A_TEAM | MENTOR,
    "teams": IN_A_TEAM,
    "some_teams": IN_A_TEAM,
    "leaders": LEADERS | NEAREST,
    "mentors": MENTOR,
    "leaders_and_mentors": LEADERS | MENTOR,
    "sponsors": SPONSORS,
    "faculty": FACULTY,
    "organisation": ALL_ROLES,
}


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Roles whose holders `must` come, and those whose holders `may`.

    `without_agent` must come when their team has no improvement agent, `without_leader` when nobody leads it.
    `named` are the roles that are called to a team's own meeting from outside the team.
    """

    must: Roles = NOBODY
    may: Roles = NOBODY
    without_agent: Roles = NOBODY
    without_leader: Roles = NOBODY
    named: Roles = NOBODY

    @property
    def everybody(self) -> Roles:
        return self.must | self.may | self.without_agent | self.without_leader


A_TEAM = Attendance(must=IN_A_TEAM, may=MENTOR | NEAREST, without_agent=MENTOR)
RULES: Mapping[Audience, Attendance] = {
    "everyone": Attendance(must=IN_A_TEAM | MENTOR, may=NEAREST),
    "teams": A_TEAM,
    "some_teams": A_TEAM,
    "leaders": Attendance(must=LEADERS, may=NEAREST, without_leader=NEAREST),
    "mentors": Attendance(must=MENTOR),
    "leaders_and_mentors": Attendance(must=LEADERS | MENTOR, without_leader=NEAREST),
    "sponsors": Attendance(must=SPONSORS),
    "faculty": Attendance(must=FACULTY),
    "organisation": Attendance(must=IN_A_TEAM | MENTOR, may=ALL_ROLES),
}
FACULTY_MAY: frozenset[Kind] = frozenset({"check_in", "phone_meeting"})
ROLES_AT: Mapping[LeaderLevel, Roles] = {
    "director": frozenset({"top_leader"}),
    "n2": NEAREST,
    "leader_group": SPONSORS | NEAREST,
}
LEVEL_IN_WORDS: Mapping[LeaderLevel, str] = {
    "director": "direktøren",
    "n2": "N2-lederne",
    "leader_group": "hele ledergruppen",
}


def attendance(meeting: Meeting) -> Attendance:
    """Return who must and who may come to a meeting, by the table and by what the meeting says itself."""
    rule = _of_team(meeting) if meeting.per == "team" else _common(meeting)
    levels = _all(ROLES_AT[level] for level in meeting.leaders)
    rule = replace(rule, must=rule.must | levels)
    if not meeting.mandatory:
        rule = Attendance(may=rule.everybody)
    return _excepted(rule, meeting)


def _common(meeting: Meeting) -> Attendance:
    rule = RULES[meeting.audience]
    may = rule.may | _all(RULES[group].everybody for group in meeting.also)
    if meeting.kind in FACULTY_MAY and meeting.audience != "faculty":
        return replace(rule, may=may | FACULTY)
    return replace(rule, may=may, must=rule.must | FACULTY)


def _of_team(meeting: Meeting) -> Attendance:
    rule = RULES[meeting.audience]
    also = _all(RULES[group].everybody for group in meeting.also)
    outside = (*meeting.required, *meeting.optional_for)
    levels = _all(ROLES_AT[level] for level in meeting.leaders)
    return replace(
        rule,
        must=rule.must | MENTOR,
        may=rule.may | also,
        without_agent=NOBODY,
        named=also | levels | _all(_roles(who) for who in outside),
    )


def _excepted(rule: Attendance, meeting: Meeting) -> Attendance:
    """Let what the meeting says itself go before the table."""
    must, may = (_all(_roles(who) for who in said) for said in (meeting.required, meeting.optional_for))
    must = (rule.must - may) | must
    return replace(
        rule,
        must=must,
        may=(rule.may | may) - must,
        without_agent=rule.without_agent - may - must,
        without_leader=rule.without_leader - may - must,
    )


def _roles(who: str) -> Roles:
    """Return the roles that a role or an audience stands for: «faculty», «leaders»."""
    return next((roles for audience, roles in ROLES_OF.items() if audience == who), None) or frozenset(
        role for role in ALL_ROLES if role == who
    )


def _all(groups: Iterable[Roles]) -> Roles:
    return NOBODY.union(*groups)


def required_roles(meeting: DatedMeeting, *, agents: bool) -> Roles:
    """Return the roles whose holders must all come to a meeting that is surely held and is all teams'.

    A mentor need not come with a team where there are `agents`: improvement agents in the teams.
    """
    if meeting.optional or meeting.audience == "some_teams" or meeting.tracks:
        return NOBODY
    return meeting.who.must | (NOBODY if agents else meeting.who.without_agent)
