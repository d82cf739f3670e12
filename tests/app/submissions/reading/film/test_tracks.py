"""How long a picture's track is and how it is shown, from boxes written by hand."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.submissions.reading.film.boxes import Box, Malformed
from app.submissions.reading.film.tracks import NoPicture, Video, video

UPRIGHT = (1, 0, 0, 1)
A_QUARTER_RIGHT, UPSIDE_DOWN, A_QUARTER_LEFT = (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)
FILM_SCALE, MEDIA_SCALE = 1_000, 10_000  # ticks a second


@dataclass(frozen=True, kw_only=True)
class Track:
    """A track of 20 seconds, 1920 pixels wide and 1080 high, unless told otherwise."""

    handler: bytes = b"vide"
    enabled: bool = True
    seconds: int = 20
    size: tuple[int, int] = (1920, 1080)
    turned: tuple[int, int, int, int] = UPRIGHT
    pixels: tuple[int, int] = (1, 1)
    edits: tuple[tuple[int, int], ...] | None = None

    def box(self) -> Box:
        inside = (
            self._header(),
            *self._edit_list(),
            Box("mdia", inside=(self._length(), self._kind(), self._picture())),
        )
        return Box("trak", inside=inside)

    def _header(self) -> Box:
        a, b, c, d = (number << 16 for number in self.turned)
        matrix = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
        shown = struct.pack(">2I", *(length << 16 for length in self.size))
        return Box("tkhd", content=bytes([0, 0, 0, self.enabled]) + bytes(36) + matrix + shown)

    def _edit_list(self) -> tuple[Box, ...]:
        if self.edits is None:
            return ()
        rows = b"".join(struct.pack(">Iihh", *edit, 1, 0) for edit in self.edits)
        return (
            Box("edts", inside=(Box("elst", content=bytes(4) + struct.pack(">I", len(self.edits)) + rows),)),
        )

    def _length(self) -> Box:
        return Box("mdhd", content=bytes(12) + struct.pack(">II", MEDIA_SCALE, self.seconds * MEDIA_SCALE))

    def _kind(self) -> Box:
        return Box("hdlr", content=bytes(8) + self.handler)

    def _picture(self) -> Box:
        entry = bytes(4) + struct.pack(">I4s", 102, b"avc1") + bytes(24) + struct.pack(">HH", *self.size)
        aspect = struct.pack(">I4sII", 16, b"pasp", *self.pixels)
        described = Box("stsd", content=bytes(4) + entry + bytes(90 - len(entry)) + aspect)
        return Box("minf", inside=(Box("stbl", inside=(described,)),))


def _film(*tracks: Track) -> Box:
    length = Box("mvhd", content=bytes(12) + struct.pack(">II", FILM_SCALE, 30 * FILM_SCALE))
    return Box("moov", inside=(length, *(track.box() for track in tracks)))


def test_a_film_is_as_long_as_the_longer_of_picture_and_sound_that_is_heard() -> None:
    sound, unheard = Track(handler=b"soun", seconds=30), Track(handler=b"soun", seconds=40, enabled=False)
    found = video(_film(sound, unheard, Track()))
    assert found == Video(seconds=30.0, width=1920, height=1080, codec="avc1")


@pytest.mark.parametrize(
    ("turned", "shown"),
    [
        (UPRIGHT, (1920, 1080)),
        (A_QUARTER_RIGHT, (1080, 1920)),
        (UPSIDE_DOWN, (1920, 1080)),
        (A_QUARTER_LEFT, (1080, 1920)),
    ],
)
def test_a_film_is_as_wide_and_high_as_it_is_shown(
    turned: tuple[int, int, int, int], shown: tuple[int, int]
) -> None:
    found = video(_film(Track(turned=turned)))
    assert (found.width, found.height) == shown
    assert found.is_portrait == (shown[1] > shown[0])


def test_pixels_that_are_not_square_make_it_wider() -> None:
    found = video(_film(Track(size=(320, 180), pixels=(16, 9))))
    assert (found.width, found.height) == (569, 180)


@pytest.mark.parametrize(
    ("edits", "seconds"),
    [
        (None, 20.0),
        ((), 20.0),
        (((5_000, 0),), 5.0),
        (((5_000, 0), (2_500, 100_000)), 7.5),
        (((0, 50_000),), 15.0),
        (((0, 500_000),), 0.0),
        (((1_000, -1), (4_000, 0)), 4.0),
        (((1_000, 0), (2_000, -1), (4_000, 10_000)), 7.0),
        (((1_000, -1), (0, 50_000)), 15.0),
    ],
    ids=[
        "none",
        "an empty list",
        "trimmed",
        "two pieces",
        "from five seconds on",
        "from beyond the end",
        "nothing first",
        "a pause between",
        "nothing first, then from five seconds on",
    ],
)
def test_what_trimming_left_is_added_up(edits: tuple[tuple[int, int], ...] | None, seconds: float) -> None:
    assert video(_film(Track(edits=edits))).seconds == seconds


def test_the_first_picture_that_is_switched_on_counts() -> None:
    off, on = Track(enabled=False, seconds=1), Track(seconds=12)
    assert video(_film(off, on)).seconds == 12.0
    assert video(_film(off)).seconds == 1.0


def test_sound_alone_is_no_film() -> None:
    with pytest.raises(NoPicture):
        video(_film(Track(handler=b"soun")))


@pytest.mark.parametrize("track", [Track(size=(0, 0)), Track(size=(1920, 0))])
def test_a_picture_without_size_is_malformed(track: Track) -> None:
    with pytest.raises(Malformed):
        video(_film(track))


@given(st.integers(0, 11), st.sampled_from(["mdhd", "hdlr"]))
def test_a_box_that_ends_too_early_is_malformed_or_tells_of_no_picture(length: int, kind: str) -> None:
    whole = Track().box()
    media = whole.need("mdia")
    cut = tuple(Box(kind, content=one.content[:length]) if one.kind == kind else one for one in media.inside)
    track = Box("trak", inside=(whole.need("tkhd"), Box("mdia", inside=cut)))
    with pytest.raises((Malformed, NoPicture)):
        video(Box("moov", inside=(*_film().inside, track)))
