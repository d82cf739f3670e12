from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.cohorts.models import Cohort
from app.people import service as people
from app.people.models import Person, Role

if TYPE_CHECKING:
    from sqlmodel import Session


@pytest.fixture
def cohort_id(session: Session) -> int:
    cohort = Cohort(
        name="Tørn",
        programme="torn-kull-3",
        programme_version=1,
        start_year=2026,
        definition={},
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    session.add(cohort)
    session.flush()
    return cohort.id or 0


def test_one_address_is_one_person(session: Session) -> None:
    first, is_news = people.upsert_person(session, email="Kari@Example.no", name="Kari Nes")
    again, is_news_again = people.upsert_person(session, email="mailto:kari@example.no", name="Kari Nes")
    assert (first.id, is_news, is_news_again) == (again.id, True, False)
    assert again.email == "kari@example.no"


def test_what_is_not_said_is_kept(session: Session) -> None:
    people.upsert_person(
        session, email="kari@example.no", name="Kari Nes", profession="sykepleier", basic_course=True
    )
    person, is_news = people.upsert_person(session, email="kari@example.no", name="Kari Nes Vik")
    assert (person.name, person.profession, person.basic_course, is_news) == (
        "Kari Nes Vik",
        "sykepleier",
        True,
        True,
    )


def held(session: Session, cohort_id: int, person: Person) -> list[Role]:
    grants = people.grants(session, cohort_id=cohort_id, person_id=person.id or 0, team_id=None)
    return sorted(grant.role for grant in grants)


def test_a_person_holds_exactly_the_roles_granted(session: Session, cohort_id: int) -> None:
    person, _ = people.upsert_person(session, email="kari@example.no", name="Kari Nes")

    def grant(*roles: Role) -> bool:
        return people.grant_exactly(
            session,
            person_id=person.id or 0,
            cohort_id=cohort_id,
            team_id=None,
            organisation_id=None,
            roles=roles,
        )

    assert grant(Role.mentor, Role.faculty) is True
    assert grant(Role.faculty, Role.mentor) is False
    assert grant(Role.mentor) is True
    assert held(session, cohort_id, person) == [Role.mentor]
