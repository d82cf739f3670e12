"""Posters: our boxes, boxes of the team's own, and what is not shown."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.util import Cm
from support.papers.reports import filled_poster, saved, slide_table, slides

from corpora.reports.case import ACTION, GOAL, REST_EMPTY, RESULT, STEP, THREE, Case

if TYPE_CHECKING:
    from collections.abc import Callable

OWN = ("own_text", "missing_fields")


def _edited(data: bytes, edit: Callable[[Any], object]) -> bytes:
    poster = Presentation(BytesIO(data))
    edit(poster)
    return saved(poster)


def _add_box(poster: Any, text: str = "Takk til alle på posten") -> Any:
    box = poster.slides[0].shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2))
    box.text_frame.text = text
    return box


def _strike(poster: Any) -> None:
    run = poster.slides[0].shapes[0].text_frame.paragraphs[1].runs[0]
    run._r.get_or_add_rPr().set("strike", "sngStrike")  # noqa: SLF001 - no other way in


def _hide_box(poster: Any) -> None:
    _add_box(poster)._element.nvSpPr.cNvPr.set("hidden", "1")  # noqa: SLF001 - no other way in


def _add_hidden_slide(poster: Any) -> None:
    slide = poster.slides.add_slide(poster.slide_layouts[6])
    slide._element.set("show", "0")  # noqa: SLF001 - no other way in
    slide.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = "Utkast: doble alt"


def _grouped(poster: Any) -> None:
    group = poster.slides[0].shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = f"Mål\n{GOAL}"


def _more_learnt(poster: Any) -> None:
    (box,) = (one for one in poster.slides[0].shapes if one.name == "kull:laering")
    box.text_frame.add_paragraph().text = "Utfordring: legene"


def _outside(poster: Any) -> None:
    box = _add_box(poster, "Mål\nGammelt mål")
    box.left, box.top = poster.slide_width + Cm(1), Cm(1)


def _grouped_outside(poster: Any) -> None:
    group = poster.slides[0].shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = "Mål\nGammelt mål"
    group.left, group.top = Cm(1), -Cm(9)


def _titled(*slides: tuple[str, str]) -> bytes:
    poster = Presentation()
    for title, text in slides:
        slide = poster.slides.add_slide(poster.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, text
    return saved(poster)


def _blank() -> bytes:
    poster = Presentation()
    poster.slides.add_slide(poster.slide_layouts[6])
    return saved(poster)


def _merged() -> bytes:
    poster = Presentation()
    grid = poster.slides.add_slide(poster.slide_layouts[6]).shapes
    table = grid.add_table(3, 2, Cm(1), Cm(1), Cm(20), Cm(9)).table
    for at, text in {
        (0, 0): "Mål",
        (0, 1): GOAL,
        (1, 1): "Innen jul",
        (2, 0): "Tiltak",
        (2, 1): ACTION,
    }.items():
        table.cell(*at).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    return saved(poster)


CASES = (
    Case(
        name="our poster with a box of the team's own",
        meant="the fields, and the box as the team's own text",
        make=lambda: _edited(filled_poster(THREE), _add_box),
        answers=THREE | {"egen-tekst": "Takk til alle på posten"},
        codes=OWN,
    ),
    Case(
        name="a poster of the team's own design",
        meant="its text is shown; we know no field in it",
        make=lambda: slides(
            ("TextBox 1", "Raskere inn"), ("TextBox 2", "Vi halverte ventetiden"), ("TextBox 3", "Tavle")
        ),
        answers={"egen-tekst": "Raskere inn\n\nVi halverte ventetiden\n\nTavle"},
        codes=OWN,
    ),
    Case(
        name="our poster filled in",
        meant="the fields",
        make=lambda: filled_poster(THREE),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="our poster saved with nothing in it",
        meant="nothing is handed in",
        make=lambda: filled_poster({}),
        answers={},
        codes=("empty_report",),
    ),
    Case(
        name="labels and answers in boxes of the team's own",
        meant="the fields",
        make=lambda: slides(("TextBox 3", f"Mål\n{GOAL}"), ("TextBox 4", f"Resultater\n{RESULT}")),
        answers={"mal": GOAL, "resultater": RESULT},
        codes=REST_EMPTY,
    ),
    Case(
        name="labels and answers in boxes of their own",
        meant="which box answers which label is not ours to guess: shown with the labels, and not called empty",
        make=lambda: slides(
            ("TextBox 3", "Mål"), ("TextBox 4", GOAL), ("TextBox 5", "Tiltak"), ("TextBox 6", ACTION)
        ),
        answers={"egen-tekst": f"Mål\n\n{GOAL}\n\nTiltak\n\n{ACTION}"},
        codes=("own_text", "label_apart", "missing_fields"),
    ),
    Case(
        name="a label with a hint, and the answer, in a box",
        meant="the answer without the hint",
        make=lambda: slides(("TextBox 3", f"Mål\nSkriv kort, maks 3 setninger.\n{GOAL}")),
        answers={"mal": GOAL},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="a table on a slide",
        meant="the fields",
        make=lambda: slide_table(("Mål", GOAL), ("Selvevaluering", STEP)),
        answers={"mal": GOAL, "selvevaluering": STEP},
        codes=REST_EMPTY,
    ),
    Case(
        name="a table on a slide with a merged label",
        meant="both rows are the answer",
        make=_merged,
        answers={"mal": f"{GOAL}\nInnen jul", "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="struck through on a slide",
        meant="no answer any more: told of",
        make=lambda: _edited(slides(("kull:mal", f"Mål\n{GOAL}"), ("kull:tiltak", ACTION)), _strike),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a hidden box",
        meant="nobody sees it",
        make=lambda: _edited(filled_poster(THREE), _hide_box),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a hidden slide",
        meant="nobody sees it",
        make=lambda: _edited(filled_poster(THREE), _add_hidden_slide),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="boxes in a group",
        meant="the fields",
        make=lambda: _edited(slides(("kull:tiltak", ACTION)), _grouped),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="a poster with nothing on it",
        meant="refused: there is nothing to read",
        make=_blank,
        answers={},
        codes=("no_fields",),
    ),
    Case(
        name="a box beside the slide",
        meant="nobody sees it",
        make=lambda: _edited(filled_poster(THREE), _outside),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a group beside the slide",
        meant="nobody sees it",
        make=lambda: _edited(filled_poster(THREE), _grouped_outside),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a slide for each field, the label as its title",
        meant="the fields",
        make=lambda: _titled(("Mål", GOAL), ("Tiltak", ACTION), ("Resultater", RESULT)),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="our poster, a line of an answer that begins with an empty field's word",
        meant="one answer; the problem is empty",
        make=lambda: _edited(filled_poster(THREE | {"laering": "I det små"}), _more_learnt),
        answers=THREE | {"laering": "I det små\nUtfordring: legene"},
        codes=REST_EMPTY,
    ),
    Case(
        name="label and answer in a box, with a line break between",
        meant="the fields",
        make=lambda: slides(("TextBox 3", f"Mål\v{GOAL}"), ("TextBox 4", f"Tiltak\v{ACTION}")),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
)
