"""What a row waits for is one sentence: a person, what it stands in, Microsoft until a time, or its turn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.ledger import GONE, NOW, as_seen, placed, unplaced

from app.provisioning.progress.waiting import Wait, sentence, waits

if TYPE_CHECKING:
    from app.provisioning.ledger.models import TenantObject

LATER = NOW + timedelta(minutes=15, seconds=20)
WAS = {"name": "Før"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (unplaced("k/f", "folder"), "Venter på tur."),
        (unplaced("k/f", "folder", by_hand=True), "Venter på den som gjør det for hånd."),
        (
            placed("k/f", "folder", applied=WAS, seen=as_seen(name="Deres")),
            "Venter på at noen velger hva som skal skje (endret utenfra).",
        ),
        (
            unplaced("k/f", "folder", cause="throttled", next_try_at=LATER),
            "Venter på Microsoft til kl. 10.15 (for mange forespørsler).",
        ),
        (
            unplaced("k/f", "folder", cause="unsure", next_try_at=LATER),
            "Venter på Microsoft til kl. 10.15 (et svar kom bort, og vi ser etter først).",
        ),
        (
            unplaced("k/f", "folder", cause="person", next_try_at=LATER),
            "Venter på en person; vi prøver igjen 01.04. kl. 10.15.",
        ),
        (
            unplaced("k/f", "folder", cause="ours", next_try_at=LATER),
            "Venter på den som drifter tjenesten; vi prøver igjen 01.04. kl. 10.15.",
        ),
    ],
)
def test_a_row_says_what_it_waits_for(row: TenantObject, said: str) -> None:
    assert sentence(row, {}) == said


def test_a_row_waits_for_what_it_stands_in_and_for_what_it_points_at() -> None:
    plan = unplaced("k/plan", "taskplan", {"title": "Oppgaver"})
    gone = placed("k/c", "channel", {"name": "Kostvert"}, seen=GONE)
    standing = {row.key: row for row in (plan, gone)}
    tab = unplaced("k/tab", "tab", {"name": "Oppgaver", "target_key": "k/plan"}, parent_key="k/general")
    assert sentence(tab, standing) == "Venter på planen i Planner Oppgaver."
    folder = unplaced("k/c/f", "folder", parent_key="k/c")
    assert sentence(folder, standing) == "Venter på kanalen Kostvert."


def test_rows_that_wait_for_the_same_are_counted_together_the_most_first() -> None:
    bucket = unplaced("k/b", "bucket", {"name": "Oppstart"}, cause="busy", next_try_at=LATER)
    tasks = [unplaced(f"k/b/{number}", "task", parent_key="k/b") for number in range(2)]
    done = placed("k/f", "folder")
    assert waits([bucket, *tasks, done]) == [
        Wait(sentence="Venter på oppgavelisten Oppstart.", until=None, count=2),
        Wait(
            sentence="Venter på Microsoft til kl. 10.15 (det er opptatt).",
            until=LATER.replace(second=0),
            count=1,
        ),
    ]


def test_a_teams_row_may_wait_for_what_all_share() -> None:
    channel = unplaced("k/c", "channel", parent_key="k", team_id=1)
    shared = unplaced("k", "msteam", {"name": "Kull 3"})
    assert [one.sentence for one in waits([channel], beside=[shared])] == [
        "Venter på Microsoft-teamet Kull 3."
    ]
