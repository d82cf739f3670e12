"""A Live Photo: a phone sends the photo, and beside it the few seconds around it, which are no team's film."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app.submissions.library.mailed import LIVE
from app.submissions.models import Arrival

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.tenant import Attachment, Mail

_STILL = re.compile(r"(.*)\.(hei[cf]|jpe?g)", re.IGNORECASE)
_MOVING = re.compile(r"(.*)\.mov", re.IGNORECASE)
_EDITED = re.compile(r"^img_e(?=\d)")


def stills(together: Iterable[Attachment]) -> list[Attachment]:
    """Return the photos that came with their moving part, also those the text shows."""
    return [still for still, _ in _pairs(tuple(together))]


def ask_about_live_photos(session: Session, mail: Mail) -> None:
    """Let the moving part of a photo wait for a person, unless a person has placed it or it is laid already."""
    groups = [mail.attachments, *(one.inside for one in mail.attachments)]
    asked = {moving.source: still.name for group in groups for still, moving in _pairs(group)}
    found = select(Arrival).where(
        col(Arrival.source).in_(asked), col(Arrival.item_id).is_(None), col(Arrival.chosen_by).is_(None)
    )
    for arrival in session.exec(found).all():
        arrival.deliverable_id, arrival.problem = None, LIVE.format(still=asked[arrival.source])
    session.flush()


def _pairs(together: tuple[Attachment, ...]) -> list[tuple[Attachment, Attachment]]:
    photos = {stem: one for one in together if (stem := _stem(_STILL, one.name))}
    moving = [(one, stem) for one in together if (stem := _stem(_MOVING, one.name))]
    return [(photos[stem], one) for one, stem in moving if stem in photos]


def _stem(kind: re.Pattern[str], name: str) -> str | None:
    """Return what a photo and its moving part share; a phone marks what has been edited with an E."""
    match = kind.fullmatch(name)
    return _EDITED.sub("img_", match[1].casefold()) if match else None
