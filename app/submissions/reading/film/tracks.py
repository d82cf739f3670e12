"""The picture as the boxes describe it: how long, how wide, how high, and which way is up."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.reading.film.boxes import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.submissions.reading.film.boxes import Box

_FIXED = 65_536  # 16.16 fixed point
_SAMPLE_ENTRY = 8  # the first entry of `stsd`; of a picture, its own boxes begin 86 bytes into it
_OWN_BOXES = _SAMPLE_ENTRY + 86
_ENABLED = 1


class NoPicture(Exception):
    """Sound only."""


@dataclass(frozen=True, kw_only=True)
class Video:
    """`width` and `height` are as shown: after rotation and pixel aspect. `codec` is the file's own word."""

    seconds: float
    width: int
    height: int
    codec: str

    @property
    def is_portrait(self) -> bool:
        return self.height > self.width


def video(moov: Box) -> Video:
    """Read the picture's track; its own length, for the sound may run on. Raises NoPicture and Malformed."""
    try:
        track = _picture(moov)
        width, height = _shown(track)
        return Video(
            seconds=_seconds(moov, track),
            width=width,
            height=height,
            codec=track.need("mdia", "minf", "stbl", "stsd").content[12:16].decode("latin-1"),
        )
    except (struct.error, ZeroDivisionError) as error:
        raise Malformed from error


def _picture(moov: Box) -> Box:
    """Return the first picture track that is switched on; a cover or a second angle comes after it or is off."""
    tracks = [track for track in moov.all("trak") if track.need("mdia", "hdlr").content[8:12] == b"vide"]
    if not tracks:
        raise NoPicture
    return next((track for track in tracks if track.need("tkhd").content[3:4] > b"\0"), tracks[0])


def _seconds(moov: Box, track: Box) -> float:
    """Add up the pieces trimming left of the track; edits count in the film's ticks, the media in its own."""
    media_scale, media_ticks = _scale_and_length(track.need("mdia", "mdhd").content)
    edits = track.find("edts", "elst")
    whole = media_ticks / media_scale
    if edits is None:
        return round(whole, 3)
    film_scale, _ = _scale_and_length(moov.need("mvhd").content)
    lengths = [
        ticks / film_scale if ticks else max(whole - begins / media_scale, 0)
        for ticks, begins in _edits(edits.content)
    ]
    return round(sum(lengths) if lengths else whole, 3)


def _scale_and_length(content: bytes) -> tuple[int, int]:
    """Read ticks a second and length in ticks, the same place in `mvhd` and `mdhd`."""
    scale, length = (
        struct.unpack_from(">IQ", content, 20)
        if content[:1] == b"\1"
        else struct.unpack_from(">II", content, 12)
    )
    return scale, length


def _edits(content: bytes) -> Iterator[tuple[int, int]]:
    """Give (length in film ticks, where it begins in media ticks); length 0 is "to the end"."""
    (count,) = struct.unpack_from(">I", content, 4)
    shape = ">Qqhh" if content[:1] == b"\1" else ">Iihh"
    for number in range(count):
        length, begins, *_rate = struct.unpack_from(shape, content, 8 + number * struct.calcsize(shape))
        yield length, max(begins, 0)


def _shown(track: Box) -> tuple[int, int]:
    header = track.need("tkhd").content
    matrix_at = 52 if header[:1] == b"\1" else 40
    a, b, _u, c, d, *_rest, width, height = struct.unpack_from(">9i2I", header, matrix_at)
    stored = track.need("mdia", "minf", "stbl", "stsd").content
    wide, high = _unturned(stored, width / _FIXED, height / _FIXED)
    if any((a, b, c, d)):
        wide, high = abs(a * wide + c * high) / _FIXED, abs(b * wide + d * high) / _FIXED
    if min(round(wide), round(high)) < 1:
        raise Malformed
    return round(wide), round(high)


def _unturned(stored: bytes, width: float, height: float) -> tuple[float, float]:
    """Return the picture's size before it is turned: stored size with pixel aspect, else the track's own."""
    coded_width, coded_height = struct.unpack_from(">HH", stored, _SAMPLE_ENTRY + 32)
    across, down = _pixel_aspect(stored)
    if across != down and across and down:
        return coded_width * across / down, coded_height
    if width and height:
        return width, height
    return coded_width, coded_height


def _pixel_aspect(stored: bytes) -> tuple[int, int]:
    at = _OWN_BOXES
    while at + 16 <= len(stored):
        size, kind = struct.unpack_from(">I4s", stored, at)
        if kind == b"pasp":
            across, down = struct.unpack_from(">II", stored, at + 8)
            return across, down
        at += max(size, 8)
    return 1, 1
