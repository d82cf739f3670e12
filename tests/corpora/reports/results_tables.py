"""Tables with headings above their rows: what stands in them is each row's own, and seldom the report's answer."""

from __future__ import annotations

from support.papers.reports import p, table, word

from corpora.reports.case import ACTION, GOAL, REST_EMPTY, Case

HEADINGS = ("Tiltak", "Mål", "Ansvarlig")
BOARD = ("Tavlemøte", "Ti møter", "Kari")
LETTER = ("Ny mal", "Alle bruker den", "Ola")
FORM = (("Mål", GOAL), ("Tiltak", ACTION))

CASES = (
    Case(
        name="actions below each other, a goal for each",
        meant="the goals are the actions', and the word beside the heading is nobody's goal",
        make=lambda: word(table(HEADINGS, BOARD, LETTER)),
        answers={},
        codes=("unclear_place", "unclear_place", "unknown_labels", "missing_fields"),
    ),
    Case(
        name="one action with its goal",
        meant="the goal may be the report's, and is asked about",
        make=lambda: word(table(HEADINGS, BOARD)),
        answers={"tiltak": "Tavlemøte"},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="numbered goals with their status",
        meant="the word beside the heading is no goal",
        make=lambda: word(
            table(("Nr", "Mål", "Status"), ("1", "Færre fall", "Nådd"), ("2", "Kortere kø", "Ikke nådd"))
        ),
        answers={},
        codes=("unclear_place", "missing_fields"),
    ),
    Case(
        name="goals and whether they were reached",
        meant="two columns may be a form of two rows, and a table of two columns",
        make=lambda: word(table(("Mål", "Nådd"), ("Færre fall", "Ja"))),
        answers={},
        codes=("unclear_place", "unknown_labels", "missing_fields"),
    ),
    Case(
        name="the form first, then a table of actions",
        meant="the form's answers are the report's",
        make=lambda: word(table(*FORM), table(("Delmål", "Mål", "Ansvarlig"), BOARD, LETTER)),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("more_beside", "missing_fields"),
    ),
    Case(
        name="three questions in a row, an answer below each",
        meant="a form laid out across",
        make=lambda: word(table(("Tiltak", "Mål", "Resultater"), (ACTION, GOAL, "Åtte dager"))),
        answers={"mal": GOAL, "tiltak": ACTION, "resultater": "Åtte dager"},
        codes=REST_EMPTY,
    ),
    Case(
        name="a field with rows of the unit's own below it",
        meant="a sentence beside a label is its answer, whatever stands below",
        make=lambda: word(table(("Mål", GOAL), ("Foretak", "UNN"), ("Avdeling", "Kirurgi"))),
        answers={"mal": GOAL},
        codes=("unknown_labels", "missing_fields"),
    ),
    Case(
        name="a table for each field, and when it was last written in",
        meant="both answers are certain",
        make=lambda: word(
            table(("Mål", GOAL), ("Oppdatert", "1.12.2026")),
            table(("Tiltak", ACTION), ("Oppdatert", "2.12.2026")),
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=("unknown_labels", "missing_fields"),
    ),
    Case(
        name="an answer that goes on in the next row",
        meant="Tab in the last cell makes a new row: both are the answer",
        make=lambda: word(table(("Mål", GOAL), ("", "Innen jul"), ("Tiltak", ACTION))),
        answers={"mal": f"{GOAL}\nInnen jul", "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="an answer a row too low",
        meant="nothing stands beside the label, and nothing before the words below",
        make=lambda: word(table(("Mål", ""), ("", GOAL), ("Tiltak", ACTION))),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
    Case(
        name="a remark beside one of many answers",
        meant="the answers stand next to their labels, and the remark is told of",
        make=lambda: word(
            table(("Mål", GOAL, ""), ("Tiltak", ACTION, ""), ("Resultater", "Åtte dager", "(se graf)"))
        ),
        answers={"mal": GOAL, "tiltak": ACTION, "resultater": "Åtte dager"},
        codes=("more_beside", "missing_fields"),
    ),
    Case(
        name="a table of contents above the form, its step not filled in",
        meant="a page number is no answer",
        make=lambda: word(
            p("Mål\t2"),
            p("Tiltak\t2"),
            p("Selvevalueringstall (1–5)\t4"),
            table(("Mål", GOAL), ("Tiltak", ACTION), ("Selvevalueringstall (1–5)", "")),
        ),
        answers={"mal": GOAL, "tiltak": ACTION},
        codes=REST_EMPTY,
    ),
)
