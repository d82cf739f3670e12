"""Taking part: roles, team rules, mentors, capacity and application."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.programmes.language.vocabulary import Added, Level, RoleCode, Words
from app.programmes.language.when import Between, MonthDay

Hours = Annotated[int, Field(ge=1, le=2000)]


class Role(BaseModel, extra="forbid", frozen=True):
    """A role's name in this programme, and the other roles its holder counts as."""

    name: Words
    counts_as: tuple[RoleCode, ...] = ()


class Rule(Added, extra="forbid", frozen=True):
    """A rule. Even a hard rule never stops anything; the missing part is shown until it is there."""

    level: Level
    text: Words | None = None


class RoleRule(Rule, extra="forbid", frozen=True):
    any_of: Annotated[tuple[RoleCode, ...], Field(min_length=1)]
    min: Annotated[int, Field(ge=1)] = 1


class SizeRule(Rule, extra="forbid", frozen=True):
    people: Between


class CourseRule(Rule, extra="forbid", frozen=True):
    name: Words
    min_members: Annotated[int, Field(ge=1)]


class MentorAttendsRule(Rule, extra="forbid", frozen=True):
    """The role without which a team's mentor must come to the gatherings."""

    if_missing: RoleCode


class TeamRules(BaseModel, extra="forbid", frozen=True):
    roles: tuple[RoleRule, ...] = ()
    size: SizeRule | None = None
    course: CourseRule | None = None
    mentor_attends: MentorAttendsRule | None = None


class MentorRules(Added, extra="forbid", frozen=True):
    per_team: Annotated[int, Field(ge=1)] = 1
    experienced_min: Annotated[int, Field(ge=0)] | None = None
    trainees_allowed: bool = False
    max_teams: Annotated[int, Field(ge=1)] | None = None
    text: Words | None = None


class Capacity(BaseModel, extra="forbid", frozen=True):
    unit: Literal["team", "person"] = "team"
    max: Annotated[int, Field(ge=1)]
    waiting_list: bool = True


class Application(BaseModel, extra="forbid", frozen=True):
    """Days in the start year."""

    deadline: MonthDay
    reply_by: MonthDay | None = None
    per_org_priority: bool = False
    binding: bool = False
    commitments: tuple[Words, ...] = ()
