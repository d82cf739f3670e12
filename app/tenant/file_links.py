"""Addresses in a mail that may lead to a file: told by where they lead and where they stand. Pure.

Microsoft can be asked about most; a few services are known that it knows nothing of. An address to a web page, a
meeting, a picture or a way out of a mailing list is no file, and what somebody else wrote further down is not sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINKS, MAX_LINK_CHARACTERS = 20, 2_000
"""Of a mail: each link is a row and two requests, and anybody may write to the mailbox."""
MAX_WRAPPINGS = 5
_LINK = re.compile(r"https://[^\s\"'<>]+")
_END_OF_SENTENCE = ".,;:!?)]}»”"
_CONTENT_ID = re.compile(r"cid:([^\s\"'<>\])]+)", re.IGNORECASE)
_UNSEEN = {"style", "script", "head", "title"}
_BREAKS = {"p", "div", "br", "tr", "li", "hr", "table", "blockquote", "h1", "h2", "h3"}

_FORWARDED = re.compile(r"^\s*(vs|fwd?|fw|videresendt|wg)\s*:", re.IGNORECASE)
_QUOTED = re.compile(
    r"^\s*(>|-{2,} ?(opprinnelig|original|videresendt|forwarded)|(fra|frå|from|von) ?:[^\n]*@"
    r"|(fra|frå|from|von) ?:[^\n]*\n\s*(sendt|sent|dato|date|gesendet) ?:"
    r"|(den|on|på) [^\n]{6,200}\n?[^\n]{0,100}\b(skrev|wrote)\b[^\n]*:\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED_HERE = re.compile(r"^\s*-{2,} ?(videresendt|forwarded)", re.IGNORECASE | re.MULTILINE)
_SIGNED = re.compile(
    r"^\s*(-- ?$|_{5,}|(med )?(vennlig|venleg|beste?|gode?|varm|hjertelig)e? (hilsen|helsing)"
    r"|(hilsen|helsing|mvh|vh)\b|(kind|best|warm) regards|sendt fra min|sent from my|hent outlook for|get outlook for)",
    re.IGNORECASE | re.MULTILINE,
)

_SHARING_PATH = re.compile(r"^/:[a-z]:/")
_PAGES = re.compile(
    r"/(SitePages|_layouts/15/(start|viewlsts|settings))\b|/Forms/[^/]*\.aspx$", re.IGNORECASE
)
_MICROSOFT = ("sharepoint.com", "1drv.ms", "onedrive.live.com", "onedrive.com", "microsoftstream.com")
_ELSEWHERE = (
    "dropbox.com", "db.tt", "drive.google.com", "docs.google.com", "photos.app.goo.gl", "we.tl", "wetransfer.com",
    "filesender.org", "filesender.sikt.no", "filesender.uninett.no", "box.com", "icloud.com", "mega.nz", "vimeo.com",
    "youtube.com", "youtu.be", "transfernow.net", "swisstransfer.com", "smash.gg", "fromsmash.com", "jottacloud.com",
    "jottacloud.no", "mediafire.com", "sendgb.com", "wormhole.app",
)  # fmt: skip
_SHOWN = ("vimeo.com", "youtube.com", "youtu.be")
"""Where people show films to all, as in a signature; what lies with the others was put there to be fetched."""
_CHANNEL = re.compile(r"^/(user|channel|c/|@)", re.IGNORECASE)
"""A service's page of somebody's films, which is no film."""
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

    `told` is the text beside the links that lead to files Microsoft may know, which often is the file's name.
    """

    asked: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    told: str = ""


