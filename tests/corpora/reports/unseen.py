"""What a reader of the document does not see is no answer, and a field that holds nothing else says so."""

from __future__ import annotations

from html import escape

from support.papers.reports import (
    W,
    changed,
    control,
    controls,
    deleted,
    filled,
    inserted,
    p,
    packed,
    run,
    table,
    word,
)

from corpora.reports.case import ACTION, GOAL, REST_EMPTY, THREE, Case
from corpora.reports.packages import NAMESPACES, related

TOLD = ("answer_elsewhere", "missing_fields")
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="character" w:styleId="Utgatt"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="UtgattArv"><w:basedOn w:val="Utgatt"/></w:style>'
    '<w:style w:type="character" w:styleId="Likevel"><w:basedOn w:val="Utgatt"/><w:rPr><w:strike w:val="0"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rund"><w:basedOn w:val="Rund"/></w:style>'
    "</w:styles>"
)


def look(text: str, how: str) -> str:
    return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def by_letters(style: str) -> str:
    by_style = f'<w:rStyle w:val="{style}"/>'
    return f"<w:p>{look(GOAL, by_style)}</w:p>"


def goal(inside: str) -> bytes:
    return word(table(("Mål", f"<w:p>{inside}</w:p>"), ("Tiltak", ACTION)))


def styled(paragraph: str) -> bytes:
    """Lay out a document that has styles of its own."""
    body = table(("Mål", paragraph), ("Tiltak", ACTION))
    return packed(
        {
            "_rels/.rels": related(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": related(("styles", "styles.xml")),
            "word/styles.xml": STYLES,
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        }
    )


def flag_left(answers: dict[str, str]) -> bytes:
    """Fill in our form as programs do that leave the prompt's flag standing."""

    def flag(root: object) -> None:
        for key in answers:
            properties = controls(root)[f"kull:{key}"].find(f"{{{W}}}sdtPr")
            properties.append(properties.makeelement(f"{{{W}}}showingPlcHdr", {}))

    return changed(filled(answers), flag)


def own_prompt(text: str) -> bytes:
    """Lay out a form whose control has a prompt of its own, which the document keeps in its glossary."""
    body = table(("Mål", f"<w:p>{control('', run(text), prompt=True)}</w:p>"), ("Tiltak", ACTION))
    entry = f"<w:docPart><w:docPartBody>{p('Ett mål for hele året')}</w:docPartBody></w:docPart>"
    prompt = f"<w:docParts>{entry}</w:docParts>"
    return packed(
        {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": related(("glossaryDocument", "glossary/document.xml")),
            "word/glossary/document.xml": f"<w:glossaryDocument {NAMESPACES}>{prompt}</w:glossaryDocument>",
        }
    )


def _goal(name: str, meant: str, inside: str, text: str = "") -> Case:
    return Case(
        name=name,
        meant=meant,
        make=lambda: goal(inside),
        answers=({"mal": text} if text else {}) | {"tiltak": ACTION},
        codes=REST_EMPTY if text else TOLD,
    )


def _style(name: str, paragraph: str, text: str = "") -> Case:
    return Case(
        name=name,
        meant="what the style does counts as if the letters had it",
        make=lambda: styled(paragraph),
        answers=({"mal": text} if text else {}) | {"tiltak": ACTION},
        codes=REST_EMPTY if text else TOLD,
    )


CASES = (
    _goal("struck through", "no answer any more", look(GOAL, "<w:strike/>")),
    Case(
        name="the prompt's flag left on answers",
        meant="the answers; the flag is wrong",
        make=lambda: flag_left(THREE),
        answers=THREE,
        codes=("flagged_as_prompt", "missing_fields"),
    ),
    _goal("struck through twice", "no answer any more", look(GOAL, "<w:dstrike/>")),
    _goal("one of two struck through", "the other", look("Doble", "<w:strike/>") + run(GOAL), GOAL),
    _goal("the strike turned off", "an answer", look(GOAL, '<w:strike w:val="false"/>'), GOAL),
    _goal("hidden", "nobody sees it", look(GOAL, "<w:vanish/>")),
    _goal("partly hidden", "what is seen", run(GOAL) + look(" (husk Ola)", "<w:vanish/>"), GOAL),
    _goal("deleted with changes tracked", "deleted", deleted(GOAL)),
    _goal("moved away with changes tracked", "moved", f'<w:moveFrom w:id="1">{run(GOAL)}</w:moveFrom>'),
    _goal("deleted and written anew", "what was written anew", deleted("Doble") + inserted(GOAL), GOAL),
    _style("struck through by the letters' style", by_letters("Utgatt")),
    _style("struck through by a style's ancestor", by_letters("UtgattArv")),
    _style("a style that takes the strike away", by_letters("Likevel"), GOAL),
    _style("hidden by the paragraph's style", p(GOAL, "Skjult")),
    _style("a style based on itself", p(GOAL, "Rund"), GOAL),
    Case(
        name="struck through in a control of ours",
        meant="no answer any more",
        make=lambda: word(
            table(
                ("Mål", f"<w:p>{control('kull:mal', look(GOAL, '<w:strike/>'))}</w:p>"),
                ("Tiltak", f"<w:p>{control('kull:tiltak', run(ACTION))}</w:p>"),
            )
        ),
        answers={"tiltak": ACTION},
        codes=TOLD,
    ),
    Case(
        name="a hidden row",
        meant="nobody sees it",
        make=lambda: word(
            table(("Tiltak", ACTION)).replace(
                "</w:tbl>",
                "<w:tr><w:trPr><w:hidden/></w:trPr>"
                f"<w:tc>{p('Mål')}</w:tc><w:tc>{p(GOAL)}</w:tc></w:tr></w:tbl>",
            )
        ),
        answers={"tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="every answer struck through",
        meant="not a form left blank: each is told of",
        make=lambda: word(table(("Mål", f"<w:p>{look(GOAL, '<w:strike/>')}</w:p>"), ("Tiltak", ""))),
        answers={},
        codes=TOLD,
    ),
    Case(
        name="a prompt of the document's own, flagged",
        meant="nothing is answered",
        make=lambda: own_prompt("Ett mål for hele året"),
        answers={"tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="an answer flagged, where the prompt is the document's own",
        meant="the answer",
        make=lambda: own_prompt(GOAL),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("flagged_as_prompt", "missing_fields"),
    ),
    Case(
        name="a flag that is turned off",
        meant="the answer",
        make=lambda: word(
            table(("Mål", f"<w:p>{control('kull:mal', run(GOAL), prompt=True)}</w:p>")).replace(
                "<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>'
            )
        ),
        answers={"mal": GOAL},
        codes=REST_EMPTY,
    ),
)
