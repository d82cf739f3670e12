"""PDF/A-2u by what we can hold ourselves; no veraPDF here: docs/unverified.md says so."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

from app.applications.archive_pdf import Paper, as_pdf_a

if TYPE_CHECKING:
    from collections.abc import Iterator

ID = "{http://www.aiim.org/pdfa/ns/id/}"
PAPER = Paper(
    title="Søknad: Sengepost Čáhcesuolu",
    facts=[("Saksnummer", "2027/118"), ("Foretak", "UNN")],
    people=[("Kari Nes", "kari@example.no", "leder"), ("Áile Đorrá", "", "verneombud")],
    text=["Hele teamet deltar 👍.", "x" * 300],
    made_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return as_pdf_a(PAPER)


@pytest.fixture(scope="module")
def reader(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def objects(reader: PdfReader) -> Iterator[dict[str, Any]]:
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict):
            yield found


def test_it_says_that_it_is_pdf_a_2u(reader: PdfReader) -> None:
    metadata = reader.root_object["/Metadata"].get_object()
    assert "/Filter" not in metadata
    found = fromstring(metadata.get_data().decode())
    said = {one.tag.removeprefix(ID): one.text for one in found.iter() if str(one.tag).startswith(ID)}
    assert said == {"part": "2", "conformance": "U"}


def test_every_font_lies_in_the_file_and_tells_its_letters(reader: PdfReader) -> None:
    fonts = [one for one in objects(reader) if one.get("/Type") == "/Font"]
    descriptors = [one for one in objects(reader) if one.get("/Type") == "/FontDescriptor"]
    assert {one["/Subtype"] for one in fonts} == {"/Type0", "/CIDFontType2"}
    assert len(descriptors) == 2
    assert all("/FontFile2" in one for one in descriptors)
    assert all("/ToUnicode" in one for one in fonts if one["/Subtype"] == "/Type0")


def test_its_colours_are_those_of_a_profile_in_the_file(reader: PdfReader) -> None:
    (intent,) = reader.root_object["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/DestOutputProfile"].get_object()["/N"] == 3


def test_nothing_in_it_is_encrypted_transparent_run_or_fetched(made: bytes, reader: PdfReader) -> None:
    assert made.startswith(b"%PDF-1.7\n%")
    assert "/ID" in reader.trailer
    assert "/Encrypt" not in reader.trailer
    keys = {key for one in objects(reader) for key in one}
    assert keys & {"/SMask", "/CA", "/ca", "/BM", "/JS", "/EmbeddedFiles", "/Annots", "/AA", "/F"} == set()


def test_it_reads_as_it_was_written_and_a_letter_without_a_drawing_is_a_question_mark(
    reader: PdfReader,
) -> None:
    text = " ".join(page.extract_text() for page in reader.pages)
    for said in (
        "Søknad: Sengepost Čáhcesuolu",
        "2027/118",
        "Áile Đorrá, verneombud",
        "Hele teamet deltar ?.",
    ):
        assert said in text
