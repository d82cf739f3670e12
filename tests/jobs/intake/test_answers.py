"""A workbook with an unclear number is read again once a person has said what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small_cohort
from support.handing_in import channel_of, look, replace
from support.papers import reports as papers

from app.answering.service import settle
from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.questions.service import open_questions
from app.submissions.api import json_views

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

PLAN = "02 Fremdriftsplaner/Fremdriftsplan målinger.xlsx"


def test_an_unclear_number_is_a_figure_once_a_mentor_has_settled_it(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort = small_cohort.begin("torn-kull-3", 2026)
    look(cohort)
    numbers = [("Ventetid", "24.03.2026", "1.250", ""), ("Ventetid", "1.04.2026", "980", "")]
    written = papers.filled_plan("fremdriftsplan-malinger", ("Ventetid",), Tall=numbers)
    replace(sandbox.address, channel_of(cohort, "Kirurgi"), PLAN, written)
    look(cohort)
    assert _figures(cohort) == {"Ventetid (01.04.2026)": 980.0}
    with unit_of_work() as session:
        (asked,) = open_questions(session, cohort)
        deed = Deed(actor="mona", at=settings().clock())
        settle(session, cohort_id=cohort, answers={asked.key: "thousands"}, deed=deed)
    look(cohort)
    assert _figures(cohort) == {"Ventetid (24.03.2026)": 1250.0, "Ventetid (01.04.2026)": 980.0}


def _figures(cohort: int) -> dict[str, float]:
    with unit_of_work() as session:
        listed = json_views.submissions_in_full(session, cohort, now=settings().clock())
    fields = [field for one in listed for field in one["fields"].values()]
    return {field["label"]: field["number"] for field in fields if "number" in field}
