"""Names in packed files as Macs, Windows and .NET write them, and photos beside their moving part."""

from __future__ import annotations

import struct
import unicodedata
import zlib

import pytest

from app.submissions.library.live_photos import stills_sent_whole
from app.submissions.reading.packed import list_zip


def _apart(name: str) -> bytes:
    return unicodedata.normalize("NFD", name).encode()


PACKED = {
    "a Mac": (_apart("Målfilm på Kirurgi.mp4"), ["Målfilm på Kirurgi.mp4"]),
    "a Mac, a plan": (_apart("Fremdriftsplan for målinger.xlsx"), ["Fremdriftsplan for målinger.xlsx"]),
    "a Mac, in a folder": (_apart("Bilder på øya/Poster å.pdf"), ["Poster å.pdf"]),
    "Linux": ("Målfilm.mp4".encode(), ["Målfilm.mp4"]),
    "Windows in Norwegian": ("Målfilm på.mp4".encode("cp865"), ["Målfilm på.mp4"]),
    "plain": (b"Film.mp4", ["Film.mp4"]),
    ".NET, a folder": (b"Film\\", []),
    ".NET, a file in a folder": (b"Film\\Kirurgi.mp4", ["Kirurgi.mp4"]),
    ".NET, a Mac's own": (b"__MACOSX\\Kirurgi.mp4", []),
    "a folder": (b"Film/", []),
}
PAIRS = {
    "HEIC": (("IMG_0100.HEIC", "IMG_0100.MOV"), ["IMG_0100.HEIC"]),
    "sent small": (("IMG_0200.jpeg", "IMG_0200.MOV"), ["IMG_0200.jpeg"]),
    "edited": (("IMG_E0202.jpg", "IMG_E0202.MOV"), ["IMG_E0202.jpg"]),
    "the photo edited, not the film": (("IMG_E0202.JPG", "IMG_0202.MOV"), ["IMG_E0202.JPG"]),
    "named by a person": (("Teamet.jpeg", "Teamet.mov"), ["Teamet.jpeg"]),
    "a film and its front page": (("Kirurgi.jpg", "Kirurgi.mp4"), []),
    "another photo": (("IMG_0100.HEIC", "IMG_0101.MOV"), []),
}


def _zip_of(name: bytes) -> bytes:
    """Write a packed file of one entry that does not say how its name is written."""
    content = b"" if name.endswith((b"/", b"\\")) else b"x"
    shared = struct.pack(
        "<HHHHHIIIH", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name)
    )
    local = b"PK\3\4" + shared + bytes(2) + name + content
    central = b"PK\1\2" + struct.pack("<H", 20) + shared + bytes(2 + 2 + 2 + 2 + 4 + 4) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.parametrize("by", PACKED)
def test_a_packed_name_is_read_as_it_was_written(by: str) -> None:
    name, expected = PACKED[by]
    found = list_zip(_zip_of(name))
    assert (found.closed, [part.name for part in found.parts]) == ("", expected)


@pytest.mark.parametrize("sent", PAIRS)
def test_a_photo_is_known_beside_its_moving_part(sent: str) -> None:
    names, expected = PAIRS[sent]
    assert stills_sent_whole(names) == set(expected)
