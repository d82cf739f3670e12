"""Films whose pictures never came, or came in part, and whole ones that look like them. Written by hand."""

from __future__ import annotations

from support.papers.film_boxes import BEGINNING, PICTURE, SOUND, box, fragmented, movie, track

from corpora.films import laying_out as lay
from corpora.films.laying_out import laid, packed
from corpora.films.rows import Film, Refused

TEN_SECONDS = track(PICTURE, ticks=100)
CONTENTS = movie(TEN_SECONDS, extends=False)
SAMPLES = b"\x55" * 60_000
FIRST = BEGINNING + CONTENTS
WAV_SOUND = track(SOUND, ticks=100, codec=b"sowt")
UNPACKED = BEGINNING + movie(TEN_SECONDS, WAV_SOUND, extends=False)
FAST = packed("fast.mp4", "-movflags +faststart")
WHOLE = {
    "contents first, rubbish last": Film(laid(FIRST + box("mdat", SAMPLES) + bytes(37)), 10),
    "contents first, room for notes last": Film(
        laid(FIRST + box("mdat", SAMPLES) + box("free", bytes(9_000))), 10
    ),
    "contents first, samples in two boxes": Film(
        laid(FIRST + box("mdat", SAMPLES) + box("mdat", SAMPLES)), 10
    ),
    "contents first, samples to the end": Film(laid(FIRST + b"\0\0\0\0mdat" + SAMPLES), 10),
    "contents first, very short": Film(laid(FIRST + box("mdat", b"\x55" * 90)), 10),
    "contents first, ends in unpacked silence": Film(
        laid(UNPACKED + box("mdat", SAMPLES + bytes(20_000))), 10
    ),
}
IN_FRAGMENTS = {
    "notes of the program's own, last": Film(
        laid(fragmented(bytes_each=9_000) + b"\1" * 9_000), 30, in_fragments=True
    ),
    "notes in words, last": Film(
        laid(fragmented(fragments=10, bytes_each=300) + b"<!-- notes -->" * 40), 10, in_fragments=True
    ),
}
REFUSED = {
    name: Refused(made, "unfinished", "ikke hel")
    for name, made in {
        "cut right after the contents": laid(FIRST),
        "contents first, cut before the pictures": lay.cut_before("mdat", FAST),
        "contents first, cut in the room between": laid(FIRST + box("free", bytes(900))),
        "contents first, pictures of no bytes": laid(FIRST + box("mdat")),
        "contents last, pictures of no bytes": laid(BEGINNING + box("mdat") + CONTENTS),
        "a film that refers to another": laid(BEGINNING + box("wide") + CONTENTS),
        "contents first, a half is noughts": lay.noughts_after(FAST, 0.5),
        "contents first, nine tenths are noughts": lay.noughts_after(FAST, 0.2),
        "contents first, the last is noughts": laid(FIRST + box("mdat", SAMPLES + bytes(5_000))),
        "contents first, all is noughts to the end": laid(FIRST + b"\0\0\0\0mdat" + bytes(50_000)),
        "unpacked sound, half is noughts": laid(UNPACKED + box("mdat", SAMPLES[:9_000] + bytes(50_000))),
    }.items()
}
