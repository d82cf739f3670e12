"""Opening a foreign Office file: its kind, whether it may be opened, and its parts as trees.

Parts are parsed without entities, without the net and without anything huge. The main part is where the file's own
relationships say: "word/document.xml" is a habit of Word's, and no rule.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from app.safe import (
    Bounds,
    NotSafe,
    NotXml,
    has_macros,
    opened_zip,
    read_part,
    relationships_name,
    relationships_of,
)
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.xml_names import name as local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from app.safe import Relationship

MAX_FILE_BYTES = 50 * 1024 * 1024
BOUNDS = Bounds(parts=2_000, unpacked=100 * 1024 * 1024, nested=True)  # a chart brings its workbook with it
MAX_PART_BYTES = 10 * 1024 * 1024

_HABITUAL = ("word/document.xml", "ppt/presentation.xml")
_KINDS = {"document": "word", "presentation": "ppt", "workbook": "xl"}
SAVE_AS_WORD = "Åpne den i Word, velg Lagre som og Word-dokument (.docx), og last opp på nytt."
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office from before 2007, and anything with a password
_WHAT_TO_DO = {
    "damaged": "Åpne den, lagre den på nytt, og last den opp igjen.",
    "encrypted": "Fjern passordet, og last opp på nytt.",
    "unsafe": "Av sikkerhetshensyn er den ikke åpnet. Kopier innholdet til et nytt dokument.",
}


class Office:
    """A zipped Office file that has been found safe to open. Raises Unreadable, and nothing else."""

    def __init__(self, content: bytes) -> None:
        _refuse_others(content)
        try:
            with opened_zip(content, BOUNDS) as parts:
                self._parts = parts
        except NotSafe as error:
            raise Unreadable(error.reason, f"{error} {_WHAT_TO_DO[error.reason]}") from error
        self.names = frozenset(self._parts)
        if has_macros(self._parts) or b"macroEnabled" in self._parts.get("[Content_Types].xml", b""):
            raise Unreadable("macros", f"Filen inneholder makroer og er ikke åpnet. {SAVE_AS_WORD}")

    @cached_property
    def main(self) -> str:
        """The name of the main part: where the file's relationships say, or else where programs put it."""
        told = self.related("", "officeDocument")
        return next((one for one in (*told, *_HABITUAL) if one in self.names), "")

    @cached_property
    def kind(self) -> str:
        """What the main part is: "word", "ppt" or "xl"; "" for something else."""
        if not self.main:
            return ""
        return _KINDS.get(local_name(self.part(self.main))) or self.main.partition("/")[0]

    def related(self, source: str, *kinds: str) -> tuple[str, ...]:
        """Return the parts of these kinds that a part points to; never anything outside the file."""
        return tuple(one.target for one in self.relationships(source) if one.kind in kinds)

    def relationships(self, source: str) -> list[Relationship]:
        """Return the pointers of a part to others in the file."""
        told = relationships_name(source)
        every = relationships_of(source, self.part(told) if told in self.names else None)
        return [one for one in every if not one.is_outside]

    def parts(self, pattern: str) -> Iterator[etree._Element]:
        """Give the parts whose name matches, in the order of their numbers."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return (self.part(name) for name in sorted(found, key=lambda name: (len(name), name)))

    def content(self, name: str) -> bytes:
        return self._parts.get(name, b"")

    def part(self, name: str) -> etree._Element:
        content = self._parts.get(name, b"")
        if len(content) > MAX_PART_BYTES:
            raise Unreadable("too_large", "Dokumentet har for mye tekst. Del det opp, og last opp på nytt.")
        try:
            return read_part(content)
        except NotXml as error:
            raise Unreadable(
                "damaged", f"Filen er skadet og kan ikke leses. {_WHAT_TO_DO['damaged']}"
            ) from error


def _refuse_others(content: bytes) -> None:
    if not content:
        raise Unreadable("empty", "Filen er tom. Sjekk at opplastingen ble ferdig, og last opp på nytt.")
    if len(content) > MAX_FILE_BYTES:
        raise Unreadable("too_large", "Filen er over 50 MB. Gjør bildene mindre, og last opp på nytt.")
    if content.startswith(_OLE):
        _refuse_old_or_locked(content)
    if content.startswith(b"%PDF"):
        raise Unreadable(
            "not_a_report", "Filen er en PDF, og feltene kan ikke leses fra den. Last opp Word-filen."
        )
    if not content.startswith(_ZIP):
        raise Unreadable("not_a_report", f"Filen er ikke et dokument vi kan lese. {SAVE_AS_WORD}")


def _refuse_old_or_locked(content: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("encrypted", f"Filen er beskyttet med passord. {_WHAT_TO_DO['encrypted']}")
    raise Unreadable(
        "old_format", f"Filen er i et gammelt Office-format (.doc, .ppt eller .xls). {SAVE_AS_WORD}"
    )
