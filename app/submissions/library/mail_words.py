"""The words of a mail without a file: whether they ask anything of the unit. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.tenant import Attachment, Mail

LINKS_OF_ANYBODY = {None, "maybe_calendar", "sharing"}
"""In other machines' mails, invitations and lists a member's links count alone: the rest are advertisements."""
_ANSWERS_MEETING = re.compile(
    r"^(text/calendar|application/ics)\b.*\bmethod=\W?(reply|counter|declinecounter|cancel)\b"
)
_RULE = re.compile(r"^[_=-]{10,}")
_A_WORD = re.compile(r"[^\W\d_]{2}")
_OF_MEETING = re.compile(
    r"^(når|hvor|kvar|tid|sted|stad|organisator|when|where|organizer|location)\b.{0,20}:"
    r"|^((med )?vennlig hilsen|mvh)\b|^(sendt|sent|hent|få|get) .{0,40}(iphone|ipad|outlook|android|mobil)",
    re.IGNORECASE,
)


def asks_nothing(mail: Mail, *, by_member: bool) -> bool:
    """Tell words that need no answer. Programs and lists send a member's words as well, and mark them as their own."""
    if mail.automatic is None:
        return any(_ANSWERS_MEETING.search(one.content_type) for one in mail.attachments)
    if mail.automatic == "maybe_calendar":
        return any(_is_calendar(one) for one in mail.attachments)
    return not (by_member and _may_ask(mail))


def _may_ask(mail: Mail) -> bool:
    if mail.automatic == "maybe_answer":
        return "?" in mail.subject
    if mail.automatic == "calendar":
        return any(_A_WORD.search(line) and not _OF_MEETING.search(line) for line in _above_rule(mail.own))
    return mail.automatic in {"list", "notice"}


def _above_rule(lines: Sequence[str]) -> Sequence[str]:
    """Leave out what Teams and Outlook write about the meeting itself, below a rule of signs."""
    return lines[: next((at for at, line in enumerate(lines) if _RULE.search(line)), len(lines))]


def _is_calendar(one: Attachment) -> bool:
    return one.content_type.startswith("text/calendar") or one.name.casefold().endswith(".ics")
