"""Verify the audit: the chain in itself, and against the anchors, which whoever owns the database cannot sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.audit.acts import Act
from app.audit.anchors import read_anchors
from app.audit.chain import broken_links
from app.audit.models import AuditHead, AuditRecord
from app.audit.signing import is_signed_by, key_id, signing_key
from app.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.audit.anchors import Anchor

MAX_UNANCHORED = timedelta(days=2)
RECORDS_AT_A_TIME = 500
DAY_AND_TIME = "%d.%m.%Y kl. %H.%M UTC"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What the audit and its anchors say of each other.

    `rewritten` tells that the log is another than it was, `unproved` that it cannot be proved, `gaps` which anchors
    belong to a database that a restore replaced.
    """

    records: int
    anchors: int
    gaps: tuple[str, ...]
    rewritten: tuple[str, ...]
    unproved: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        return self.rewritten + self.unproved


def verify(session: Session, *, file: Path, key_file: Path, now: datetime) -> Verified:
    """Walk the whole chain, and hold each anchor in the file against the record at its place."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    anchors = list(read_anchors(text.splitlines()))
    good, doubts = _well_signed(anchors, key_file)
    gaps, rewritten = _held_against(session, good)
    head = session.get(AuditHead, 1) or AuditHead()
    return Verified(
        records=head.records,
        anchors=len(anchors),
        gaps=tuple(gaps),
        rewritten=(*broken_links(session), *rewritten),
        unproved=(*doubts, *_holes(anchors), *_late(session, anchors, now)),
    )


def _well_signed(anchors: Sequence[Anchor], key_file: Path) -> tuple[list[Anchor], list[str]]:
    """Sort out the anchors that our key has signed, and say what is wrong with the others."""
    if not anchors:
        return [], []
    try:
        key = signing_key(key_file)
    except Conflict as refused:
        return [], [f"{refused} Ingen av ankrene kan prøves."]
    others = [one for one in anchors if one.key != key_id(key)]
    good = [
        one for one in anchors if one.key == key_id(key) and is_signed_by(key, one.signature, one.signed_text)
    ]
    forged = len(anchors) - len(others) - len(good)
    told = (
        [f"{len(others)} av {len(anchors)} ankre er signert med en annen nøkkel enn {key_file}."]
        if others
        else []
    )
    return good, told + ([f"{forged} av {len(anchors)} ankre har feil signatur."] if forged else [])


def _holes(anchors: Sequence[Anchor]) -> Iterator[str]:
    """Say where an anchor does not name the one before it in the file."""
    if anchors and anchors[0].previous:
        yield f"Ankre mangler før {_when(anchors[0].at)}."
    for before, after in pairwise(anchors):
        if after.previous != before.link:
            yield f"Ankre mangler eller er endret mellom {_when(before.at)} og {_when(after.at)}."


def _held_against(session: Session, anchors: Sequence[Anchor]) -> tuple[list[str], list[str]]:
    """Say which anchors a restore explains, and which tell that the log was written anew."""
    there, gaps, rewritten = _digests(session, {one.position for one in anchors}), [], []
    for place, anchor in enumerate(anchors):
        if there.get(anchor.position, "") == anchor.digest:
            continue
        restored = next((one for one in anchors[place + 1 :] if _replaced(anchor, one)), None)
        if restored is None:
            rewritten.append(_otherwise(session, anchor, is_there=anchor.position in there))
        else:
            gaps.append(_in_words(anchor, restored))
    return gaps, rewritten


def _digests(session: Session, positions: set[int]) -> dict[int, str]:
    """Read the digests at these places in the chain; the empty log has one too."""
    wanted, there = sorted(positions), {0: ""}
    for first in range(0, len(wanted), RECORDS_AT_A_TIME):
        some = col(AuditRecord.position).in_(wanted[first : first + RECORDS_AT_A_TIME])
        for position, digest in session.exec(select(AuditRecord.position, AuditRecord.digest).where(some)):
            there[position or 0] = digest or ""
    return there


def _replaced(anchor: Anchor, restored: Anchor) -> bool:
    """Tell whether an anchor was written after the backup that was put back, and so is not in it."""
    return restored.known_until is not None and restored.known_until <= anchor.at <= restored.at


def _in_words(anchor: Anchor, restored: Anchor) -> str:
    place = f"Ankeret fra {_when(anchor.at)} (post {anchor.position})"
    return f"{place} gjelder databasen som ble erstattet da en sikkerhetskopi ble lagt tilbake {_when(restored.at)}."


def _otherwise(session: Session, anchor: Anchor, *, is_there: bool) -> str:
    told = (
        f"Post {anchor.position} er en annen enn den som ble forankret {_when(anchor.at)}: loggen er skrevet om."
        if is_there
        else f"Loggen er kortere enn da post {anchor.position} ble forankret {_when(anchor.at)}."
    )
    return told + _unsigned_restore(session, anchor)


def _unsigned_restore(session: Session, anchor: Anchor) -> str:
    """Say that a restore stands in the log, where one does: whoever owns the database can have written it."""
    restores = select(func.max(AuditRecord.at)).where(AuditRecord.act == Act.backup_restored)
    at = session.exec(restores.where(col(AuditRecord.at) >= anchor.at)).first()
    return (
        f" Loggen sier at en sikkerhetskopi ble lagt tilbake {_when(at)}, men det er ikke signert."
        if at
        else ""
    )


def _late(session: Session, anchors: Sequence[Anchor], now: datetime) -> Iterator[str]:
    """Complain of records that stayed without an anchor: the service stands still, or the file is away."""
    reached = anchors[-1].position if anchors else 0
    unsigned = select(func.min(AuditRecord.at)).where(col(AuditRecord.position) > reached)
    oldest = session.exec(unsigned).first()
    if oldest is not None and now - oldest > MAX_UNANCHORED:
        yield f"Poster siden {_when(oldest)} er ikke forankret."


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):{DAY_AND_TIME}}"
