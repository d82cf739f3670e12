"""What a person wrote in a mail, apart from what they answer to and how they sign. Pure, and read in a single pass.

Anybody may write to the mailbox, so no expression here reads the same text again and again, however it is laid out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

MAX_CONTENT_CHARACTERS, MAX_TEXT_CHARACTERS = 4_000_000, 300_000
MAX_ATTRIBUTION_CHARACTERS, MAX_WORDS_IN_NAME = 400, 5
MAX_LINES_TO_DATE, MAX_LINES_TO_SUBJECT = 3, 6
START_OF_LINK, TEXT_OF_LINK, END_OF_LINK = "\x02", "\x03", "\x04"
"""Put around a link of HTML and what it says, where plain text has the address alone."""

_TAG_OF_MAIL = r"\s*(\[[^\]]{1,40}\]|(ekstern|eksternt|external)\s*:)"
_FORWARDED = re.compile(rf"^({_TAG_OF_MAIL})*\s*(vs|fwd?|videresendt|vidaresendt?|wg)\s*:", re.IGNORECASE)
_ANSWERED = re.compile(rf"^({_TAG_OF_MAIL})*\s*(sv|re|aw|svar)\s*:", re.IGNORECASE)
_FORWARDED_HERE = re.compile(
    r"^[> ]*(-{2,} ?(videresendt|vidaresend|forwarded)|(start på|begin) (videresendt|vidaresendt?|forwarded))",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^-{2,} ?(opprinnelig|original)", re.IGNORECASE)
_FROM = re.compile(r"^\*?(fra|frå|från|from|von|geas) ?:", re.IGNORECASE)
_DATED = re.compile(r"^\*?(sendt|sent|dato|date|gesendet|skickat|datum|sáddejuvvon|beaivi) ?:", re.IGNORECASE)
_HEADED = re.compile(r"^\*?(emne|subject|til|to|betreff|an|till|ämne|geasa|áššit|fáddá) ?:", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d{2}\b")
_ON = re.compile(
    r"^(den|on|på|am|\d{1,2}\.|(man|mån|tir|tys|ons|tor|fre|lør|laur|søn|sun)\w*\.?) ", re.IGNORECASE
)
_WRITER = re.compile(r".*\b(?:skrev|wrote|schrieb)\b(.*):$", re.IGNORECASE)
_OF_SENTENCE = re.compile(
    r"\b(jeg|eg|vi|du|de|dere|dykk|han|hun|ho|meg|oss|i|til|på|at|om|her|så|hva|kva|we|you|they|to|that|about)\b"
)
"""Words in lower case that stand after «skrev» in a sentence, and in no name."""
_OF_DATE = re.compile(
    r"^(den|kl|on|at|am|um|via|av|og|von|van|de|der|for|klokka|klokken|\w{3,4}uar|mars|\w*[a-z]ber)\W*$"
)
_A_TIME = re.compile(r"\d[:.]\d{2}\b|\d[./-]\d{1,2}[./-]\d{2}|<[^>]*@")
_POINTS_BELOW = re.compile(
    r"\b(i|med) (rødt|raudt|blått|grønt)\b|\b(nedenfor|nedanfor|inline)\b"
    r"|\b(svar\w*|svarer|se|sjå|kommentar\w*)( \w+)? under\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(--$|(med )?(vennlig|venleg|beste?|gode?|varm|hjertelig)e? (hilsen|helsing)"
    r"|(hilsen|helsing|mvh|vh)\b|(kind|best|warm) regards)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^(p\. ?s\.|ps|nb|etterskrift)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Written:
    """The lines of a mail without blank ones; `is_cut` where a person's own go on beyond what is read."""

    own: tuple[str, ...]
    signature: tuple[str, ...] = ()
    is_cut: bool = False


def written(content: str, *, is_html: bool, subject: str) -> Written:
    """Part what a person wrote from their signature, and leave out what they answer to."""
    text = as_text(content[:MAX_CONTENT_CHARACTERS]) if is_html else content
    is_cut = len(content) > MAX_CONTENT_CHARACTERS or len(text) > MAX_TEXT_CHARACTERS
    lines = [line for line in map(str.strip, text[:MAX_TEXT_CHARACTERS].splitlines()) if line]
    is_answer = _ANSWERED.search(subject) is not None
    if _FORWARDED.search(subject) or _is_sent_on(lines, is_answer=is_answer):
        return Written(own=tuple(lines), is_cut=is_cut)
    own = _without_quotes(lines, is_answer=is_answer)
    return _parted(own, is_cut=is_cut and own[-1:] == lines[-1:])


