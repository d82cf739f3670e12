"""The package of a workbook: its main part is where the relationships say, and strict Open XML is made ordinary.

openpyxl finds the main part by its content type and the styles by a fixed name, and knows the ordinary namespaces
alone. A package that is laid out otherwise is laid out anew before it reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from app.enrolment.excel.xml import children, local_name, relationships, tree

CONTENT_TYPES = "[Content_Types].xml"
_USUAL_MAIN = "xl/workbook.xml"
_USUAL_STYLES = "xl/styles.xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_IS_WORKBOOK = re.compile(r"(sheet|template)\.(main|macroEnabled\.main)\+xml$")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


@dataclass(frozen=True)
class Package:
    """A workbook's parts by name, as an ordinary package has them, and the bytes for openpyxl."""

    parts: dict[str, bytes]
    main: str
    data: bytes
    is_strict: bool

    def part_of_kind(self, kind: str) -> bytes | None:
        """Return the part the workbook points to as its styles, sharedStrings or the like."""
        return self.parts.get(_related(self.parts, self.main, kind))


def main_part(parts: dict[str, bytes]) -> str:
    """Return the name of the part that is the workbook, or nothing."""
    found = _related(parts, "", "officeDocument") or _USUAL_MAIN
    return found if found in parts and _is_workbook(parts[found]) else ""


def opened_package(parts: dict[str, bytes], data: bytes) -> Package:
    """Lay the parts out as openpyxl expects them, where they are not."""
    is_strict = any(_STRICT.search(part) for part in parts.values())
    ordinary = {
        name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
        for name, part in parts.items()
    }
    main = main_part(ordinary)
    styles = _related(ordinary, main, "styles")
    if not is_strict and _found_by_type(parts) in {main, ""} and styles in {_USUAL_STYLES, ""}:
        return Package(parts, main, data, is_strict)
    ordinary[CONTENT_TYPES] = _types_with_main(ordinary[CONTENT_TYPES], main)
    if styles in ordinary:
        ordinary[_USUAL_STYLES] = ordinary[styles]
    return Package(ordinary, main, _packed(ordinary), is_strict)


def _related(parts: dict[str, bytes], of: str, kind: str) -> str:
    return next((one.target for one in relationships(parts, of) if one.kind == kind), "")


def _is_workbook(part: bytes) -> bool:
    return local_name(tree(part)) == "workbook"


def _found_by_type(parts: dict[str, bytes]) -> str:
    """Return the main part openpyxl would read; of two it is not sure which."""
    named = [
        one.get("PartName", "").lstrip("/")
        for one in children(tree(parts[CONTENT_TYPES]), "Override")
        if _IS_WORKBOOK.search(one.get("ContentType", ""))
    ]
    return named[0] if len(named) == 1 else " and ".join(named) or _USUAL_MAIN


def _types_with_main(types: bytes, main: str) -> bytes:
    root = tree(types)
    for one in list(children(root, "Override")):
        if _IS_WORKBOOK.search(one.get("ContentType", "")) or one.get("PartName") == f"/{main}":
            root.remove(one)
    namespace = etree.QName(root).namespace
    etree.SubElement(root, f"{{{namespace}}}Override", PartName=f"/{main}", ContentType=_WORKBOOK_TYPE)
    written: bytes = etree.tostring(root)
    return written


def _packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
