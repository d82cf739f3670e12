"""The parts of Office files and the relationships between them."""

import pytest

from app.safe import NotXml, Relationship, read_part, relationships_name, relationships_of

RELATIONSHIPS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <!-- a comment is nothing -->
  <Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/styles" Target="styles.xml"/>
  <Relationship Id="r2" Type="http://x/officeDocument" Target="/ppt/../word/document2.xml"/>
  <Relationship Id="r3" Type="http://x/hyperlink" Target="mailto:kari@example.no" TargetMode="External"/>
</Relationships>"""


def test_relationships_tell_kind_and_place_from_the_root_and_leave_addresses_outside_alone() -> None:
    assert relationships_of("word/document.xml", read_part(RELATIONSHIPS)) == (
        Relationship("r1", "styles", "word/styles.xml", is_outside=False),
        Relationship("r2", "officeDocument", "word/document2.xml", is_outside=False),
        Relationship("r3", "hyperlink", "mailto:kari@example.no", is_outside=True),
    )


def test_the_package_and_each_part_have_a_place_for_their_relationships() -> None:
    assert relationships_name("") == "_rels/.rels"
    assert relationships_name("xl/workbook.xml") == "xl/_rels/workbook.xml.rels"
    assert relationships_of("xl/workbook.xml", None) == ()


def test_a_part_that_is_no_xml_is_told_of() -> None:
    with pytest.raises(NotXml):
        read_part(b"<a>")


def test_an_entity_stays_as_it_is_written() -> None:
    part = read_part(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')
    assert "".join(part.itertext()) == "&e;"
