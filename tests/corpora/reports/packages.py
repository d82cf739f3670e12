"""The file around the text: where its main part is, which form of OOXML, and answers that are no text in it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from support.papers.reports import (
    NAMESPACES,
    STRICT,
    W,
    control,
    filled,
    filled_poster,
    p,
    packed,
    replaced,
    run,
    table,
    text_box,
    word,
)

from corpora.reports.case import ACTION, GOAL, REST_EMPTY, THREE, Case

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TRANSITIONAL_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
ROW = table(("Mål", GOAL), ("Tiltak", ACTION))
TWO = {"mal": GOAL, "tiltak": ACTION}
PICTURE = (
    '<w:p><w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing>'
    "</w:r></w:p>"
)
OLD_PICTURE = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"
OBJECT = (
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Word.Document.12"/>'
    "</w:object></w:r></w:p>"
)
WORD_ART = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{GOAL}"/></v:shape></w:pict></w:r></w:p>'
CHART = (
    '<w:p><w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>'
    "</w:p>"
)


def _document(body: str, namespace: str = W) -> str:
    names = NAMESPACES.replace(W, namespace)
    return f"<w:document {names}><w:body>{body}</w:body></w:document>"


def related(*targets: tuple[str, str], base: str = TRANSITIONAL_RELS) -> str:
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{base}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def at(
    main: str, target: str, body: str = ROW, *, namespace: str = W, base: str = TRANSITIONAL_RELS
) -> bytes:
    """Lay out a document whose main part has a name of its own."""
    return packed(
        {"_rels/.rels": related(("officeDocument", target), base=base), main: _document(body, namespace)}
    )


def with_comment(body: str) -> bytes:
    comment = f'<w:comments xmlns:w="{W}"><w:comment w:id="7">{p(GOAL)}</w:comment></w:comments>'
    return word(body, comments=comment)


def renamed(data: bytes, *, parts: dict[str, str], words: dict[bytes, bytes]) -> bytes:
    """Call some parts otherwise, and change some words of every part that is XML."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith((".xml", ".rels")):
                for old, new in words.items():
                    content = content.replace(old, new)
            after.writestr(parts.get(name, name), content)
    return out.getvalue()


def _empty_but(inside: str) -> bytes:
    return word(table(("Mål", inside), ("Tiltak", ACTION)))


def _in_field(name: str, meant: str, inside: str) -> Case:
    return Case(
        name=f"in the goal's cell: {name}",
        meant=meant,
        make=lambda: _empty_but(inside),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    )


CASES = (
    Case(
        name="document2.xml",
        meant="a document like any other: relationships say where it is",
        make=lambda: at("word/document2.xml", "word/document2.xml"),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="strict OOXML",
        meant="read as the usual form",
        make=lambda: at("word/document.xml", "word/document.xml", namespace=STRICT, base=STRICT_RELS),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="a target counted from the root",
        meant="the same",
        make=lambda: at("word/document.xml", "/word/document.xml"),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="a main part in a folder of its own",
        meant="the same",
        make=lambda: at("innhold/tekst.xml", "innhold/tekst.xml"),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="a main part beside the root",
        meant="the same",
        make=lambda: at("document.xml", "./document.xml"),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="an old copy under the usual name",
        meant="the document is the one pointed to",
        make=lambda: packed(
            {
                "_rels/.rels": related(("officeDocument", "word/document3.xml")),
                "word/document3.xml": _document(ROW),
                "word/document.xml": _document(table(("Mål", "Gammelt"))),
            }
        ),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="strict OOXML with a name of its own",
        meant="read as the usual form",
        make=lambda: at("word/document2.xml", "word/document2.xml", namespace=STRICT, base=STRICT_RELS),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="our form in strict OOXML",
        meant="read by its tags",
        make=lambda: replaced(filled(THREE), f'xmlns:w="{W}"', f'xmlns:w="{STRICT}"'),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="our poster in strict OOXML",
        meant="read by its tags",
        make=lambda: renamed(
            filled_poster(THREE),
            parts={},
            words={
                P.encode(): b"http://purl.oclc.org/ooxml/presentationml/main",
                A.encode(): b"http://purl.oclc.org/ooxml/drawingml/main",
                TRANSITIONAL_RELS.encode(): STRICT_RELS.encode(),
            },
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="our poster with a main part and a slide called otherwise",
        meant="read by its tags",
        make=lambda: renamed(
            filled_poster(THREE),
            parts={
                "ppt/presentation.xml": "ppt/presentation7.xml",
                "ppt/_rels/presentation.xml.rels": "ppt/_rels/presentation7.xml.rels",
                "ppt/slides/slide1.xml": "ppt/slides/lysbilde.xml",
            },
            words={b"presentation.xml": b"presentation7.xml", b"slides/slide1.xml": b"slides/lysbilde.xml"},
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a workbook called .docx",
        meant="refused: it is no report",
        make=lambda: packed(
            {"_rels/.rels": related(("officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<workbook/>"}
        ),
        answers={},
        codes=("not_a_report",),
    ),
    _in_field("a picture", "a photograph of a whiteboard: told of", PICTURE),
    _in_field("an old picture", "told of", OLD_PICTURE),
    _in_field("an embedded document", "told of", OBJECT),
    _in_field("WordArt", "told of", WORD_ART),
    _in_field("a chart", "told of", CHART),
    _in_field("another file put in whole", "told of", "<w:altChunk/><w:p/>"),
    Case(
        name="in the goal's cell: a text box",
        meant="told of, and with what it says",
        make=lambda: _empty_but(text_box(p(GOAL))),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a comment on the goal's empty cell",
        meant="told of",
        make=lambda: with_comment(
            table(
                ("Mål", '<w:p><w:r><w:commentReference w:id="7"/></w:r></w:p>'),
                ("Tiltak", ACTION),
            )
        ),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a comment on the goal's label",
        meant="told of",
        make=lambda: with_comment(
            table(
                (f'<w:tc><w:p>{run("Mål")}<w:r><w:commentReference w:id="7"/></w:r></w:p></w:tc>', ""),
                ("Tiltak", ACTION),
            )
        ),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a mentor's comment on an answer",
        meant="the answer; comments are the mentor's business",
        make=lambda: with_comment(
            table(
                ("Mål", f'<w:p>{run(GOAL)}<w:r><w:commentReference w:id="7"/></w:r></w:p>'),
                ("Tiltak", ACTION),
            )
        ),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="a picture beside the answer",
        meant="the answer",
        make=lambda: _empty_but(p(GOAL) + PICTURE),
        answers=TWO,
        codes=REST_EMPTY,
    ),
    Case(
        name="a logo at the top of an empty form",
        meant="nothing is handed in",
        make=lambda: word(PICTURE, table(("Mål", ""), ("Tiltak", ""))),
        answers={},
        codes=("empty_report",),
    ),
    Case(
        name="the whole report put in as another file below the form",
        meant="told of, and not called empty",
        make=lambda: word(table(("Mål", ""), ("Tiltak", "")), "<w:altChunk/>"),
        answers={},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="text boxes laid over the form",
        meant="told of, with what they say",
        make=lambda: word(table(("Mål", ""), ("Tiltak", "")), text_box(p(GOAL)), text_box(p(ACTION))),
        answers={},
        codes=("answer_elsewhere", "answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="an untagged control under a heading",
        meant="what it says",
        make=lambda: word(
            p("Mål", "Overskrift1"), control("", p(GOAL)), p("Tiltak", "Overskrift1"), p(ACTION)
        ),
        answers=TWO,
        codes=REST_EMPTY,
    ),
)
