"""What is kept of a version that has been read, and what goes back at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.small_network import MONAS, MP4, NOW, a_file, hand_in

from app.deliverables.fields import MEASUREMENT_PLAN
from app.submissions import service
from app.submissions.models import Submission
from app.submissions.reading import results
from app.submissions.reading.findings import info, warning
from app.submissions.reading.reports.fields import Answer, Report
from app.submissions.reading.reports.measurements import Measured, Point
from app.submissions.reading.reports.plans import Plan, PlanRow
from app.submissions.reading.results import (
    EMPTY_FILE,
    IDENTITY_NUMBER,
    INFECTED_FILE,
    MAX_ROWS,
    ToRead,
    Understood,
)

if TYPE_CHECKING:
    from sqlmodel import Session

GOAL = Answer(key="mal", label="1. Mål", text="Halvere", source="tag")
STEP = Answer(key="selvevaluering", label="Trinn", text="3 av 5", source="label", number=3.0)
POINT = Point(measure="Ventetid", day=date(2026, 11, 24), value=12.5, cell="Tall!C2")
NO_NUMBERS = Measured(points=(), findings=())
EMPTY_REPORT = "empty_report"


def a_report(*findings: results.Finding) -> Report:
    return Report(answers=(GOAL, STEP), missing=(), findings=findings)


def test_a_reports_answers_are_kept_with_where_they_stood_and_the_steps_number() -> None:
    assert results.report_understood(a_report()).fields == {
        "mal": {"label": "1. Mål", "text": "Halvere", "from": "tag"},
        "selvevaluering": {"label": "Trinn", "text": "3 av 5", "from": "label", "number": 3.0},
    }


def test_a_report_or_plan_with_an_identity_number_keeps_nothing_and_may_not_be_shown() -> None:
    row = PlanRow(cells={"måling": "Ventetid"}, at="Plan!A2")
    report = results.report_understood(a_report(IDENTITY_NUMBER))
    plan = results.plan_understood(
        Plan(rows=(row,), findings=(IDENTITY_NUMBER,)),
        Measured(points=(POINT,), findings=()),
        columns=MEASUREMENT_PLAN,
    )
    assert [(one.fields, one.barred) for one in (report, plan)] == [({}, True), ({}, True)]


def test_a_plans_cells_are_kept_row_by_row_and_its_numbers_with_a_decimal_comma() -> None:
    rows = (
        PlanRow(cells={"måling": "Ventetid", "type": ""}, at="Plan!A2"),
        PlanRow(cells={"måling": "Purringer"}, at="Plan!A3"),
    )
    understood = results.plan_understood(
        Plan(rows=rows, findings=()), Measured(points=(POINT,), findings=()), columns=MEASUREMENT_PLAN
    )
    assert understood.fields == {
        "måling.1": {"label": "Måling (1)", "text": "Ventetid", "from": "Plan!A2"},
        "måling.2": {"label": "Måling (2)", "text": "Purringer", "from": "Plan!A3"},
        "tall.1": {"label": "Ventetid (24.11.2026)", "text": "12,5", "number": 12.5, "from": "Tall!C2"},
    }


@pytest.mark.parametrize(("rows", "codes"), [(MAX_ROWS, []), (MAX_ROWS + 1, ["more_rows"])])
def test_a_plan_longer_than_we_keep_says_so(rows: int, codes: list[str]) -> None:
    long = tuple(PlanRow(cells={"måling": "x"}, at=f"Plan!A{at}") for at in range(rows))
    understood = results.plan_understood(Plan(rows=long, findings=()), NO_NUMBERS, columns=MEASUREMENT_PLAN)
    assert (len(understood.fields), [one.code for one in understood.findings]) == (MAX_ROWS, codes)


def test_of_too_many_numbers_the_newest_are_kept_in_their_order() -> None:
    days = [date(2027, 1, 1) + timedelta(days=at) for at in range(MAX_ROWS + 2)]
    points = tuple(
        Point(measure="Fall", day=day, value=float(at), cell=f"Tall!C{at}")
        for at, day in enumerate(reversed(days))
    )
    understood = results.plan_understood(
        Plan(rows=(), findings=()), Measured(points=points, findings=()), columns=MEASUREMENT_PLAN
    )
    kept = [field["number"] for field in understood.fields.values()]
    assert (kept[0], kept[-1], len(kept)) == (0.0, MAX_ROWS - 1, MAX_ROWS)
    assert [one.text for one in understood.findings] == [
        "Vi tar med de 200 nyeste tallene. Veilederen ser på de eldre i filen."
    ]


def test_a_large_number_is_shown_in_full() -> None:
    point = Point(measure="Fall", day=date(2027, 1, 1), value=1234567.5, cell="Tall!C2")
    understood = results.plan_understood(
        Plan(rows=(), findings=()), Measured(points=(point,), findings=()), columns=MEASUREMENT_PLAN
    )
    assert understood.fields["tall.1"]["text"] == "1234567,5"


# --- versions ----------------------------------------------------------------------------------


def _to_read(session: Session) -> ToRead:
    (one,) = results.versions_to_read(session, [1], now=NOW + timedelta(days=1))
    return one


def _read(session: Session, understood: Understood) -> Submission:
    hand_in(session, a_file("Statusrapport 1.docx"))
    results.note_file_read(session, _to_read(session), understood, now=NOW)
    return session.exec(select(Submission)).one()


def test_a_version_is_read_once(network: Session) -> None:
    submission = _read(network, results.report_understood(a_report(warning("two_values", "To svar."))))
    assert (submission.state, submission.step, submission.read_at) == ("received", 3.0, NOW)
    assert submission.findings == [{"code": "two_values", "level": "warning", "text": "To svar."}]
    assert results.versions_to_read(network, [1], now=NOW) == []


def test_what_must_be_mended_goes_back_by_itself(network: Session) -> None:
    submission = _read(network, results.refused(INFECTED_FILE, barred=True))
    assert (submission.state, submission.decided_by, submission.barred) == ("returned", "system", True)


def test_what_a_mentor_has_accepted_is_not_sent_back_by_what_is_read_afterwards(network: Session) -> None:
    hand_in(network, a_file(MP4))
    service.accept(network, 1, deed=MONAS)
    results.note_file_read(network, _to_read(network), results.refused(EMPTY_FILE), now=NOW)
    assert (service.get(network, 1).state, service.get(network, 1).decided_by) == ("accepted", "mona")


@pytest.mark.parametrize(("name", "left"), [("Statusrapport 1.docx", 0), ("Statusrapport 1 Kirurgi.docx", 1)])
def test_our_form_saved_with_nothing_in_it_hands_nothing_in(network: Session, name: str, left: int) -> None:
    hand_in(network, a_file(name))
    results.note_file_read(network, _to_read(network), results.refused(info(EMPTY_REPORT, "")), now=NOW)
    assert len(network.exec(select(Submission)).all()) == left


def test_content_that_came_while_we_read_is_read_instead(network: Session) -> None:
    hand_in(network, a_file(MP4, tag="a"))
    one = _to_read(network)
    hand_in(network, a_file(MP4, tag="b"))
    results.note_file_read(network, one, results.refused(EMPTY_FILE), now=NOW)
    assert _to_read(network).tag == "b"


def test_a_file_that_is_not_there_any_more_is_left_unread(network: Session) -> None:
    hand_in(network, a_file(MP4))
    results.note_file_gone(network, _to_read(network), now=NOW)
    assert results.versions_to_read(network, [1], now=NOW) == []
    assert network.exec(select(Submission.state)).one() == "received"


def test_what_could_not_be_read_is_tried_again_after_as_long_as_it_says_or_twice_as_long(
    network: Session,
) -> None:
    hand_in(network, a_file(MP4))
    waits = []
    for asked_to_wait in (None, None, 7.0):
        results.put_reading_off(network, _to_read(network), finding=EMPTY_FILE, wait=asked_to_wait, now=NOW)
        next_try_at = network.exec(select(Submission.next_try_at)).one()
        waits.append(next_try_at and (next_try_at - NOW).total_seconds())
    assert waits == [30, 60, 7]
    assert results.versions_to_read(network, [1], now=NOW) == []
