"""The tracks as the boxes describe them: how long the film is, how wide, how high, and which way is up."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from app.submissions.reading.film.boxes import MAX_LEAF_BYTES, Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.submissions.reading.film.boxes import Box

_FIXED = 65_536  # 16.16 fixed point
_SAMPLE_ENTRY = 8  # the first entry of `stsd`; of a picture, its own boxes begin 86 bytes into it
_OWN_BOXES = _SAMPLE_ENTRY + 86
_SIZE_BYTES = 4
_ENABLED = 1
_EMPTY = -1  # an edit that shows nothing
_STILLS = {b"jpeg", b"png "}
_UNPACKED_SOUNDS = {b"sowt", b"twos", b"lpcm", b"ipcm", b"in24", b"in32", b"fl32", b"fl64", b"raw ", b"NONE"}
_UNKNOWN_LENGTHS = {2**32 - 1, 2**64 - 1}


class NoPicture(Exception):
    """Sound only."""


class NoLength(Exception):
    """The film says nothing of its length, or says it packed as QuickTime did long ago."""


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


@dataclass(frozen=True)
class Span:
    """From when to when, in the film's seconds, something of a track is seen or heard."""

    track: Box
    begins: float
    ends: float


def video(moov: Box, measured: Mapping[int, float] | None = None) -> Video:
    """Read the picture, and from when the first is seen or heard to when the last is. Raises NoPicture and Malformed.

    `measured` gives the seconds of each track of a film in fragments, whose table of contents tells them not.
    """
    try:
        shown = [_span(moov, track, measured) for track in _pictures(moov)]
        heard = [_span(moov, track, measured) for track in _sounds(moov)]
        longest = max(shown, key=lambda span: span.ends)
        width, height = _shown(moov, longest.track)
        return Video(
            seconds=_seconds([*shown, *heard]),
            width=width,
            height=height,
            codec=_codec(longest.track).decode("latin-1"),
        )
    except (struct.error, ZeroDivisionError) as error:
        raise Malformed from error


def seen_or_heard(moov: Box) -> tuple[Box, ...]:
    """Return the tracks whose length is the film's. Raises NoPicture."""
    return (*_pictures(moov), *_sounds(moov))


def _pictures(moov: Box) -> tuple[Box, ...]:
    """Return the picture tracks that are switched on; of a cover beside a film nothing is shown."""
    if moov.find("cmov"):
        raise NoLength
    tracks = [track for track in moov.all("trak") if _handler(track) == b"vide"]
    if not tracks:
        raise NoPicture if _sounds(moov) else Malformed
    moving = [track for track in tracks if _codec(track) not in _STILLS] or _stills(moov, tracks)
    return tuple(filter(_is_on, moving)) or (moving[0],)


def _stills(moov: Box, tracks: list[Box]) -> list[Box]:
    """Return the tracks of photos that are a film; beside sound, those of chapters and those switched off are none."""
    heard = _sounds(moov)
    chapters = {number for track in heard for number in _chapters(track)}
    shown = [track for track in tracks if _is_on(track) and track_id(track) not in chapters]
    if heard and not shown:
        raise NoPicture
    return shown or tracks


