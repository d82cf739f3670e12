"""The hash OneDrive and SharePoint give every file, counted here to tell whether a file there is the one we hold."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_BITS, _SHIFT_BITS = 160, 11
_ROUND_BYTES = 160
"""After so many bytes the hash has turned all the way around, so they may be laid upon each other."""
_READ_BYTES = _ROUND_BYTES * 1024


def quick_xor(content: BinaryIO) -> str:
    """Hash a file of any size: each byte is turned eleven bits further than the one before, and then its length."""
    content.seek(0)
    total, size = 0, 0
    folded = bytes(_ROUND_BYTES)
    while part := content.read(_READ_BYTES):
        size += len(part)
        folded = _laid_upon(folded, part)
    for place, byte in enumerate(folded):
        turned = byte << place * _SHIFT_BITS % _BITS
        total ^= (turned | turned >> _BITS) & (1 << _BITS) - 1
    return base64.b64encode((total ^ size << _BITS - 64).to_bytes(_BITS // 8, "little")).decode()


def _laid_upon(folded: bytes, part: bytes) -> bytes:
    """Lay a part, in halves and halves of them, upon what came before."""
    length = _READ_BYTES
    laid = int.from_bytes(part, "little")
    while length > _ROUND_BYTES:
        length //= 2
        laid = laid >> length * 8 ^ laid & (1 << length * 8) - 1
    return (laid ^ int.from_bytes(folded, "little")).to_bytes(_ROUND_BYTES, "little")
