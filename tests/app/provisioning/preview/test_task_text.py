"""A team's task says from when its deliverable is asked for, until when it is used, its form and its links."""

from __future__ import annotations

from datetime import date

from support.faults.smallest_cohort import PROGRAMME

from app.deliverables import Window
from app.programmes.language.definition import Definition, Task
from app.provisioning.preview.task_text import task_text

SAID = PROGRAMME.model_dump(mode="json")
DEFINITION = Definition.model_validate(
    {
        **SAID,
        "deliverables": [
            {
                "key": "evaluering",
                "type": "evaluation",
                "title": "Evaluering",
                "form": "https://forms.office.com/e/1",
                "links": [{"title": "Hvorfor vi spør", "address": "https://sykehuset.no/evaluering"}],
            }
        ],
    }
)
LINKS = [{"title": "Rutine", "address": "https://intranett/rutine"}]
TASK = Task.model_validate(
    {
        "key": "svare",
        "title": "Svare",
        "text": "Det tar fem minutter.",
        "deliverable": "evaluering",
        "links": LINKS,
    }
)


def test_it_says_its_own_text_the_days_the_form_and_the_links() -> None:
    window = Window(asked_from=date(2026, 9, 16), last_day=date(2026, 9, 30))
    assert task_text(TASK, DEFINITION, {"evaluering": window}) == (
        "Det tar fem minutter.\n\n"
        "Dette spørres det etter fra og med onsdag 16.09.2026.\n"
        "Det som kommer etter onsdag 30.09.2026, er en senere versjon.\n\n"
        "Svar i skjemaet: https://forms.office.com/e/1\n\n"
        "Rutine: https://intranett/rutine\n"
        "Hvorfor vi spør: https://sykehuset.no/evaluering"
    )


def test_a_meeting_without_a_date_leaves_the_first_day_open() -> None:
    bare = Task(key="svare", title="Svare", deliverable="evaluering")
    assert task_text(bare, DEFINITION, {"evaluering": Window(waits=True)}).splitlines()[0] == (
        "Dette spørres det etter fra en dag som ikke er bestemt."
    )


def test_a_task_with_nothing_of_this_has_its_own_text_to_the_letter() -> None:
    assert [task_text(one, PROGRAMME, {}) for phase in PROGRAMME.tasks.team for one in phase.tasks] == [
        "Finn en time som passer.",
        "",
    ]
