"""Backups by the clock: only when something was written, so many and no older, and a word when they fail."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.backups import generations
from app.config import Settings, settings
from app.db import engine, migrate, unit_of_work
from app.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "kull-20260401T080000Z.backup.db"


@pytest.fixture
def folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    place = here / "elsewhere"
    place.mkdir()
    monkeypatch.setenv("KULL_BACKUP_FOLDER", str(place))
    settings.cache_clear()
    migrate()
    yield place
    engine().dispose()


def at(minutes: int, **more: int) -> Settings:
    """Return the settings as they are so many minutes after eight o'clock."""
    now = "2026-04-01T08:00:00+00:00"
    base = Settings(now=now, **more)  # type: ignore[arg-type]
    assert base.now is not None
    stands = base.now + timedelta(minutes=minutes) - (base.clock() - base.now)
    return base.model_copy(update={"now": stands})


def write(folder: Path, email: str) -> None:
    """Write something, after the last backup for certain: the disk's clock is coarse."""
    with unit_of_work() as session:
        session.add(Person(name=email, email=email))
    for old in folder.iterdir():
        os.utime(old, (1, 1))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_one_is_taken_when_there_is_none_and_none_while_nothing_is_written(folder: Path) -> None:
    made = generations.back_up_if_due(at(0))
    assert made is not None
    os.utime(made, (2**32, 2**32))  # later than any writing
    assert generations.back_up_if_due(at(60)) is None
    assert names(folder) == [made.name]
    assert made.name[:17] == FIRST[:17]


def test_one_is_taken_once_the_last_is_old_enough_and_something_was_written(folder: Path) -> None:
    generations.back_up_if_due(at(0))
    write(folder, "kari@example.no")
    assert generations.back_up_if_due(at(3)) is None
    assert generations.back_up_if_due(at(6)) is not None
    assert len(names(folder)) == 2


def test_so_many_are_kept_and_none_for_longer_than_so_many_days(folder: Path) -> None:
    for number in range(4):
        write(folder, f"{number}@example.no")
        generations.back_up_if_due(at(10 * number, backup_keep=2))
    assert [name[14:18] for name in names(folder)] == ["0820", "0830"]
    (folder / "noe-annet.db").touch()
    os.utime(folder / names(folder)[-2], (2**32, 2**32))
    generations.back_up_if_due(at(60 * 24 * 31, backup_keep=2))
    assert names(folder) == ["noe-annet.db"]


def test_a_folder_that_is_gone_is_said_and_never_made(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(FileNotFoundError):
        generations.back_up_if_due(at(0))
    assert not folder.exists()
    assert generations.complaint(at(0)) == f"Mappen for sikkerhetskopier, {folder}, finnes ikke."


def test_a_last_backup_that_grows_old_while_things_are_written_is_said(folder: Path) -> None:
    assert generations.complaint(at(0)) == f"Det er ingen sikkerhetskopi i {folder} ennå."
    generations.back_up_if_due(at(0))
    write(folder, "kari@example.no")
    assert generations.complaint(at(14)) == ""
    assert generations.complaint(at(17))[:54] == "Den siste sikkerhetskopien er fra 01.04.2026 kl. 08.00"


def test_without_a_folder_nothing_is_taken_and_nothing_is_wrong(here: Path) -> None:
    assert (generations.back_up_if_due(at(0)), generations.complaint(at(0))) == (None, "")
