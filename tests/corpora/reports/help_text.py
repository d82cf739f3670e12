"""Labels that explain themselves: the explanation is never the answer, and the answer is never lost."""

from __future__ import annotations

from support.papers.reports import cell, control, p, run, table, word

from corpora.reports.case import ACTION, GOAL, LABELS, REST_EMPTY, RESULT, THREE, WHOLE, Case

HINT = "Skriv kort, maks 3 setninger."
EXPLAINED = {
    "prosjekt": "Bruk et navn alle kjenner igjen.",
    "enhet-dato": "Avdeling, post og dagens dato",
    "avdeling": "Hvor mange senger og ansatte har dere?",
    "problem": "Hva er det som ikke er godt nok i dag?",
    "mal": "Hva vil dere oppnå, for hvem og innen når?",
    "malinger": "Hvordan vet dere at en endring er en forbedring?",
    "tiltak": "List opp de viktigste (maks 5).",
    "resultater": "Gjerne med diagram",
    "laering": "Hva ville dere gjort annerledes?",
    "neste-steg": "Inntil to setninger",
    "team": "Alle som er med",
    "leder": "Den som teamet rapporterer til",
    "selvevaluering": "Se skalaen under.",
}


def _two(label: str, hint: str) -> str:
    return cell(p(label) + p(hint))


