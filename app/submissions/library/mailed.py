"""The parts of a mail: each is taken, waits for a person, or is seen to be no part. Pure.

Pictures that the text shows, cards and signatures belong to the text. A mail in the mail is its parts; a packed file
is opened when it holds exactly one file the team owes. A mail of words alone is one line for the unit to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.submissions.library.classify import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.tenant import Attachment, Mail

MAX_LISTED_NAMES = 5
MAX_LOGO_BYTES = 100 * 1024
_OF_OUTLOOK = re.compile(r"^(image\d{3}|outlook-[\w-]+)\.(png|jpe?g|gif|bmp)$", re.IGNORECASE)
"""What Outlook calls the pictures of a signature, which it sends along though the text shows them no more."""
_PICTURE = re.compile(r"\.(png|jpe?g|gif|bmp|svg|webp|heic|heif|tiff?)$", re.IGNORECASE)
_BESIDE = re.compile(r"(\.(ics|vcf|p7s)|^signature\.asc|^att\d{5}\.(txt|html?))$", re.IGNORECASE)
_BESIDE_TYPES = {
    "text/calendar", "text/vcard", "text/x-vcard", "application/ics", "application/pkcs7-signature",
    "application/x-pkcs7-signature", "application/pgp-signature",
}  # fmt: skip
_ZIP_TYPES = {"application/zip", "application/x-zip-compressed"}

AUTOMATIC = "Automatisk e-post"
NO_PERSON = (
    "Ingen har skrevet denne e-posten: den er sendt av et program. Den er arkivert, og venter ikke på noe."
)
WORDS = "E-posten har ingen fil. Les den i postboksen, og sett den til side her når den er besvart."
PICTURES = (
    "E-posten har bare tekst med bilder i. Er et av bildene en innlevering, legger du det i teamets kanal."
)
ELSEWHERE = "Lenken går til {host}, som vi ikke henter filer fra. Åpne den, og legg filen i teamets kanal."
REFERENCE = (
    "Vedlegget er en lenke til en fil i OneDrive eller SharePoint, og vi får ikke vite adressen. "
    "Åpne e-posten, og legg filen i teamets kanal."
)
WINMAIL = (
    "Outlook har pakket vedleggene slik at bare Outlook kan åpne dem. Be om å få dem som vanlige vedlegg."
)
SEALED = (
    "E-posten er kryptert eller signert, og vedleggene ligger inni. Åpne den, og legg filen i teamets kanal."
)
OUTLOOK_MAIL = "Dette er en lagret e-post fra Outlook. Åpne den, og legg filene i den i teamets kanal."
MAIL_WITHOUT_FILE = (
    "Dette er en videresendt e-post uten filer. Les den, og sett den til side når den er besvart."
)
PACKED = "Dette er en pakket fil. Pakk den ut, og legg filene i teamets kanal."
PACKED_LISTED = "Dette er en pakket fil med {names}. Pakk den ut, og legg filene i teamets kanal."
_SENTENCES = {
    ".dat": WINMAIL,
    ".p7m": SEALED,
    ".msg": OUTLOOK_MAIL,
    ".rar": PACKED,
    ".7z": PACKED,
    ".zip": PACKED,
}


@dataclass(frozen=True, kw_only=True)
class MailPart:
    """A part of a mail as it is kept. Without `link` and with "#" in its source there is no file to fetch."""

    source: str
    name: str
    size: int = 0
    link: str | None = None
    problem: str | None = None
    only_seen: bool = False


def parts_of(mail: Mail, *, owed: Callable[[str], bool]) -> list[MailPart]:
    """Return every part of a mail; `owed` tells whether the sender's team owes a file of that name."""
    if mail.automatic == "answer":
        return [_seen(mail)]
    opened = [one for one in mail.attachments if not belongs_to_text(one, mail.pictures)]
    parts = [part for one in opened for part in _taken(one, mail, owed)]
    if mail.automatic:
        return parts or [_seen(mail)]
    return [*parts, *_links(mail.message_id, mail.links, mail.elsewhere)] or [_words(mail)]


