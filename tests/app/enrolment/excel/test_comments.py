"""Comments of a sheet, by their rows."""

from app.enrolment.excel.comments import by_row, comments_of

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

TARGET = b"../threadedComments/threadedComment1.xml"
OF_THREADS = """<comments xmlns="http://x/main"><authors><author>tc={A}</author><author>Eva</author></authors>
<commentList><comment ref="D5" authorId="0"><text><t>[Kommentartråd] Din versjon av Excel</t></text></comment>
  <comment ref="E5" authorId="1"><text><t>[Threaded comment] Your version</t></text></comment>
  <comment ref="D6" authorId="1"><text><t>Har trukket seg</t></text></comment>
</commentList></comments>""".encode()


def _parts(more: bytes = b"") -> dict[str, bytes]:
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": POINTERS % more,
        "xl/comments1.xml": NOTES,
        "xl/threadedComments/threadedComment1.xml": THREADS,
    }


def test_the_lines_of_all_notes_at_a_row_are_told() -> None:
    assert comments_of(_parts(), SHEET) == {(4, 3): ("Eva Lie:", "Trukket seg"), (4, 4): ("ring",)}


def test_a_thread_is_read_instead_of_the_note_excel_writes_beside_it() -> None:
    thread = b'<Relationship Id="r2" Type="http://x/threadedComment" Target="%s"/>' % TARGET
    assert comments_of(_parts(thread), SHEET) == {(4, 3): ("Er hun med?", "Nei, trukket"), (4, 4): ("ring",)}


def test_a_note_is_read_beside_a_thread_on_another_cell() -> None:
    thread = b'<Relationship Id="r2" Type="http://x/threadedComment" Target="%s"/>' % TARGET
    parts = _parts(thread) | {"xl/comments1.xml": OF_THREADS}
    assert comments_of(parts, SHEET) == {
        (4, 3): ("Er hun med?", "Nei, trukket"),
        (6, 3): ("Har trukket seg",),
    }


def test_a_comment_on_a_merged_cell_hangs_on_all_its_rows() -> None:
    comments = {(4, 3): ("a",), (5, 4): ("b",)}
    assert by_row(comments, [(4, 4, 4, 5)]) == {4: ("a",), 5: ("a", "b")}


def test_a_sheet_without_comments_has_none() -> None:
    assert comments_of({}, SHEET) == {}
