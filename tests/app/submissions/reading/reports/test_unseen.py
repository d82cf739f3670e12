"""Runs marked because nobody sees them, and flags taken away because they are wrong."""

from __future__ import annotations

from lxml import etree
from support.papers.reports import NAMESPACES, W, control, p, run

from app.submissions.reading.reports.document import Held
from app.submissions.reading.reports.prompts import KNOWN_PROMPTS
from app.submissions.reading.reports.unseen import MARK, mark_comments, mark_flags, mark_unseen

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Ut"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="UtTegn"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
)


def _tree(inside: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{inside}</w:body>")


def _marks(inside: str, styles: str | None = None) -> list[str | None]:
    root = _tree(inside)
    mark_unseen(root, etree.fromstring(styles) if styles else None)
    return [one.get(MARK) for one in root.iter(f"{{{W}}}r")]


def _look(how: str) -> str:
    return f"<w:p><w:r><w:rPr>{how}</w:rPr><w:t>Halvere</w:t></w:r></w:p>"


def test_what_is_struck_through_or_hidden_is_marked() -> None:
    looks = (
        _look("<w:strike/>"),
        _look("<w:dstrike/>"),
        _look("<w:vanish/>"),
        _look('<w:strike w:val="0"/>'),
        p("a"),
    )
    assert _marks("".join(looks)) == [Held.struck, Held.struck, Held.hidden, None, None]


def test_a_style_of_letters_undoes_that_of_their_paragraph() -> None:
    both = (
        '<w:p><w:pPr><w:pStyle w:val="Ut"/></w:pPr><w:r><w:rPr><w:rStyle w:val="UtTegn"/></w:rPr><w:t>a</w:t></w:r>'
        f"{run('b')}</w:p>"
    )
    assert _marks(both, STYLES) == [None, Held.struck]


def test_a_comment_without_words_is_not_marked() -> None:
    root = _tree(
        '<w:p><w:r><w:commentReference w:id="1"/></w:r><w:r><w:commentReference w:id="2"/></w:r></w:p>'
    )
    said = f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{p("Se her")}</w:comment><w:comment w:id="2"/></w:comments>'
    mark_comments(root, [etree.fromstring(said)])
    assert [one.get(MARK) for one in root.iter(f"{{{W}}}commentReference")] == [Held.comment, None]


def test_a_flag_is_believed_of_a_prompt_and_of_nothing_else() -> None:
    prompt, answer = (control("", run(text), prompt=True) for text in ("Klikk her og skriv", "Halvere"))
    root = _tree(f"<w:p>{prompt}{answer}</w:p>")
    mark_flags(root, KNOWN_PROMPTS)
    flags = [one.find(f".//{{{W}}}showingPlcHdr") is not None for one in root.iter(f"{{{W}}}sdt")]
    assert (flags, [one.get(MARK) for one in root.iter(f"{{{W}}}sdt")]) == (
        [True, False],
        [None, Held.flagged],
    )
