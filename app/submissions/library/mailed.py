"""The parts of a mail: each is taken, waits for a person, or is seen to be no part. Pure.

Pictures that the text shows, cards and signatures belong to the text. A mail in the mail is its parts; a packed file
is opened when it holds exactly one file the team owes. A mail of words alone is one line for the unit to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.submissions.library.classify import kind_of
from app.submissions.library.live_photos import still_of, stills
from app.submissions.library.mail_words import LINKS_OF_ANYBODY, asks_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.tenant import Attachment, Mail

MAX_LISTED_NAMES = 5
MAX_LEAVINGS_BYTES = 1024
MAX_LOGO_BYTES, MAX_BANNER_BYTES = 100 * 1024, 500 * 1024
"""A picture above that is a photo or a poster, which phones and Outlook lay in the text as they do a signature's."""
_OF_OUTLOOK = re.compile(r"^(image\d{3}|outlook-[\w-]+)\.(png|jpe?g|gif|bmp)$", re.IGNORECASE)
"""What Outlook calls the pictures of a signature, which it sends along though the text shows them no more."""
_PICTURE = re.compile(r"\.(png|jpe?g|gif|bmp|svg|webp|heic|heif|tiff?)$", re.IGNORECASE)
_BESIDE = re.compile(
    r"(\.(ics|vcf|p7s|emz|wmz)|^oledata\.mso|^signature\.asc"
    r"|^(att|untitled attachment |vedlegg ut[ae]n tittel )\d{5}\.(txt|html?))$",
    re.IGNORECASE,
)
_OF_EXCHANGE = re.compile(r"^att\d{5}\.(bin|c)$", re.IGNORECASE)
"""What Exchange calls a blank line after a file; a film that has lost its name is called so too, and is large."""
_HANDED_IN = re.compile(r"poster|plakat", re.IGNORECASE)
_BESIDE_TYPES = {
    "text/calendar", "text/vcard", "text/x-vcard", "application/ics", "application/pkcs7-signature",
    "application/x-pkcs7-signature", "application/pgp-signature",
}  # fmt: skip
_ZIP_TYPES = {"application/zip", "application/x-zip-compressed"}

AUTOMATIC, INVITATION, MEETING_ANSWER = "Automatisk e-post", "Innkalling", "Svar på innkalling"
NO_PERSON = (
    "Ingen har skrevet denne e-posten: den er sendt av et program. Den er arkivert, og venter ikke på noe."
)
INVITED = "Innkallingen har ingen fil med seg. Den er arkivert, og venter ikke på noe."
MEETING_ANSWERED = (
    "Svaret på innkallingen har verken ord eller fil med seg. Det er arkivert, og venter ikke på noe."
)
LEFT_OUT = "E-posten er lengre eller har flere lenker enn vi ser på. Åpne den, og legg det som mangler i teamets kanal."
LIVE = "Filmen hører til bildet «{still}», slik en telefon tar levende bilder. Er den innleveringen, velger du den her."
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
_SEEN_AS = {"invitation": (INVITATION, INVITED), "calendar": (MEETING_ANSWER, MEETING_ANSWERED)}
_SENTENCES = {
    ".dat": WINMAIL,
    ".p7m": SEALED,
    ".rpmsg": SEALED,
    ".msg": OUTLOOK_MAIL,
    ".rar": PACKED,
    ".7z": PACKED,
    ".zip": PACKED,
}


@dataclass(frozen=True, kw_only=True)
class MailPart:
    """A part of a mail as it is kept. Without `link` and with "#" in its source there is no file to fetch.

    `unplaced`: a person must say what it answers, whatever it is called. `packed_in` are the packed file and the folder
    it lay in, which may name its team.
    """

    source: str
    name: str
    size: int = 0
    link: str | None = None
    problem: str | None = None
    only_seen: bool = False
    unplaced: bool = False
    packed_in: tuple[str, ...] = ()


def parts_of(mail: Mail, *, owed: Callable[[str], bool], by_member: bool) -> list[MailPart]:
    """Return every part of a mail; `owed` tells whether the sender's team owes a file of that name."""
    if mail.automatic == "answer":
        return [_seen(mail)]
    opened = [one for one in mail.attachments if not belongs_to_text(one, mail.pictures, mail.quoted)]
    parts = _of_files(opened, mail, owed, photos=stills(one.name for one in mail.attachments))
    if by_member or mail.automatic in LINKS_OF_ANYBODY:
        parts += _links(mail.message_id, mail.links, mail.elsewhere)
        parts += _left_out(mail)
    return parts or [_seen(mail) if asks_nothing(mail, by_member=by_member) else _words(mail)]


