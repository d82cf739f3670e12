"""The language a programme is written in. A definition is data: the same words in YAML, JSON and Python.

What the source document does not say but a cohort may want carries the key of an `addition`, which a cohort
can switch off; everything else is the document's own.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from app.programmes.language.content import AgendaItem, Link, Venue
from app.programmes.language.teams import Application, Capacity, Hours, MentorRules, Role, TeamRules
from app.programmes.language.vocabulary import (
    ABOUT_NOBODY,
    Added,
    ArrangedBy,
    Assumption,
    Audience,
    DeliverableType,
    FileName,
    HttpsAddress,
    Kind,
    LeaderLevel,
    Level,
    Mode,
    Per,
    RoleCode,
    Tracked,
    Words,
)
from app.programmes.language.when import (
    Between,
    Clock,
    DueRule,
    FromThen,
    Key,
    Length,
    Repeat,
    Weekday,
    When,
)

RoleOrAudience = RoleCode | Audience
"""A role's holders, or all an audience is for."""

StartYear = Annotated[int, Field(ge=1990, le=2100)]
StartYears = Annotated[tuple[StartYear, ...], Field(min_length=1)]
OneOrMoreYears = Annotated[
    Annotated[StartYear, Tag("[year]")] | Annotated[StartYears, Tag("[years]")],
    Discriminator(lambda value: "[years]" if isinstance(value, list | tuple) else "[year]"),
]


class Source(BaseModel, extra="forbid", frozen=True):
    """The document a programme is read from; `year` the start years its days are for, `open` what it leaves open."""

    document: Words
    year: OneOrMoreYears | None = None
    open: tuple[Words, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The start years its days are for; none when it names no year, and then every date waits."""
        return (self.year,) if isinstance(self.year, int) else self.year or ()

    def year_for(self, start_year: int) -> int | None:
        """Return the year a cohort's days are moved from: its own, else the nearest, the earlier of two."""
        return min(self.years, key=lambda year: (abs(year - start_year), year), default=None)


class Addition(BaseModel, extra="forbid", frozen=True):
    """An addition to the source; `document` is where it comes from."""

    title: Words
    document: Words


class TeamTrack(BaseModel, extra="forbid", frozen=True):
    """A track that teams may belong to."""

    name: Words


class Defaults(BaseModel, extra="forbid", frozen=True):
    """Defaults for every meeting of a kind."""

    weekday: Weekday | None = None
    start: Clock | None = None
    end: Clock | None = None
    reminder_minutes: Annotated[int, Field(ge=0)] = 15


class Meeting(Tracked, extra="forbid", frozen=True):
    """A meeting of the cohort, or with `per: team` a meeting of each team's own.

    `assumed` is what the source does not say and we filled in; `leaders` are the levels of leaders who come, and
    `leader_level` the same in the source's own words. A team's own meeting is `arranged_by` the team when nothing
    is said. `required` and `optional_for` are exceptions from what the audience means (`audiences.py`); nobody
    need come when it is not `mandatory`; it may not be held at all when it is `optional`. `guide`
    are the questions that are gone through each time.
    """

    key: Key
    kind: Kind
    title: Words
    audience: Audience
    also: tuple[Audience, ...] = ()
    required: tuple[RoleOrAudience, ...] = ()
    optional_for: tuple[RoleOrAudience, ...] = ()
    leaders: tuple[LeaderLevel, ...] = ()
    leader_level: Words | None = None
    per: Per = "cohort"
    arranged_by: ArrangedBy | None = None
    mode: Mode
    when: When = When()
    start: Clock | None = None
    end: Clock | None = None
    length: Length = Length()
    repeat: Repeat | None = None
    place: Key | None = None
    theme: Words | None = None
    goal: Words | None = None
    text: Words | None = None
    agenda: tuple[AgendaItem, ...] = ()
    guide: tuple[Words, ...] = ()
    links: tuple[Link, ...] = ()
    reminder_minutes: Annotated[int, Field(ge=0)] | None = None
    mandatory: bool = True
    optional: bool = False
    assumed: tuple[Assumption, ...] = ()


class Requirement(BaseModel, extra="forbid", frozen=True):
    """A rule a submission must (hard) or should (soft) follow."""

    check: Literal["max_seconds", "landscape", "consent", "max_minutes", "fields"]
    value: Annotated[int, Field(ge=1)] | None = None
    fields: tuple[Words, ...] = ()
    level: Level
    text: Words


class Deliverable(Tracked, extra="forbid", frozen=True):
    """A deliverable that every team is asked for, or every team of its tracks.

    `due_assumed`: the source names no such deadline. `share` is who may read it, `routes` are the ways it may
    be handed in. Nobody lacks it before the day of `required_after`; what comes after that of `freeze_after` is
    a later version. `form` is where an evaluation is answered.
    """

    key: Key
    type: DeliverableType
    title: Words
    text: Words | None = None
    due: DueRule | None = None
    due_assumed: bool = False
    required_after: FromThen | None = None
    freeze_after: FromThen | None = None
    form: HttpsAddress | None = None
    links: tuple[Link, ...] = ()
    folder: FileName | None = None
    requirements: tuple[Requirement, ...] = ()
    routes: tuple[Literal["channel", "mentor", "mailbox", "form"], ...] = ("channel",)
    share: Literal["team", "mentor", "gathering", "network"] = "team"
    made_from: tuple[Key, ...] = ()


class Task(Tracked, extra="forbid", frozen=True):
    """A Planner task. The task of a deliverable has no deadline of its own: it follows the deliverable's.

    The task of a `meeting` is to agree on it: of a meeting that each team arranges itself.
    """

    key: Key
    title: Words
    text: Words | None = None
    checklist: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=100), ABOUT_NOBODY], ...], Field(max_length=20)
    ] = ()
    due: DueRule | None = None
    roles: tuple[RoleCode, ...] = ()
    deliverable: Key | None = None
    links: tuple[Link, ...] = ()
    meeting: Key | None = None


