"""Looking at a zipped Office file before anything parses it.

A few kilobytes can unpack to gigabytes, parts can lie on top of each other or point out of the file. Every check
costs one look at the list of parts; nothing is unpacked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office from before 2007, and anything with a password
ZIP = b"PK\x03\x04"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip

_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|\x00")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`unpacked` is bytes in all; `ratio` is how many times larger than packed that may be."""

    parts: int = 1_000
    unpacked: int = 30 * 1024 * 1024
    ratio: int = 200


class Unsafe(Exception):
    """`str(error)` is a sentence for people, of what is wrong and not of what to do."""

    def __init__(self, code: Literal["unsafe", "encrypted"], why: str) -> None:
        super().__init__(why)
        self.code = code


def check(archive: zipfile.ZipFile, *, packed_bytes: int, limits: Limits) -> None:
    """Raise Unsafe unless the file may be unpacked."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > limits.parts or unpacked > min(limits.unpacked, limits.ratio * max(packed, 1)):
        raise Unsafe("unsafe", "Filen pakker ut langt mer enn en slik fil skal inneholde.")
    if packed > packed_bytes or len({part.filename for part in parts}) < len(parts):
        raise Unsafe("unsafe", "Delene i filen ligger oppå hverandre.")
    if any(_BAD_NAME.search(part.filename) for part in parts):
        raise Unsafe("unsafe", "Filen inneholder deler som peker ut av filen selv.")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise Unsafe("unsafe", "Filen er pakket på en måte Office ikke bruker.")
    if any(part.flag_bits & 1 for part in parts):
        raise Unsafe("encrypted", "Filen er beskyttet med passord.")


def has_doctype(content: bytes) -> bool:
    """Say whether a part brings rules of its own; Office never writes any."""
    return b"<!DOCTYPE" in content.replace(b"\0", b"")


def has_password(data: bytes) -> bool:
    """Tell the two kinds of OLE file apart: a locked one, and Office from before 2007."""
    return "EncryptedPackage".encode("utf-16-le") in data