def links_to_files(content: str, *, is_html: bool, subject: str = "") -> FileLinks:
    """Find the addresses of files in a mail's own text, each once; of a mail sent on, in what is sent on as well."""
    pictures = frozenset(unquote(name).casefold() for name in _CONTENT_ID.findall(content))
    own, signature = _parted(_as_text(content) if is_html else content, subject)
    likely = [*_leading_to_files(own, certain=False), *_leading_to_files(signature, certain=True)]
    found = list(islice(dict.fromkeys(likely), MAX_LINKS))
    elsewhere = tuple(link for link in found if _is_elsewhere(_split(link)))
    asked = tuple(link for link in found if link not in elsewhere)
    return FileLinks(asked=asked, elsewhere=elsewhere, pictures=pictures, told=own if asked else "")


def _parted(text: str, subject: str) -> tuple[str, str]:
    """Part what a person wrote from their signature, and leave out what they answer to."""
    quoted = _QUOTED.search(text)
    is_sent_on = _FORWARDED.search(subject) or _FORWARDED_HERE.search(text)
    if quoted and not is_sent_on:
        text = text[: quoted.start()]
    signed = None if is_sent_on else _SIGNED.search(text)
    return (text[: signed.start()], text[signed.start() :]) if signed else (text, "")


def _leading_to_files(text: str, *, certain: bool) -> Iterator[str]:
    for match in _LINK.finditer(text):
        link = _unwrapped(match.group().rstrip(_END_OF_SENTENCE))
        if len(link) > MAX_LINK_CHARACTERS or (parts := _split(link)) is None:
            continue
        if _is_certain(parts) or (not certain and (_is_elsewhere(parts) or _looks_like_file(parts))):
            yield link


def _unwrapped(link: str) -> str:
    """Take a link out of the filters and the file card of Teams that it was wrapped in."""
    for _ in range(MAX_WRAPPINGS):
        parts = _split(link)
        inside = parse_qs(parts.query).get(_wraps_in(parts), []) if parts else []
        if not inside or not inside[0].startswith("https://"):
            break
        link = inside[0]
    return link


def _wraps_in(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if host.endswith("safelinks.protection.outlook.com"):
        return "url"
    is_card = host in {"teams.microsoft.com", "teams.cloud.microsoft"} and parts.path.startswith("/l/file/")
    return "objectUrl" if is_card else ""


def _split(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _is_microsofts(parts: SplitResult) -> bool:
    """Tell whether a file or a sharing link lies there, and no page of a site."""
    host = parts.hostname or ""
    if not (
        _lies_under(host, _MICROSOFT) or "sharepoint" in host.split(".") or _SHARING_PATH.match(parts.path)
    ):
        return False
    is_site = re.fullmatch(r"/?((sites|teams)/[^/]*/?)?", parts.path, re.IGNORECASE) is not None
    return not is_site and not _PAGES.search(parts.path)


def _is_elsewhere(parts: SplitResult | None) -> bool:
    if parts is None or not _lies_under(parts.hostname or "", _ELSEWHERE):
        return False
    return (len(parts.path) > 1 or bool(parts.query)) and not _CHANNEL.match(parts.path)


def _is_certain(parts: SplitResult) -> bool:
    """Tell whether an address below a signature is a file all the same, as in a postscript."""
    host = parts.hostname or ""
    return _is_microsofts(parts) or (_is_elsewhere(parts) and not _lies_under(host, _SHOWN))


def _looks_like_file(parts: SplitResult) -> bool:
    is_shared = _SHARED_BY_NAME.match(parts.hostname or "") and (len(parts.path) > 1 or parts.query)
    return bool(is_shared) or _FILE.search(unquote(parts.path)) is not None


def _lies_under(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)


# --- HTML as a person reads it ---------------------------------------------------------------------


class _Reader(HTMLParser):
    """Text and addresses in the order they are read; an address of a picture is no link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.text.append("\n")
        if tag == "blockquote" or "gmail_quote" in (given.get("class") or ""):
            self.text.append("\n> ")
        if tag == "a" and given.get("href"):
            self.text.append(f" {given['href']} ")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag in _BREAKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.text.append(data.replace("\n", " ").replace("\xa0", " "))


def _as_text(content: str) -> str:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return "".join(reader.text)
