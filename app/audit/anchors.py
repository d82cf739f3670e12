"""Anchors: the head of the chain at a moment, signed and kept outside the database, in a file that only grows.

Whoever owns the database can write the whole log anew with digests that fit; the anchors then tell that it was another.
An erasure changes no digest of a record, so anchors from before it hold.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING

from app.audit.models import AuditHead
from app.audit.signing import in_letters, key_id, signature_of, signing_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from sqlmodel import Session

NEW_ANCHOR_AFTER = timedelta(hours=20)
"""A head that stands as it was is anchored daily, and not at every start of a service that starts over and over."""


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The record at `position` had this `digest` at this time; `previous` is the digest of the anchor before.

    `known_until` is set where a backup was put back: the time of the last record in it, or the beginning of time.
    """

    position: int
    digest: str
    at: datetime
    known_until: datetime | None = None
    previous: str = ""
    key: str = ""
    signature: str = ""

    @property
    def signed_text(self) -> bytes:
        return json.dumps([value for name, value in self.as_json().items() if name != "signature"]).encode()

    @property
    def link(self) -> str:
        """Return the digest that the next anchor names."""
        return in_letters(hashlib.sha256(self.signed_text + self.signature.encode()).digest())

    def as_json(self) -> dict[str, object]:
        return {
            name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }


def anchor_head(
    session: Session, *, file: Path, key_file: Path, now: datetime, known_until: datetime | None = None
) -> Anchor | None:
    """Sign the head of the chain and append it to the file; None when it stands there already, newly signed.

    A key is made with the first anchor, never later. Raises Conflict when the key is away, OSError when the file is.
    """
    head = session.get(AuditHead, 1) or AuditHead()
    wanted = Anchor(position=head.records, digest=head.digest, at=now, known_until=known_until)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        opened.seek(0)
        text = opened.read()
        last = last_of(read_anchors(text.splitlines()))
        key = signing_key(key_file, may_make=last is None)
        if last is not None and _is_fresh(last, wanted, key_id(key)):
            return None
        return _append(opened, _signed(wanted, last, key), is_torn=bool(text) and not text.endswith("\n"))


def _is_fresh(last: Anchor, wanted: Anchor, key: str) -> bool:
    same = (last.position, last.digest, last.key) == (wanted.position, wanted.digest, key)
    return same and wanted.known_until is None and wanted.at - last.at < NEW_ANCHOR_AFTER


def _signed(anchor: Anchor, last: Anchor | None, key: Ed25519PrivateKey) -> Anchor:
    bound = replace(anchor, previous=last.link if last else "", key=key_id(key))
    return replace(bound, signature=signature_of(key, bound.signed_text))


def _append(opened: IO[str], anchor: Anchor, *, is_torn: bool) -> Anchor:
    """Write a line of its own, also after one that a power cut left half written."""
    opened.write(("\n" if is_torn else "") + json.dumps(anchor.as_json()) + "\n")
    opened.flush()
    os.fsync(opened.fileno())
    return anchor


def read_anchors(lines: Iterable[str]) -> Iterator[Anchor]:
    """Read the anchors of a file, or of the platform's log; other lines are passed over.

    Nothing is lost by a line that cannot be read: the anchor after it names the one before.
    """
    for line in lines:
        try:
            said = json.loads(line)
            yield _anchor_of(said.get("anchor", said))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue


def _anchor_of(said: dict[str, object]) -> Anchor:
    told = {each.name: said[each.name] for each in fields(Anchor)}
    if not isinstance(told["position"], int):
        raise TypeError("position")
    texts = {name: str(told[name]) for name in ("digest", "previous", "key", "signature")}
    until = told["known_until"]
    return Anchor(
        position=told["position"],
        at=datetime.fromisoformat(str(told["at"])),
        known_until=None if until is None else datetime.fromisoformat(str(until)),
        **texts,
    )


def last_of(anchors: Iterable[Anchor]) -> Anchor | None:
    last = None
    for last in anchors:  # noqa: B007 - the last is what is looked for
        pass
    return last
