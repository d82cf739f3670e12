"""Templates as units make them: which fields a filled-in copy gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.papers.reports import cell, control, p, run, slides, table, text_box, word

from app.deliverables import forms
from app.deliverables.fields import POSTER
from app.submissions.reading.reports.templates import bindings
from corpora.reports.case import LABELS
from corpora.reports.help_text import EXPLAINED, HINT

if TYPE_CHECKING:
    from collections.abc import Callable

# Each template: how it is laid out, the fields that come back, and those that have a place and do not.
TEMPLATES: dict[str, tuple[Callable[[], bytes], set[str], str]] = {
    "our form": (lambda: forms.render_form("statusrapport", "Statusrapport 1.docx"), set(LABELS), ""),
    "our poster": (lambda: forms.render_form("poster", "Poster.pptx"), set(LABELS), ""),
    "labels left, the same hint in each": (
        lambda: word(table(*((cell(p(label) + p(HINT)), "") for label in LABELS.values()))),
        set(LABELS),
        "",
    ),
    "labels left, hints of their own": (
        lambda: word(table(*((cell(p(LABELS[key]) + p(EXPLAINED[key])), "") for key in LABELS))),
        set(LABELS),
        "",
    ),
    "labels above": (
        lambda: word(table(*((text,) for one in ("Mål", "Tiltak") for text in (one, "")))),
        {"mal", "tiltak"},
        "",
    ),
    "labels across": (lambda: word(table(("Mål", "Tiltak"), ("", ""))), {"mal", "tiltak"}, ""),
    "headings with a line to write on": (
        lambda: word(p("Mål", "Overskrift2"), p(""), p("Tiltak", "Overskrift2"), p("")),
        {"mal", "tiltak"},
        "",
    ),
    "a hint where the answer goes": (
        lambda: word(table(("Mål", "Ett mål, med tall og dato"), ("Tiltak", "Det dere gjør"))),
        {"mal", "tiltak"},
        "",
    ),
    "controls of the unit's own beside labels": (
        lambda: word(table(("Mål", f"<w:p>{control('', run('Fyll inn mål'), prompt=True)}</w:p>"))),
        {"mal"},
        "",
    ),
    "a word of help before the answer": (
        lambda: word(table(("Mål", "Vekt", ""), ("Tiltak", ""))),
        {"mal", "tiltak"},
        "",
    ),
    "a column of help before the answers": (
        lambda: word(table(("Mål", "Hva vil dere oppnå?", ""), ("Tiltak", "Hva skal dere gjøre?", ""))),
        {"mal", "tiltak"},
        "",
    ),
    "a column for remarks with its heading": (
        lambda: word(table(("Felt", "Svar", "Veileder"), ("Mål", "", ""), ("Tiltak", "", ""))),
        {"mal", "tiltak"},
        "",
    ),
    "two empty columns without headings": (
        lambda: word(table(("Mål", "", ""), ("Tiltak", "", ""))),
        set(),
        "mal",
    ),
    "lines to write on": (
        lambda: word(p("Mål: ____________"), p("Tiltak: ............")),
        {"mal", "tiltak"},
        "",
    ),
    "label and an empty line in one cell": (
        lambda: word(table((cell(p("Mål") + p("")), cell(p("Tiltak") + p(""))))),
        {"mal", "tiltak"},
        "",
    ),
    "an empty line under each label, and a cell beside": (
        lambda: word(table((cell(p("Mål") + p("")), ""), (cell(p("Tiltak") + p("")), ""))),
        {"mal", "tiltak"},
        "",
    ),
    "two places for one field": (
        lambda: word(table(("Mål", ""), ("Målsetting", ""), ("Tiltak", ""))),
        {"tiltak"},
        "mal",
    ),
    "a text box to write in": (
        lambda: word(p("Mål"), text_box(p("")), table(("Tiltak", ""))),
        {"tiltak"},
        "mal",
    ),
    "a poster with the labels in boxes": (
        lambda: slides(("TextBox 1", "Mål"), ("TextBox 2", "Tiltak")),
        {"mal", "tiltak"},
        "",
    ),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_judged_by_what_a_filled_in_copy_gives_back(name: str) -> None:
    make, back, lost = TEMPLATES[name]
    found = bindings(make(), fields=POSTER)
    assert set(found.sources) == back
    assert set(found.lacks) == set(LABELS) - back
    told = {one.code: one.text for one in found.findings}
    assert ("not_read_back" in told) == bool(lost)
    assert LABELS[lost or "mal"] in told.get("not_read_back", LABELS["mal"])
