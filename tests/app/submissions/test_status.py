"""The list of everything chooses in the database the version that counts, as the standings do in Python."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session
from support import small_network
from support.small_network import (
    KIRURGI,
    MEDISIN,
    MONAS,
    MP4,
    NOW,
    VIDEO,
    VIDEO_ENDS,
    a_file,
    hand_in,
    receipt_given,
)

from app.submissions import service
from app.submissions.status import StatusLine, status_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine


@pytest.fixture
def both(database: Engine) -> Iterator[Session]:
    """Lists of many are read as each database's driver gives them."""
    with Session(database) as session:
        small_network.start(session)
        session.commit()
        yield session


def _video(session: Session) -> list[StatusLine]:
    return status_lines(session, 1, now=VIDEO_ENDS, those=lambda one: one.words.type == "video")


def test_a_list_says_of_every_team_and_thing_what_its_standing_says(both: Session) -> None:
    for version, tag in enumerate(("a", "b", "c"), start=1):
        hand_in(both, a_file(MP4, tag=tag))
        receipt_given(both, version)
    service.accept(both, 2, deed=MONAS)
    hand_in(both, a_file("Statusrapport 1.docx", item="2", folder="medisin"))
    service.grant_exception(
        both, team_id=MEDISIN, deliverable_id=VIDEO, until=VIDEO_ENDS + timedelta(days=5), why="", deed=MONAS
    )
    listed, standings = status_lines(both, 1, now=VIDEO_ENDS), service.standings(both, 1, now=VIDEO_ENDS)
    assert [
        (one.team.name, one.asked.words.key, one.counts and one.counts.id, one.ends_at, one.late)
        for one in listed
    ] == [
        (one.team.name, one.asked.words.key, one.counts and one.counts.id, one.ends_at, one.late)
        for one in standings
    ]
    assert [one.counts.id for one in listed if one.counts] == [2, 4]


def test_what_counts_is_told_with_its_state_its_step_and_when_the_first_came(both: Session) -> None:
    hand_in(both, a_file("Statusrapport 1.docx"))
    receipt_given(both, 1).step = 3.5
    service.accept(both, 1, deed=MONAS)
    hand_in(both, a_file("Statusrapport 1.docx", tag="2", when=NOW + timedelta(days=1)))
    told = [one.counts for one in status_lines(both, 1, now=VIDEO_ENDS) if one.counts]
    assert [
        (one.team_id, one.deliverable_id, one.state, one.step, one.first_at, one.barred) for one in told
    ] == [(KIRURGI, 2, "accepted", 3.5, NOW, False)]


def test_one_team_and_some_things_can_be_asked_for_alone(session: Session) -> None:
    small_network.start(session)
    assert [one.team.name for one in _video(session)] == ["Kirurgi", "Medisin"]
    alone = status_lines(session, 1, now=NOW, only=MEDISIN)
    assert {(one.team.name, one.counts) for one in alone} == {("Medisin", None)}
    assert len(alone) == 7


def test_what_is_missing_is_late_from_the_moment_its_deadline_is_over(session: Session) -> None:
    small_network.start(session)
    before = status_lines(session, 1, now=VIDEO_ENDS - timedelta(seconds=1))
    assert (before[0].late, _video(session)[0].late) == (False, True)
