"""The directory is asked about people who are not found, and its answers are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.people.directory import (
    NO_ANSWER,
    ToLookUp,
    note_directory_answer,
    people_to_look_up,
    someone_is_unanswered,
    with_addresses,
)
from app.people.models import Access, Role

if TYPE_CHECKING:
    from sqlmodel import Session


def test_people_are_looked_up_once_a_day_by_account_when_it_is_known(session: Session) -> None:
    cohort = a_cohort(session)
    team = a_team(session, cohort)
    found, asked, by_mail, new, old = (
        join(session, team, name, Role.staff) for name in ("found", "asked", "by_mail", "new", "old")
    )
    elsewhere = join(session, a_team(session, a_cohort(session, name="Annet"), "B"), "elsewhere", Role.staff)
    found.entra_id, by_mail.access = "entra-1", Access.mail_only
    asked.directory_checked_at, old.directory_checked_at = NOW, NOW - timedelta(days=2)
    session.flush()

    def looked_up(*also: str) -> list[ToLookUp]:
        return people_to_look_up(session, cohort.id, also=also, now=NOW)

    here = [(found.email, "entra-1"), (new.email, None), (old.email, None)]
    assert looked_up() == here
    assert looked_up(elsewhere.email, found.email) == [*here, (elsewhere.email, None)]


def test_whoever_got_no_answer_is_asked_about_again_after_a_quarter_of_an_hour(session: Session) -> None:
    cohort = a_cohort(session)
    kari = join(session, a_team(session, cohort), "kari", Role.staff)
    assert someone_is_unanswered(session, cohort.id)
    note_directory_answer(kari, user_id=None, guest=None, problem=NO_ANSWER, now=NOW)
    session.flush()
    asked = [
        people_to_look_up(session, cohort.id, also=(), now=NOW + timedelta(minutes=minutes))
        for minutes in (14, 16)
    ]
    assert (asked, someone_is_unanswered(session, cohort.id)) == ([[], [(kari.email, None)]], True)
    note_directory_answer(kari, user_id=None, guest=None, problem="Fant ikke adressen.", now=NOW)
    session.flush()
    assert not someone_is_unanswered(session, cohort.id)
    note_directory_answer(kari, user_id="entra-1", guest=False, problem=NO_ANSWER, now=NOW)
    session.flush()
    assert not someone_is_unanswered(session, cohort.id)


def test_an_answer_is_kept_and_what_it_does_not_say_stays(session: Session) -> None:
    kari = join(session, a_team(session, a_cohort(session)), "kari", Role.staff)
    note_directory_answer(kari, user_id="entra-1", guest=True, problem=None, now=NOW)
    note_directory_answer(kari, user_id=None, guest=None, problem="Kontoen er sperret.", now=NOW)
    assert (kari.entra_id, kari.directory_guest, kari.directory_problem, kari.directory_checked_at) == (
        "entra-1",
        True,
        "Kontoen er sperret.",
        NOW,
    )


def test_people_are_found_by_their_addresses(session: Session) -> None:
    kari = join(session, a_team(session, a_cohort(session)), "kari", Role.staff)
    assert with_addresses(session, ["kari@example.no", "ukjent@example.no"]) == {"kari@example.no": kari}
