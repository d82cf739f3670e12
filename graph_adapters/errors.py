"""Errors of the tenant, named by the next step.

TenantError
├── TryAgain       surely not done: throttled, locked, refused before it was sent. Wait, then again
├── Unsure         may have been done: 5xx, timeout, hung up after we had sent. Look before trying again
├── NeedsPerson    permission, quota, a limit: nothing we can do alone
├── Gone           somebody removed it, or it is not there yet
├── Taken          the name is in use
├── Changed        somebody changed it since we read it: read again, then change
├── InUse          somebody has worked in it, so it is not ours to take away
├── NotAccepted    the request as it stands is refused
├── Stopped        nothing goes on, and no row is to blame
│   ├── Rejected   our credentials: the whole engine pauses
│   └── Halted     a person has halted all writing; surely not sent
└── Resync(url)    the cursor is too old: read everything again from `url`
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_RETRY_AFTER_SECONDS = 7 * 86_400.0
Policy = Literal["retention", "naming", "label", "archived", "series"]


class TenantError(Exception):
    """`code` and `request_id` are Microsoft's own, for the fold called Detaljer.

    `existing_id` is the thing that stands in the way, where Graph names it. `policy` is the rule of the tenant, or the
    circumstance, that a refusal speaks of.
    """

    existing_id: str | None = None
    policy: Policy | None = None

    def __init__(
        self,
        said: str,
        *,
        status: int = 0,
        code: str = "",
        request_id: str | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(said)
        self.status, self.code, self.request_id, self.wait = status, code, request_id, wait


class TryAgain(TenantError): ...


class Unsure(TenantError): ...


class NeedsPerson(TenantError): ...


class Gone(TenantError): ...


class Taken(TenantError): ...


class Changed(TenantError): ...


class InUse(TenantError): ...


class NotAccepted(TenantError): ...


class Stopped(TenantError): ...


class Rejected(Stopped): ...


class Halted(Stopped): ...


class Resync(TenantError):
    """`url` is where the new enumeration begins."""

    url: str | None = None


_BY_STATUS: dict[int, type[TenantError]] = {
    400: NotAccepted,
    401: Rejected,
    403: NeedsPerson,
    404: Gone,
    409: TryAgain,  # a concurrent change in the directory; a name in use is told apart by its code
    410: Resync,
    412: Changed,
    413: NeedsPerson,
    423: TryAgain,
    424: TryAgain,  # in a batch: the request this one waited for failed, so this one was not tried
    429: TryAgain,
    507: NeedsPerson,
    509: TryAgain,
}
_REFUSALS = {400, 403, 409, 422, 423}
_POLICIES: tuple[tuple[Policy, re.Pattern[str]], ...] = (
    ("retention", re.compile(r"retained by|retention|on hold\b|locked as read-only", re.IGNORECASE)),
    (
        "naming",
        re.compile(r"MissingPrefixSuffix|ContainsBlockedWord|blocked word|naming policy", re.IGNORECASE),
    ),
    ("label", re.compile(r"sensitivity ?label|assignedLabel", re.IGNORECASE)),
    ("archived", re.compile(r"\b(team|channel) is archived", re.IGNORECASE)),
)
_NAME_IN_USE = {"namealreadyexists", "nameinuse"}


def error_from(status: int, headers: Mapping[str, str], body: Any) -> TenantError:  # noqa: ANN401 - whatever came
    """Turn an answer of 400 or more into the error that tells the next step."""
    error = body.get("error", {}) if isinstance(body, dict) else {}
    error = error if isinstance(error, dict) else {}
    code, said = str(error.get("code") or ""), str(error.get("message") or f"HTTP {status}")
    kind = _BY_STATUS.get(status, Unsure if status >= 500 else NotAccepted)  # noqa: PLR2004 - HTTP's own border
    if code.lower() in _NAME_IN_USE or "already existed" in said:
        kind = Taken
    policy = policy_in(status, _all_said(error))
    made = (NeedsPerson if policy else kind)(
        said, status=status, code=code, request_id=headers.get("request-id"), wait=retry_after(headers)
    )
    made.existing_id = error.get("@event.existingEventId")
    made.policy = policy
    if isinstance(made, Resync):
        made.url = headers.get("location")
    return made


def _all_said(error: Mapping[str, Any]) -> str:
    """Join a refusal's code and words with those of its details, where the directory names the rule."""
    details = error.get("details")
    parts = [error, *(one for one in (details if isinstance(details, list) else ()) if isinstance(one, dict))]
    return " ".join(str(part.get(name) or "") for part in parts for name in ("code", "message"))


def policy_in(status: int, said: str) -> Policy | None:
    """Name the rule of the tenant that a refusal speaks of; Graph has no codes for most of them."""
    if status not in _REFUSALS:
        return None
    return next((policy for policy, words in _POLICIES if words.search(said)), None)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Read Retry-After in seconds: whole, decimal or an HTTP date, a week at most. None when absent or unreadable."""
    said = headers.get("retry-after", "").strip()
    try:
        seconds = float(said)
    except ValueError:
        pass
    else:
        return min(max(0.0, seconds), MAX_RETRY_AFTER_SECONDS) if isfinite(seconds) else None
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:  # "-0000" says that the zone is not told
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - (now or datetime.now(UTC))).total_seconds()), MAX_RETRY_AFTER_SECONDS)
