"""Anchors tell a log that was written anew from the one that was signed, on both databases."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select
from support.erasing import without_words

from app import audit
from app.audit import Act, AuditHead, AuditRecord, Deed, Verified
from app.audit.chain import content_of, digest_of
from app.errors import Conflict

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
UNGUARDED = {
    "sqlite": ["DROP TRIGGER IF EXISTS audit_holds", "DROP TRIGGER IF EXISTS audit_stays"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS audit_holds ON auditrecord",
        "DROP TRIGGER IF EXISTS audit_stays ON auditrecord",
    ],
}


class Kept:
    """A database, and what is kept outside it."""

    def __init__(self, database: Engine, folder: Path) -> None:
        self.database, self.file, self.key = database, folder / "away" / "anchors.jsonl", folder / "audit.key"

    def write(self, count: int, *, at: datetime = NOON, act: Act = Act.meeting_moved) -> None:
        with Session(self.database) as session:
            for number in range(count):
                audit.record(session, act, Deed(actor="Frida", at=at), about=f"m-{number}")
            session.commit()

    def anchor(self, *, at: datetime = NOON, known_until: datetime | None = None) -> bool:
        places = {"file": self.file, "key_file": self.key}
        with Session(self.database) as session:
            return audit.anchor_head(session, now=at, known_until=known_until, **places) is not None

    def verified(self, *, now: datetime = NOON) -> Verified:
        with Session(self.database) as session:
            return audit.verify(session, file=self.file, key_file=self.key, now=now)

    def lines(self) -> list[str]:
        return self.file.read_text().splitlines()

    def leave(self, lines: list[str]) -> None:
        self.file.write_text("".join(f"{line}\n" for line in lines))

    def forge(self, *, keep: int, changed: int = 0, act: Act | None = None) -> None:
        """Do what the owner of the database can: cut the log, change a record, and compute every digest anew."""
        with self.database.begin() as connection:
            for drop in UNGUARDED[self.database.dialect.name]:
                connection.execute(text(drop))
            connection.execute(text("DELETE FROM auditrecord WHERE position > :keep"), {"keep": keep})
        with Session(self.database) as session:
            before = ""
            for row in session.exec(select(AuditRecord).order_by(col(AuditRecord.position))):
                if row.position == changed:
                    row.actor, row.act = "Somebody else", act or row.act
                row.previous, row.content = before, content_of(row)
                before = row.digest = digest_of(row)
            head = session.get_one(AuditHead, 1)
            head.records, head.digest = keep, before
            session.commit()


@pytest.fixture
def kept(database: Engine, tmp_path: Path) -> Kept:
    return Kept(database, tmp_path)


def test_v16_4_a_log_that_was_signed_and_went_on_is_as_it_was(kept: Kept) -> None:
    assert kept.anchor() is True
    kept.write(3)
    assert kept.anchor() is True
    kept.write(2)
    found = kept.verified()
    assert (found.ok, found.records, found.anchors, found.gaps, found.problems) == (True, 5, 2, (), ())
    assert stat.S_IMODE(kept.key.stat().st_mode) == 0o600


def test_v16_4_a_forged_log_with_digests_computed_anew_is_found(kept: Kept) -> None:
    kept.write(3)
    kept.anchor()
    kept.write(2)
    kept.forge(keep=5, changed=2)
    with Session(kept.database) as session:
        assert list(audit.broken_links(session)) == []
    assert kept.verified().rewritten == (
        "Post 3 er en annen enn den som ble forankret 01.04.2026 kl. 12.00 UTC: loggen er skrevet om.",
    )


def test_v16_4_a_log_that_was_cut_is_found(kept: Kept) -> None:
    kept.write(3)
    kept.anchor()
    for left in (2, 0):
        kept.forge(keep=left)
        assert kept.verified().problems == (
            "Loggen er kortere enn da post 3 ble forankret 01.04.2026 kl. 12.00 UTC.",
        )


def test_v16_4_a_restore_that_only_the_log_tells_of_explains_nothing(kept: Kept) -> None:
    kept.write(4)
    kept.anchor()
    kept.forge(keep=2, changed=2, act=Act.backup_restored)
    kept.write(1, at=NOON + timedelta(hours=1), act=Act.backup_restored)
    assert kept.verified().rewritten == (
        (
            "Loggen er kortere enn da post 4 ble forankret 01.04.2026 kl. 12.00 UTC."
            " Loggen sier at en sikkerhetskopi ble lagt tilbake 01.04.2026 kl. 13.00 UTC, men det er ikke signert."
        ),
    )


def test_an_erasure_breaks_no_anchor(kept: Kept) -> None:
    kept.write(2)
    kept.anchor()
    with Session(kept.database) as session:
        frida, ada = without_words("person 1", "Frida"), Deed(actor="Ada", at=NOON)
        assert audit.erase(session, without=frida, pseudonym="person 1", deed=ada) == 2
        session.commit()
    kept.anchor()
    assert kept.verified().problems == ()


def test_a_restore_is_a_gap_and_no_forgery(kept: Kept) -> None:
    kept.write(2)
    kept.anchor()
    kept.write(2, at=NOON + timedelta(hours=1))
    kept.anchor(at=NOON + timedelta(hours=2))
    kept.forge(keep=2)  # what puts a backup from noon back does the same to the rows
    restored = NOON + timedelta(hours=3)
    kept.write(1, at=restored, act=Act.backup_restored)
    kept.anchor(at=restored, known_until=NOON)
    found = kept.verified(now=restored)
    assert (found.ok, found.problems) == (True, ())
    assert found.gaps == (
        (
            "Ankeret fra 01.04.2026 kl. 14.00 UTC (post 4) gjelder databasen som ble erstattet"
            " da en sikkerhetskopi ble lagt tilbake 01.04.2026 kl. 15.00 UTC."
        ),
    )


def test_v16_4_a_restore_explains_nothing_that_stood_in_the_backup(kept: Kept) -> None:
    kept.write(2)
    kept.anchor()
    kept.write(2, at=NOON + timedelta(hours=1))
    kept.forge(keep=4, changed=1)
    kept.anchor(at=NOON + timedelta(hours=3), known_until=NOON + timedelta(hours=1))
    assert [sentence[:6] for sentence in kept.verified().rewritten] == ["Post 2"]


def test_v16_4_an_anchor_that_is_taken_away_or_changed_is_missed(kept: Kept) -> None:
    for _ in range(3):
        kept.write(1)
        kept.anchor()
    whole = kept.lines()
    kept.leave([whole[0], whole[2]])
    between = "Ankre mangler eller er endret mellom 01.04.2026 kl. 12.00 UTC og 01.04.2026 kl. 12.00 UTC."
    assert kept.verified().problems == (between,)
    kept.leave(whole[1:])
    assert kept.verified().problems == ("Ankre mangler før 01.04.2026 kl. 12.00 UTC.",)
    kept.leave([whole[0], whole[1].replace('"position": 2', '"position": 1'), whole[2]])
    assert kept.verified().problems == ("1 av 3 ankre har feil signatur.", between)
    kept.leave([*whole[:2], whole[2].replace('"at": "2026', '"at": "2025')])
    assert kept.verified().problems == ("1 av 3 ankre har feil signatur.",)


def test_v16_4_another_key_is_seen_and_none_is_made_in_place_of_one_that_is_away(kept: Kept) -> None:
    kept.write(1)
    kept.anchor()
    kept.key.rename(kept.key.with_name("lost"))
    away = f"Nøkkelen som signerer loggen, {kept.key}, er ikke der."
    with pytest.raises(Conflict, match="er ikke der"):
        kept.anchor()
    assert kept.verified().problems == (f"{away} Ingen av ankrene kan prøves.",)
    others = Kept(kept.database, kept.key.parent / "others")
    others.anchor()
    others.key.rename(kept.key)
    assert kept.verified().problems == (f"1 av 1 ankre er signert med en annen nøkkel enn {kept.key}.",)
    kept.key.write_text("not a key")
    assert kept.verified().problems[0].startswith(f"{kept.key} er ikke en Ed25519-nøkkel")


def test_v16_4_a_log_whose_anchors_are_gone_is_complained_of_after_two_days(kept: Kept) -> None:
    kept.write(1)
    two_days = NOON + timedelta(days=2)
    assert kept.verified(now=two_days).problems == ()
    late = kept.verified(now=two_days + timedelta(seconds=1))
    assert late.unproved == ("Poster siden 01.04.2026 kl. 12.00 UTC er ikke forankret.",)


def test_a_head_that_stands_is_signed_once_a_day(kept: Kept) -> None:
    kept.write(1)
    said = [kept.anchor(at=NOON + timedelta(hours=hours)) for hours in (0, 1, 19, 20, 21)]
    assert said == [True, False, False, True, False]
    assert kept.verified().problems == ()


def test_a_line_that_a_power_cut_left_half_written_is_no_gap(kept: Kept) -> None:
    kept.write(1)
    kept.anchor()
    with kept.file.open("a") as torn:
        torn.write(kept.lines()[0][:40])
    kept.write(1)
    kept.anchor()
    found = kept.verified()
    assert (found.anchors, found.problems) == (2, ())


def test_the_platforms_log_is_a_file_of_anchors(kept: Kept) -> None:
    kept.write(1)
    kept.anchor()
    other = json.dumps({"event": "backed up", "file": "x"})
    kept.leave(
        [
            other,
            "not JSON",
            "7",
            json.dumps({"event": "audit anchored", "anchor": json.loads(kept.lines()[0])}),
        ]
    )
    found = kept.verified()
    assert (found.anchors, found.problems) == (1, ())
