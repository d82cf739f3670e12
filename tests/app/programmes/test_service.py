"""A programme, or changes to one, read from a file a person has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.errors import Code, Invalid
from app.programmes import service, shelf

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = ROOT / "tests" / "app" / "programmes" / "whole.yaml"


def written(folder: Path, text: str) -> Path:
    file = folder / "endringer.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_programme_is_read_from_a_file_by_the_key_that_was_meant() -> None:
    assert service.load_file(WHOLE) == service.load_file(WHOLE, key="eksempel")
    with pytest.raises(Invalid) as refused:
        service.load_file(WHOLE, key="torn-kull-3")
    assert (refused.value.code, str(refused.value)) == (
        Code.programme_key_differs,
        "Filen beskriver programmet «eksempel», ikke «torn-kull-3».",
    )


def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"^borte.yaml: Filen finnes ikke eller kan ikke leses\.$"):
        service.load_file(tmp_path / "borte.yaml")


def test_changes_are_fields_with_values_under(tmp_path: Path) -> None:
    file = written(tmp_path, "meetings:\n  samling-1: {title: Oppstart, theme: null}\n")
    assert service.changes_in(file) == {"meetings": {"samling-1": {"title": "Oppstart", "theme": None}}}
    for text in ("- samling-1\n", "", "Oppstart\n"):
        with pytest.raises(Invalid, match="Endringene skrives som felter med verdier under"):
            service.changes_in(written(tmp_path, text))


def test_a_file_is_checked_without_being_kept(tmp_path: Path) -> None:
    assert service.check(WHOLE) == []
    wrong = written(tmp_path, WHOLE.read_text("utf-8").replace("version: 1", "version: 0"))
    assert [(one.path, one.text) for one in service.check(wrong)] == [("version", "Tallet må være minst 1.")]


def test_a_programme_in_short_says_whose_it_is_and_whether_it_is_shipped() -> None:
    assert service.in_short(service.load_file(WHOLE)) == {
        "key": "eksempel",
        "name": "Eksempel",
        "owner": "Helse Nord RHF",
        "version": 1,
        "shipped": False,
    }
    assert service.in_short(shelf.shipped_one("torn-kull-3"))["shipped"] is True