class Phase(BaseModel, extra="forbid", frozen=True):
    """A bucket in Planner."""

    key: Key
    title: Words
    tasks: tuple[Task, ...] = ()


class Tasks(BaseModel, extra="forbid", frozen=True):
    team: tuple[Phase, ...] = ()
    organiser: tuple[Phase, ...] = ()


class Folder(Tracked, extra="forbid", frozen=True):
    name: FileName
    folders: tuple["Folder", ...] = ()


class Folders(BaseModel, extra="forbid", frozen=True):
    """The folders in each team's channel, and the folders all teams share."""

    team: tuple[Folder, ...] = ()
    cohort: tuple[Folder, ...] = ()


class Template(Tracked, extra="forbid", frozen=True):
    """A file we put in a team's folder once; `source` names our template."""

    source: Key
    name: FileName
    folder: FileName
    deliverable: Key | None = None


class Step(BaseModel, extra="forbid", frozen=True):
    step: Annotated[float, Field(ge=0, le=10)]
    title: Words
    text: Words


class SelfEvaluation(Added, extra="forbid", frozen=True):
    """A scale teams place themselves on; `at` are the meetings and deliverables where they do."""

    scale: tuple[Step, ...]
    goal_step: float
    at: tuple[Key, ...] = ()


class Recognition(Added, extra="forbid", frozen=True):
    title: Words
    text: Words
    amount_nok: Annotated[int, Field(ge=0)] | None = None
    needs: tuple[Literal["measured_result", "poster", "jury"], ...] = ()


class Retention(Added, extra="forbid", frozen=True):
    """The day a deliverable's submissions are removed again."""

    deliverable: Key
    delete: DueRule
    text: Words


class Keep(BaseModel, extra="forbid", frozen=True):
    """Days to keep information about people. No source says; these are our proposals.

    `people` counts from the day the cohort is closed, `waiting` from the enrolment, `messages` from the sending.
    """

    people: Annotated[int, Field(ge=0, le=3650)] = 365
    waiting: Annotated[int, Field(ge=0, le=3650)] = 180
    messages: Annotated[int, Field(ge=0, le=3650)] = 180


class Stated(BaseModel, extra="forbid", frozen=True):
    """Totals the document gives in its own words, to hold against the list of meetings; (lowest, highest)."""

    gatherings: Between | None = None
    physical_gatherings: Between | None = None
    digital_gatherings: Between | None = None
    gathering_days: Between | None = None
    check_ins: Between | None = None
    digital_meetings: Between | None = None
    network_meetings: Between | None = None
    months: Between | None = None


class Definition(BaseModel, extra="forbid", frozen=True):
    """A programme: everything a cohort needs to be started in any year.

    `hours` are estimates of a person's time over the whole programme, by role; `hours_assumed`: no source names them.
    """

    key: Key
    name: Words
    owner: Words
    version: Annotated[int, Field(ge=1)]
    language: Literal["nb", "nn"] = "nb"
    timezone: Literal["Europe/Oslo"] = "Europe/Oslo"
    purpose: Words
    focus: tuple[Words, ...] = ()
    source: Source
    additions: dict[Key, Addition] = {}
    defaults: dict[Kind, Defaults] = {}
    venues: dict[Key, Venue] = {}
    tracks: dict[Key, TeamTrack] = {}
    roles: dict[RoleCode, Role] = {}
    hours: dict[RoleCode, Hours] = {}
    hours_assumed: bool = False
    capacity: Capacity | None = None
    application: Application | None = None
    team_rules: TeamRules = TeamRules()
    mentors: MentorRules | None = None
    stated: Stated = Stated()
    meetings: Annotated[tuple[Meeting, ...], Field(min_length=1, max_length=200)]
    deliverables: tuple[Deliverable, ...] = ()
    tasks: Tasks = Tasks()
    folders: Folders = Folders()
    templates: tuple[Template, ...] = ()
    self_evaluation: SelfEvaluation | None = None
    recognition: tuple[Recognition, ...] = ()
    retention: tuple[Retention, ...] = ()
    keep: Keep = Keep()

    def directions_to(self, place: str | None) -> tuple[Venue, ...]:
        """Return the venues behind a meeting's place: its own, or those it may be held at that are named."""
        venue = self.venues.get(place or "")
        if venue is None or not venue.between:
            return (venue,) if venue else ()
        return tuple(
            one
            for key, one in self.venues.items()
            if one.name and {key, one.name}.intersection(venue.between)
        )

    def deliverable(self, key: str) -> Deliverable:
        return next(deliverable for deliverable in self.deliverables if deliverable.key == key)