def belongs_to_text(one: Attachment, pictures: frozenset[str], quoted: frozenset[str] = frozenset()) -> bool:
    """Tell a picture that the text shows, a card, a signature and a calendar's file from what is handed in."""
    if one.kind != "file":
        return False
    if _OF_EXCHANGE.search(one.name) and one.size <= MAX_LEAVINGS_BYTES:
        return True
    if _BESIDE.search(one.name) or one.content_type.partition(";")[0].strip() in _BESIDE_TYPES:
        return True
    if not _is_picture(one):
        return False
    is_small = one.size <= (MAX_LOGO_BYTES if _HANDED_IN.search(one.name) else MAX_BANNER_BYTES)
    return _is_shown(one, pictures if is_small else quoted) or _is_logo(one)


def _is_picture(one: Attachment) -> bool:
    """Believe the ending before the type: phones call a PDF in the text `image/pdf`."""
    if kind_of(one.name) == "other":
        return one.content_type.startswith("image/") or _PICTURE.search(one.name) is not None
    return kind_of(one.name) == "picture"


def _is_shown(one: Attachment, pictures: frozenset[str]) -> bool:
    if one.content_id:
        return one.content_id in pictures
    return one.is_inline and one.name.casefold() in {name.partition("@")[0] for name in pictures}


def _is_logo(one: Attachment) -> bool:
    is_set_in = one.is_inline or bool(one.content_id)
    return is_set_in and one.size <= MAX_LOGO_BYTES and _OF_OUTLOOK.search(one.name) is not None


def is_mail(one: Attachment) -> bool:
    return one.kind == "mail" or one.name.casefold().endswith(".eml") or one.content_type == "message/rfc822"


def is_zip(one: Attachment) -> bool:
    return one.kind == "file" and (one.name.casefold().endswith(".zip") or one.content_type in _ZIP_TYPES)


# --- each part ----------------------------------------------------------------------------------


def _of_files(
    together: Sequence[Attachment], mail: Mail, owed: Callable[[str], bool], *, photos: dict[str, str]
) -> list[MailPart]:
    """Return the parts of what came together; the moving part of a photo is not taken for a film."""
    parts = [part for one in together for part in _taken(one, mail, owed)]
    return [_asked_about(part, photos) for part in parts]


def _asked_about(part: MailPart, photos: dict[str, str]) -> MailPart:
    still = still_of(part.name, photos)
    if still is None or part.problem:
        return part
    return replace(part, problem=LIVE.format(still=still), unplaced=True)


def _taken(one: Attachment, mail: Mail, owed: Callable[[str], bool]) -> Iterator[MailPart]:
    if one.kind == "reference":
        yield from _reference(one, mail)
    elif is_mail(one):
        yield from _attached_mail(one, mail, owed)
    elif is_zip(one) and len(one.inside) == 1 and owed(one.inside[0].name):
        inner = one.inside[0]
        yield replace(_file(inner), packed_in=(one.name, inner.folder))
    else:
        yield _file(one, problem=_sentence(one))


def _file(one: Attachment, *, problem: str | None = None) -> MailPart:
    return MailPart(source=one.source, name=one.name, size=one.size, problem=problem)


def _reference(one: Attachment, mail: Mail) -> Iterator[MailPart]:
    """Leave a link whose address we are not told to a person, unless a link of the text bears its name."""
    if not any(said.casefold().endswith(one.name.casefold()) for said in mail.told):
        source = one.source.replace("/", "#", 1)
        yield MailPart(source=source, name=one.name, problem=REFERENCE)


def _attached_mail(one: Attachment, mail: Mail, owed: Callable[[str], bool]) -> Iterator[MailPart]:
    parts = _of_files(one.inside, mail, owed, photos=stills(one.name for one in one.inside))
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


def _left_out(mail: Mail) -> list[MailPart]:
    """Give what we do not look at a line of its own: the rest of the mail says nothing of it."""
    anything = mail.left_out or any(one.left_out for one in mail.attachments)
    name = f"Resten av e-posten: {mail.subject.strip() or 'uten emne'}"
    return [MailPart(source=f"{mail.message_id}#mer", name=name, problem=LEFT_OUT)] if anything else []


def _words(mail: Mail) -> MailPart:
    shows = any(kind_of(one.name) == "picture" for one in mail.attachments)
    name = f"E-post uten fil: {mail.subject.strip() or 'uten emne'}"
    return MailPart(source=f"{mail.message_id}#ord", name=name, problem=PICTURES if shows else WORDS)


def _seen(mail: Mail) -> MailPart:
    name, problem = _SEEN_AS.get(mail.automatic or "", (AUTOMATIC, NO_PERSON))
    return MailPart(source=f"{mail.message_id}#sett", name=name, problem=problem, only_seen=True)
