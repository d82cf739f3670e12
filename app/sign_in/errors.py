"""What keeps somebody out, in words; `reason` says which check failed, for the log and for programs."""

from __future__ import annotations

from typing import Any

from app.errors import AppError


class NotSignedIn(AppError):
    status = 401
    title = "Logg inn"


class TokenRefused(NotSignedIn):
    """A token, or a session, that is not good enough."""

    def __init__(self, reason: str) -> None:
        super().__init__("Innloggingen gjelder ikke her, eller ikke lenger. Logg inn på nytt.")
        self.reason = reason

    def more(self) -> dict[str, Any]:
        return {"reason": self.reason}
