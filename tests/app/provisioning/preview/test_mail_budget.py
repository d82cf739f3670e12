"""What a mailbox may send is planned, shown and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.pictures import meeting, picture, somebody, team
from support.small_cohort import begin, mail_in, now, provision, started

from app.config import settings
from app.db import unit_of_work
from app.provisioning.desired.changes import changes
from app.provisioning.desired.wanted import wanted
from app.provisioning.ledger.models import MailSpent
from app.provisioning.preview import mail_budget
from app.provisioning.preview.mail_budget import MailPlan
from app.provisioning.preview.mail_forecast import messages
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket


def test_the_preview_counts_a_meeting_as_one_message_to_many_and_the_letters_before_them(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Eight meetings of four and three of nobody: mentors have not been enrolled, and an empty list is not mailed."""
    cohort_id = started("torn-kull-3", 2026)
    with unit_of_work() as session:
        seen = preview_cohort(session, cohort_id, surroundings(settings()))
    assert seen.mail == [MailPlan(mailbox="", messages=4 + 7, recipients=4 + 7 * 4)]
    assert [(plan.minutes, plan.days) for plan in seen.mail] == [(1, 1)]


def test_more_than_a_days_recipients_go_out_over_days() -> None:
    crowd = [somebody(f"P{number}", "staff") for number in range(501)]
    drawn = picture(
        team(1, *crowd), meetings=tuple(meeting(f"m{n}", "teams", digital=False) for n in range(20))
    )
    found = changes(wanted(drawn), {})
    mail = mail_budget.plan(found, {}, messages(drawn, found, {}))
    assert [(plan.recipients, plan.days) for plan in mail] == [(501 + 20 * 501, 2)]


def test_nothing_more_is_sent_on_a_day_whose_recipients_are_used_up(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = started("torn-kull-3", 2026)
    with unit_of_work() as session:
        session.add(MailSpent(mailbox="", at=now(), recipients=mail_budget.MAX_RECIPIENTS_PER_DAY - 13))
    provision(cohort_id)
    sent = [kinds.count("invitation") for kinds in mail_in(sandbox.address).values()]
    assert sent == [2, 2, 2, 2]


def test_what_was_sent_is_counted_and_letters_count_too(here: Path, sandbox: SandboxOnASocket) -> None:
    begin("torn-kull-3", 2026)
    with unit_of_work() as session:
        assert (
            mail_budget.room(session, mail_budget.OWN, now=now())
            == mail_budget.MAX_RECIPIENTS_PER_DAY - 7 * 4 - 4
        )
