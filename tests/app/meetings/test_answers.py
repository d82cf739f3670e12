"""Answers are counted per person, team and role; a declined meeting is told to the leader of the team."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from app import outbox
from app.audit import Deed
from app.meetings import answers
from app.meetings.answers import PersonsAnswer
from app.meetings.models import Invited, Response
from app.meetings.roster import Membership, roster
from app.outbox.models import MessageState, OwedMessage
from app.people import Reader, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

YES, MAYBE, NO, NONE = Response.accepted, Response.tentative, Response.declined, Response.none
NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
AFTER = datetime(2026, 9, 16, 12, tzinfo=UTC)


def answer(name: str, response: Response, *places: tuple[str | None, Role]) -> PersonsAnswer:
    return PersonsAnswer(
        email=f"{name}@example.no",
        name=name,
        required=True,
        response=response,
        answered_at=None,
        places=tuple(
            Membership(person_id=1, team_id=team and len(team), team=team, roles=(role,))
            for team, role in places
        ),
    )


GIVEN = [
    answer("anne", YES, ("Kirurgi", Role.team_leader)),
    answer("berit", NO, ("Kirurgi", Role.staff)),
    answer("mona", NO, ("Kirurgi", Role.mentor), ("Medisin", Role.mentor)),
    answer("mari", YES, ("Kirurgi", Role.mentor)),
    answer("frode", MAYBE, (None, Role.faculty)),
]


def invite(session: Session, meeting: Meeting, **responses: Response) -> None:
    for name, response in responses.items():
        session.add(
            Invited(
                entry_key=meeting.key,
                meeting_id=meeting.id,
                email=f"{name}@example.no",
                name=name.capitalize(),
                required=name != "dina",
                response=response,
            )
        )
    session.flush()


def told(session: Session) -> list[tuple[str, str]]:
    owed = select(OwedMessage).where(OwedMessage.step == answers.STEP)
    return [(one.recipient, one.text.split("\n")[0]) for one in session.exec(owed)]


def test_a_person_in_two_teams_is_counted_in_both_and_one_in_none_in_neither() -> None:
    assert [(one.name, one.counts) for one in answers.answers_by_team(GIVEN)] == [
        ("Kirurgi", {YES: 2, MAYBE: 0, NO: 2, NONE: 0}),
        ("Medisin", {YES: 0, MAYBE: 0, NO: 1, NONE: 0}),
    ]


def test_a_person_with_a_role_in_two_teams_is_counted_once_with_that_role() -> None:
    assert [(one.name, one.counts[YES], one.counts[NO]) for one in answers.by_role(GIVEN, Reader.unit)] == [
        ("team_leader", 1, 0),
        ("staff", 0, 1),
        ("mentor", 1, 1),
        ("faculty", 0, 0),
    ]


def test_a_team_is_without_mentor_when_none_of_its_mentors_has_accepted() -> None:
    assert answers.teams_without_mentor(GIVEN) == ["Medisin"]
    assert answers.teams_without_mentor(GIVEN[:2]) == []


def test_each_invited_person_is_listed_by_name_with_answer_and_teams(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")
    invite(session, gathering, berit=NO, anne=YES, stranger=NONE)
    assert [
        (one.name, one.response, [place.team for place in one.places])
        for one in answers.answers_of(session, gathering.id)
    ] == [("Anne", YES, ["Kirurgi"]), ("Berit", NO, ["Kirurgi"]), ("Stranger", NONE, [])]


def test_a_member_who_must_come_and_declines_is_told_of_to_the_teams_leader_once(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")
    invite(session, gathering, berit=NO, dina=NO, mona=NO)
    for _ in range(2):
        answers.nudge_leaders(session, gathering, now=NOW)
    assert told(session) == [
        ("anne@example.no", "Berit i Kirurgi har takket nei til Samling-1 16.09.2026 kl. 09:00.")
    ]


def test_a_leader_who_declines_is_told_of_in_figures_to_the_leader_above(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T00:00", "2026-09-18T00:00", all_day=True)
    invite(session, gathering, anne=NO, berit=YES)
    answers.nudge_leaders(session, gathering, now=NOW)
    (letter,) = session.exec(select(OwedMessage)).all()
    assert (letter.recipient, letter.subject) == ("nils@example.no", "Forfall fra Kirurgi til Samling-1")
    assert letter.text.split("\n")[0] == "1 av 2 i Kirurgi har takket nei til Samling-1 16.09.2026."
    assert "Anne" not in letter.subject + letter.text


def test_no_letter_about_a_person_who_declines_is_sent_by_itself(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")
    invite(session, gathering, anne=NO, berit=NO)
    answers.nudge_leaders(session, gathering, now=NOW)
    assert {one.state for one in session.exec(select(OwedMessage))} == {MessageState.draft}


def test_a_draft_about_somebody_who_comes_after_all_is_withdrawn(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")
    invite(session, gathering, berit=NO)
    answers.nudge_leaders(session, gathering, now=NOW)
    (berit,) = session.exec(select(Invited)).all()
    berit.response = YES
    answers.nudge_leaders(session, gathering, now=NOW)
    assert told(session) == []


def test_a_letter_sent_before_stays_as_it_was_and_a_dropped_draft_is_not_drafted_anew(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    gathering = meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")
    invite(session, gathering, berit=NO)
    answers.nudge_leaders(session, gathering, now=NOW)
    (letter,) = session.exec(select(OwedMessage)).all()
    outbox.drop_draft(session, letter.id, deed=Deed(actor="rhf", at=NOW))
    answers.nudge_leaders(session, gathering, now=NOW)
    kept = [(one.dropped_at, one.subject, one.text) for one in session.exec(select(OwedMessage))]
    assert kept == [(NOW, "Forkastet", "")]
    letter.state, letter.dropped_at = MessageState.sent, None
    answers.nudge_leaders(session, gathering, now=AFTER)
    assert [one.state for one in session.exec(select(OwedMessage))] == [MessageState.sent]


def test_to_others_a_union_representative_is_counted_as_staff() -> None:
    given = [
        answer("tora", NO, ("Kirurgi", Role.union_rep)),
        answer("berit", YES, ("Kirurgi", Role.staff)),
    ]
    assert [(one.name, one.counts[YES], one.counts[NO]) for one in answers.by_role(given, Reader.others)] == [
        ("staff", 1, 1)
    ]


def test_no_leader_hears_of_a_meeting_that_is_voluntary_or_has_begun(
    session: Session, meeting: Callable[..., Meeting]
) -> None:
    voluntary = meeting("a", "2026-09-16T09:00", "2026-09-16T15:00", details={"mandatory": False})
    begun = meeting("b", "2026-09-16T09:00", "2026-09-16T15:00")
    for one in (voluntary, begun):
        invite(session, one, berit=NO)
    answers.nudge_leaders(session, voluntary, now=NOW)
    answers.nudge_leaders(session, begun, now=AFTER)
    assert told(session) == []


def test_leaders_are_found_by_team_and_the_nearest_leader_when_the_leader_is_meant(
    session: Session, cohort: Cohort
) -> None:
    places = roster(session, cohort.id)
    assert [
        answers.leaders_of(places, "Kirurgi"),
        answers.leaders_of(places, "Kirurgi", but="anne@example.no"),
        answers.leaders_of(places, "Medisin", but="carl@example.no"),
    ] == [["anne@example.no"], ["nils@example.no"], []]
