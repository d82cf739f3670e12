"""A team's film: how long it is, which way it lies, and whether it came whole.

The file's own bytes decide, read by ranges from where it lies; its name and its ending decide nothing.
Rules: at most thirty seconds, half a second over is let pass since phones write 30.03; lying is wished for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.film import fragments, tracks
from app.submissions.reading.film.boxes import (
    MAX_READ_BYTES_IN_FRAGMENTS,
    Cut,
    Malformed,
    Ranges,
    Spent,
    opened,
)
from app.submissions.reading.film.data import Contents, Data, refuse_without_data
from app.submissions.reading.film.fragments import Unmeasured
from app.submissions.reading.film.moof import BOX_HEADER_BYTES
from app.submissions.reading.film.other_files import SEND_ANEW, refuse_others
from app.submissions.reading.film.tracks import NoLength, NoPicture, Video
from app.submissions.reading.findings import Finding, Unreadable, error, info, warning

if TYPE_CHECKING:
    from app.submissions.reading.film.boxes import Box, Read

MAX_FILM_SECONDS = 30
TOLERANCE_SECONDS = 0.5
MAX_FILM_BYTES = 2 * 1024**3

FIRST_BYTES = 8 * 1024
"""Where the table of contents often is already, and so one request is saved."""


class NotMeasured(Unreadable):
    """The film may be whole, but nothing in what we read of it tells how long it is."""


async def probe_film(read: Read, *, size: int, told: Video | None = None) -> Video:
    """Look at a film of `size` bytes through `read(offset, length)`; raises Unreadable and nothing of its own.

    Reads some tens of kilobytes in a few requests, whatever the size; never more than the limits in `boxes`.
    `told` is what Microsoft 365 says of the film, its `video` facet: it counts only where our reading tells no length,
    and is then what is returned.
    """
    ranges = Ranges(read, size=size)
    try:
        return await _seen(ranges)
    except Cut as cut:
        raise _unfinished() from cut
    except NoPicture as sound:
        raise Unreadable("no_picture", f"Filen har lyd, men ikke bilde. {SEND_ANEW}") from sound
    except (Spent, NoLength, Unmeasured) as unmeasured:
        if told:
            return told
        raise _without_length(unmeasured) from unmeasured
    except Malformed as damaged:
        raise _damaged() from damaged


async def _seen(ranges: Ranges) -> Video:
    await _refuse_unread(ranges)
    contents = await _contents(ranges)
    if contents.fragments_at is not None:
        return await _seen_in_fragments(ranges, contents.moov, contents.fragments_at)
    film = tracks.video(contents.moov)
    await refuse_without_data(ranges, contents)
    if film.seconds <= 0:
        raise NoLength
    return film


async def _seen_in_fragments(ranges: Ranges, moov: Box, start: int) -> Video:
    ranges.max_bytes = MAX_READ_BYTES_IN_FRAGMENTS
    film = tracks.video(moov, await fragments.measure(ranges, moov, start=start))
    if film.seconds <= 0:
        raise Unmeasured
    return film


async def _refuse_unread(ranges: Ranges) -> None:
    if ranges.size == 0:
        raise Unreadable("empty", "Filen er tom. Sjekk at opplastingen ble ferdig, og last opp på nytt.")
    head = await ranges.at(0, min(ranges.size, FIRST_BYTES))
    if ranges.size > MAX_FILM_BYTES:
        raise Unreadable("too_large", f"Filen er over 2 GB. {SEND_ANEW}")
    refuse_others(head)


async def _contents(ranges: Ranges) -> Contents:
    """Find the table of contents, and where fragments begin or the samples lie; else see that all of it is there."""
    moov = data = None
    async for place in ranges.boxes(0, ranges.size):
        if not place.kind.isalnum() and moov:  # some cameras leave rubbish after the last box
            break
        if place.kind == "moof" and moov:
            return Contents(moov, fragments_at=place.start - BOX_HEADER_BYTES)
        if place.kind == "moov" and not moov:
            moov = await opened(ranges, place)
            if moov.find("mvex"):
                return Contents(moov, fragments_at=place.end)
        if place.end > ranges.size:
            raise Cut
        if place.kind == "mdat" and place.end > place.start:
            data = Data(place.start, place.end, after_contents=moov is not None)
    if moov is None:
        raise Cut
    return Contents(moov, data=data)


def measured_by_microsoft(video: Video) -> Finding:
    return info(
        "measured_by_microsoft",
        f"Vi får ikke målt filmen selv. At den varer i {_in_norwegian(video.seconds)} sekunder, er det Microsoft 365 "
        "som oppgir.",
    )


def film_findings(video: Video, *, max_seconds: float = MAX_FILM_SECONDS) -> tuple[Finding, ...]:
    """Return the findings about a film that could be read."""
    found = []
    if round(video.seconds, 1) > max_seconds + TOLERANCE_SECONDS:  # as it is told: sound is padded a little
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


def _unfinished() -> Unreadable:
    return Unreadable(
        "unfinished",
        "Filmen er ikke hel: opplastingen er ikke ferdig, eller filen er kuttet. "
        "Vent til den er lastet opp, eller last den opp på nytt.",
    )


def _damaged() -> Unreadable:
    return Unreadable("damaged", f"Filmen er skadet og kan ikke leses. {SEND_ANEW}")


def _without_length(why: Spent | NoLength | Unmeasured) -> NotMeasured:
    return _unmeasured() if isinstance(why, Unmeasured) else _lengthless()


def _lengthless() -> NotMeasured:
    return NotMeasured(
        "no_length",
        "Vi får ikke lest i filen hvor lang filmen er. "
        "Åpne den i et redigeringsprogram, eksporter den som MP4, og last den opp på nytt.",
    )


def _unmeasured() -> NotMeasured:
    return NotMeasured(
        "in_fragments",
        "Filmen er lagret i biter, slik noen nettlesere og skjermopptakere gjør, og vi får ikke målt hvor lang den er. "
        "Åpne den i et redigeringsprogram, eksporter den som MP4, og last den opp på nytt.",
    )
