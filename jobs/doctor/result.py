"""The finding of a check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The finding of a check; `fix` tells a person how to mend it."""

    name: str
    ok: bool
    detail: str
    fix: str = ""
