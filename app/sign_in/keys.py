"""The public keys an issuer signs with, kept here and asked for seldom."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import structlog
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from app.sign_in.errors import TokenRefused

if TYPE_CHECKING:
    from collections.abc import Callable

FRESH_SECONDS = 24 * 3600.0
SECONDS_BETWEEN_UNKNOWN_KEYS = 300.0
SECONDS_BETWEEN_TRIES = 10.0
TIMEOUT_SECONDS = 5.0
log = structlog.get_logger()


class Keys:
    """Keys by id. Seconds on `clock` decide when the issuer may be asked again.

    They are asked for at first use and once a day. A key id nobody knows costs at most one question in five minutes,
    whoever sends it; when the issuer does not answer, the last keys it gave are kept.
    """

    def __init__(
        self, address: str, client: httpx.Client, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address, self._client, self._clock = address, client, clock
        self._known: dict[str, Any] = {}
        self._asked_at = self._unknown_at = self._answered_at = float("-inf")
        self._lock = threading.Lock()

    def key(self, key_id: str) -> Any:  # noqa: ANN401 - whatever PyJWT takes as a key
        """Return a public key. Raises TokenRefused when the issuer has none by this id."""
        with self._lock:
            self._refresh_for(key_id)
            found = self._known.get(key_id)
        if found is None:
            raise TokenRefused("unknown key")
        return found

    def ids(self) -> list[str]:
        """List the ids of the keys the issuer shows."""
        with self._lock:
            self._refresh_for("")
            return list(self._known)

    def _refresh_for(self, key_id: str) -> None:
        now = self._clock()
        if now - self._answered_at > FRESH_SECONDS:
            if now - self._asked_at > SECONDS_BETWEEN_TRIES:
                self._ask(now)
        elif key_id not in self._known and now - self._unknown_at > SECONDS_BETWEEN_UNKNOWN_KEYS:
            self._unknown_at = now
            self._ask(now)

    def _ask(self, now: float) -> None:
        self._asked_at = now
        try:
            answer = self._client.get(self._address, timeout=TIMEOUT_SECONDS, follow_redirects=False)
            self._known = _signing_keys(answer.raise_for_status().json())
            self._answered_at = now
        except (httpx.HTTPError, PyJWTError, ValueError, KeyError) as error:
            log.warning("no signing keys", why=type(error).__name__, kept=len(self._known))


def _signing_keys(document: dict[str, Any]) -> dict[str, Any]:
    found = PyJWKSet.from_dict(document).keys
    return {str(key.key_id): key.key for key in found if _signs(key)}


def _signs(key: PyJWK) -> bool:
    return key.key_type == "RSA" and key.public_key_use in (None, "sig") and key.key_id is not None
