"""Each file is decided on once for each way it lies: whose it is, what it answers, or that a person must say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.small_network import (
    ANNE,
    GROUND,
    KIRURGI,
    LIBRARY,
    MEDISIN,
    MONAS,
    MP4,
    NOW,
    VIDEO,
    a_file,
    hand_in,
    receipt_given,
    tell,
)

from app.cohorts.models import Team
from app.deliverables.service import asked_of_teams
from app.submissions import service
from app.submissions.library import items
from app.submissions.library.items import LibraryLayout
from app.submissions.models import Arrival, LibraryItem, Route, Submission
from app.tenant.told import FileDetails, FileSeen

if TYPE_CHECKING:
    from sqlmodel import Session

pytestmark = pytest.mark.usefixtures("network")


def a_folder(name: str, *, item: str, above: str | None) -> FileSeen:
    return FileSeen(item_id=item, parent_id=above, name=name, is_folder=True, tag="1")


def _undecided(
    session: Session, ground: LibraryLayout = GROUND
) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(one.name, one.team_id, one.folders) for one in items.undecided_items(session, LIBRARY, ground)]


def _decided(session: Session, *files: FileSeen, by: str | None = ANNE) -> list[str]:
    """Say of each file what became of it: what it was handed in as, or why it waits."""
    tell(session, *files)
    found = items.undecided_items(session, LIBRARY, GROUND)
    items.decide_about_item(session, 1, [(one, FileDetails(name=one.name, by=by)) for one in found], now=NOW)
    return [one.why or str(one.deliverable_id) for one in session.exec(select(LibraryItem))]


def test_a_file_belongs_to_the_team_whose_folder_it_lies_in_however_deep(session: Session) -> None:
    inner, outer = a_folder("Opptak", item="2", above="3"), a_folder("Film", item="3", above="kirurgi")
    tell(session, inner, outer, a_file(MP4, folder="2"), a_file("løs.pdf", folder="utenfor", item="4"))
    assert _undecided(session) == [("film.mp4", KIRURGI, ("Film", "Opptak")), ("løs.pdf", None, ())]


def test_a_folder_of_ours_counts_by_the_programmes_name_whatever_people_call_it(session: Session) -> None:
    tell(session, a_folder("Vår film", item="2", above="kirurgi"), a_file(MP4, folder="2"))
    ours = LibraryLayout(teams=GROUND.teams, folders={"2": "01 Presentasjon"}, templates={})
    assert _undecided(session, ours) == [("film.mp4", KIRURGI, ("01 Presentasjon",))]


def test_folders_that_lie_in_each_other_are_nobodys(session: Session) -> None:
    tell(
        session,
        a_folder("A", item="2", above="3"),
        a_folder("B", item="3", above="2"),
        a_file(MP4, folder="2"),
    )
    assert _undecided(session) == [("film.mp4", None, ())]


def test_a_file_is_decided_on_anew_only_when_it_or_a_folder_around_it_has_changed(session: Session) -> None:
    folder, file = a_folder("Film", item="2", above="kirurgi"), a_file(MP4, folder="2")
    _decided(session, folder, file)
    assert _undecided(session) == []
    tell(session, a_folder("Opptak", item="2", above="kirurgi"))
    assert _undecided(session) == [("film.mp4", KIRURGI, ("Opptak",))]


def test_a_file_outside_every_teams_folder_is_left_alone_and_what_was_handed_in_stands(
    session: Session,
) -> None:
    hand_in(session, a_file(MP4))
    tell(session, a_file(MP4, folder="utenfor"))
    items.leave_item_alone(session, items.undecided_items(session, LIBRARY, GROUND))
    assert _undecided(session) == []
    assert session.exec(select(LibraryItem.team_id)).one() is None
    assert session.exec(select(Submission.team_id)).one() == KIRURGI


def test_what_may_be_several_things_waits_and_waits_no_more_once_its_name_tells(session: Session) -> None:
    assert _decided(session, a_file("notat.xlsx")) == ["unknown"]
    assert _decided(session, a_file("Fremdriftsplan tiltak.xlsx")) == ["3"]
    waits = session.exec(select(LibraryItem.waits_since, LibraryItem.why)).one()
    assert waits == (None, None)


def test_a_form_of_ours_answers_once_a_person_has_written_in_it(session: Session) -> None:
    ground = LibraryLayout(teams=GROUND.teams, folders={}, templates={"1": "Statusrapport 1.docx"})
    renamed = a_file("Vår rapport.docx")
    tell(session, renamed)
    (form,) = items.undecided_items(session, LIBRARY, ground)
    untouched = FileDetails(name=form.name, by=None)
    assert items.decide_about_item(session, 1, [(form, untouched)], now=NOW) == []
    written = hand_in(session, a_file("Vår rapport.docx", tag="2"), ground=ground)
    assert [(one.deliverable_id, one.handed_in_by) for one in written] == [(2, ANNE)]


def test_a_file_an_application_has_just_laid_is_ours_once_its_row_says_so_and_else_waits_later(
    session: Session,
) -> None:
    laid = FileDetails(name="Teampresentasjon.docx", by=None)
    tell(session, a_file(laid.name))
    ours = LibraryLayout(teams=GROUND.teams, folders={}, templates={"1": laid.name})
    outcomes = []
    for ground, now in ((GROUND, NOW), (ours, NOW), (GROUND, NOW + timedelta(minutes=15))):
        (file,) = items.undecided_items(session, LIBRARY, ground)
        items.decide_about_item(session, 1, [(file, laid)], now=now)
        item = session.exec(select(LibraryItem)).one()
        outcomes.append((item.considered is not None, item.why))
        item.considered = None
    assert outcomes == [(False, None), (True, None), (True, "unknown")]


def test_a_file_that_moves_to_another_team_asks_first(session: Session) -> None:
    hand_in(session, a_file(MP4))
    hand_in(session, a_file(MP4, folder="medisin"))
    waits = session.exec(select(LibraryItem)).one()
    assert (waits.why, [one["team_id"] for one in waits.proposals]) == ("other_team", [MEDISIN, KIRURGI])
    assert session.exec(select(Submission.team_id)).all() == [KIRURGI]


def test_a_file_handed_in_before_is_the_same_thing_when_its_new_name_tells_nothing(session: Session) -> None:
    hand_in(session, a_file("Statusrapport 1.docx"))
    receipt_given(session, 1)
    again = hand_in(session, a_file("endelig.docx", tag="2"))
    assert [(one.deliverable_id, one.version) for one in again] == [(2, 2)]


def test_a_file_we_laid_there_ourselves_is_its_senders(session: Session) -> None:
    sent = Arrival(
        cohort_id=1,
        team_id=KIRURGI,
        deliverable_id=VIDEO,
        route=Route.mailbox,
        source="m1/a1",
        sender=ANNE,
        name=MP4,
        size=1,
        received_at=NOW,
        item_id="1",
    )
    session.add(sent)
    session.flush()
    assert _decided(session, a_file("hva som helst.txt"), by=None) == ["1"]
    submission = session.exec(select(Submission)).one()
    assert (submission.handed_in_by, submission.route) == (ANNE, Route.mailbox)


def test_what_is_accepted_is_a_settled_candidate(session: Session) -> None:
    hand_in(session, a_file(MP4))
    service.accept(session, 1, deed=MONAS)
    found = items.candidates(session, session.get_one(Team, KIRURGI), asked_of_teams(session, 1)[KIRURGI])
    assert [(one.type, one.settled) for one in found][:2] == [("video", True), ("status_report", False)]
