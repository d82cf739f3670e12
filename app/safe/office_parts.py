"""The parts of a zipped Office file: read as XML without entities or the net, and found by their relationships.

"word/document.xml" and "xl/workbook.xml" are habits of programs; a file's own relationships are the rule (ISO/IEC
29500-2). Strict files name the same kinds by other addresses, so a kind is the last word of its address.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree


class NotXml(ValueError):
    """The part is damaged."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer of a part: its identity, its kind ("styles"), and a part's name, or an address outside as written."""

    identity: str
    kind: str
    target: str
    is_outside: bool


def read_part(content: bytes) -> etree._Element:
    """Parse a part, without its comments. Raises NotXml."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(str(error)) from error


def relationships_name(source: str) -> str:
    """Name the part where the relationships of a part stand; the package itself has no name."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships_of(source: str, written: etree._Element | None) -> tuple[Relationship, ...]:
    """Read the relationships of a part from the part where they stand."""
    every = () if written is None else written.iterchildren("{*}Relationship")
    return tuple(_relationship(posixpath.dirname(source), one) for one in every)


def _relationship(folder: str, one: etree._Element) -> Relationship:
    target, is_outside = one.get("Target", ""), one.get("TargetMode") == "External"
    kind = one.get("Type", "").rpartition("/")[2]
    return Relationship(one.get("Id", ""), kind, target if is_outside else _name(folder, target), is_outside)


def _name(folder: str, target: str) -> str:
    """Return a part's name as the zip has it: it stands beside its source, or counts from the root."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
