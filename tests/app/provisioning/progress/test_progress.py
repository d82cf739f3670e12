"""How far a cohort has come, for each kind and team, and what holds up the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.ledger import COHORT, GONE, NOW, as_seen, placed, unplaced, write

from app.cohorts.models import Organisation, Team
from app.provisioning.ledger.models import Approval
from app.provisioning.ledger.pause import pause
from app.provisioning.progress.progress import Problem, progress_of

if TYPE_CHECKING:
    from sqlmodel import Session

WAS = {"name": "Før"}


def _teams(session: Session, *names: str) -> None:
    session.add(Organisation(id=1, name="UNN"))
    session.flush()
    session.add_all(Team(cohort_id=COHORT, organisation_id=1, name=name, name_key=name) for name in names)
    session.flush()


def test_progress_counts_what_was_counted_and_what_was_read(session: Session) -> None:
    write(
        session,
        placed("k/c", "channel", team_id=1),
        placed("k/f", "folder", team_id=1, seen=as_seen()),
        placed("k/t", "task", {"title": "T", "name": "N"}, applied={"name": "N", "title": "T"}, team_id=1),
        placed("k/tab", "tab", team_id=1, seen=as_seen(name="Annet navn")),
        unplaced("k/e", "entry"),
        placed("k/member:p", "member", decision="let_go"),
        placed("k/file", "file", wanted=None, applied=None, external_id=None),
        placed("k/b", "bucket", team_id=1, external_id=None),
    )
    _teams(session, "Kirurgi")
    found = progress_of(session, COHORT)
    assert (found.total, found.settled, found.waiting, found.drifted) == (6, 5, 1, 1)
    assert list(found.by_kind.items()) == [
        ("channel", (1, 1)),
        ("folder", (1, 1)),
        ("task", (1, 1)),
        ("tab", (1, 1)),
        ("entry", (0, 1)),
        ("bucket", (1, 1)),
    ]
    (team,) = found.by_team
    assert (team.name, team.settled, team.total, team.waits) == ("Kirurgi", 5, 5, [])


def test_a_team_is_told_what_it_waits_for_and_how_much_it_can_have_tried_again(session: Session) -> None:
    write(
        session,
        unplaced("k", "msteam", {"name": "Kull 3"}),
        unplaced("k/c", "channel", parent_key="k", team_id=1),
        unplaced("k/d", "channel", parent_key="k", team_id=2, cause="person", next_try_at=NOW),
        placed("k/p", "taskplan", team_id=2),
    )
    _teams(session, "Kirurgi", "Medisin", "Uten noe")
    found = [(t.name, t.settled, t.total, t.to_try_again) for t in progress_of(session, COHORT).by_team]
    assert found == [("Kirurgi", 0, 1, 0), ("Medisin", 1, 2, 1)]
    (kirurgi, _) = progress_of(session, COHORT).by_team
    assert [wait.sentence for wait in kirurgi.waits] == ["Venter på Microsoft-teamet Kull 3."]


def test_what_went_wrong_and_what_others_have_changed_is_said_with_what_to_do(session: Session) -> None:
    write(
        session,
        unplaced("k/b", "bucket", problem="Opptatt.", next_step="Vent.", next_try_at=NOW, request_id="r-1"),
        placed("k/c", "channel", applied=WAS, seen=as_seen(name="Deres")),
        placed("k/t", "task", applied=WAS, seen=GONE),
        unplaced("k/f", "folder"),
    )
    at_once = {"next_try_at": None, "request_id": None}
    assert progress_of(session, COHORT).problems == [
        Problem(key="k/b", problem="Opptatt.", next_step="Vent.", next_try_at=NOW, request_id="r-1"),
        Problem(
            key="k/c",
            problem="Noen har endret kanalen i Microsoft 365, så vi venter med vår endring.",
            next_step="Velg under Endret utenfra: sett tilbake, ta over eller slipp.",
            **at_once,
        ),
        Problem(
            key="k/t",
            problem="Noen har fjernet oppgaven i Microsoft 365, så vi venter med vår endring.",
            next_step="Velg under Endret utenfra: sett tilbake eller slipp.",
            **at_once,
        ),
    ]


def test_the_run_is_the_newest_approval_and_a_pause_is_said(session: Session) -> None:
    write(session)
    assert (progress_of(session, COHORT).run_id, progress_of(session, COHORT).pause) == (None, None)
    usual = {"cohort_id": COHORT, "checksum": "c", "approved_by": "rhf", "approved_at": NOW}
    session.add_all(
        [Approval(id=1, **usual), Approval(id=2, **usual), Approval(id=3, undone_at=NOW, **usual)]
    )
    sentence = str(pause(session, now=NOW, request_id=None))
    session.flush()
    assert (progress_of(session, COHORT).run_id, progress_of(session, COHORT).pause) == (2, sentence)
