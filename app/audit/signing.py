"""The key that signs the chain's head: an Ed25519 key in a file, outside the database."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import Code, Conflict

if TYPE_CHECKING:
    from pathlib import Path

KEY_ID_LETTERS = 16


def signing_key(file: Path, *, may_make: bool = False) -> Ed25519PrivateKey:
    """Read the key, or make it where it may be made.

    Raises Conflict when it is away: a new one in its place would hide that the old one is lost.
    """
    if not file.exists():
        if not may_make:
            raise Conflict(Code.audit_key_away, f"Nøkkelen som signerer loggen, {file}, er ikke der.")
        _make(file)
    key = _read(file)
    if not isinstance(key, Ed25519PrivateKey):
        raise Conflict(Code.audit_key_away, f"{file} er ikke en Ed25519-nøkkel i PEM, uten passord.")
    return key


def _read(file: Path) -> object:
    try:
        return serialization.load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError):  # not PEM, or locked with a password
        return None


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    form = serialization.PrivateFormat.PKCS8
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, form, serialization.NoEncryption()
    )
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
        made.write(pem)


def key_id(key: Ed25519PrivateKey) -> str:
    """Name a key by a digest of its public half."""
    public = key.public_key().public_bytes_raw()
    return in_letters(hashlib.sha256(public).digest())[:KEY_ID_LETTERS]


def signature_of(key: Ed25519PrivateKey, text: bytes) -> str:
    return in_letters(key.sign(text))


def is_signed_by(key: Ed25519PrivateKey, signature: str, text: bytes) -> bool:
    try:
        key.public_key().verify(base64.b64decode(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def in_letters(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
