"""XML of a foreign package: no entities, no net, nothing huge."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from app.enrolment.problems import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_TRUE = {"1", "true", "on"}


def tree(part: bytes) -> etree._Element:
    """Parse a part. Raises Unreadable when it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
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


def relationships(parts: dict[str, bytes], of: str) -> list[tuple[str, str, str]]:
    """Return identity, type and target of each relationship of a part; the package itself has no name."""
    folder, name = posixpath.split(of)
    written = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if written is None:
        return []
    return [
        (one.get("Id", ""), one.get("Type", ""), _target(folder, one))
        for one in children(tree(written), "Relationship")
    ]


def _target(folder: str, one: etree._Element) -> str:
    """Return the path of a part from the root, or the address outside as it is written."""
    target: str = one.get("Target", "")
    if one.get("TargetMode") == "External":
        return target
    path: str = posixpath.normpath(posixpath.join("/", folder, target))
    return path.lstrip("/")
