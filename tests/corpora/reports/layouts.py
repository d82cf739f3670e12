"""Tables and text laid out otherwise: labels left or above, merged and split cells, other programs' manners."""

from __future__ import annotations

from support.papers.reports import cell, control, p, run, table, text_box, word

from corpora.reports.case import ACTION, GOAL, REST_EMPTY, RESULT, THREE, Case


def _down(content: str, *, goes_on: bool = False, wide: int = 1) -> str:
    """Write a cell that is merged with others in the column."""
    how = "" if goes_on else ' w:val="restart"'
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/><w:vMerge{how}/></w:tcPr>{p(content)}</w:tc>'


CASES = (
    Case(
        name="a label over two rows, an answer in each",
        meant="both rows are the answer",
        make=lambda: word(
            table((_down("Mål"), GOAL), (_down("", goes_on=True), "Innen jul"), ("Tiltak", ACTION))
        ),
        answers={"mal": f"{GOAL}\nInnen jul", "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="an answer split in two cells",
        meant="which of the two is the answer is asked, with both",
        make=lambda: word(table(("Mål", GOAL, "Innen jul"), ("Tiltak", cell(ACTION, 2)))),
        answers={"tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="a column of remarks beside the answers",
        meant="which column is the answers' is asked; a cell across both is certain",
        make=lambda: word(
            table(("Mål", GOAL, "Bra!"), ("Tiltak", ACTION, ""), ("Resultater", cell(RESULT, 2)))
        ),
        answers={"resultater": RESULT},
        codes=("unclear_place", "unclear_place", "missing_fields"),
    ),
    Case(
        name="an empty column of remarks beside the answers",
        meant="answers beside the labels",
        make=lambda: word(table(("Mål", GOAL, ""), ("Tiltak", ACTION, ""), ("Resultater", RESULT, ""))),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a column of help text, one field left empty",
        meant="help text is no answer there either",
        make=lambda: word(
            table(("Mål", "Hva vil dere oppnå?", GOAL), ("Tiltak", "Beskriv kort hva dere gjør.", ""))
        ),
        answers={"mal": GOAL},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="a label in words we do not know",
        meant="the row is told of: its field is not called empty without a word",
        make=lambda: word(table(("Mål for prosjektet", GOAL), ("Tiltak", ACTION))),
        answers={"tiltak": ACTION},
        codes=("unknown_labels", "missing_fields"),
    ),
    Case(
        name="an answer that is a table",
        meant="told of",
        make=lambda: word(
            table(("Resultater", f"{table(('Uke', 'Tall'), ('1', '5'))}<w:p/>"), ("Tiltak", ACTION))
        ),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a table under a heading",
        meant="told of",
        make=lambda: word(
            p("Resultater", "Overskrift2"), table(("Uke", "Tall"), ("1", "5")), p(f"Tiltak: {ACTION}")
        ),
        answers={"tiltak": ACTION},
        codes=("answer_elsewhere", "missing_fields"),
    ),
    Case(
        name="a label across the table, the answer below",
        meant="the row below is the answer",
        make=lambda: word(
            table((cell("Mål", 2),), (cell(GOAL, 2),), (cell("Tiltak", 2),), (cell(ACTION, 2),))
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="a label above three rows of answer",
        meant="all three rows are the answer",
        make=lambda: word(table(("Tiltak",), ("Tavlemøte",), ("Ny mal",), ("Opplæring",), ("Mål",), (GOAL,))),
        answers={"tiltak": "Tavlemøte\nNy mal\nOpplæring", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="labels in a row, several rows of answers",
        meant="each column is an answer",
        make=lambda: word(table(("Mål", "Tiltak"), (GOAL, "Tavlemøte"), ("Innen jul", "Ny mal"))),
        answers={"mal": f"{GOAL}\nInnen jul", "tiltak": "Tavlemøte\nNy mal"},
        codes=REST_EMPTY,
    ),
    Case(
        name="an empty cell between label and answer",
        meant="shown and asked about: the third column may be somebody's comments",
        make=lambda: word(table(("Mål", "", GOAL), ("Tiltak", ACTION, ""))),
        answers={"tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="the answer under the label, the cell beside left empty",
        meant="shown and asked about",
        make=lambda: word(table(("Mål", ""), (GOAL, ""), ("Tiltak", ACTION))),
        answers={"tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="an unknown row after an empty field",
        meant="the unknown label and its answer are not the field's",
        make=lambda: word(table(("Mål", ""), ("Kommentar", "Vi trenger hjelp"), ("Tiltak", ACTION))),
        answers={"tiltak": ACTION},
        codes=("unknown_labels", "missing_fields"),
    ),
    Case(
        name="two labels and two answers in a row",
        meant="each answer beside its label",
        make=lambda: word(
            table(("Mål", GOAL, "Resultater", RESULT), ("Tiltak", ACTION, "Nærmeste leder", "Ola Vik"))
        ),
        answers=THREE | {"leder": "Ola Vik"},
        codes=REST_EMPTY,
    ),
    Case(
        name="an answer that begins with another field's word",
        meant="«Målinger» says how; the goal stands in its own row",
        make=lambda: word(table(("Målinger", "Ventetid – hver uke"), ("Mål", GOAL))),
        answers={"malinger": "Ventetid – hver uke", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="a form inside a form",
        meant="the inner table is the report",
        make=lambda: word(table(("Rapport", f"{table(('Mål', GOAL), ('Tiltak', ACTION))}<w:p/>"))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="rows indented by empty columns",
        meant="an empty column before the label changes nothing",
        make=lambda: word(
            "<w:tbl><w:tblPr/><w:tblGrid/>"
            f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("Mål")}{cell(GOAL)}</w:tr>'
            f"<w:tr>{cell('')}{cell('Tiltak')}{cell(ACTION)}</w:tr></w:tbl>"
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="Word for the web: controls around whole cells",
        meant="answers by their tags",
        make=lambda: word(
            "<w:tbl><w:tblPr/><w:tblGrid/>"
            + "".join(
                f"<w:tr>{cell(label)}{control(f'kull:{key}', cell(THREE[key]))}</w:tr>"
                for key, label in (("mal", "Mål"), ("tiltak", "Tiltak"), ("resultater", "Resultater"))
            )
            + "</w:tbl>"
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="Word for the web: runs and ids everywhere",
        meant="one text, in however many runs",
        make=lambda: word(
            table(("Mål", f'<w:p w14:paraId="1A">{run("Halv")}{run("ere ")}{run("ventetiden")}</w:p>'))
        ),
        answers={"mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="LibreOffice: no controls, styles by Norwegian names, old merges",
        meant="answers beside the labels",
        make=lambda: word(
            p("Statusrapport 1", "Overskrift1"),
            table(
                (
                    f'<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{p("Mål", "Tabellinnhold")}</w:tc>',
                    "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>",
                    cell(p(GOAL, "Tabellinnhold")),
                ),
                ("Tiltak", "", ""),
            ).replace("<w:hMerge/>", '<w:hMerge w:val="continue"/>'),
        ),
        answers={"mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="Pages: no table, bold lines as labels",
        meant="what follows a label is its answer",
        make=lambda: word(
            "<w:p><w:pPr><w:pStyle w:val='Body'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Mål</w:t></w:r></w:p>",
            p(GOAL, "Body"),
            p("", "Body"),
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tiltak:</w:t></w:r><w:r><w:t xml:space='preserve'> Tavlemøte hver "
            "dag</w:t></w:r></w:p>",
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="text boxes with label and answer",
        meant="each box is a field",
        make=lambda: word(text_box(p("Mål") + p(GOAL)), text_box(p("Tiltak") + p(ACTION))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="answers on the labels' lines",
        meant="what stands after the colon",
        make=lambda: word(p(f"Mål: {GOAL}"), p(f"Tiltak: {ACTION}"), p("Nærmeste leder: Ola Vik")),
        answers={"mal": GOAL, "tiltak": ACTION, "leder": "Ola Vik"},
        codes=REST_EMPTY,
    ),
    Case(
        name="the same answer to two fields on the labels' lines",
        meant="people say the same twice",
        make=lambda: word(p("Mål: Se vedlegg"), p("Tiltak: Se vedlegg")),
        answers={"mal": "Se vedlegg", "tiltak": "Se vedlegg"},
        codes=REST_EMPTY,
    ),
    Case(
        name="boxes to tick",
        meant="the boxes as they stand, for the reading of steps",
        make=lambda: word(
            table(
                (
                    "Resultater",
                    f"<w:p>{run('☐ 1 ☐ 2 ')}<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>{run(' 3')}</w:p>",
                ),
                ("Mål", GOAL),
            )
        ),
        answers={"resultater": "☐ 1 ☐ 2 ☒ 3", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="the report written below the form",
        meant="the form is empty and the text is told of: returned, never taken for a form left blank",
        make=lambda: word(table(("Mål", ""), ("Tiltak", "")), p("Vi har halvert ventetiden på fire uker.")),
        answers={},
        codes=("text_outside_fields",),
    ),
    Case(
        name="a form saved with nothing in it",
        meant="nothing is handed in",
        make=lambda: word(p("Statusrapport 1", "Heading1"), table(("Mål", ""), ("Tiltak", ""))),
        answers={},
        codes=("empty_report",),
    ),
    Case(
        name="a column headed Kommentar with one comment",
        meant="the answers; the comment is told of",
        make=lambda: word(
            table(
                ("Felt", "Svar", "Kommentar"),
                ("Mål", GOAL, ""),
                ("Tiltak", ACTION, ""),
                ("Resultater", RESULT, "Bra!"),
            )
        ),
        answers=THREE,
        codes=("more_beside", "missing_fields"),
    ),
    Case(
        name="a cell for each step, one of them crossed",
        meant="the whole row, and the step is asked",
        make=lambda: word(table(("Mål", cell(GOAL, 5)), ("Selvevaluering", "1", "2", "3 X", "4", "5"))),
        answers={"mal": GOAL, "selvevaluering": "1\n2\n3 X\n4\n5"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a cell for each step, one of them ticked",
        meant="the whole row",
        make=lambda: word(table(("Selvevaluering", "☐ 1", "☐ 2", "☒ 3", "☐ 4", "☐ 5"))),
        answers={"selvevaluering": "☐ 1\n☐ 2\n☒ 3\n☐ 4\n☐ 5"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a scale under its label, with a cross under one step",
        meant="the scale and the cross, and the step is asked",
        make=lambda: word(
            table(
                ("Selvevaluering", "", "", "", "", ""),
                ("", "1", "2", "3", "4", "5"),
                ("", "", "", "X", "", ""),
            )
        ),
        answers={"selvevaluering": "1\n2\n3\n4\n5\nX"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a row for each step, one of them crossed",
        meant="the rows with the cross",
        make=lambda: word(
            table(("Selvevaluering", ""), ("", "Trinn 1"), ("", "Trinn 2"), ("X", "Trinn 3"), ("", "Trinn 4"))
        ),
        answers={"selvevaluering": "Trinn 1\nTrinn 2\nX Trinn 3\nTrinn 4"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a scale explained under its label, and no step",
        meant="no step",
        make=lambda: word(
            table(("Mål", GOAL), ("Selvevaluering", ""), ("1", "Ikke i gang"), ("2", "Aktivitet"))
        ),
        answers={"mal": GOAL},
        codes=("unknown_labels", "missing_fields"),
    ),
    Case(
        name="«Målsetning»",
        meant="the goal",
        make=lambda: word(table(("Målsetning", GOAL), ("Tiltak", ACTION))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="labels across, a ticked step in the row below",
        meant="each answer under its label",
        make=lambda: word(table(("Mål", "Selvevaluering"), (GOAL, "☒ 3"))),
        answers={"mal": GOAL, "selvevaluering": "☒ 3"},
        codes=REST_EMPTY,
    ),
)
