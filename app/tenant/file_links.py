"""Addresses in a mail that may lead to a file: told by where they lead and where they stand. Pure.

Microsoft can be asked about most; a few services are known that it knows nothing of. An address to a web page, a
meeting, a picture or a way out of a mailing list is no file, and what somebody else wrote further down is not sent.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.tenant.mail_text import END_OF_LINK, START_OF_LINK, TEXT_OF_LINK, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_LINKS, MAX_LINK_CHARACTERS = 20, 2_000
"""Of a mail: each link is a row and two requests, and anybody may write to the mailbox."""
MAX_OWN_LINES = 100
MAX_WRAPPINGS, MAX_CHARACTERS_BESIDE = 5, 120
_LINK = re.compile(r"(?:https?://|(?<![\w./@-])www\.)[^\s\"'<>\x02\x03\x04]+", re.IGNORECASE)
_END_OF_SENTENCE = ".,;:!?)]}»”"
_CONTENT_ID = re.compile(r"cid:([^\s\"'<>\])]+)", re.IGNORECASE)
_FILM = r"\b\w*(?:film|video)(?!m[øo]te|konf|samtale|lenke|link)\w*"
_ENDS = r"(?:en|er|ene|e|ne|et|a|ar|ane)?\b"
_HANDED_IN = rf"(?:{_FILM}|\b\w*(?:poster|plakat|rapport|presentasjon|fr[ae]mdriftsplan){_ENDS})"
_SAYS_SO = re.compile(_HANDED_IN, re.IGNORECASE)
_SAYS_SO_BEFORE = re.compile(rf"{_HANDED_IN}( \w+){{0,4}} ?[:–-]? ?[<(«]?$", re.IGNORECASE)
_SAYS_SO_ABOVE_SIGNATURE = re.compile(
    rf"(?:vår |vårt |her er )*{_HANDED_IN}(?: vår| vårt| våre)?", re.IGNORECASE
)
"""All that stands before an address among a signature's, where hospitals show films of their own."""
_TELLS_OF_FILM = re.compile(rf"{_FILM}(?! om\b)", re.IGNORECASE)
_END_BEFORE = re.compile(r"[.!?] ")
_WARNING = re.compile(r"^\W*(advarsel|obs|ekstern|eksternt|caution|warning|external)\b", re.IGNORECASE)
"""Put above mail from outside by an organisation, and may show a film on safe mail."""
_SIGNS_BESIDE = " <([«:–-"

