"""Secrets that a browser or an address carries. We keep their hash; sealed texts open with the secret alone."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken


def new_secret() -> str:
    """Return 256 random bits that fit in a cookie and in an address."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return the key of a secret's row. A secret of 256 random bits needs no salt and no slow hash."""
    return hashlib.sha256(b"kull row " + secret.encode()).hexdigest()


def bound(secret: str) -> str:
    """Return the token that a form carries, so that only pages we gave this browser can send it."""
    return hashlib.sha256(b"kull form " + secret.encode()).hexdigest()


def seal(secret: str, text: str) -> str:
    return _lock(secret).encrypt(text.encode()).decode()


def unseal(secret: str, sealed: str) -> str | None:
    """Open a text that was sealed with the same secret; None when it was not."""
    try:
        return _lock(secret).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _lock(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"kull seal " + secret.encode()).digest()))