def _parted(lines: list[str], *, is_cut: bool) -> Written:
    """Count the greeting's own line as text, and a postscript."""
    signed = next((at + 1 for at, line in enumerate(lines) if _SIGNED.search(line)), len(lines))
    after = next((at for at in range(signed, len(lines)) if _POSTSCRIPT.search(lines[at])), len(lines))
    return Written(own=(*lines[:signed], *lines[after:]), signature=tuple(lines[signed:after]), is_cut=is_cut)


# --- what they answer to ---------------------------------------------------------------------------


def _is_sent_on(lines: list[str], *, is_answer: bool) -> bool:
    """Tell a mail that is sent on from an answer to such a mail, which has it further in."""
    starts = (at for at in range(len(lines)) if _begins_quote(lines, at, is_answer=is_answer))
    start = next(starts, len(lines))
    return any(_FORWARDED_HERE.search(line) for line in lines[: start + 1])


def _begins_quote(lines: list[str], at: int, *, is_answer: bool) -> bool:
    is_marked = lines[at].startswith(">") or _attributing(lines, at) > 0
    return is_marked or _is_heading(lines, at, is_answer=is_answer)


def _without_quotes(lines: list[str], *, is_answer: bool) -> list[str]:
    """Leave out marked lines, and all below a heading; unmarked lines between and below marked ones are the answer."""
    own: list[str] = []
    at, is_quoting = 0, is_answer
    while at < len(lines):
        attributing, is_marked = _attributing(lines, at), lines[at].startswith(">")
        after = at + max(attributing, 1)
        if _goes_on_to_end(lines, at, after, is_answer=is_answer):
            return lines if any(_POINTS_BELOW.search(line) for line in own) else own
        is_quoting = is_quoting or attributing > 0
        if not attributing and not (is_marked and is_quoting):
            own.append(lines[at])
        at = after
    return own


def _goes_on_to_end(lines: list[str], at: int, after: int, *, is_answer: bool) -> bool:
    """Tell a quote without marks, which Outlook and some phones put last in the mail."""
    if _is_heading(lines, at, is_answer=is_answer):
        return True
    is_marked = any(line.startswith(">") for line in lines[at : after + 1])
    return _attributing(lines, at) > 0 and not is_marked


def _attributing(lines: list[str], at: int) -> int:
    """Return how many lines say who wrote what is quoted: Gmail breaks a long «… skrev Kull:» in two."""
    line, following = lines[at].lstrip("> "), lines[at + 1].lstrip("> ") if at + 1 < len(lines) else ""
    if is_attribution(line):
        return 1
    is_begun = len(line) <= MAX_ATTRIBUTION_CHARACTERS and _ON.search(line) and _A_TIME.search(line)
    is_ended = len(following) <= MAX_ATTRIBUTION_CHARACTERS and _names_writer(following)
    return 2 if is_begun and is_ended and not is_attribution(following) else 0


def is_attribution(line: str) -> bool:
    """Tell «Den 4. mars 2026 kl. 10:12 skrev Kull:» from a sentence on what somebody wrote."""
    if len(line) > MAX_ATTRIBUTION_CHARACTERS:
        return False
    return _A_TIME.search(line) is not None and _names_writer(line)


def _names_writer(line: str) -> bool:
    """Tell whether a name, an address or a time alone stands after the verb, or it comes last."""
    told = _WRITER.match(line)
    if told is None:
        return False
    after = told[1].split("<")[0].split()
    is_short = len(after) <= MAX_WORDS_IN_NAME and not _OF_SENTENCE.search(told[1])
    is_date_first = _ON.search(line) is not None or "<" in line
    return (is_short and is_date_first) or not any(
        word[:1].islower() and not _OF_DATE.match(word) for word in after
    )


def _is_heading(lines: list[str], at: int, *, is_answer: bool) -> bool:
    """Tell the heading above what Outlook quotes; in a mail that is no answer it must be whole."""
    if _ORIGINAL.search(lines[at]):
        return True
    if not _FROM.search(lines[at]):
        return False
    dated = [line for line in lines[at + 1 : at + 1 + MAX_LINES_TO_DATE] if _DATED.search(line)]
    is_headed = any(_HEADED.search(line) for line in lines[at + 1 : at + MAX_LINES_TO_SUBJECT])
    if is_answer:
        return bool(dated) or ("@" in lines[at] and is_headed)
    is_by_program = "@" in lines[at] or any(_CLOCK.search(line) for line in dated)
    return bool(dated) and is_headed and is_by_program


# --- HTML as a person reads it ---------------------------------------------------------------------

