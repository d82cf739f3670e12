"""What we refuse, in sentences for people.

    AppError            500
    ├── NotFound        404
    │   └── NotForYou
    ├── Conflict        409
    ├── Invalid         422
    ├── Refused         403
    └── Paused          503

Raised by the rules; a page shows the sentence, JSON carries the status, the terminal exits with 1.
"""

from __future__ import annotations

from typing import Any


class AppError(Exception):
    """Something we cannot do; `str(error)` is the sentence a person reads."""

    status = 500
    title = "Noe gikk galt"

    def more(self) -> dict[str, Any]:
        """Say what a program may want to know besides the sentence."""
        return {}


class NotFound(AppError):
    status = 404
    title = "Finnes ikke"


class NotForYou(NotFound):
    """What is another's: answered like what is not there, but the log is told that somebody asked."""


class Conflict(AppError):
    status = 409
    title = "Kan ikke gjøres nå"


class Invalid(AppError):
    status = 422
    title = "Må rettes"


class Refused(AppError):
    status = 403
    title = "Ikke tillatt"


class Paused(AppError):
    status = 503
    title = "Står stille"
