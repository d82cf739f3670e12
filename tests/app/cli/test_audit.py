"""`kull audit verify`: the answer a program and a person get, and what a restore leaves."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.terminal import Terminal


def begin(kull: Terminal) -> None:
    made = kull.run("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", "Kull")
    assert made.returncode == 0, made.stderr


def test_a_backup_put_back_is_told_as_a_gap_and_a_log_that_was_cut_as_forged(kull: Terminal) -> None:
    begin(kull)
    kull.json("db", "backup", "kull.backup.db")
    kull.environment["KULL_NOW"] = "2026-04-01T09:00:00+02:00"
    kull.json("db", "restore", "kull.backup.db")
    first = kull.json("audit", "verify")
    assert (first["ok"], first["anchors"], first["gaps"], first["problems"]) == (True, 1, [], [])
    kull.environment["KULL_NOW"] = "2026-04-01T10:00:00+02:00"
    kull.json("db", "restore", "kull.backup.db")
    again = kull.json("audit", "verify")
    assert (again["ok"], again["records"], again["anchors"], again["problems"]) == (
        True,
        first["records"],
        2,
        [],
    )
    (gap,) = again["gaps"]
    assert "gjelder databasen som ble erstattet da en sikkerhetskopi ble lagt tilbake" in gap

    elsewhere = kull.folder / "elsewhere.jsonl"
    shutil.copy(kull.folder / "audit-anchors.jsonl", elsewhere)
    (kull.folder / "audit-anchors.jsonl").unlink()
    cut(kull)
    assert kull.json("audit", "verify")["problems"] == []
    forged = kull.json("audit", "verify", str(elsewhere), exit_code=1)
    assert (forged["ok"], forged["records"], len(forged["problems"])) == (False, 0, 1)


def cut(kull: Terminal) -> None:
    """Empty the log, as the database's owner can, so that it hangs together."""
    with sqlite3.connect(kull.folder / "kull.db") as database:
        database.execute("DROP TRIGGER audit_stays")
        database.execute("DELETE FROM auditrecord")
        database.execute("UPDATE audithead SET records = 0, digest = ''")


def test_a_restore_by_other_means_is_written_down(kull: Terminal) -> None:
    begin(kull)
    noted = kull.json("db", "restored")
    assert (noted["ok"], noted["known_until"][:10]) == (True, "2026-04-01")
    (line,) = (kull.folder / "audit-anchors.jsonl").read_text().splitlines()
    assert json.loads(line)["known_until"] == noted["known_until"]
    said = kull.run("audit", "verify")
    assert (said.returncode, said.stdout.splitlines()[-1]) == (0, "Loggen er slik den ble skrevet.")
