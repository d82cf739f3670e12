"""Letters of place as files for the archive: a Word file for each team, in a zip."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document

from app.places.letters import letters_of_place

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.places.letters import LetterOfPlace

_NOT_IN_FILE_NAMES = re.compile(r"[^\w -]+")
_LONG_AGO = (2000, 1, 1, 0, 0, 0)
"""The same letters are the same bytes."""


def letters_as_zip(session: Session, cohort_id: int, *, reference: str = "") -> bytes:
    """Pack a Word file for each team whose place is decided, named by its number, place and team."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, letter in enumerate(letters_of_place(session, cohort_id, reference=reference), start=1):
            archive.writestr(zipfile.ZipInfo(_name(number, letter), _LONG_AGO), letter_as_word(letter))
    return packed.getvalue()


def _name(number: int, letter: LetterOfPlace) -> str:
    team = _NOT_IN_FILE_NAMES.sub(" ", letter.team).strip() or "team"
    return f"{number:02} {_PLACES[letter.place]} {team}.docx"


_PLACES = {"offered": "tilbud", "waiting": "venteliste", "declined": "avslag"}


def letter_as_word(letter: LetterOfPlace) -> bytes:
    document = Document()
    document.add_heading(letter.heading, level=1)
    for paragraph in letter.paragraphs:
        document.add_paragraph(paragraph)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
