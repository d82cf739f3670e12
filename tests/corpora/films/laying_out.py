"""Films as phones, browsers, screen recorders and editors save them, each made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.papers.film_boxes import (
    BEGINNING,
    PICTURE,
    SOUND,
    STANDING,
    box,
    fragment,
    fragmented,
    movie,
    track,
)
from support.papers.films import Studio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[["Films"], bytes]

LARGE = 250_000
H264 = "-c:v libx264 -preset ultrafast -crf 40 -g 10"
AT_KEYS = "-movflags frag_keyframe+empty_moov"
PHONE_HEVC = "-c:v libx265 -preset ultrafast -x265-params log-level=error:bframes=0 -tag:v hvc1"
QUICK_VP9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"


class Films:
    """A studio that records each film once, so that many are packed from it."""

    def __init__(self, folder: Path) -> None:
        self.studio = Studio(folder)
        self._made: dict[str, Path] = {}

    def recorded(
        self, name: str, *options: str, size: str = "320x180", seconds: float = 12, sound: float = 12
    ) -> Path:
        if name not in self._made:
            self._made[name] = self.studio.film(
                name, *(options or [H264]), size=size, seconds=seconds, sound=sound
            )
        return self._made[name]

    @property
    def lying(self) -> Path:
        return self.recorded("lying.mp4")


def recorded(name: str, *options: str, size: str = "320x180", seconds: float = 12, sound: float = 12) -> Made:
    return lambda films: films.recorded(name, *options, size=size, seconds=seconds, sound=sound).read_bytes()


def packed(name: str, options: str, before: str = "") -> Made:
    """Pack the twelve seconds of the lying film anew."""
    return lambda films: films.studio.copy(films.lying, name, options, before).read_bytes()


def turned(name: str, degrees: int, options: str = "") -> Made:
    return lambda films: films.studio.turn(films.lying, name, degrees, options).read_bytes()


def laid(content: bytes) -> Made:
    return lambda _: content


def cut(made: Made, keep: float) -> Made:
    def shorter(films: Films) -> bytes:
        content = made(films)
        return content[: int(len(content) * keep)]

    return shorter


def cut_before(kind: str, made: Made) -> Made:
    """Cut a film right before its first box of this kind."""

    def shorter(films: Films) -> bytes:
        content = made(films)
        return content[: content.index(kind.encode()) - 4]

    return shorter


def noughts_after(made: Made, keep: float) -> Made:
    """Fill the end with noughts, as where room is made for a film before it has come."""

    def filled(films: Films) -> bytes:
        content = made(films)
        kept = int(len(content) * keep)
        return content[:kept] + bytes(len(content) - kept)

    return filled


def late(name: str) -> Made:
    """Let the pictures begin three seconds after the sound, as an editor lays one track to another."""
    return lambda films: films.studio.copy(
        films.lying, name, "-map 0:v -map 1:a", before=f"-itsoffset 3 -i {films.lying}"
    ).read_bytes()


def voice_late(name: str, options: str) -> Made:
    """Let the sound of the lying film begin five seconds after its pictures."""
    return lambda films: films.studio.copy(
        films.lying, name, f"-map 1:v -map 0:a {options} -c:a copy", before=f"-itsoffset 5 -i {films.lying}"
    ).read_bytes()


def sound_alone(name: str) -> Made:
    return lambda films: films.studio.sound(name).read_bytes()


def apart(*, more_sound: int = 0) -> bytes:
    """Lay out fragments of picture and sound in turns, as Stream and Safari do."""
    parts = [
        fragment(number, begins=at * 10, ticks=10) + box("mdat", bytes(9_000))
        for at in range(20)
        for number in (PICTURE, SOUND)
    ]
    rest = fragment(SOUND, begins=200, ticks=more_sound) + box("mdat", bytes(900)) if more_sound else b""
    return BEGINNING + movie() + b"".join(parts) + rest


def sound_from(begins: int, *, ticks: int) -> bytes:
    """Lay out twenty seconds of picture, and sound in a fragment that says when it begins."""
    picture = fragment(PICTURE, begins=0, ticks=200) + box("mdat", bytes(900))
    return (
        BEGINNING + movie() + picture + fragment(SOUND, begins=begins, ticks=ticks) + box("mdat", bytes(900))
    )


def whole(*tracks: bytes, before: bytes = b"") -> bytes:
    """Lay out a film that is in no fragments, its table of contents last."""
    return BEGINNING + before + box("mdat", bytes(50_000)) + movie(*tracks, extends=False)


NOTES = tuple(track(SOUND, ticks=400, is_on=False) + box("free", bytes(8_000)) for _ in range(20))
RETURNED = fragmented(bytes_each=LARGE)
VARIABLE_RATE = f"-vf select='not(mod(n\\,7))+gt(n\\,100)' -fps_mode vfr {H264}"
STANDING_IN_FRAGMENTS = fragmented(movie(track(PICTURE, turned=STANDING)), mfra=True)
WIDE_MDAT = b"\0\0\0\1mdat" + (16 + 9_000).to_bytes(8) + bytes(9_000)
