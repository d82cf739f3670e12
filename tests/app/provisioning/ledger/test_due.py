"""What is due: parents before children, children withdrawn before parents, and nothing that waits for a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.ledger import COHORT, GONE, NOW, as_seen, errand, placed, unplaced, write

from app.provisioning.ledger.due import (
    closed_and_unsettled_cohorts,
    due_errands,
    files_in_place,
    placed_errands,
    placed_ids,
    soonest_try,
)
from app.tenant import things

if TYPE_CHECKING:
    from sqlmodel import Session

LATER = NOW + timedelta(minutes=5)


def _due(session: Session, **more: Any) -> list[str]:
    return [one.key for one in due_errands(session, COHORT, now=NOW, **more)]


def test_a_thing_is_due_once_what_it_stands_in_is_placed(session: Session) -> None:
    write(
        session,
        placed("k", "msteam"),
        unplaced("k/c", "channel", parent_key="k"),
        unplaced("k/c/f", "folder", parent_key="k/c"),
    )
    assert _due(session) == ["k/c"]


def test_a_tab_waits_for_what_it_points_at(session: Session) -> None:
    tab = unplaced("k/tab", "tab", {"name": "Oppgaver", "target_key": "k/plan"}, parent_key="k")
    write(session, placed("k", "channel"), unplaced("k/plan", "taskplan", by_hand=True), tab)
    assert _due(session) == []


def test_what_stands_in_a_thing_is_withdrawn_before_it(session: Session) -> None:
    write(
        session,
        placed("k/e", "entry", wanted=None),
        placed("k/e/door", "door", wanted=None, parent_key="k/e"),
    )
    assert _due(session) == ["k/e/door"]


def test_what_others_have_changed_what_a_person_places_and_what_is_let_go_is_not_ours_to_do(
    session: Session,
) -> None:
    was = {"name": "Før"}
    write(
        session,
        placed("k/gone", "channel", applied=was, seen=GONE),
        placed("k/renamed", "channel", applied=was, seen=as_seen(name="Deres")),
        placed("k/by hand", "channel", applied=was, by_hand=True),
        placed("k/let go", "channel", applied=was, decision="let_go"),
        placed("k/ours", "channel", applied=was, seen=as_seen()),
    )
    assert _due(session) == ["k/ours"]


def test_what_waits_its_time_is_being_worked_or_has_no_room_is_left_out(session: Session) -> None:
    write(
        session,
        unplaced("k/a", "bucket", next_try_at=LATER),
        unplaced("k/b", "bucket", next_try_at=NOW),
        unplaced("k/c", "bucket"),
        unplaced("k/e", "entry"),
    )
    assert _due(session, busy={"k/c"}, without={"entry"}) == ["k/b"]
    assert soonest_try(session, COHORT) == NOW


def test_what_waits_for_a_person_is_not_waited_for(session: Session) -> None:
    write(
        session,
        unplaced("k/a", "bucket", next_try_at=NOW, cause="person"),
        unplaced("k/b", "bucket", next_try_at=LATER, cause="late"),
    )
    assert soonest_try(session, COHORT) == LATER


def test_a_team_is_archived_when_nothing_else_is_left(session: Session) -> None:
    left = placed("k", "msteam", applied={"name": "Før"})
    write(session, left, unplaced("k/archive", "archive", {}, parent_key="k"))
    assert _due(session) == ["k"]
    left.applied = left.wanted
    session.flush()
    assert _due(session) == ["k/archive"]


def test_an_errand_knows_the_nearest_of_each_kind_it_stands_in(session: Session) -> None:
    write(
        session,
        placed("k", "msteam"),
        placed("k/general", "general", {}, parent_key="k"),
        placed("k/general/files", "files", {}, parent_key="k/general"),
        placed("k/general/files/A", "folder", parent_key="k/general/files"),
        unplaced("k/general/files/A/B", "folder", parent_key="k/general/files/A"),
    )
    (found,) = due_errands(session, COHORT, now=NOW)
    assert found.above == {
        "parent": "id of k/general/files/A",
        "folder": "id of k/general/files/A",
        "files": "id of k/general/files",
        "channel": "id of k/general",
        "msteam": "id of k",
    }


def test_what_stands_is_known_by_its_kind_and_microsofts_id(session: Session) -> None:
    write(session, placed("k", "msteam"), unplaced("k/c", "channel", parent_key="k"))
    assert placed_ids(session, COHORT) == {("msteam", "id of k")}
    assert [one.key for one in placed_errands(session, COHORT)] == ["k"]


def test_each_of_our_files_is_counted_in_the_folders_it_lies_in(session: Session) -> None:
    poster = {"name": "Poster.pptx", "source": "poster"}
    write(
        session,
        placed("k/1", "file", poster),
        placed("k/2", "file", poster),
        unplaced("k/3", "file", poster),
        placed("k/4", "folder", {"name": "Poster.pptx"}),
    )
    assert files_in_place(session, COHORT) == {"Poster.pptx": 2}


def test_a_closed_cohort_is_worked_until_its_end_is_brought_about(session: Session) -> None:
    end = unplaced("k/archive", "archive", {"archived": True})
    write(session, end, closed_at=NOW)
    assert closed_and_unsettled_cohorts(session) == [COHORT]
    end.applied = end.wanted
    session.flush()
    assert closed_and_unsettled_cohorts(session) == []


def test_an_errand_is_read_as_its_kinds_thing_by_what_is_wanted_else_by_what_stands() -> None:
    assert errand(wanted={"name": "Ny"}, applied={"name": "Før"}).thing == things.Folder(name="Ny")
    assert errand(applied={"name": "Før"}).thing == things.Folder(name="Før")
    given = errand(kind="msteam", wanted={"msteam_id": "m1"})
    assert given.thing == things.AdoptedMsTeam(msteam_id="m1")


def test_an_errand_has_microsofts_id_only_once_it_is_placed() -> None:
    assert errand(external_id="drive/item").placed_id == "drive/item"
    with pytest.raises(LookupError, match="k/f is not placed"):
        _ = errand().placed_id
