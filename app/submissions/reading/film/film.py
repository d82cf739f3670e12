"""A team's film: how long it is, which way it lies, and whether it came whole.

The file's own bytes decide, read by ranges from where it lies; its name and its ending decide nothing.
Rules: at most thirty seconds, half a second over is let pass since phones write 30.03; lying is wished for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.film import fragments, tracks
from app.submissions.reading.film.boxes import Cut, Malformed, Ranges, opened
from app.submissions.reading.film.fragments import Unmeasured
from app.submissions.reading.film.tracks import NoPicture, Video
from app.submissions.reading.findings import Finding, Unreadable, error, warning

if TYPE_CHECKING:
    from app.submissions.reading.film.boxes import Box, Read

MAX_FILM_SECONDS = 30
TOLERANCE_SECONDS = 0.5
MAX_FILM_BYTES = 2 * 1024**3

_SEND_ANEW = "Lagre eller eksporter filmen som MP4 (eller MOV fra iPhone), og last den opp på nytt."
_OUR_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_STILLS = {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
_OTHERS = {
    b"\x1aE\xdf\xa3": ("other_container", "en WebM- eller MKV-film"),
    b"RIFF": ("other_container", "en AVI-film"),
    b"0&\xb2u": ("other_container", "en WMV-film"),
    b"\0\0\1\xba": ("other_container", "en MPEG-film"),
    b"FLV": ("other_container", "en Flash-film"),
    b"PK": ("not_a_film", "et dokument eller en pakket fil"),
    b"\xd0\xcf\x11\xe0": ("not_a_film", "et gammelt Office-dokument"),
    b"%PDF": ("not_a_film", "et PDF-dokument"),
    b"MZ": ("not_a_film", "et program"),
    b"\xff\xd8\xff": ("not_a_film", "et bilde"),
    b"\x89PNG": ("not_a_film", "et bilde"),
}


async def probe_film(read: Read, *, size: int, told: Video | None = None) -> Video:
    """Look at a film of `size` bytes through `read(offset, length)`; raises Unreadable and nothing of its own.

    Reads some tens of kilobytes in a few requests, whatever the size; never more than the limits in `boxes`
    (of a film in fragments: those in `fragments`). `told` is what Microsoft 365 says of the film, its `video`
    facet: believed only of a film in fragments that we have no means to measure.
    """
    try:
        return await _seen(read, size) or await fragments.probe(read, size=size)
    except Cut as cut:
        raise _unfinished() from cut
    except NoPicture as sound:
        raise Unreadable("no_picture", f"Filen har lyd, men ikke bilde. {_SEND_ANEW}") from sound
    except Malformed as damaged:
        raise Unreadable("damaged", f"Filmen er skadet og kan ikke leses. {_SEND_ANEW}") from damaged
    except Unmeasured as unmeasured:
        if told:
            return told
        raise _in_fragments() from unmeasured


async def _seen(read: Read, size: int) -> Video | None:
    """Read the film's table of contents; None when it is in fragments, and so stands nowhere as a whole."""
    ranges = Ranges(read, size=size)
    _refuse_others(await ranges.at(0, min(size, 16)), size)
    moov = await _contents(ranges)
    return None if moov.find("mvex") else tracks.video(moov)


async def _contents(ranges: Ranges) -> Box:
    """Find the table of contents, and see that all of the file is there."""
    moov: Box | None = None
    async for place in ranges.boxes(0, ranges.size):
        if not place.kind.isalnum() and moov:  # some cameras leave rubbish after the last box
            return moov
        if place.kind == "moov" and not moov:
            moov = await opened(ranges, place)
            if moov.find("mvex"):
                return moov
        if place.end > ranges.size:
            raise Cut
    if moov is None:
        raise Cut
    return moov


def film_findings(video: Video, *, max_seconds: float = MAX_FILM_SECONDS) -> tuple[Finding, ...]:
    """Return the findings about a film that could be read."""
    found = []
    if round(video.seconds, 2) > max_seconds + TOLERANCE_SECONDS:
        found.append(
            error(
                "too_long",
                f"Filmen varer i {_in_norwegian(video.seconds)} sekunder; den kan vare i høyst {max_seconds:g}. "
                "Klipp den kortere, og last den opp på nytt.",
            )
        )
    if video.is_portrait:
        found.append(
            warning(
                "portrait",
                f"Filmen står på høykant ({video.width} × {video.height}). Den er helst i liggende format: "
                "hold telefonen på tvers om dere tar den opp igjen.",
            )
        )
    return tuple(found)


def _in_norwegian(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")


def _refuse_others(head: bytes, size: int) -> None:
    if size == 0:
        raise Unreadable("empty", "Filen er tom. Sjekk at opplastingen ble ferdig, og last opp på nytt.")
    if size > MAX_FILM_BYTES:
        raise Unreadable("too_large", f"Filen er over 2 GB. {_SEND_ANEW}")
    for beginning, (code, what) in _OTHERS.items():
        if head.startswith(beginning):
            raise Unreadable(code, f"Filen er {what}, og kan ikke vises her. {_SEND_ANEW}")
    if head[4:8] not in _OUR_BOXES:
        raise Unreadable("not_a_film", f"Filen er ikke en film vi kjenner. {_SEND_ANEW}")
    if head[4:8] == b"ftyp" and head[8:12] in _STILLS:
        raise Unreadable("not_a_film", f"Filen er et bilde, ikke en film. {_SEND_ANEW}")


def _unfinished() -> Unreadable:
    return Unreadable(
        "unfinished",
        "Filmen er ikke hel: opplastingen er ikke ferdig, eller filen er kuttet. "
        "Vent til den er lastet opp, eller last den opp på nytt.",
    )


def _in_fragments() -> Unreadable:
    return Unreadable(
        "in_fragments",
        "Filmen er lagret i biter, og vi får ikke målt hvor lang den er. "
        "Åpne den i et redigeringsprogram, eksporter den som MP4, og last den opp på nytt.",
    )
