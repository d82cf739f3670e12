"""Before a preview is approved it is said what will not go as one thinks."""

from __future__ import annotations

import json
from typing import Any

from support.pictures import meeting, picture, somebody, team

from app.provisioning.desired.changes import LedgerRow, changes
from app.provisioning.desired.wanted import wanted
from app.provisioning.preview.cautions import NOBODY_OPENS, cautions
from app.provisioning.preview.mail_budget import MailPlan

LEADER = somebody("Lea", "leader")


def _said(**more: Any) -> list[str]:
    drawn = picture(team(1, LEADER), **{"meetings": (meeting("m", "teams"),)} | more)
    return cautions(drawn, changes(wanted(drawn), {}), [], [])


def test_a_digital_meeting_whose_door_nobody_opens_is_said() -> None:
    assert _said() == [NOBODY_OPENS]


def test_a_door_is_opened_by_a_host_or_by_the_person_who_sends_the_meeting() -> None:
    assert _said(hosts=("id-una",)) == []
    assert _said(organiser="una@example.no") == []
    assert _said(meetings=(meeting("m", "teams", digital=False),)) == []


def test_a_meeting_that_stands_already_is_not_warned_of_again() -> None:
    drawn = picture(team(1, LEADER), meetings=(meeting("m", "teams"),))
    known = {one.key: LedgerRow(one.key, one.kind, json.dumps(one.value)) for one in wanted(drawn)}
    assert cautions(drawn, changes(wanted(drawn), known), [], []) == []


def test_what_a_mailbox_cannot_send_in_a_day_is_said_with_how_many_days_it_takes() -> None:
    drawn = picture(team(1, LEADER))
    mail = [MailPlan(mailbox="", messages=1, recipients=number) for number in (10_000, 10_521)]
    assert cautions(drawn, changes(wanted(drawn), {}), mail, []) == [
        "Postkassen kan sende til 10000 mottakere i døgnet, og dette er 10521: innkallingene går ut over 2 døgn."
    ]