_SHARING_PATH = re.compile(r"^/:[a-z]:/")
_SHOWS_ONE = {"id", "rootfolder"}
"""What stands in the address of a library's page in the browser, when it shows a file or a folder."""
_PAGES = re.compile(
    r"/(SitePages|_layouts/15/(start|viewlsts|settings))\b|/Forms/[^/]*\.aspx$", re.IGNORECASE
)
_MICROSOFT = ("sharepoint.com", "1drv.ms", "onedrive.live.com", "onedrive.com", "microsoftstream.com")
_STREAM = re.compile(r"^m365\.cloud\.microsoft/stream/")
_ELSEWHERE = (
    "dropbox.com", "db.tt", "drive.google.com", "docs.google.com", "photos.app.goo.gl", "we.tl", "wetransfer.com",
    "filesender.org", "filesender.sikt.no", "filesender.uninett.no", "box.com", "icloud.com", "mega.nz", "vimeo.com",
    "youtube.com", "youtu.be", "transfernow.net", "swisstransfer.com", "smash.gg", "fromsmash.com", "jottacloud.com",
    "jottacloud.no", "mediafire.com", "sendgb.com", "wormhole.app", "filemail.com", "photos.google.com", "canva.com",
    "loom.com", "clipchamp.com", "transferxl.com", "send.sikt.no",
)  # fmt: skip
_SHOWN = ("vimeo.com", "youtube.com", "youtu.be")
"""Where people show films to all, as in a signature; what lies with the others was put there to be fetched."""
_TO_FETCH = re.compile(
    r"^/(downloads?|dl|s|sh?|scl|t|t-\w+|l|d|file|open|drive|transfer|share|iclouddrive|photos?|folder)\b[/?-]"
    r"|^/t-\w+|/d/|[?&](s=download|token|id)=",
    re.IGNORECASE,
)
"""Told apart from a service's pages of its prices and its help."""
_CHANNEL = re.compile(r"^/(user|channel|c/|@)", re.IGNORECASE)
"""A service's page of somebody's films, which is no film."""
_NO_FILES = (
    "teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com", "zoom.us", "whereby.com", "meet.google.com",
    "webex.com", "join.nhn.no", "facebook.com", "instagram.com", "linkedin.com", "aka.ms", "forms.office.com",
    "forms.microsoft.com", "forms.cloud.microsoft", "nettskjema.no",
)  # fmt: skip
"""Where people meet, answer and look about, whatever the words beside the address are."""
_WRAPPERS = {
    "safelinks.protection.outlook.com": "url", "linkprotect.cudasvc.com": "a", "urldefense.com": "u",
    "urldefense.proofpoint.com": "u", "google.com": "q",
}  # fmt: skip
_OF_FILTERS = ("url", "u", "d", "a")
_PROOFPOINT = re.compile(r"^/v3/__(https?:/.+?)__;?")
_TELLING_APART = re.compile(r"[?&](e|web|csf|nav|ct|or)=[^&#]*", re.IGNORECASE)
"""What SharePoint adds to each copy of a link, which leads to the same file."""
_SHARED_BY_NAME = re.compile(
    r"^(deling|deler|filer?|files?|filesender|sky|cloud|nextcloud|owncloud|share|transfer)\."
)
_FILE = re.compile(
    r"\.(mp4|mov|m4v|webm|avi|mkv|wmv|3gp|mpe?g|docx?|docm|odt|rtf|xlsx?|xlsm|ods|csv|pptx?|odp|pdf|zip|heic)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class FileLinks:
    """What a mail's text refers to: files Microsoft may know, files elsewhere, and pictures that stand in the text.

    `quoted` are the pictures that only what is answered to shows. `told` is what stands beside the links that lead to
    files Microsoft may know, which often is the file's name. `left_out`: there was more than we look at. `own` are the
    first lines the sender wrote themselves.
    """

    asked: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    left_out: bool = False
    own: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A link with what stands right before it and what it says; `is_asked` where Microsoft may know the file."""

    link: str
    before: str
    says: str
    is_asked: bool = True


def links_to_files(content: str, *, is_html: bool, subject: str = "") -> FileLinks:
    """Find the addresses of files in a mail's own text, each once; of a mail sent on, in what is sent on as well."""
    text = written(content, is_html=is_html, subject=subject)
    likely = [*_leading_to_files(text.own, certain=False), *_leading_to_files(text.signature, certain=True)]
    found = _each_once(likely)
    shown, sent = _pictures(content), _pictures("\n".join((*text.own, *text.signature)))
    return FileLinks(
        asked=tuple(one.link for one in found[:MAX_LINKS] if one.is_asked),
        elsewhere=tuple(one.link for one in found[:MAX_LINKS] if not one.is_asked),
        pictures=shown,
        quoted=shown - sent,
        told=tuple(said for one in likely if one.is_asked for said in (one.before, one.says) if said),
        left_out=text.is_cut or len(found) > MAX_LINKS,
        own=tuple(line[:MAX_LINK_CHARACTERS] for line in text.own[:MAX_OWN_LINES]),
    )


def shared_by(sender: str, links: Sequence[str]) -> tuple[str, ...]:
    """Find the links to something laid with a service, among those in the service's own notice of it."""
    service = sender.rpartition("@")[2].casefold()
    return tuple(link for link in links if _is_laid_with(service, link))


def _is_laid_with(service: str, link: str) -> bool:
    parts = _split(link)
    host = (parts.hostname or "") if parts else ""
    known = next((one for one in _ELSEWHERE if _lies_under(host, (one,))), None)
    is_theirs = known is not None and (_lies_under(service, (known,)) or _lies_under(host, (service,)))
    return is_theirs and _TO_FETCH.search(link.partition(host)[2]) is not None


def _pictures(text: str) -> frozenset[str]:
    return frozenset(unquote(name).casefold() for name in _CONTENT_ID.findall(text))


def _each_once(likely: list[_Found]) -> list[_Found]:
    """Keep the barest of the links that lead to the same file."""
    found: dict[str, _Found] = {}
    for one in likely:
        key = _TELLING_APART.sub("", one.link) if one.is_asked else one.link
        if key not in found or len(one.link) < len(found[key].link):
            found[key] = one
    return list(found.values())


def _leading_to_files(lines: tuple[str, ...], *, certain: bool) -> Iterator[_Found]:
    above = ""
    for line in lines:
        for match in _LINK.finditer(line):
            link, (before, says) = _unwrapped(match.group().rstrip(_END_OF_SENTENCE)), _beside(line, match)
            found = _Found(link=link, before=before or ("" if certain else above), says=says)
            if len(link) <= MAX_LINK_CHARACTERS and (kind := _kind(found, certain=certain)):
                yield replace(found, is_asked=kind == "asked")
        above = line[-MAX_CHARACTERS_BESIDE:]


def _beside(line: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what stands right before an address, and what it says itself where it has words to press."""
    start, rest = match.start(), line[match.end() : match.end() + MAX_CHARACTERS_BESIDE]
    before = line[max(0, start - MAX_CHARACTERS_BESIDE) : start].rpartition(END_OF_LINK)[2]
    is_pressed = rest.startswith(TEXT_OF_LINK)
    says = rest[1:].partition(END_OF_LINK)[0] if is_pressed else ""
    return before.partition(START_OF_LINK)[0].rstrip(_SIGNS_BESIDE), _LINK.sub("", says).strip()


def _kind(found: _Found, *, certain: bool) -> Literal["asked", "elsewhere"] | None:
    """Tell whether Microsoft may know the file, it lies elsewhere, or there is none; `certain` below a signature."""
    parts = _split(found.link)
    if parts is None:
        return None
    if _is_microsofts(parts):
        return "asked"
    if certain:
        is_kept = _is_elsewhere(parts) and not _lies_under(parts.hostname or "", _SHOWN)
        return "elsewhere" if is_kept or _is_named(found, parts) else None
    if _is_elsewhere(parts):
        return "elsewhere"
    return "asked" if _looks_like_file(parts) else "elsewhere" if _is_said_to_be(found, parts) else None


def _is_said_to_be(found: _Found, parts: SplitResult) -> bool:
    """Tell an address we know nothing of, where the words beside it say that the film or the poster lies there."""
    is_known = _lies_under(parts.hostname or "", (*_MICROSOFT, *_ELSEWHERE, *_NO_FILES))
    says_so = _SAYS_SO.search(found.says) or _SAYS_SO_BEFORE.search(found.before)
    return _leads_in(parts) and not is_known and (says_so is not None or _tells_of_film(found.before))


def _tells_of_film(before: str) -> bool:
    """Tell whether the sentence that an address stands in is about a film, however long it is."""
    sentence = _END_BEFORE.split(before)[-1]
    return _TELLS_OF_FILM.search(sentence) is not None and not _WARNING.search(before)


def _is_named(found: _Found, parts: SplitResult) -> bool:
    """Tell a film below a signature from the hospital's own, by what its line says before it."""
    host = parts.hostname or ""
    is_one = _leads_in(parts) and not _CHANNEL.match(parts.path) and not _lies_under(host, _NO_FILES)
    return is_one and _SAYS_SO_ABOVE_SIGNATURE.fullmatch(found.before.strip()) is not None


def _leads_in(parts: SplitResult) -> bool:
    return len(parts.path) > 1 or bool(parts.query)


def _unwrapped(link: str) -> str:
    """Take a link out of the filters and the file card of Teams that it was wrapped in."""
    if link[:4].casefold() == "www.":
        link = f"https://{link}"
    for _ in range(MAX_WRAPPINGS):
        parts = _split(link)
        inside = _wrapped_in(parts) if parts else ""
        if not inside.startswith(("https://", "http://")):
            break
        link = inside
    return link


def _wrapped_in(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if (found := _PROOFPOINT.match(parts.path)) and host == "urldefense.com":
        return re.sub(r"^(https?:)/+", r"\1//", found[1])
    query = parse_qs(parts.query)
    if (name := _wraps_in(parts)) == "" and not _lies_under(host, (*_MICROSOFT, *_ELSEWHERE, *_NO_FILES)):
        return next(filter(None, map(_address_in, (query.get(one, [""])[0] for one in _OF_FILTERS))), "")
    given = query.get(name, [""])[0]
    if host == "urldefense.proofpoint.com" and parts.path.startswith("/v2/"):
        return unquote(given.replace("-", "%").replace("_", "/"))
    return given


def _address_in(given: str) -> str:
    """Read an address that a filter we do not know carries on, as it is or in base64."""
    if _LINK.fullmatch(given):
        return given
    try:
        letters = b64decode(given + "=" * (-len(given) % 4), altchars=b"-_").decode("ascii")
    except ValueError:
        return ""
    return letters if _LINK.fullmatch(letters) else ""


def _wraps_in(parts: SplitResult) -> str:
    host = parts.hostname or ""
    is_card = host in {"teams.microsoft.com", "teams.cloud.microsoft"} and parts.path.startswith("/l/file/")
    known = (name for wrapper, name in _WRAPPERS.items() if _lies_under(host, (wrapper,)))
    return "objectUrl" if is_card else next(known, "")


def _split(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _is_microsofts(parts: SplitResult) -> bool:
    """Tell whether a file or a sharing link lies there, and no page of a site."""
    host = parts.hostname or ""
    if _STREAM.match(f"{host}{parts.path}"):
        return True
    if not (
        _lies_under(host, _MICROSOFT) or "sharepoint" in host.split(".") or _SHARING_PATH.match(parts.path)
    ):
        return False
    is_site = re.fullmatch(r"/?((sites|teams)/[^/]*/?)?", parts.path, re.IGNORECASE) is not None
    shows_one = _SHOWS_ONE & {name.casefold() for name in parse_qs(parts.query)}
    return not is_site and (bool(shows_one) or not _PAGES.search(parts.path))


def _is_elsewhere(parts: SplitResult | None) -> bool:
    if parts is None or not _lies_under(parts.hostname or "", _ELSEWHERE):
        return False
    return _leads_in(parts) and not _CHANNEL.match(parts.path)


def _looks_like_file(parts: SplitResult) -> bool:
    is_shared = _SHARED_BY_NAME.match(parts.hostname or "") and (len(parts.path) > 1 or parts.query)
    return bool(is_shared) or _FILE.search(unquote(parts.path)) is not None


def _lies_under(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)
