from __future__ import annotations

import pytest
from lxml import etree

from app.submissions.reading.reports.xml_names import child_value, is_on, name, value

A = etree.fromstring('<w:a xmlns:w="urn:w" w:val="3" plain="x"><w:b w:val="off"/><w:c/></w:a>')


def test_names_are_read_whatever_their_namespace() -> None:
    assert (name(A), value(A), value(A, "plain"), value(A, "none"), value(None)) == ("a", "3", "x", "", "")
    assert (child_value(A, "{*}b"), child_value(A, "{*}none")) == ("off", "")


@pytest.mark.parametrize(("path", "on"), [("{*}b", False), ("{*}c", True)])
def test_a_switch_is_on_by_being_there(path: str, on: bool) -> None:
    switch = A.find(path)
    assert switch is not None
    assert is_on(switch) is on
