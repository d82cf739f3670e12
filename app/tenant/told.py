"""Facts a tenant tells us: of its directory, its calendars, its libraries and its mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A person on a meeting's list, and their answer in our words."""

    email: str
    name: str
    required: bool
    response: Literal["accepted", "tentative", "declined", "none"]
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class EntrySeen:
    """A meeting as it stands in the organiser's calendar. Times are wall clock in Norway, `changed_at` is aware.

    A `series` is many meetings: its times are those of the first.
    """

    external_id: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    changed_at: datetime
    answers: tuple[Answered, ...]
    join_link: str | None
    series: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarNews:
    """Changes in a calendar: meetings as they stand now, ids of meetings that are gone, and the next cursor.

    `whole` says that everything in the window was read, so that what is not among it is not there.
    """

    seen: tuple[EntrySeen, ...]
    removed: tuple[str, ...]
    cursor: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class AttendeeSeen:
    """A person in an attendance report. Facts that Microsoft does not know are None."""

    name: str
    email: str | None
    user_id: str | None


@dataclass(frozen=True, kw_only=True)
class BusyTime:
    """A person's state in a stretch of time, by their calendar; `unknown` is a calendar we cannot see."""

    email: str
    status: Literal["free", "tentative", "busy", "away", "unknown"]


@dataclass(frozen=True, kw_only=True)
class DirectoryAnswer:
    """The owner of an address. Several matches are not guessed between: `user_id` is None then.

    `addresses` are all that reach the account, the present one first; none when it has no mailbox. `may_use_teams` is
    None where the tenant does not tell.
    """

    user_id: str | None
    matches: int
    enabled: bool = True
    guest: bool = False
    addresses: tuple[str, ...] = ()
    may_use_teams: bool | None = None


@dataclass(frozen=True, kw_only=True)
class FileSeen:
    """A file or folder as its library tells of it. `tag` changes with the content.

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
    """Changes in a library, each item once. `whole`: it was told from the beginning, so other items are gone."""

    files: tuple[FileSeen, ...]
    cursor: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class FilmDetails:
    """Microsoft's own look at a film, some minutes after it came: its `video` facet."""

    seconds: float
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class FileDetails:
    """Details of a file. `by` is the address of the person who changed it last, None for an application.

    `download_url` needs no sign-in and is good for some minutes; an `infected` file has none.
    """

    name: str
    by: str | None
    ours: bool = False
    size: int = 0
    download_url: str | None = None
    infected: bool = False
    film: FilmDetails | None = None


@dataclass(frozen=True, kw_only=True)
class Subscribed:
    """A subscription to changes in the tenant, and its end."""

    subscription_id: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A thing sent along with a mail. `source` is how it is fetched; a reference is a link whose address is not told.

    `content_id` is the name by which the mail's text may show it. `inside` is what a mail or a packed file holds, once
    it has been opened; `closed` says why it could not be. `folder` is where in a packed file it lay.
    """

    source: str
    name: str
    size: int
    kind: Literal["file", "mail", "reference"] = "file"
    content_type: str = ""
    is_inline: bool = False
    content_id: str = ""
    inside: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    left_out: bool = False
    closed: str = ""
    folder: str = ""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to the unit's mailbox; `links` and `elsewhere` are the addresses in it that may lead to a file.

    `pictures` are the names of what its text shows, `quoted` those that only what is answered to shows. `told` is what
    stands beside the links, and `left_out` says that there was more than we look at. `automatic`: no person has written
    it; an answer (of an absent person, a calendar, a post office) brings nothing, a notice (of a scanner) nothing but
    files. By its subject alone it is maybe an answer; to many go invitations and lists, which a member may write; and
    sharing is a service's notice of what somebody has laid there. `own` is what the sender wrote, line by line.
    """

    message_id: str
    sender: str
    received_at: datetime
    attachments: tuple[Attachment, ...]
    links: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    subject: str = ""
    pictures: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    left_out: bool = False
    own: tuple[str, ...] = ()
    automatic: (
        Literal[
            "answer", "maybe_answer", "calendar", "maybe_calendar", "notice", "sharing", "invitation", "list"
        ]
        | None
    ) = None


@dataclass(frozen=True, kw_only=True)
class SharedFile:
    """A file behind a link that is open to the organisation; `download_url` is good for some minutes."""

    name: str
    size: int
    download_url: str


@dataclass(frozen=True, kw_only=True)
class MailNews:
    """Mail in an inbox. `whole`: all of it was told, so much of it has been told of before."""

    mails: tuple[Mail, ...]
    cursor: str
    whole: bool = False
