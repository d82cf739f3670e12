"""Opening an Office file that somebody else made: what it is, whether it may be opened, and its parts as trees.

Parts are parsed without entities, without the net and without anything huge; what is not asked for is not unpacked.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from lxml import etree

from app.packages import DAMAGED, OLE, ZIP, Limits, Unsafe, check, has_doctype, has_password
from app.submissions.findings import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 50 * 1024 * 1024
MAX_PART = 10 * 1024 * 1024
LIMITS = Limits(parts=2_000, unpacked=200 * 1024 * 1024)

SAVE_AS_WORD = "Åpne den i Word, velg Lagre som og Word-dokument (.docx), og last opp på nytt."


class Office:
    """A zipped Office file that has been found safe to open. Raises Unreadable, and nothing else."""

    def __init__(self, content: bytes) -> None:
        _refuse_others(content)
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
            check(self._archive, packed_bytes=len(content), limits=LIMITS)
        except Unsafe as unsafe:
            raise _unsafe(unsafe) from unsafe
        except DAMAGED as error:
            raise damaged() from error
        self.names = frozenset(self._archive.namelist())
        self._refuse_macros()

    def parts(self, pattern: str) -> Iterator[etree._Element]:
        """Give the parts whose name matches, in the order of their numbers."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return (self.part(name) for name in sorted(found, key=lambda name: (len(name), name)))

    def part(self, name: str) -> etree._Element:
        content = self._unpacked(name)
        if has_doctype(content):
            raise Unreadable(
                "unsafe", f"Filen inneholder kode som ikke hører hjemme i et dokument. {SAVE_AS_WORD}"
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged() from error

    def _unpacked(self, name: str) -> bytes:
        try:
            if self._archive.getinfo(name).file_size > MAX_PART:
                raise Unreadable(
                    "too_large", "Dokumentet har for mye tekst. Del det opp, og last opp på nytt."
                )
            return self._archive.read(name)
        except (KeyError, *DAMAGED) as error:
            raise damaged() from error

    def _refuse_macros(self) -> None:
        """Refuse by what is inside, for a macro file may be called anything."""
        has_code = any(name.lower().endswith("vbaproject.bin") for name in self.names)
        if has_code or (
            "[Content_Types].xml" in self.names and b"macroEnabled" in self._unpacked("[Content_Types].xml")
        ):
            raise Unreadable("macros", f"Filen inneholder makroer og er ikke åpnet. {SAVE_AS_WORD}")


def _refuse_others(content: bytes) -> None:
    if not content:
        raise Unreadable("empty", "Filen er tom. Sjekk at opplastingen ble ferdig, og last opp på nytt.")
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large", "Filen er over 50 MB. Gjør bildene mindre, og last opp på nytt.")
    if content.startswith(OLE):
        _refuse_old_or_locked(content)
    if content.startswith(b"%PDF"):
        raise Unreadable(
            "not_a_report", "Filen er en PDF, og feltene kan ikke leses fra den. Last opp Word-filen."
        )
    if not content.startswith(ZIP):
        raise Unreadable("not_a_report", f"Filen er ikke et dokument vi kan lese. {SAVE_AS_WORD}")


def _refuse_old_or_locked(content: bytes) -> NoReturn:
    if has_password(content):
        raise _locked()
    raise Unreadable(
        "old_format", f"Filen er i et gammelt Office-format (.doc, .ppt eller .xls). {SAVE_AS_WORD}"
    )


def _unsafe(unsafe: Unsafe) -> Unreadable:
    if unsafe.code == "encrypted":
        return _locked()
    return Unreadable(
        "unsafe", f"{unsafe} Av sikkerhetshensyn er den ikke åpnet. Kopier innholdet til et nytt dokument."
    )


def _locked() -> Unreadable:
    return Unreadable("encrypted", "Filen er beskyttet med passord. Fjern passordet, og last opp på nytt.")


def damaged() -> Unreadable:
    return Unreadable(
        "damaged", "Filen er skadet og kan ikke leses. Åpne den, lagre den på nytt, og last den opp igjen."
    )
