"""An unclear self-evaluation and an unclear number wait for a person, are asked about once, and are settled at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support import small_cohort
from support.papers import reports as papers
from support.service import ask
from support.sign_in.browser import PAGE
from support.small_network import NOW, a_file, hand_in, receipt_given

from app.answering.service import settle
from app.audit import Deed
from app.dashboard.team import send_links
from app.db import unit_of_work
from app.deliverables.fields import POSTER, SELF_EVALUATION
from app.outbox.models import OwedMessage
from app.questions.models import Question
from app.questions.service import answers_in, open_questions
from app.submissions.api import json_views
from app.submissions.library import libraries
from app.submissions.models import Submission
from app.submissions.reading import results
from app.submissions.reading.asked import doubted
from app.submissions.reading.doubts import answered_about
from app.submissions.reading.findings import Doubt, unanswered
from app.submissions.reading.reports.fields import Answer, Report, read
from app.submissions.reading.reports.steps import unclear
from app.submissions.review.receipts import answer_with_receipts
from app.submissions.service import team_with_id

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session

    from app.submissions.reading.results import ToRead, Understood

DEED = Deed(actor="mona", at=NOW)
REPORT, LATER = "Statusrapport 1 Kirurgi.docx", NOW + timedelta(days=1)
THOUSANDS = Doubt(
    kind="thousands-or-decimals",
    seen=("Tall", "Verdi", "."),
    choices=("thousands", "decimals", "left-out"),
    details={
        "column": "Verdi",
        "sheet": "Tall",
        "written": "1.250",
        "thousands": "1 250",
        "decimals": "1,250",
    },
)


def a_report(written: str) -> Understood:
    answer = Answer(key="selvevaluering", label=SELF_EVALUATION.label, text=written, source="label")
    return results.report_understood(
        Report(answers=(answer,), missing=(), findings=(unclear(SELF_EVALUATION, written),))
    )


def read_as(session: Session, understood: Understood, *, tag: str = "1") -> Submission:
    """Hand in a report and read it."""
    hand_in(session, a_file(REPORT, tag=tag))
    return note(session, understood)


def note(session: Session, understood: Understood) -> Submission:
    (one,) = to_read(session)
    results.note_file_read(session, one, understood, now=NOW)
    return session.get_one(Submission, one.submission_id)


def to_read(session: Session) -> list[ToRead]:
    return results.versions_to_read(session, [1], now=LATER)


def asked(session: Session) -> list[tuple[str, str, str]]:
    return [(one.kind, one.about, one.asked_of) for one in open_questions(session, 1)]


def press(session: Session, answer: str, *, which: int = 0) -> None:
    question = open_questions(session, 1)[which]
    settle(session, cohort_id=1, answers={question.key: answer}, deed=DEED)


def test_an_unclear_step_is_shown_as_written_asked_of_the_team_and_no_figure(network: Session) -> None:
    submission = read_as(network, a_report("bedre enn 2"))
    assert (submission.step, submission.state) == (None, "received")
    assert submission.fields["selvevaluering"] == {
        "label": "Selvevalueringstall (1–5)",
        "text": "bedre enn 2",
        "from": "label",
    }
    assert asked(network) == [("unclear-step", "submission:1", "team")]


def test_programs_are_told_of_the_question_and_its_key(network: Session) -> None:
    read_as(network, a_report("bedre enn 2"))
    (listed,) = [one for one in json_views.submissions_in_full(network, 1, now=NOW) if one["id"]]
    assert listed["findings"] == [
        {
            "code": "unclear-step",
            "level": "question",
            "text": "«Selvevalueringstall (1–5)» er «bedre enn 2». Hvilket trinn er det?",
            "key": open_questions(network, 1)[0].key,
        }
    ]


def test_a_press_is_the_step_and_says_that_a_person_gave_it(network: Session) -> None:
    submission = read_as(network, a_report("bedre enn 2"))
    press(network, "3")
    assert submission.step == 3
    assert submission.fields["selvevaluering"] == {
        "label": "Selvevalueringstall (1–5)",
        "text": "bedre enn 2",
        "from": "person",
        "number": 3.0,
    }
    assert [(one["level"], one["text"]) for one in submission.findings] == [
        ("info", "«Selvevalueringstall (1–5)» er «bedre enn 2». Hvilket trinn er det? Svar: 3.")
    ]


def test_an_answer_is_corrected_by_another(network: Session) -> None:
    submission = read_as(network, a_report("bedre enn 2"))
    press(network, "3")
    (key,) = answers_in(network, 1)
    settle(network, cohort_id=1, answers={key: "2"}, deed=DEED)
    assert (submission.step, submission.findings[0]["text"][-8:]) == (2, "Svar: 2.")


def test_the_same_words_read_again_are_not_asked_about_again(network: Session) -> None:
    submission = read_as(network, a_report("bedre enn 2"))
    press(network, "3")
    submission.read_at = None
    assert note(network, a_report("bedre enn 2")).step == 3
    receipt_given(network, 1)
    assert read_as(network, a_report("bedre enn 2"), tag="2").step == 3
    assert asked(network) == []


def test_other_words_in_a_new_version_are_asked_about_and_the_old_question_is_dropped(
    network: Session,
) -> None:
    read_as(network, a_report("bedre enn 2"))
    receipt_given(network, 1)
    newer = read_as(network, a_report("nesten 4"), tag="2")
    assert (newer.version, newer.step) == (2, None)
    assert asked(network) == [("unclear-step", "submission:2", "team")]


def test_the_same_words_in_two_versions_are_one_question_that_settles_both(network: Session) -> None:
    read_as(network, a_report("bedre enn 2"))
    receipt_given(network, 1)
    read_as(network, a_report("bedre enn 2"), tag="2")
    press(network, "3")
    assert network.exec(select(Submission.step)).all() == [3, 3]


def test_a_question_is_in_no_mail(network: Session) -> None:
    read_as(network, a_report("bedre enn 2"))
    answer_with_receipts(network, [1], now=LATER)
    (mail,) = network.exec(select(OwedMessage).where(col(OwedMessage.step).startswith("receipt"))).all()
    assert ("Hvilket trinn" in mail.text, "Se gjerne over" in mail.text) == (False, False)
    press(network, "3")
    answer_with_receipts(network, [1], now=LATER)
    assert len(network.exec(select(OwedMessage)).all()) == 1


def test_a_file_that_may_not_be_shown_asks_nothing(network: Session) -> None:
    report = Report(
        answers=(), missing=(), findings=(results.IDENTITY_NUMBER, unclear(SELF_EVALUATION, "bedre enn 2"))
    )
    submission = read_as(network, results.report_understood(report))
    assert ([one["code"] for one in submission.findings], asked(network)) == (["identity_number"], [])


# --- measurements ------------------------------------------------------------------------------


def numbers(session: Session) -> Understood:
    """Read a file with one unclear column, by the answers people have given."""
    (one,) = to_read(session)
    answered = answered_about(
        session, cohort_id=1, team_id=one.team_id, deliverable_id=one.asked.deliverable_id
    )
    answer, finding = doubted(THOUSANDS, answered)
    fields: dict[str, Any] = {"tall.1": {"number": 1250.0}} if answer == "thousands" else {}
    return results.Understood(findings=(finding,), fields=fields)


def test_an_unclear_number_is_asked_of_the_mentor_and_read_again_with_the_answer(network: Session) -> None:
    hand_in(network, a_file(REPORT))
    submission = note(network, numbers(network))
    assert (submission.fields, asked(network)) == (
        {},
        [("thousands-or-decimals", "submission:1", "mentor")],
    )
    press(network, "thousands")
    assert note(network, numbers(network)).fields == {"tall.1": {"number": 1250.0}}
    assert [one["text"] for one in submission.findings] == [
        "I «Verdi» i arket «Tall» står «1.250». Er det tusen eller desimaler? Svar: Tusen: 1 250."
    ]
    assert (to_read(network), asked(network)) == ([], [])


def test_an_answer_that_came_while_the_file_was_read_has_it_read_again(network: Session) -> None:
    hand_in(network, a_file(REPORT))
    note(network, numbers(network))
    press(network, "thousands")
    _, question = doubted(THOUSANDS, unanswered)
    note(network, results.Understood(findings=(question,)))
    assert note(network, numbers(network)).fields == {"tall.1": {"number": 1250.0}}


def test_a_version_whose_file_is_another_by_now_is_not_read_again(network: Session) -> None:
    hand_in(network, a_file(REPORT))
    note(network, numbers(network))
    receipt_given(network, 1)
    hand_in(network, a_file(REPORT, tag="2"))
    note(network, numbers(network))
    press(network, "thousands")
    assert [one.submission_id for one in to_read(network)] == [2]


# --- pages -------------------------------------------------------------------------------------


@pytest.fixture
def handed_in(here: Path) -> str:
    """A team with an unclear self-evaluation; return the path of its own page by link."""
    small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        libraries.follow_library(session, library_id="b!1", cohort_id=1)
        read_as(session, a_report("bedre enn 2"))
        team = team_with_id(session, 1)
        send_links(session, team, address="", ends=small_cohort.now() + timedelta(days=9), deed=DEED)
        (mail,) = session.exec(select(OwedMessage)).all()
        return str(re.findall(r"/hva-na/\S+", mail.text)[0])


def test_a_team_settles_it_on_its_own_page_without_signing_in(handed_in: str) -> None:
    async def story(client: httpx.AsyncClient) -> tuple[int, str, bool]:
        page = (await client.get(handed_in)).text
        action = f"{handed_in}/svar/1"
        form = page[page.index(f'action="{action}"') :]
        names = ("form_token", "form_key", "read")
        sent = {name: re.findall(f'name="{name}" value="([^"]*)"', form)[0] for name in names}
        done = await client.post(action, data={**sent, "answer": "4"}, headers=PAGE)
        return done.status_code, done.headers["location"], action in (await client.get(handed_in)).text

    assert ask(story, as_role=None) == (303, handed_in, False)
    with unit_of_work() as session:
        assert session.exec(select(Submission.step)).one() == 4
        assert session.exec(select(Question.answered_by)).one() == "Anne Aas"


def test_a_mentor_or_the_unit_settles_it_beside_the_field(handed_in: str) -> None:
    async def story(client: httpx.AsyncClient) -> tuple[list[bool], str, bool]:
        page, listed = "/innleveringer/1", "/kull/1/innleveringer"
        beside = r'<bdi>bedre enn 2</bdi>\s*<div class="question" id="sporsmal-1">'
        shown = [
            bool(re.search(beside, (await client.get(page)).text)),
            "1 spørsmål" in (await client.get(listed)).text,
        ]
        done = await client.post("/sporsmal/1", data={"answer": "2", "back": page}, headers=PAGE)
        return shown, done.headers["location"], "Svar: 2." in (await client.get(page)).text

    assert ask(story) == ([True, True], "/innleveringer/1", True)


def test_a_report_laid_out_by_word_raises_the_question() -> None:
    report = read(papers.word(papers.table(("Mål", "Halvere"), ("Selvevaluering", "uke 4"))), fields=POSTER)
    assert [(one.level, one.code) for one in report.findings if one.doubt] == [("question", "unclear-step")]
