"""Mail that no person has written: told by its type and its headers, and by its subject where these say nothing."""

from __future__ import annotations

import re
from typing import Any, Literal

Origin = Literal[
    "answer", "maybe_answer", "calendar", "maybe_calendar", "notice", "sharing", "invitation", "list"
]
_ANSWERING = ("eventmessageresponse",)
_POST_OFFICES = re.compile(r"^(postmaster|mailer-daemon|microsoftexchange[0-9a-f]{20,})@", re.IGNORECASE)
_TELLS_OF_SHARING = re.compile(r"@(sharepointonline|onedrive)\.com$", re.IGNORECASE)
"""What they write is a person's doing: somebody pressed «Del», and the link is in it."""
_ANSWER_BY_SUBJECT = re.compile(
    r"^\s*((automatisk svar|automatic reply|autosvar|auto ?reply|out of office|fraværsmelding|fråværsmelding"
    r"|fraværsassistent|abwesend\w*|automatische antwort|automáhtalaš vástádus|automatiskt svar|frånvaro"
    r"|undeliverable|uleverbar|kan ikke leveres)\s*:|out of office (re|sv)\s*:"
    r"|(delivery status notification|mail delivery (failed|subsystem)|returned mail|delivery failure))",
    re.IGNORECASE,
)
_CALENDAR_BY_SUBJECT = re.compile(
    r"^\s*(godtatt|godteke|avslått|foreløpig( godtatt)?|kanskje|avlyst( arrangement)?|accepted|declined|tentative"
    r"|tentatively accepted|canceled( event)?|cancelled|takket (ja|nei|kanskje)|takka (ja|nei)|dohkkehuvvon"
    r"|(oppdatert |updated )?(invitasjon|invitation)|nytt tidspunkt( er)? foreslått|new time proposed)\s*:",
    re.IGNORECASE,
)
_RECEIPT_BY_SUBJECT = re.compile(
    r"^\s*(lest|lese|ikke lest|read|not read|levert|ikke levert|delivered|relayed)\s*:", re.IGNORECASE
)
_RECEIPT = re.compile(
    r"\b(meldinga|meldingen|message)\b[\s\S]{0,600}?\b(ble|blei|vart|was|has been) "
    r"(lest|lese|slettet|sletta|levert|read|deleted|delivered|relayed)\b",
    re.IGNORECASE,
)
"""People begin a subject with these words as well; a receipt says what it is in its text."""


_CERTAIN: dict[Origin, Origin] = {"maybe_answer": "answer", "maybe_calendar": "invitation"}
"""What a subject tells, where the headers say that a machine wrote it."""


def automatic(message: dict[str, Any], sender: str) -> Origin | None:
    """Tell what kind of machine has written a mail, if any has, or that it went to many.

    A mail whose subject alone looks like an answer may be a person's, so its files count all the same. An answer to a
    meeting is a person's press of a button, who may have written in it or sent something with it.
    """
    headers, subject = _headers(message), message.get("subject") or ""
    if _is_calendar_answer(message):
        return "calendar"
    if _is_from_post_office(headers, sender):
        return "answer"
    submitted = headers.get("auto-submitted", "no").partition(";")[0].strip()
    if submitted.startswith("auto-replied") or "x-autoreply" in headers or "x-autorespond" in headers:
        return "answer"
    if _TELLS_OF_SHARING.search(sender):
        return None
    by_subject = _by_subject(subject, (message.get("body") or {}).get("content") or "")
    if submitted != "no" or _is_by_machine(headers):
        return _CERTAIN[by_subject] if by_subject else "notice"
    return by_subject or _to_many(message, headers)


def _by_subject(subject: str, text: str) -> Origin | None:
    is_receipt = _RECEIPT_BY_SUBJECT.search(subject) and _RECEIPT.search(text)
    if is_receipt or _ANSWER_BY_SUBJECT.search(subject):
        return "maybe_answer"
    return "maybe_calendar" if _CALENDAR_BY_SUBJECT.search(subject) else None


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


def _is_by_machine(headers: dict[str, str]) -> bool:
    suppressed = headers.get("x-auto-response-suppress", "none") not in ("", "none")
    return suppressed or headers.get("precedence") == "auto_reply"


def _to_many(message: dict[str, Any], headers: dict[str, str]) -> Origin | None:
    if _type_of(message).startswith("eventmessage"):
        return "invitation"
    is_list = headers.get("precedence") in {"bulk", "junk"} or "list-unsubscribe" in headers
    return "list" if is_list else None
