"""Check a zipped file before a parser opens it.

A few kilobytes can unpack to gigabytes. Every check here costs one pass over bytes that are already bounded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|\x00")
# A Mac's printer and a drawn logo bring a DOCTYPE, and no reader opens them.
_READ_BY_NOBODY = re.compile(r"(printerSettings\d*\.bin|\.svg)$")
_LOCAL_HEADER_BYTES = 30  # bytes at least
_A_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The limits of a package: parts, bytes unpacked, times its own size, and other packages inside it."""

    parts: int = 1_000
    unpacked: int = 30 * 1024 * 1024
    ratio: int = 200
    nested: bool = False


class NotSafe(Invalid):
    """The package is not opened; `reason` tells why to programs."""

    def __init__(self, reason: Literal["unsafe", "encrypted", "damaged"], text: str) -> None:
        super().__init__(Code.file_unreadable, text, reason=reason)
        self.reason = reason


@contextmanager
def opened_zip(data: bytes, bounds: Bounds) -> Iterator[dict[str, bytes]]:
    """Give the parts of a package by name once it is known to be safe. Raises NotSafe, also from within."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_outside(archive, bounds, packed_bytes=len(data))
            parts = {part.filename: archive.read(part) for part in archive.infolist()}
        _check_inside(parts, bounds)
        yield parts
    except _DAMAGED as error:
        raise NotSafe("damaged", "Filen er skadet og kan ikke åpnes.") from error


def has_macros(parts: dict[str, bytes]) -> bool:
    """Tell whether an Office file carries a program of its own."""
    return any(name.lower().endswith("vbaproject.bin") for name in parts)


def _check_outside(archive: zipfile.ZipFile, bounds: Bounds, *, packed_bytes: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > bounds.parts or unpacked > bounds.unpacked or unpacked > bounds.ratio * max(packed, 1):
        raise NotSafe("unsafe", "Filen pakker ut langt mer enn den skal inneholde.")
    if packed > packed_bytes or _overlap(parts):
        raise NotSafe("unsafe", "Delene i filen ligger oppå hverandre.")
    if any(_BAD_NAME.search(part.filename) for part in parts):
        raise NotSafe("unsafe", "Filen inneholder deler som peker ut av filen selv.")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise NotSafe("unsafe", "Filen er pakket på en måte Office ikke bruker.")
    if any(part.flag_bits & 1 for part in parts):
        raise NotSafe("encrypted", "Filen er beskyttet med passord.")


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two parts share a name, or a part begins before the last has ended."""
    in_order = sorted(parts, key=lambda part: part.header_offset)
    return len({part.filename for part in parts}) < len(parts) or any(
        first.header_offset + _LOCAL_HEADER_BYTES + first.compress_size > second.header_offset
        for first, second in pairwise(in_order)
    )


def _check_inside(parts: dict[str, bytes], bounds: Bounds) -> None:
    for name, content in parts.items():
        if content.startswith(_A_ZIP) and not bounds.nested:
            raise NotSafe("unsafe", "Filen har en annen pakket fil inni seg.")
        if b"<!DOCTYPE" in content.replace(b"\0", b"") and not _READ_BY_NOBODY.search(name):
            raise NotSafe("unsafe", "Filen inneholder kode som ikke hører hjemme i den.")
