"""XML of a foreign workbook, and the texts in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from app.enrolment.problems import Unreadable
from app.safe import NotXml, Relationship, read_part, relationships_name, relationships_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_TRUE = {"1", "true", "on"}


def tree(part: bytes) -> etree._Element:
    """Parse a part. Raises Unreadable when it is no XML."""
    try:
        return read_part(part)
    except NotXml as error:
        raise damaged() from error


def damaged() -> Unreadable:
    return Unreadable(
        "damaged", "Arbeidsboken er skadet og kan ikke leses. Åpne den i Excel og lagre den på nytt."
    )


def local_name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (child for child in element if local_name(child) in names)


def is_on(element: etree._Element, attribute: str) -> bool:
    return (element.get(attribute) or "").lower() in _TRUE


def without_escapes(text: str) -> str:
    """Undo the escapes of an Office text, as `_x000D_` for a carriage return and `_x005F_` for an underscore."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    units = b"".join(int(code, 16).to_bytes(2, "big") for code in re.findall(r"_x(.{4})_", found[0]))
    return units.decode("utf-16-be", errors="ignore")


def relationships(parts: Mapping[str, bytes], source: str) -> tuple[Relationship, ...]:
    """Return the relationships of a part; the package itself has no name."""
    written = parts.get(relationships_name(source))
    return relationships_of(source, None if written is None else tree(written))
