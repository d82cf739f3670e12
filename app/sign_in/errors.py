"""Refusals of a sign-in; `reason` names the check that failed, for the log and for programs."""

from __future__ import annotations

from app.errors import AppError, Code


class NotSignedIn(AppError):
    status = 401
    title = "Logg inn"


class TokenRefused(NotSignedIn):
    """A token, or a session, that is not good enough."""

    def __init__(self, reason: str) -> None:
        sentence = "Innloggingen gjelder ikke her, eller ikke lenger. Logg inn på nytt."
        super().__init__(Code.token_refused, sentence, reason=reason)
        self.reason = reason
