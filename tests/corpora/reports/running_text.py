"""Reports in running text: where an answer ends, and words of labels that begin a line of an answer."""

from __future__ import annotations

from support.papers.reports import cell, control, filled, p, run, table, word

from corpora.reports.case import ACTION, GOAL, LABELS, REST_EMPTY, RESULT, THREE, WHOLE, Case

HARD = "Vi må starte i det små."
HARDER = "Utfordring: å få med legene."
NUMBERS = table(("Uke", "Ventetid"), ("45", "5"))
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def _headed(answers: dict[str, str], *, after: dict[str, str]) -> bytes:
    """Write each label as a heading with its answer below; `after` are blocks that follow an answer."""
    return word(
        *(
            p(LABELS[key], "Heading2") + (p(text) if text else "") + after.get(key, "")
            for key, text in answers.items()
        )
    )


def _bullet(text: str) -> str:
    return p(text, "ListBullet")


CASES = (
    Case(
        name="a line of an answer's cell that begins with a label's word",
        meant="one answer; the other field is filled in too",
        make=lambda: word(
            table(
                *(
                    (LABELS[key], p(text) + p(HARDER) if key == "laering" else text)
                    for key, text in WHOLE.items()
                )
            )
        ),
        answers=WHOLE | {"laering": f"{WHOLE['laering']}\n{HARDER}"},
    ),
    Case(
        name="a line of an answer's cell that begins with an empty field's word",
        meant="the field is empty",
        make=lambda: word(table(("Læringspunkter", p(HARD) + p(HARDER)), ("Utfordring", ""), ("Mål", GOAL))),
        answers={"laering": f"{HARD}\n{HARDER}", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="our form: a paragraph in a control that begins with an empty field's word",
        meant="the field is empty",
        make=lambda: word(
            table(
                ("Nye læringspunkter", control("kull:laering", p(HARD) + p(HARDER))),
                ("Utfordring", control("kull:problem", p("Klikk her og skriv"), prompt=True)),
                ("Mål", control("kull:mal", p(GOAL))),
            )
        ),
        answers={"laering": f"{HARD}\n{HARDER}", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="an answer's cell with several label words alone on lines",
        meant="one answer",
        make=lambda: word(
            table(
                ("Neste steg", p("Tiltak") + p("Teste på kveld") + p("Resultat") + p("I mai")),
                ("Tiltak", ACTION),
            )
        ),
        answers={"neste-steg": "Tiltak\nTeste på kveld\nResultat\nI mai", "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="a bullet under a heading that begins with another heading's word",
        meant="part of the actions",
        make=lambda: _headed(
            {"mal": GOAL, "tiltak": ACTION, "resultater": RESULT},
            after={"tiltak": _bullet("Mål: alle skal ha plan") + _bullet("Sjekkliste")},
        ),
        answers=THREE | {"tiltak": f"{ACTION}\nMål: alle skal ha plan\nSjekkliste"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a bullet that begins with an empty heading's word",
        meant="part of the actions; the goal is empty",
        make=lambda: _headed(
            {"mal": "", "tiltak": ACTION},
            after={"tiltak": _bullet("Mål: alle skal ha plan") + _bullet("Sjekkliste")},
        ),
        answers={"tiltak": f"{ACTION}\nMål: alle skal ha plan\nSjekkliste"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a paragraph under a heading that begins with an empty heading's word",
        meant="part of what was learnt; the problem is not told",
        make=lambda: _headed({"problem": "", "laering": HARD, "mal": GOAL}, after={"laering": p(HARDER)}),
        answers={"laering": f"{HARD}\n{HARDER}", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="every label an item of a numbered list",
        meant="labels all the same",
        make=lambda: word(p(f"Mål: {GOAL}", "ListNumber"), p(f"Tiltak: {ACTION}", "ListNumber")),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="lower headings inside an answer",
        meant="part of the answer",
        make=lambda: word(
            p("Resultater", "Heading1"),
            p(RESULT),
            p("Fall", "Heading2"),
            p("Halvert"),
            p("Liggetid", "Heading2"),
            p("Uendret"),
            p("Mål", "Heading1"),
            p(GOAL),
        ),
        answers={"resultater": f"{RESULT}\nFall\nHalvert\nLiggetid\nUendret", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="a lower heading before any text of the answer",
        meant="part of the answer",
        make=lambda: word(p("Resultater", "Overskrift1"), p("Fall", "Overskrift2"), p("Halvert")),
        answers={"resultater": "Fall\nHalvert"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a heading as high as the label",
        meant="what stands under it is something else",
        make=lambda: word(p("Resultater", "Heading2"), p(RESULT), p("Vedlegg", "Heading2"), p("Se mappen")),
        answers={"resultater": RESULT},
        codes=REST_EMPTY,
    ),
    Case(
        name="text, a table and text under a heading",
        meant="both texts, and a word about the table",
        make=lambda: _headed(
            {"resultater": RESULT, "mal": GOAL}, after={"resultater": NUMBERS + p("Den synker.")}
        ),
        answers={"resultater": f"{RESULT}\n\nDen synker.", "mal": GOAL},
        codes=("table_beside", "missing_fields"),
    ),
    Case(
        name="text, a table and text in an answer's cell",
        meant="both texts, and a word about the table",
        make=lambda: word(table(("Resultater", p(RESULT) + NUMBERS + p("Den synker.")), ("Mål", GOAL))),
        answers={"resultater": f"{RESULT}\n\nDen synker.", "mal": GOAL},
        codes=("table_beside", "missing_fields"),
    ),
    Case(
        name="a line with the project's name, and then the form",
        meant="what comes after the form is no part of the name",
        make=lambda: word(
            p("Prosjekt: Inn raskt"), table(("Mål", GOAL), ("Tiltak", ACTION)), p("Send til oss i dag.")
        ),
        answers={"prosjekt": "Inn raskt", "mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="label, line break and answer in one paragraph",
        meant="thirteen answers",
        make=lambda: word(
            *(f"<w:p>{run(LABELS[key])}{BREAK}{run(text)}</w:p>" for key, text in WHOLE.items())
        ),
        answers=WHOLE,
    ),
    Case(
        name="a whole form in one paragraph, with line breaks",
        meant="thirteen answers",
        make=lambda: word(
            f"<w:p>{''.join(f'{run(LABELS[key])}{BREAK}{run(text)}{BREAK}' for key, text in WHOLE.items())}</w:p>"
        ),
        answers=WHOLE,
    ),
    Case(
        name="label, tab and answer in one paragraph",
        meant="thirteen answers",
        make=lambda: word(*(f"<w:p>{run(LABELS[key])}{TAB}{run(text)}</w:p>" for key, text in WHOLE.items())),
        answers=WHOLE,
    ),
    Case(
        name="label, dash and answer in one paragraph",
        meant="thirteen answers",
        make=lambda: word(*(p(f"{LABELS[key]} – {text}") for key, text in WHOLE.items())),
        answers=WHOLE,
    ),
    Case(
        name="a dash after a word that is another field's",
        meant="part of the answer",
        make=lambda: word(p(f"Målinger: {GOAL}"), p("Resultat – hver uke"), p(f"Resultater: {RESULT}")),
        answers={"malinger": f"{GOAL}\nResultat – hver uke", "resultater": RESULT},
        codes=REST_EMPTY,
    ),
    Case(
        name="lines to write on, left around the answers",
        meant="the answers; a line alone is none",
        make=lambda: word(
            p(f"Mål: {GOAL}______"), p("Tiltak: ____________"), p("Nærmeste leder: ........Ola Vik......")
        ),
        answers={"mal": GOAL, "leder": "Ola Vik"},
        codes=REST_EMPTY,
    ),
    Case(
        name="our form, a line break in the control before another field's word",
        meant="one answer",
        make=lambda: filled({"laering": f"{HARD}\n{HARDER}", "mal": GOAL}),
        answers={"laering": f"{HARD}\n{HARDER}", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    Case(
        name="a cell with two fields of its own",
        meant="two answers: the cell is no label's",
        make=lambda: word(table((cell(p(f"Mål: {GOAL}") + p(f"Tiltak: {ACTION}")),))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
)