_UNSEEN = {"style", "script", "head", "title"}
_BREAKS = {"p", "div", "br", "tr", "li", "hr", "table", "blockquote", "h1", "h2", "h3"}
_NOTES = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>", re.DOTALL)
_TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]*+)((?:[^"'<>]++|"[^"<]*+"|'[^'<]*+')*+)>""")
_GIVEN = re.compile(r"""([^\s"'=<>/]++)\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'>]+)""")
_OF_QUOTE = re.compile(r"(?:^|\s)(?:\w*_)?quoted?(?:_\w*)?(?:\s|$)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"\bdisplay\s*:\s*none\b", re.IGNORECASE)
_HOLDS_TEXT = {"div", "span", "p", "td", "tr", "table", "a", "font", "center"}
_UNSEEN_IN_ADDRESS = re.compile(r"[\t\r\n]")


def as_text(content: str) -> str:
    """Write HTML as lines of text; a quote is marked as in plain text, and an address of a picture is no link."""
    page, at = _Page(), 0
    content = _NOTES.sub("", content)
    for tag in _TAG.finditer(content):
        page.read(content[at : tag.start()])
        page.close(tag[2].lower()) if tag[1] else page.open(tag[2].lower(), tag[3])
        at = tag.end()
    page.read(content[at:])
    return "".join(page.text)


def _given(rest: str) -> dict[str, str]:
    """Read what a tag is given; of the same thing twice, browsers take the first."""
    found = list(_GIVEN.finditer(rest))
    return {one[1].lower(): unescape(one[2].strip("\"'")) for one in reversed(found)}


def _address(href: str) -> str:
    """Write an address as a browser opens it: a space in it is part of it."""
    return _UNSEEN_IN_ADDRESS.sub("", href.strip()).replace(" ", "%20")


@dataclass
class _Page:
    text: list[str] = field(default_factory=list)
    last_line: str = ""
    line: list[str] = field(default_factory=list)
    unseen: int = 0
    inside: list[tuple[str, bool]] = field(default_factory=list)
    quotes: int = 0
    hidden_in: str = ""
    hidden_depth: int = 0
    hidden_from: int = 0

    def read(self, data: str) -> None:
        if data and not self.unseen:
            self._add(unescape(data).replace("\r", " ").replace("\n", " ").replace("\xa0", " "))

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.line.append(text)

    def _break(self) -> None:
        self.last_line = "".join(self.line).strip() or self.last_line
        self.line.clear()
        self.text.append("\n> " if self.quotes else "\n")

    def open(self, tag: str, rest: str) -> None:
        self.unseen = 0 if tag == "body" else self.unseen + (tag in _UNSEEN)
        given = _given(rest)
        self._hide(tag, given)
        if tag in _BREAKS:
            self._break()
        if tag in {"div", "blockquote"} and not rest.endswith("/"):
            self._go_into(tag, given)
        if tag == "a" and given.get("href"):
            self._add(f" {START_OF_LINK}{_address(given['href'])}{TEXT_OF_LINK} ")
        if tag == "img" and given.get("src", "").lower().startswith("cid:"):
            self._add(f" [{given['src']}] ")

    def _go_into(self, tag: str, given: dict[str, str]) -> None:
        """Tell a quote from a blockquote that only sets text in, as Outlook on the web does."""
        marked = _OF_QUOTE.search(given.get("class", "")) or (
            tag == "blockquote" and given.get("type") == "cite"
        )
        is_quote = bool(marked) or (tag == "blockquote" and is_attribution(self.last_line))
        self.inside.append((tag, is_quote))
        self.quotes += is_quote
        if is_quote:
            self._break()

    def _hide(self, tag: str, given: dict[str, str]) -> None:
        """Begin to leave out what is not shown. Where it has no end, all of it is read."""
        if tag == self.hidden_in and tag != "p":
            self.hidden_depth += 1
        elif tag == self.hidden_in:
            self._show()
        if not self.hidden_in and tag in _HOLDS_TEXT and _NOT_SHOWN.search(given.get("style", "")):
            self.hidden_in, self.hidden_depth, self.hidden_from = tag, 1, len(self.text)

    def _show(self) -> None:
        del self.text[self.hidden_from :]
        self.hidden_in = ""
        self.line.clear()

    def close(self, tag: str) -> None:
        if tag == self.hidden_in:
            self.hidden_depth -= 1
            if not self.hidden_depth:
                self._show()
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag == "a":
            self._add(END_OF_LINK)
        if tag in {"div", "blockquote"} and any(name == tag for name, _ in self.inside[-50:]):
            while self.inside:
                name, is_quote = self.inside.pop()
                self.quotes -= is_quote
                if name == tag:
                    break
        if tag in _BREAKS:
            self._break()
