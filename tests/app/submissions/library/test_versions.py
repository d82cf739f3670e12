"""Which content of a file is a new version, and which is the same one still being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_network import KIRURGI, MONAS, MP4, NOW, a_file, hand_in, receipt_given

from app.submissions import service
from app.submissions.library import versions
from app.submissions.models import LibraryItem, Submission

if TYPE_CHECKING:
    from sqlmodel import Session

pytestmark = pytest.mark.usefixtures("network")
REPORT_1, REPORT_2 = "Statusrapport 1.docx", "Statusrapport 2.docx"


def _versions(session: Session) -> list[tuple[int, int, str]]:
    found = session.exec(select(Submission).order_by(col(Submission.id)))
    return [(one.deliverable_id, one.version, one.tag) for one in found]


def test_what_is_saved_before_the_receipt_is_the_same_version_and_is_read_anew(session: Session) -> None:
    (first,) = hand_in(session, a_file(MP4, tag="a"))
    first.read_at, first.findings, first.barred = NOW, [{"code": "x", "level": "error", "text": ""}], True
    hand_in(session, a_file(MP4, tag="b"))
    assert _versions(session) == [(1, 1, "b")]
    assert (first.read_at, first.findings, first.barred) == (None, [], False)


def test_an_earlier_content_restored_is_a_new_version(session: Session) -> None:
    for version, tag in enumerate(["a", "b", "a"], start=1):
        hand_in(session, a_file(MP4, tag=tag))
        receipt_given(session, version)
    assert _versions(session) == [(1, 1, "a"), (1, 2, "b"), (1, 3, "a")]


def test_the_same_content_is_handed_in_once_and_takes_its_new_name(session: Session) -> None:
    (film,) = hand_in(session, a_file(MP4))
    item = session.exec(select(LibraryItem)).one()
    item.name = "Filmen vår.mp4"
    assert versions.hand_in(session, item, cohort_id=1, now=NOW) is None
    assert (film.name, _versions(session)) == ("Filmen vår.mp4", [(1, 1, "1")])


def test_a_file_renamed_to_another_thing_follows_until_a_mentor_has_decided(session: Session) -> None:
    (report,) = hand_in(session, a_file(REPORT_1))
    report.read_at = NOW
    hand_in(session, a_file(REPORT_2))
    assert (_versions(session), report.read_at) == ([(5, 1, "1")], None)
    service.accept(session, 1, deed=MONAS)
    hand_in(session, a_file(REPORT_1))
    assert _versions(session) == [(5, 1, "1")]


def test_versions_are_counted_for_each_team_and_thing_whichever_file_they_come_from(session: Session) -> None:
    hand_in(session, a_file(MP4))
    hand_in(session, a_file("enda en.mp4", item="2"))
    hand_in(session, a_file(MP4, item="3", folder="medisin"))
    found = session.exec(select(Submission).order_by(col(Submission.id)))
    assert [(one.team_id == KIRURGI, one.version) for one in found] == [(True, 1), (True, 2), (False, 1)]


def test_the_last_version_of_a_file_is_its_own(session: Session) -> None:
    hand_in(session, a_file(MP4, tag="a"))
    receipt_given(session, 1)
    hand_in(session, a_file(MP4, tag="b"))
    hand_in(session, a_file("enda en.mp4", item="2"))
    first, second = session.exec(select(LibraryItem).order_by(col(LibraryItem.id)))
    last = [versions.last_version(session, item) for item in (first, second)]
    assert [one and one.version for one in last] == [2, 3]
