"""A cohort that already runs: what others have sent is followed and not sent again, and nobody is called back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.small_cohort import (
    CARL,
    INVITED,
    TEAMS,
    approve_people,
    begin,
    enrol,
    mail_in,
    on,
    seen_in,
    work,
)
from typer.testing import CliRunner

from app.cli import kull
from app.errors import Conflict, NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

EVA = "eva@example.no"
SENT = ("samling-1", "innsjekk-uke-43")


def taken_over(*keys: str) -> dict[str, list[str]]:
    words = ["meetings", "mark-sent", "Kullet", *keys, "--json"]
    return json.loads(CliRunner().invoke(kull, words, catch_exceptions=False).stdout)  # type: ignore[no-any-return]


def test_meetings_that_others_have_sent_are_not_sent_again_and_still_carry_their_deadlines(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    begin("torn-kull-3", 2026, taken_over=SENT)
    census = seen_in(sandbox.address)
    assert [event.subject.removeprefix("Kullet: ") for event in census.events] == [
        "Digitalt veiledermøte",
        "Samling 2",
        "Digital innsjekk",
        "Digitalt veiledermøte",
        "Samling 3",
        "Digital innsjekk",
        "Digitalt veiledermøte",
        "Samling 4",
    ]
    assert [census.mail[address] for address in INVITED] == [["mail", *["invitation"] * 5]] * 4
    due = {task.title: task.due for team in census.teams for task in team.tasks}
    assert (due["Lage teampresentasjon på video"] or "")[:10] == "2026-09-11"


def test_a_meeting_can_be_marked_later_as_long_as_we_have_not_sent_it(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    begin("torn-kull-3", 2026)
    assert taken_over("forberedelse") == {"taken_over": ["forberedelse"]}
    with pytest.raises(Conflict, match="Samling 1 er alt sendt herfra, og følges som før"):
        taken_over("samling-1")
    with pytest.raises(NotFound, match="Kullet har ikke noe møte med nøkkelen samling-9"):
        taken_over("samling-9")


def test_a_member_added_in_november_gets_only_what_lies_ahead(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    before = mail_in(sandbox.address)
    ended = [event for event in seen_in(sandbox.address).events if event.ends < "2026-11-10"]

    on("2026-11-10", monkeypatch)
    enrol(cohort_id, [*TEAMS, f"UNN;1;Medisin;Eva Falk;{EVA};medarbeider"])
    approve_people(cohort_id)
    work(cohort_id)
    work(cohort_id)

    after = seen_in(sandbox.address)
    assert after.mail.pop(EVA) == ["mail", *["invitation"] * 4]
    assert after.mail == before | {CARL: [*before[CARL], "mail"]}  # the receipt of the team's leader
    assert [event.subject for event in after.events if EVA in event.required] == [
        "Kullet: Digital innsjekk",
        "Kullet: Samling 3",
        "Kullet: Digital innsjekk",
        "Kullet: Samling 4",
    ]
    assert [event for event in after.events if event.ends < "2026-11-10"] == ended