def _chapters(track: Box) -> tuple[int, ...]:
    """Return the tracks that show a track's chapters: their numbers in `chap`, a box within `tref`."""
    found = track.find("tref")
    content = found.content if found else b""
    at = content.find(b"chap")
    if at < _SIZE_BYTES:
        return ()
    ends = at - _SIZE_BYTES + int.from_bytes(content[at - _SIZE_BYTES : at])
    words = content[at + len(b"chap") : ends]
    return struct.unpack(f">{len(words) // 4}I", words[: len(words) // 4 * 4])


def _sounds(moov: Box) -> tuple[Box, ...]:
    """Return the sound that is heard: a second language is switched off."""
    return tuple(track for track in moov.all("trak") if _handler(track) == b"soun" and _is_on(track))


def has_unpacked_sound(moov: Box) -> bool:
    return any(_codec(track) in _UNPACKED_SOUNDS for track in _sounds(moov))


def _codec(track: Box) -> bytes:
    return track.need("mdia", "minf", "stbl", "stsd").content[12:16]


def _handler(track: Box) -> bytes:
    return track.need("mdia", "hdlr").content[8:12]


def _is_on(track: Box) -> bool:
    flags = int.from_bytes(track.need("tkhd").content[1:4])
    return bool(flags & _ENABLED)


def track_id(track: Box) -> int:
    header = track.need("tkhd").content
    (number,) = struct.unpack_from(">I", header, 20 if header[:1] == b"\1" else 12)
    return int(number)


def scale_and_length(track: Box) -> tuple[int, int]:
    """Return a track's ticks a second, and how many of them its table of contents tells of."""
    return _scale_and_length(track.need("mdia", "mdhd").content)


def film_scale(moov: Box) -> int:
    return _scale_and_length(moov.need("mvhd").content)[0]


def _seconds(spans: list[Span]) -> float:
    """Return how long there is something to see or hear; that all begin late makes no film longer."""
    spans = [span for span in spans if span.ends > span.begins]
    if not spans:
        return 0.0
    return round(max(span.ends for span in spans) - min(span.begins for span in spans), 3)


def _span(moov: Box, track: Box, measured: Mapping[int, float] | None) -> Span:
    """Add up the pieces trimming left of the track; edits count in the film's ticks, the media in its own."""
    media_scale, media_ticks = scale_and_length(track)
    whole = media_ticks / media_scale if measured is None else measured.get(track_id(track), 0.0)
    edits = list(_edits(track))
    if not edits:
        return Span(track, 0.0, whole)
    scale = film_scale(moov)
    lengths = [
        ticks / scale if ticks or begins == _EMPTY else max(whole - begins / media_scale, 0)
        for ticks, begins in edits
    ]
    late = len(list(takewhile(_is_empty, edits)))
    return Span(track, sum(lengths[:late]), sum(lengths))


def _scale_and_length(content: bytes) -> tuple[int, int]:
    """Read ticks a second and length in ticks, the same place in `mvhd` and `mdhd`; 0 is a length not known."""
    scale, length = (
        struct.unpack_from(">IQ", content, 20)
        if content[:1] == b"\1"
        else struct.unpack_from(">II", content, 12)
    )
    return scale, 0 if length in _UNKNOWN_LENGTHS else length


def _is_empty(edit: tuple[int, int]) -> bool:
    return edit[1] == _EMPTY


def _edits(track: Box) -> Iterator[tuple[int, int]]:
    """Give (length in film ticks, where it begins in media ticks); length 0 is "to the end"."""
    found = track.find("edts", "elst")
    content = found.content if found else bytes(8)
    (count,) = struct.unpack_from(">I", content, 4)
    shape = ">Qqhh" if content[:1] == b"\1" else ">Iihh"
    if len(content) == MAX_LEAF_BYTES < 8 + count * struct.calcsize(shape):  # we read no more of a box
        raise NoLength
    for number in range(count):
        length, begins, *_rate = struct.unpack_from(shape, content, 8 + number * struct.calcsize(shape))
        yield length, begins


def _shown(moov: Box, track: Box) -> tuple[int, int]:
    """Return the picture's size as shown: turned as its track says, and then as the film says of all its tracks."""
    header = track.need("tkhd").content
    version_1 = header[:1] == b"\1"
    width, height = struct.unpack_from(">2I", header, 88 if version_1 else 76)
    stored = track.need("mdia", "minf", "stbl", "stsd").content
    size = _unturned(stored, width / _FIXED, height / _FIXED)
    size = _turned(size, header, 52 if version_1 else 40)
    film = moov.need("mvhd").content
    wide, high = _turned(size, film, 48 if film[:1] == b"\1" else 36)
    if min(round(wide), round(high)) < 1:
        raise Malformed
    return round(wide), round(high)


def _turned(size: tuple[float, float], header: bytes, matrix_at: int) -> tuple[float, float]:
    a, b, _u, c, d = struct.unpack_from(">5i", header.ljust(matrix_at + 20, b"\0"), matrix_at)
    if not any((a, b, c, d)):
        return size
    wide, high = size
    return abs(a * wide + c * high) / _FIXED, abs(b * wide + d * high) / _FIXED


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