def belongs_to_text(one: Attachment, pictures: frozenset[str]) -> bool:
    """Tell a picture that the text shows, a card, a signature and a calendar's file from what is handed in."""
    if one.kind != "file":
        return False
    if _BESIDE.search(one.name) or one.content_type.partition(";")[0].strip() in _BESIDE_TYPES:
        return True
    is_picture = one.content_type.startswith("image/") or _PICTURE.search(one.name) is not None
    return is_picture and (_is_shown(one, pictures) or _is_logo(one))


def _is_shown(one: Attachment, pictures: frozenset[str]) -> bool:
    if one.content_id:
        return one.content_id in pictures
    return one.is_inline and one.name.casefold() in {name.partition("@")[0] for name in pictures}


def _is_logo(one: Attachment) -> bool:
    return one.is_inline and one.size <= MAX_LOGO_BYTES and _OF_OUTLOOK.search(one.name) is not None


def is_mail(one: Attachment) -> bool:
    return one.kind == "mail" or one.name.casefold().endswith(".eml") or one.content_type == "message/rfc822"


def is_zip(one: Attachment) -> bool:
    return one.kind == "file" and (one.name.casefold().endswith(".zip") or one.content_type in _ZIP_TYPES)


# --- each part ----------------------------------------------------------------------------------


def _taken(one: Attachment, mail: Mail, owed: Callable[[str], bool]) -> Iterator[MailPart]:
    if one.kind == "reference":
        yield from _reference(one, mail)
    elif is_mail(one):
        yield from _attached_mail(one, mail, owed)
    elif is_zip(one) and len(one.inside) == 1 and owed(one.inside[0].name):
        yield _file(one.inside[0])
    else:
        yield _file(one, problem=_sentence(one))


def _file(one: Attachment, *, problem: str | None = None) -> MailPart:
    return MailPart(source=one.source, name=one.name, size=one.size, problem=problem)


def _reference(one: Attachment, mail: Mail) -> Iterator[MailPart]:
    """Leave a link whose address we are not told to a person, unless the text has it under the same name."""
    if not (mail.links and one.name.casefold() in mail.told.casefold()):
        source = one.source.replace("/", "#", 1)
        yield MailPart(source=source, name=one.name, problem=REFERENCE)


def _attached_mail(one: Attachment, mail: Mail, owed: Callable[[str], bool]) -> Iterator[MailPart]:
    parts = [part for inner in one.inside for part in _taken(inner, mail, owed)]
    parts += _links(mail.message_id, one.links, one.elsewhere)
    if not parts:
        name = one.name if one.name.casefold().endswith(".eml") else f"{one.name}.eml"
        parts = [
            MailPart(source=one.source, name=name, size=one.size, problem=one.closed or MAIL_WITHOUT_FILE)
        ]
    yield from parts


def _sentence(one: Attachment) -> str | None:
    """Say what must be done with a file that other files are packed in."""
    if one.closed:
        return one.closed
    if one.inside:
        return PACKED_LISTED.format(names=_listed([inner.name for inner in one.inside]))
    if is_zip(one):
        return PACKED
    ending = f".{one.name.casefold().rpartition('.')[2]}"
    is_other_data = ending == ".dat" and one.name.casefold() != "winmail.dat"
    return None if is_other_data else _SENTENCES.get(ending)


def _listed(names: list[str]) -> str:
    shown, more = [f"«{name}»" for name in names[:MAX_LISTED_NAMES]], len(names) - MAX_LISTED_NAMES
    return ", ".join([*shown, f"{more} til"] if more > 0 else shown)


def _links(message_id: str, asked: tuple[str, ...], elsewhere: tuple[str, ...]) -> list[MailPart]:
    """Give each link a row; its number in the mail is found when it is kept."""
    known = [MailPart(source=f"{message_id}#", name=link, link=link) for link in asked]
    return known + [
        MailPart(
            source=f"{message_id}#",
            name=link,
            link=link,
            problem=ELSEWHERE.format(host=urlsplit(link).hostname),
        )
        for link in elsewhere
    ]


def _words(mail: Mail) -> MailPart:
    shows = any(kind_of(one.name) == "picture" for one in mail.attachments)
    name = f"E-post uten fil: {mail.subject.strip() or 'uten emne'}"
    return MailPart(source=f"{mail.message_id}#ord", name=name, problem=PICTURES if shows else WORDS)


def _seen(mail: Mail) -> MailPart:
    return MailPart(source=f"{mail.message_id}#sett", name=AUTOMATIC, problem=NO_PERSON, only_seen=True)
