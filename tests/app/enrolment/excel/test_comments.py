"""Comments of a sheet, by their rows."""

from app.enrolment.excel.comments import comments_of

SHEET = "xl/worksheets/sheet1.xml"
POINTERS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="r1" Type="http://x/relationships/comments" Target="../comments1.xml"/>%s
</Relationships>"""
NOTES = b"""<comments xmlns="http://x/main"><commentList>
  <comment ref="D4"><text><r><t>Eva Lie:</t></r><r><t xml:space="preserve">
Trukket seg  </t></r></text></comment>
  <comment ref="E4"><text><t>ring</t></text></comment>
  <comment ref="nowhere"><text><t>x</t></text></comment>
</commentList></comments>"""
THREADS = b"""<ThreadedComments xmlns="http://x/threadedcomments">
  <threadedComment ref="D4"><text>Er hun med?</text></threadedComment>
  <threadedComment ref="D4"><text>Nei, trukket</text></threadedComment>
</ThreadedComments>"""


def _parts(more: bytes = b"") -> dict[str, bytes]:
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": POINTERS % more,
        "xl/comments1.xml": NOTES,
        "xl/threadedComments/threadedComment1.xml": THREADS,
    }


def test_the_lines_of_all_notes_at_a_row_are_told() -> None:
    assert comments_of(_parts(), SHEET) == {4: ("Eva Lie:", "Trukket seg", "ring")}


def test_a_thread_is_read_instead_of_the_note_excel_writes_beside_it() -> None:
    target = b"../threadedComments/threadedComment1.xml"
    thread = b'<Relationship Id="r2" Type="http://x/threadedComment" Target="%s"/>' % target
    assert comments_of(_parts(thread), SHEET) == {4: ("Er hun med?", "Nei, trukket")}


def test_a_sheet_without_comments_has_none() -> None:
    assert comments_of({}, SHEET) == {}
