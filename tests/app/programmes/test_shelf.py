"""The programmes that come with the product are found by key, in their newest version."""

from __future__ import annotations

import pytest

from app.programmes import shelf


def test_the_eleven_programmes_of_the_documents_are_there() -> None:
    assert list({definition.key: 1 for definition in shelf.shipped()}) == [
        "ahus-2019",
        "ahus-2025",
        "ks-fhi",
        "pasientsikkerhet",
        "torn-kull-3",
        "unn-2021",
        "unn-forbedringsnettverk",
        "unn-nor-2022",
        "unn-phrk",
        "unn-tavlemoter",
        "vestre-viken",
    ]


def test_the_newest_version_is_meant_when_none_is_named() -> None:
    versions = [one.version for one in shelf.shipped() if one.key == "vestre-viken"]
    assert versions == [1, 2, 3]
    assert shelf.shipped_one("vestre-viken").version == 3
    assert shelf.shipped_one("vestre-viken", 1).version == 1


@pytest.mark.parametrize(("key", "shipped"), [("torn-kull-3", True), ("torn", False), ("finnmark", False)])
def test_a_key_is_known_to_be_a_shipped_one(key: str, shipped: bool) -> None:
    assert shelf.is_shipped(key) is shipped
