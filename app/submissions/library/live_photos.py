"""A Live Photo: a phone sends the photo, and beside it the few seconds around it, which are no team's film."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_STILL = re.compile(r"(.*)\.(hei[cf]|jpe?g)", re.IGNORECASE)
_MOVING = re.compile(r"(.*)\.mov", re.IGNORECASE)
_EDITED = re.compile(r"^img_e(?=\d)")


def stills(names: Iterable[str]) -> dict[str, str]:
    """Return the photos that a film may be the moving part of, each by what the two names share."""
    return {stem: name for name in names if (stem := _stem(_STILL, name))}


def still_of(film: str, photos: dict[str, str]) -> str | None:
    """Return the photo that a film is the moving part of."""
    return photos.get(_stem(_MOVING, film) or "")


def stills_sent_whole(names: Collection[str]) -> set[str]:
    """Return the photos that came with their moving part."""
    photos = stills(names)
    return {photo for name in names if (photo := still_of(name, photos))}


def _stem(kind: re.Pattern[str], name: str) -> str | None:
    """Return what a photo and its moving part share; a phone marks what has been edited with an E."""
    match = kind.fullmatch(name)
    return _EDITED.sub("img_", match[1].casefold()) if match else None
