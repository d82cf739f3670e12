"""Things we place in a tenant: `wanted`, `applied` and `seen` in the ledger are these values as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - pydantic reads the annotations when it reads JSON
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

Kind = Literal[
    "msteam",
    "guest",
    "member",
    "general",
    "channel",
    "channel_archive",
    "files",
    "folder",
    "file",
    "library",
    "taskplan",
    "bucket",
    "task",
    "tab",
    "entry",
    "archive",
    "door",
]
T = TypeVar("T")
MemberRole = Literal["owner", "member", "guest"]


@dataclass(frozen=True, kw_only=True)
class MsTeam:
    """A Microsoft Team. `owners` are Entra ids; `address` is the group's mail nickname."""

    name: str
    description: str
    unique_name: str
    owners: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AdoptedMsTeam:
    """A Microsoft Team that IT made and we work in; its name and owners are theirs."""

    msteam_id: str


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A person from outside the directory, invited to the cohort."""

    email: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person's place in the Microsoft Team; `user_id` is the Entra id."""

    user_id: str
    role: MemberRole


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A standard channel. `key` ends its description, so that we know it again."""

    name: str
    description: str
    key: str


@dataclass(frozen=True, kw_only=True)
class General:
    """The channel every Microsoft Team is born with. Found, never created."""


@dataclass(frozen=True, kw_only=True)
class Files:
    """A channel's own folder, which Microsoft makes some minutes after the channel. Found, never created."""


@dataclass(frozen=True, kw_only=True)
class Folder:
    name: str


@dataclass(frozen=True, kw_only=True)
class TemplateFile:
    """A file we put in a folder once; its text is people's own afterwards. `source` names our template."""

    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Library:
    """A folder the cohort can read and only owners, and we, can write in. Accepted reports are copied there."""

    name: str
    read_only: bool = True


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The Microsoft Team is archived: it can be read, and not written in."""

    archived: bool = True


@dataclass(frozen=True, kw_only=True)
class ChannelArchive:
    """The channel of a team that has left is archived: it can be read, and not written in."""

    archived: bool = True


@dataclass(frozen=True, kw_only=True)
class TaskPlan:
    """A Planner plan."""

    title: str


@dataclass(frozen=True, kw_only=True)
class Bucket:
    name: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """A Planner task. `key` stands at the end of its description; `checklist` is set at creation only."""

    title: str
    bucket_key: str
    due: date | None
    description: str
    checklist: tuple[str, ...]
    assignees: tuple[str, ...]
    key: str


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab in a channel. It shows the ledger row `target_key`, or the address `url`."""

    name: str
    app: Literal["planner", "folder", "website"]
    target_key: str | None = None
    url: str | None = None
    key: str


@dataclass(frozen=True, kw_only=True)
class Attendee:
    email: str
    name: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """A meeting in the organiser's calendar; times are wall clock in Europe/Oslo, without offset.

    An all-day entry begins at midnight and ends at the midnight after its last day. `organiser` is the mailbox
    it stands in; None is the service's own.
    """

    subject: str
    text: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    online: bool
    attendees: tuple[Attendee, ...]
    hide_attendees: bool
    reminder_minutes: int
    categories: tuple[str, ...]
    organiser: str | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingDoor:
    """The rights to open an online meeting, to present, and to pass the lobby. `hosts` are Entra ids.

    `all_present` lets everybody show slides, else the hosts and whom they let. `lobby` is who comes straight in:
    those invited, or everybody when some of them have no account to be known by.
    """

    organiser: str | None
    hosts: tuple[str, ...]
    all_present: bool
    lobby: Literal["invited", "everyone"]


Thing = (
    MsTeam
    | AdoptedMsTeam
    | Guest
    | Member
    | General
    | Channel
    | Files
    | Folder
    | TemplateFile
    | Library
    | Archive
    | ChannelArchive
    | TaskPlan
    | Bucket
    | Task
    | Tab
    | CalendarEntry
    | MeetingDoor
)


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Keep each adapter: it takes longer to make than to use a thousand times."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def to_json(thing: Thing) -> dict[str, Any]:
    """Return the thing as the ledger keeps it; two things are the same when their JSON is."""
    return dict(_adapter(type(thing)).dump_python(thing, mode="json"))


def from_json(kind: type[T], value: dict[str, Any]) -> T:
    made: T = _adapter(kind).validate_python(value)
    return made


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The tenant's answer when a thing was placed. `request_id` is Microsoft's, for their support."""

    external_id: str
    web_url: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A thing that stands in the tenant, made by us or by people.

    `key` is our mark where it carries one, `ours` says that our application made it, and `value` holds the
    fields we own, in our words, so that they can be compared with what we want. `touched` says that somebody
    has worked in it since it was made, and `holds` counts what lies in a folder. `facts` are circumstances around it,
    by the names of app/provisioning/circumstances.py.
    """

    external_id: str
    name: str
    key: str | None = None
    ours: bool = False
    touched: bool = False
    holds: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    web_url: str | None = None
    value: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Above:
    """The place of a thing: the ids of the things it stands in, by kind, and of the thing it points at."""

    ids: dict[str, str]
    target_id: str | None = None
    target_url: str | None = None

    def __getitem__(self, kind: str) -> str:
        return self.ids[kind]


@dataclass(frozen=True, kw_only=True)
class ChannelCard:
    """A card for a channel, in plain text; without an address it leads nowhere."""

    title: str
    lines: tuple[str, ...]
    leads_to: str = ""
    leads_to_title: str = ""
