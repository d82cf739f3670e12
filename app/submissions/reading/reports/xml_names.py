"""Elements and attributes by their local names, so that the strict form of OOXML reads as the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_OFF = {"0", "false", "off"}


def name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, called: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace."""
    if element is None:
        return ""
    found = (text for key, text in element.attrib.items() if str(key).rpartition("}")[2] == called)
    return str(next(found, ""))


def child_value(element: etree._Element, path: str) -> str:
    """Return the `val` of the element at a path below another."""
    return value(element.find(path))


def is_on(switch: etree._Element) -> bool:
    """Read a switch of Word's: on by being there, unless it says that it is off."""
    return value(switch).lower() not in _OFF
