"""A mentor's line is corrected by the mentor or the unit, and goes 24 months after the last role."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_mentor, a_team, join
from support.workbooks import NOW, a_cohort

from app.audit import Deed
from app.errors import Invalid
from app.mentors.lines import MentorFacts, write_line_of
from app.mentors.models import MentorLine
from app.people.models import Person, Role, RoleGrant
from app.privacy.purge import purge_rows

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="eli", at=NOW)
A_DAY = timedelta(days=1)


def test_a_line_written_again_is_one_and_says_the_newest(session: Session) -> None:
    cohort = a_cohort(session)
    eli = a_mentor(session, cohort, "eli", clinic="Kirurgi", experienced=True)
    write_line_of(session, eli, MentorFacts(name=" Eli  Moe ", clinic="Medisin", max_teams=2), deed=DEED)
    [line] = session.exec(select(MentorLine)).all()
    assert (eli.name, line.clinic, line.experienced, line.max_teams) == ("Eli Moe", "Medisin", None, 2)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (MentorFacts(name=" "), r"^Skriv navnet\.$"),
        (MentorFacts(name="Eli", max_teams=21), r"^Skriv et antall team fra 0 til 20\.$"),
        (MentorFacts(name="Eli", note="x" * 201), r"^Skriv høyst 200 tegn i hvert felt\.$"),
    ],
)
def test_what_cannot_be_kept_is_refused(session: Session, facts: MentorFacts, text: str) -> None:
    eli = a_mentor(session, a_cohort(session), "eli")
    with pytest.raises(Invalid, match=text):
        write_line_of(session, eli, facts, deed=DEED)


def test_a_line_stays_while_its_mentor_has_a_cohort_that_runs(session: Session) -> None:
    a_mentor(session, a_cohort(session), "eli", clinic="Kirurgi")
    purge_rows(session, now=NOW + 1000 * A_DAY)
    [line] = session.exec(select(MentorLine)).all()
    assert line.last_role_at == NOW + 1000 * A_DAY


def test_a_line_outlives_the_cohort_and_goes_with_the_mentor_after_24_months(session: Session) -> None:
    cohort = a_cohort(session)
    join(session, a_team(session, cohort), "kari", Role.leader)
    a_mentor(session, cohort, "eli", clinic="Kirurgi")
    purge_rows(session, now=NOW + 10 * A_DAY)
    cohort.closed_at = NOW + 10 * A_DAY
    purge_rows(session, now=NOW + 600 * A_DAY)
    assert session.exec(select(RoleGrant)).all() == []
    assert session.exec(select(Person.name)).all() == ["eli"]
    purge_rows(session, now=NOW + 741 * A_DAY)
    assert session.exec(select(MentorLine)).all() == []
    assert session.exec(select(Person.name)).all() == []


def test_a_mentor_line_is_erased_with_its_person_while_others_stay(session: Session) -> None:
    from app.privacy.erasure import erase  # noqa: PLC0415 - the room above

    cohort = a_cohort(session)
    eli = a_mentor(session, cohort, "eli", clinic="Kirurgi")
    a_mentor(session, cohort, "per", clinic="Medisin")
    erase(session, person=eli, deed=DEED)
    assert session.exec(select(MentorLine.clinic)).all() == ["Medisin"]
