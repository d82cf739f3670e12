"""A package is opened when its parts are few, small, apart and plain; else it is refused by its reason."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.safe.zips import Bounds, NotSafe, has_macros, opened_zip

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOMY = Bounds(nested=True)
NAMES = st.text("abcæø/.-", min_size=1, max_size=20).filter(
    lambda name: ".." not in name and not name.startswith("/") and not name.endswith("/")
)

PLAIN = st.binary(max_size=50).filter(lambda content: b"<!DOCTYPE" not in content.replace(b"\0", b""))


def packed(parts: Iterable[tuple[str, bytes]], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, bounds: Bounds = ROOMY) -> tuple[str, str]:
    with pytest.raises(NotSafe) as refusal, opened_zip(data, bounds):
        pass
    return refusal.value.reason, str(refusal.value)


def test_the_parts_of_a_package_are_given_by_name() -> None:
    with opened_zip(packed([("a.xml", b"1"), ("word/b.xml", b"2")]), Bounds()) as parts:
        assert parts == {"a.xml": b"1", "word/b.xml": b"2"}


@given(st.dictionaries(NAMES, PLAIN, max_size=8))
def test_a_small_package_comes_out_as_it_went_in(whole: dict[str, bytes]) -> None:
    with opened_zip(packed(whole.items()), ROOMY) as parts:
        assert parts == whole


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_parts_or_a_refusal(data: bytes) -> None:
    try:
        with opened_zip(data, Bounds()) as parts:
            assert isinstance(parts, dict)
    except NotSafe as refusal:
        assert refusal.reason in {"unsafe", "encrypted", "damaged"}  # noqa: PT017 - one of three


@pytest.mark.parametrize(
    ("parts", "bounds", "sentence"),
    [
        ([("a", b""), ("b", b"")], Bounds(parts=1), "Filen pakker ut langt mer enn den skal inneholde."),
        ([("a", b"123456")], Bounds(unpacked=5), "Filen pakker ut langt mer enn den skal inneholde."),
        ([("a", b"0" * 10_000)], Bounds(ratio=20), "Filen pakker ut langt mer enn den skal inneholde."),
        ([("../a", b"1")], Bounds(), "Filen inneholder deler som peker ut av filen selv."),
        ([("/etc/a", b"1")], Bounds(), "Filen inneholder deler som peker ut av filen selv."),
        ([("C:a", b"1")], Bounds(), "Filen inneholder deler som peker ut av filen selv."),
        ([("a", packed([("b", b"1")]))], Bounds(), "Filen har en annen pakket fil inni seg."),
        ([("a.xml", b"<!DOCTYPE a>")], Bounds(), "Filen inneholder kode som ikke hører hjemme i den."),
        (
            [("a.xml", "<!DOCTYPE a>".encode("utf-16-le"))],
            Bounds(),
            "Filen inneholder kode som ikke hører hjemme i den.",
        ),
    ],
)
def test_a_package_out_of_bounds_is_unsafe(parts: Any, bounds: Bounds, sentence: str) -> None:
    assert refused(packed(parts), bounds) == ("unsafe", sentence)


def test_two_parts_of_one_name_are_unsafe() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed([("a", b"1"), ("a", b"2")])
    assert refused(data) == ("unsafe", "Delene i filen ligger oppå hverandre.")


def test_a_packing_that_office_does_not_use_is_unsafe() -> None:
    data = packed([("a", b"1" * 100)], packing=zipfile.ZIP_BZIP2)
    assert refused(data) == ("unsafe", "Filen er pakket på en måte Office ikke bruker.")


def test_a_package_with_a_password_is_told_apart_from_a_damaged_one() -> None:
    data = bytearray(packed([("a", b"1")], packing=zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == ("encrypted", "Filen er beskyttet med passord.")
    assert refused(b"PK\x03\x04 and no more") == ("damaged", "Filen er skadet og kan ikke åpnes.")


def test_a_picture_and_a_printers_settings_may_bring_a_document_type() -> None:
    parts = [("xl/media/logo.svg", b"<!DOCTYPE svg>"), ("xl/printerSettings1.bin", b"<!DOCTYPE plist>")]
    with opened_zip(packed(parts), Bounds()) as opened:
        assert len(opened) == 2


def test_a_part_that_is_a_program_is_seen_however_its_name_is_written() -> None:
    assert [has_macros({name: b""}) for name in ("xl/vbaProject.bin", "VBAPROJECT.BIN", "xl/a.xml")] == [
        True,
        True,
        False,
    ]
