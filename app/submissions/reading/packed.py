"""What a mail that was attached holds, and what a packed file holds: looked at in a process with limits."""

from __future__ import annotations

import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from app.safe import TooHeavy, run_limited
from app.submissions.library import live_photos
from app.submissions.library.classify import is_leftover
from app.submissions.library.mailed import belongs_to_text, is_mail
from app.submissions.reading.film.film import MAX_FILM_BYTES
from app.tenant import Attachment, links_to_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from app.tenant import FileLinks

MAX_OPENED_BYTES = 60 * 1024 * 1024
"""Of a mail or a packed file: Exchange takes 35 MB as it comes, and what is larger is opened by a person."""
MAX_PARTS, MAX_UNPACKED_RATIO = 1_000, 200
MAX_IN_MEMORY_BYTES, PIECE_BYTES = 5 * 1024 * 1024, 1024 * 1024
IS_UTF8 = 0x800  # the flag of a name that says which it is written in
NORDIC = "cp865"  # what Windows in Norwegian writes names in, where it does not say UTF-8
_ZIP = b"PK"
_CARDS = (b"BEGIN:VCALENDAR", b"BEGIN:VCARD")

TOO_LARGE_TO_OPEN = (
    "Filen er for stor til at vi åpner den. Åpne den selv, og legg filene i den i teamets kanal."
)
LOCKED = "Den pakkede filen er beskyttet med passord. Be om å få filene uten, i teamets kanal."
BROKEN_PACKED = "Filen lar seg ikke åpne her. Prøv selv, og legg filene i den i teamets kanal."


