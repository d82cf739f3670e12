"""The text about submissions on a team's task, which everyone in the cohort can read.

So it says neither what a mentor asks, nor what was found in a file that may not be shown. Pure.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json

from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable

OSLO = ZoneInfo("Europe/Oslo")
MAX_FINDINGS = 3
BARRED = "Filen må rettes. De som leder teamet, har fått vite hva det gjelder."
ASKED = "Veilederen har et spørsmål. Det er sendt til den som leverte."
WAITS = "Veilederen ser på den."


class Answered(NamedTuple):
    """A version whose sender has had a receipt, as much of it as a task says.

    `asked` is the key of what it answers. `by_itself` says that no person returned it; `received_at` (UTC) and
    `findings` are as they are written down.
    """

    team_id: int
    asked: str
    version: int
    name: str
    received_at: str
    state: str
    by_itself: bool
    barred: bool
    findings: str


def told_on_task(versions: Iterable[Answered]) -> str:
    """Tell of each in a line; of none, nothing."""
    return "\n".join(_line(one) for one in versions)


def _line(one: Answered) -> str:
    received_at = datetime.fromisoformat(one.received_at).replace(tzinfo=UTC)
    when = f"{received_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}"
    return f"Innlevert: «{tidy_text(one.name)}», versjon {one.version} ({when}). {_found(one)}"


def _found(one: Answered) -> str:
    if one.barred:
        return BARRED
    if one.state == "accepted":
        return "Godkjent."
    if one.state == "returned":
        return f"Må rettes: {_texts(one, 'error')}" if one.by_itself else ASKED
    warnings = _texts(one, "warning")
    return f"{WAITS} Se gjerne over: {warnings}" if warnings else WAITS


def _texts(one: Answered, level: str) -> str:
    """Say the first few; the receipt has them all."""
    findings: list[dict[str, Any]] = from_json(one.findings)
    texts = [finding["text"] for finding in findings if finding["level"] == level]
    more = [f"Det er {len(texts) - MAX_FINDINGS} merknader til."] if len(texts) > MAX_FINDINGS else []
    return " ".join([*texts[:MAX_FINDINGS], *more])
