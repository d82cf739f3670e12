"""Mail that no person has written: told by its type and its headers, and by its subject where these say nothing."""

from __future__ import annotations

import re
from typing import Any, Literal

Origin = Literal["answer", "maybe_answer", "notice"]
_ANSWERING = ("eventmessageresponse",)
_POST_OFFICES = re.compile(r"^(postmaster|mailer-daemon|microsoftexchange[0-9a-f]{20,})@", re.IGNORECASE)
_TELLS_OF_SHARING = re.compile(r"@(sharepointonline|onedrive)\.com$", re.IGNORECASE)
"""What they write is a person's doing: somebody pressed «Del», and the link is in it."""
_ANSWER_BY_SUBJECT = re.compile(
    r"^\s*((automatisk svar|automatic reply|autosvar|auto ?reply|out of office|fraværsmelding|fråværsmelding"
    r"|fraværsassistent|ikke til stede|abwesend\w*|godtatt|godteke|avslått|foreløpig( godtatt)?|avlyst|accepted"
    r"|declined|tentative|tentatively accepted|canceled|cancelled|lest|lese|ikke lest|read|not read|undeliverable"
    r"|uleverbar|kan ikke leveres|ikke levert|levert|delivered|relayed)\s*:"
    r"|(delivery status notification|mail delivery (failed|subsystem)|returned mail|delivery failure))",
    re.IGNORECASE,
)


def automatic(message: dict[str, Any], sender: str) -> Origin | None:
    """Tell what kind of machine has written a mail, if any has.

    A mail whose subject alone looks like an answer may be a person's, so its files count all the same.
    """
    headers = _headers(message)
    if _is_calendar_answer(message) or _is_from_post_office(headers, sender):
        return "answer"
    submitted = headers.get("auto-submitted", "no").partition(";")[0].strip()
    if submitted == "auto-replied" or "x-autoreply" in headers or "x-autorespond" in headers:
        return "answer"
    if _TELLS_OF_SHARING.search(sender):
        return None
    if _ANSWER_BY_SUBJECT.search(message.get("subject") or ""):
        return "maybe_answer"
    return "notice" if submitted != "no" or _is_notice(message, headers) else None


def _headers(message: dict[str, Any]) -> dict[str, str]:
    found = message.get("internetMessageHeaders") or []
    return {one["name"].casefold(): (one.get("value") or "").casefold() for one in found}


def _type_of(message: dict[str, Any]) -> str:
    return (message.get("@odata.type") or "").rpartition(".")[2].casefold()


def _is_calendar_answer(message: dict[str, Any]) -> bool:
    """Tell an answer or a cancelled meeting from an invitation, which may bring files."""
    kind = (message.get("meetingMessageType") or "").casefold()
    return _type_of(message) in _ANSWERING or (kind not in ("", "none", "meetingrequest"))


def _is_from_post_office(headers: dict[str, str], sender: str) -> bool:
    is_report = "report-type" in headers.get("content-type", "")
    return is_report or bool(_POST_OFFICES.search(sender)) or "x-failed-recipients" in headers


def _is_notice(message: dict[str, Any], headers: dict[str, str]) -> bool:
    suppressed = headers.get("x-auto-response-suppress", "none") not in ("", "none")
    to_many = headers.get("precedence") in {"bulk", "junk", "auto_reply"} or "list-unsubscribe" in headers
    return suppressed or to_many or _type_of(message).startswith("eventmessage")