CASES = (
    Case(
        name="33: the same hint in each label cell",
        meant="thirteen answers beside the labels",
        make=lambda: word(table(*((_two(LABELS[key], HINT), WHOLE[key]) for key in LABELS))),
        answers=WHOLE,
    ),
    Case(
        name="a hint of its own in each label cell",
        meant="thirteen answers beside the labels, and a line about what was taken for hints",
        make=lambda: word(table(*((_two(LABELS[key], EXPLAINED[key]), WHOLE[key]) for key in LABELS))),
        answers=WHOLE,
        codes=("set_aside",),
    ),
    Case(
        name="a hint of its own in each label cell, of the unit's template",
        meant="thirteen answers; the template's words are known",
        make=lambda: word(table(*((_two(LABELS[key], EXPLAINED[key]), WHOLE[key]) for key in LABELS))),
        answers=WHOLE,
        given=tuple(EXPLAINED.values()),
    ),
    Case(
        name="hints after a line break in the label's paragraph",
        meant="answers beside",
        make=lambda: word(
            table(
                *(
                    (f"<w:tc><w:p>{run(label)}<w:r><w:br/></w:r>{run(HINT)}</w:p></w:tc>", THREE[key])
                    for key, label in (("mal", "Mål"), ("tiltak", "Tiltak"), ("resultater", "Resultater"))
                )
            )
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="a question after a colon",
        meant="answers beside; the questions are asked of everybody",
        make=lambda: word(
            table(
                ("Mål: hva vil dere oppnå?", GOAL),
                ("Tiltak: hva gjør dere?", ACTION),
                ("Resultater: hva viser tallene?", RESULT),
            )
        ),
        answers=THREE,
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="words after a colon that are no question",
        meant="answers beside, and a line about the rest",
        make=lambda: word(table(("Mål: ønsket tilstand", GOAL), ("Tiltak: det dere gjør", ACTION))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="in brackets",
        meant="answers beside; brackets explain",
        make=lambda: word(
            table(
                ("Mål (maks 3 setninger)", GOAL),
                ("3. Tiltak (kort)", ACTION),
                ("Resultat (tall, dato)", RESULT),
            )
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="after a dash",
        meant="answers beside",
        make=lambda: word(table(("Mål – hva vil dere oppnå?", GOAL), ("Tiltak - kort", ACTION))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="in nynorsk",
        meant="the same fields in the other Norwegian",
        make=lambda: word(
            table(
                (_two("Namn på prosjektet", "Skriv kort."), "Raskare innlegging"),
                (_two("Kva er utfordringa eller problemet?", "Kva er ikkje bra nok?"), "Lang ventetid"),
                (_two("Målingar", "Kva tel de?"), "Ventetid kvar veke"),
                (_two("Næraste leiar", "Namn"), "Solveig Dahl"),
                (_two("Sjølvevaluering (1–5)", "Skriv eitt tal."), "4"),
            )
        ),
        answers={
            "prosjekt": "Raskare innlegging",
            "problem": "Lang ventetid",
            "malinger": "Ventetid kvar veke",
            "leder": "Solveig Dahl",
            "selvevaluering": "4",
        },
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="a column of help text between label and answer",
        meant="answers in the third column",
        make=lambda: word(
            table(
                ("Mål", "Hva vil dere oppnå?", GOAL),
                ("Tiltak", "Beskriv kort hva dere gjør.", ACTION),
                ("Resultater", "Skriv tall med dato.", RESULT),
            )
        ),
        answers=THREE,
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="labels above, help text between, answers below",
        meant="answers under each label",
        make=lambda: word(
            table(
                ("Mål",),
                ("Skriv kort, maks 3 setninger.",),
                (GOAL,),
                ("Tiltak",),
                ("Maks 5 punkter.",),
                (ACTION,),
            )
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="labels with hints across, answers in the row below",
        meant="answers under each label",
        make=lambda: word(
            table((_two("Mål", HINT), _two("Tiltak", HINT), _two("Resultater", HINT)), (GOAL, ACTION, RESULT))
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="headings with a hint before the answer",
        meant="the answer is the paragraph after the hint",
        make=lambda: word(
            p("Mål", "Overskrift2"),
            p("Skriv kort, maks 3 setninger."),
            p(GOAL),
            p("Tiltak", "Overskrift2"),
            p("(det dere faktisk har gjort)"),
            p(ACTION),
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("set_aside", "missing_fields"),
    ),
    Case(
        name="headings with a hint and no answer",
        meant="nothing is answered; whether the hint is an answer is asked",
        make=lambda: word(
            p("Mål", "Overskrift2"), p("Skriv kort, maks 3 setninger."), p("Tiltak: Tavlemøte hver dag")
        ),
        answers={"tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="the same hint in each label cell, nothing filled in",
        meant="an empty form of the unit's, which we have not seen before",
        make=lambda: word(table(*((_two(LABELS[key], HINT), "") for key in LABELS))),
        answers={},
        codes=("empty_report",),
    ),
    Case(
        name="the answer written in the label's cell, the cell beside left empty",
        meant="probably an answer in the wrong cell: shown and asked about, neither taken nor called empty",
        make=lambda: word(table((_two("Mål", GOAL), ""), ("Tiltak", ACTION))),
        answers={"tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="label and answer in one cell, four to a page",
        meant="answers under their labels in the same cells",
        make=lambda: word(
            table((_two("Mål", GOAL), _two("Tiltak", ACTION)), (_two("Resultater", RESULT), "Logo"))
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="our controls beside labels with hints",
        meant="answers by their tags",
        make=lambda: word(
            table(
                *(
                    (_two(LABELS[key], HINT), f"<w:p>{control(f'kull:{key}', run(text))}</w:p>")
                    for key, text in THREE.items()
                )
            )
        ),
        answers=THREE,
        codes=REST_EMPTY,
    ),
    Case(
        name="the template's hint left standing above the answer",
        meant="the answer without the hint",
        make=lambda: word(table(("Mål", p("Ett mål, med tall og dato") + p(GOAL)))),
        answers={"mal": GOAL},
        codes=REST_EMPTY,
        given=("Ett mål, med tall og dato",),
    ),
    Case(
        name="a question is the answer",
        meant="people answer with questions too",
        make=lambda: word(table(("Neste steg", "Kan vi teste på kveld?"), ("Mål", GOAL))),
        answers={"neste-steg": "Kan vi teste på kveld?", "mal": GOAL},
        codes=REST_EMPTY,
    ),
    *(
        Case(
            name=f"an answer that looks like help: {answer}",
            meant="an answer: it stands in the place for it",
            make=lambda answer=answer: word(table(("Tiltak", answer), ("Mål", GOAL))),  # type: ignore[misc]
            answers={"tiltak": answer, "mal": GOAL},
            codes=REST_EMPTY,
        )
        for answer in (
            "(ikke målt ennå)",
            "(1) Tavlemøte hver dag, (2) sjekkliste (fra mars)",
            "Skriv kort epikrise ved utreise",
            "Tavlemøte med maks 3 punkter hver dag",
            "Hvorfor venter de så lenge, og hva kan vi gjøre når du har vakt?",
        )
    ),
    Case(
        name="an answer whose first line has a limit in it",
        meant="both lines are the answer",
        make=lambda: word(table(("Mål", p("Epikrisen er på høyst én side") + p("Sendt innen 24 timer")))),
        answers={"mal": "Epikrisen er på høyst én side\nSendt innen 24 timer"},
        codes=REST_EMPTY,
    ),
    *(
        Case(
            name=f"help that nobody wrote over: {hint}",
            meant="no answer: asked about",
            make=lambda hint=hint: word(table(("Tiltak", hint), ("Mål", GOAL))),  # type: ignore[misc]
            answers={"mal": GOAL},
            codes=("unclear_place", "missing_fields"),
        )
        for hint in (
            "[navn]",
            "Maks 3 punkter.",
            "Beskriv kort problemet",
            "(fylles ut av leder)",
            "Hva vil dere oppnå?",
        )
    ),
)
