"""Elements and attributes by their local names, so that the strict form of OOXML reads as the usual one."""

from __future__ import annotations

from lxml import etree

_NAMED = etree.XPath("string(@*[local-name() = $called])")
_OFF = {"0", "false", "off"}


def name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, called: str = "val") -> str:
    """Return an attribute of an element, whatever its namespace; XPath walks thousands of them but once."""
    return "" if element is None else str(_NAMED(element, called=called))


def child_value(element: etree._Element, path: str) -> str:
    """Return the `val` of the element at a path below another."""
    return value(element.find(path))


def is_on(switch: etree._Element) -> bool:
    """Read a switch of Word's: on by being there, unless it says that it is off."""
    return value(switch).lower() not in _OFF
