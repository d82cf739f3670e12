"""Our words for what a Microsoft 365 tenant holds.

Graph's own words (team, plan, event) mean other things to us, so they stop in `graph_adapters`.
Everything here is a frozen value: `wanted`, `applied` and `seen` in the ledger are these values as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - pydantic reads the annotations when it reads JSON
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

Kind = Literal[
    "msteam",
    "guest",
    "member",
    "general",
    "channel",
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
    """Somebody from outside the directory whom the cohort lets in."""

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
    """A file we put in a folder once. What people write in it is theirs; `source` names our template."""

    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Library:
    """A folder the cohort can read and only owners, and we, can write in. Accepted reports are copied there."""

    name: str
    read_only: bool = True


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The Microsoft Team is archived: it can be read, and nobody can write in it."""

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
    """Who may open an online meeting, who presents, and who waits in the lobby. `hosts` are Entra ids.

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
    | TaskPlan
    | Bucket
    | Task
    | Tab
    | CalendarEntry
    | MeetingDoor
)


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Keep each adapter: making one takes longer than using it a thousand times."""
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
    """What the tenant answered when a thing was placed. `request_id` is Microsoft's, for their support."""

    external_id: str
    web_url: str | None = None
    request_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A thing that stands in the tenant, whoever made it.

    `key` is our mark where it carries one, `ours` says that our application made it, and `value` holds the
    fields we own, in our words, so that they can be compared with what we want. `touched` says that somebody
    has worked in it since it was made, and `holds` counts what lies in a folder.
    """

    external_id: str
    name: str
    key: str | None = None
    ours: bool = False
    touched: bool = False
    holds: int | None = None
    web_url: str | None = None
    value: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """Somebody on a meeting's list, and what they have answered, in our words."""

    email: str
    name: str
    required: bool
    response: Literal["accepted", "tentative", "declined", "none"]
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class EntrySeen:
    """A meeting as it stands in the organiser's calendar. Times are wall clock in Norway, `changed_at` is aware."""

    external_id: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    changed_at: datetime
    answers: tuple[Answered, ...]
    join_link: str | None


@dataclass(frozen=True, kw_only=True)
class CalendarNews:
    """What changed in a calendar: meetings as they stand now, ids of those no longer there, and where to go on.

    `whole` says that everything in the window was read, so that what is not among it is not there.
    """

    seen: tuple[EntrySeen, ...]
    removed: tuple[str, ...]
    cursor: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class AttendeeSeen:
    """Somebody in a report of who was at a meeting. What Microsoft does not know is None."""

    name: str
    email: str | None
    user_id: str | None


@dataclass(frozen=True, kw_only=True)
class BusyTime:
    """What a calendar says of somebody in a stretch of time; `unknown` is a calendar we cannot see."""

    email: str
    status: Literal["free", "tentative", "busy", "away", "unknown"]


@dataclass(frozen=True, kw_only=True)
class Above:
    """Where a thing goes: the ids of what it stands in, by kind, and of the thing it points at."""

    ids: dict[str, str]
    target_id: str | None = None
    target_url: str | None = None

    def __getitem__(self, kind: str) -> str:
        return self.ids[kind]


@dataclass(frozen=True, kw_only=True)
class DirectoryAnswer:
    """Who an address belongs to. Several matches are not guessed between: `user_id` is None then."""

    user_id: str | None
    matches: int
    enabled: bool = True
    guest: bool = False


@dataclass(frozen=True, kw_only=True)
class FileSeen:
    """A file or folder as its library tells of it. `tag` is another one once the content is.

    Of one that is `gone` nothing but its id is known. `changed_at` is the library's time, not the file's own.
    """

    item_id: str
    parent_id: str | None = None
    name: str = ""
    is_folder: bool = False
    gone: bool = False
    tag: str = ""
    size: int = 0
    web_url: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LibraryNews:
    """What changed in a library, each thing once. `whole`: it was told from the beginning, so the rest is gone."""

    files: tuple[FileSeen, ...]
    cursor: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class FileDetails:
    """What is asked of one file. `by` is the address of the person who changed it last, None for an application.

    `download_url` needs no sign-in and is good for some minutes; an `infected` file has none.
    """

    name: str
    by: str | None
    ours: bool = False
    size: int = 0
    download_url: str | None = None
    infected: bool = False


@dataclass(frozen=True, kw_only=True)
class Subscribed:
    """That the tenant tells us of changes, until when."""

    subscription_id: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file sent along with a mail. `source` is how it is fetched."""

    source: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail somebody sent; `links` are the https addresses in it."""

    message_id: str
    sender: str
    received_at: datetime
    attachments: tuple[Attachment, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SharedFile:
    """A file behind a link that opens for everybody in the organisation; `download_url` is good for some minutes."""

    name: str
    size: int
    download_url: str


@dataclass(frozen=True, kw_only=True)
class MailNews:
    mails: tuple[Mail, ...]
    cursor: str


@dataclass(frozen=True, kw_only=True)
class ChannelCard:
    """What is posted in a channel, in plain text; without an address it leads nowhere."""

    title: str
    lines: tuple[str, ...]
    leads_to: str = ""
    leads_to_title: str = ""
