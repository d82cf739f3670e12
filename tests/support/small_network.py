"""Two small teams in Tørn in an empty database, and files that lie in their folders: rows only, and no tenant."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from app import programmes
from app.audit import Deed
from app.enrolment import service as enrolment
from app.provisioning.lifecycle.start import start_cohort
from app.submissions.library import libraries
from app.submissions.library.items import LibraryLayout, decide_about_item, undecided_items
from app.submissions.models import Library, Submission
from app.tenant.told import FileDetails, FileSeen, LibraryNews
from support.small_cohort import ANNE, HEADINGS, TEAMS

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
VIDEO_ENDS = datetime(2026, 9, 11, 22, tzinfo=UTC)  # the video is due on 11 September, in Norway
KIRURGI, MEDISIN = 1, 2
VIDEO = 1
LIBRARY = "b!1"
GROUND = LibraryLayout(teams={"kirurgi": KIRURGI, "medisin": MEDISIN}, folders={}, templates={})
ANNES, MONAS, UNNS = (Deed(actor=actor, at=NOW) for actor in ("anne", "mona", "unn"))
MP4, POSTER = "film.mp4", "Poster.pdf"


def start(session: Session) -> None:
    """Start the cohort, enrol its two teams, and follow their library."""
    start_cohort(
        session,
        definition=programmes.shipped_one("torn-kull-3"),
        start_year=2026,
        name="Kullet",
        deed=UNNS,
    )
    sheet = "\n".join([HEADINGS, *TEAMS]).encode()
    enrolment.enrol(session, cohort_id=1, data=sheet, filename="p.csv", deed=UNNS)
    libraries.follow_library(session, library_id=LIBRARY, cohort_id=1)


def tell(session: Session, *files: FileSeen, whole: bool = False, when: datetime = NOW) -> int:
    """Let the library tell of files; return how many were new or changed."""
    (look,) = libraries.libraries_of(session.exec(select(Library)))
    news = LibraryNews(files=files, cursor="c", whole=whole)
    return libraries.record_changes(session, look, news, began=when)


def a_file(
    name: str, *, folder: str = "kirurgi", item: str = "1", tag: str = "1", when: datetime = NOW
) -> FileSeen:
    return FileSeen(item_id=item, parent_id=folder, name=name, tag=tag, size=1, changed_at=when)


def hand_in(
    session: Session, file: FileSeen, *, by: str = ANNE, ground: LibraryLayout = GROUND
) -> list[Submission]:
    """Let a person lay a file in a folder, and decide what it is."""
    when = file.changed_at or NOW
    tell(session, file, when=when)
    found = [(one, FileDetails(name=one.name, by=by)) for one in undecided_items(session, LIBRARY, ground)]
    return decide_about_item(session, 1, found, now=when)


def receipt_given(session: Session, submission_id: int, *, when: datetime = NOW) -> Submission:
    """Let a version have been read, and its sender told: what comes next is another version."""
    submission = session.get_one(Submission, submission_id)
    submission.read_at = submission.answered_at = when
    session.flush()
    return submission