@dataclass(frozen=True, kw_only=True)
class PackedPart:
    """A part, by its place among the others."""

    number: int
    name: str
    size: int
    content_type: str = ""
    is_inline: bool = False
    content_id: str = ""
    folder: str = ""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What was found inside; `closed` says why nothing could be, `is_card` that it is an event or a contact."""

    parts: list[PackedPart] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    left_out: bool = False
    closed: str = ""
    is_card: bool = False


def look_inside(one: Attachment, content: bytes) -> Attachment:
    """Return an attached mail or a packed file with what it holds."""
    try:
        found = run_limited(list_mail if is_mail(one) else list_zip, content, answer=Opened)
    except TooHeavy:
        return replace(one, closed=BROKEN_PACKED)
    if found.is_card:  # a meeting or a person that was sent along, as a calendar's file is
        return replace(one, kind="file", content_type="text/calendar")
    inside = [_inner(one, part) for part in found.parts]
    pictures, quoted = frozenset(found.pictures), frozenset(found.quoted)
    live = live_photos.stills_sent_whole([part.name for part in inside])
    return replace(
        one,
        inside=tuple(
            part for part in inside if part.name in live or not belongs_to_text(part, pictures, quoted)
        ),
        links=tuple(found.links),
        elsewhere=tuple(found.elsewhere),
        left_out=found.left_out,
        closed=found.closed,
    )


def _inner(one: Attachment, part: PackedPart) -> Attachment:
    return Attachment(
        source=f"{one.source}/{part.number}",
        name=part.name,
        size=part.size,
        content_type=part.content_type,
        is_inline=part.is_inline,
        content_id=part.content_id,
        folder=part.folder,
    )


# --- a mail ---------------------------------------------------------------------------------------


def list_mail(content: bytes) -> Opened:
    """List the files of a mail and of the mails in it; runs in a process of its own."""
    if content.lstrip()[:15].upper().startswith(_CARDS):
        return Opened(is_card=True)
    mail = _mail(content)
    subject = str(mail["Subject"] or "")
    texts = [_links(leaf, subject) for _, leaf in _leaves(mail) if _is_text(leaf)]
    files = [_file(number, leaf) for number, leaf in _leaves(mail) if not _is_text(leaf)]
    return Opened(
        parts=files[:MAX_PARTS],
        links=list(dict.fromkeys(link for found in texts for link in found.asked)),
        elsewhere=list(dict.fromkeys(link for found in texts for link in found.elsewhere)),
        pictures=[name for found in texts for name in found.pictures],
        quoted=[name for found in texts for name in found.quoted],
        left_out=any(found.left_out for found in texts),
    )


def _mail(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def _leaves(mail: EmailMessage) -> Iterator[tuple[int, EmailMessage]]:
    return enumerate(part for part in mail.walk() if not part.is_multipart())


def _is_text(leaf: EmailMessage) -> bool:
    is_body = leaf.get_content_maintype() == "text" and leaf.get_content_subtype() in {"plain", "html"}
    return is_body and leaf.get_filename() is None and not leaf.is_attachment()


def _links(leaf: EmailMessage, subject: str) -> FileLinks:
    written = cast("bytes", leaf.get_payload(decode=True) or b"")
    text = written.decode(leaf.get_content_charset("utf-8"), "replace")
    return links_to_files(text, is_html=leaf.get_content_subtype() == "html", subject=subject)


def _file(number: int, leaf: EmailMessage) -> PackedPart:
    return PackedPart(
        number=number,
        name=leaf.get_filename() or "fil",
        size=len(leaf.get_payload(decode=True) or b""),
        content_type=leaf.get_content_type(),
        is_inline=leaf.get_content_disposition() == "inline",
        content_id=str(leaf["Content-ID"] or "").strip().strip("<>").casefold(),
    )


# --- a packed file ----------------------------------------------------------------------------------


def list_zip(content: bytes) -> Opened:
    """List the files in a packed file, unpacking none; runs in a process of its own."""
    if not content.startswith(_ZIP):
        return Opened(closed=BROKEN_PACKED)
    try:
        with zipfile.ZipFile(BytesIO(content), metadata_encoding=NORDIC) as archive:
            entries = [(number, one) for number, one in enumerate(archive.infolist()) if _counts(one)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Opened(closed=BROKEN_PACKED)
    if any(one.flag_bits & 1 for _, one in entries):
        return Opened(closed=LOCKED)
    if len(entries) > MAX_PARTS or any(_swells(one) for _, one in entries):
        return Opened(closed=BROKEN_PACKED)
    return Opened(
        parts=[
            PackedPart(number=n, name=_last(one), size=one.file_size, folder=_folder(one))
            for n, one in entries
        ]
    )


def _counts(one: zipfile.ZipInfo) -> bool:
    """Leave out folders, and what a Mac or Windows packs along for itself; .NET ends its folders as Windows does."""
    *folders, last = _path(one)
    return bool(last) and "__MACOSX" not in folders and not is_leftover(last)


def _swells(one: zipfile.ZipInfo) -> bool:
    return one.file_size > min(MAX_FILM_BYTES, MAX_UNPACKED_RATIO * max(one.compress_size, 1))


def _last(one: zipfile.ZipInfo) -> str:
    return _path(one)[-1]


def _path(one: zipfile.ZipInfo) -> list[str]:
    return _written(one).replace("\\", "/").split("/")


def _written(one: zipfile.ZipInfo) -> str:
    """Return a name as it was written: a Mac writes UTF-8, in letters and marks apart, and does not say so."""
    name = one.filename
    if not one.flag_bits & IS_UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode(NORDIC).decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _folder(one: zipfile.ZipInfo) -> str:
    return one.filename.replace("\\", "/").rpartition("/")[0]


# --- what lies inside, once more ------------------------------------------------------------------------


def unpacked(content: bytes, number: int) -> BinaryIO:
    """Return a part of a mail or packed file that has been looked into before, by its place. Raises OSError."""
    if content.startswith(_ZIP):
        return _unzipped(content, number)
    leaf = dict(_leaves(_mail(content))).get(number)
    if leaf is None:
        raise OSError(f"There is no part {number} in the mail.")
    return BytesIO(cast("bytes", leaf.get_payload(decode=True) or b""))


def _unzipped(content: bytes, number: int) -> BinaryIO:
    """Unpack a file to the disk; it gives no more bytes than it says."""
    to = cast("BinaryIO", SpooledTemporaryFile(max_size=MAX_IN_MEMORY_BYTES))  # noqa: SIM115 - whoever asked closes it
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(archive.infolist()[number]) as packed:
            while piece := packed.read(PIECE_BYTES):
                to.write(piece)
    except (zipfile.BadZipFile, IndexError, RuntimeError, NotImplementedError) as error:
        to.close()
        raise OSError("The packed file cannot be unpacked.") from error
    return to
