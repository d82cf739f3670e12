"""A role reaches its own team, its organisation's part or the whole cohort; what is another's is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.teams import a_team
from support.workbooks import a_cohort

from app.access.asker import Asker, Grant, decide
from app.access.objects import Scope
from app.access.roles import Who
from app.errors import AppError

if TYPE_CHECKING:
    from sqlmodel import Session

OWN = Scope(cohort_id=1, team_id=2, organisation_id=3)
SISTER = Scope(cohort_id=1, team_id=9, organisation_id=3)
OTHER = Scope(cohort_id=1, team_id=9, organisation_id=8)
COHORT = Scope(cohort_id=1)
NEXT_COHORT = Scope(cohort_id=5, team_id=2, organisation_id=3)
PLACES = [OWN, SISTER, OTHER, COHORT, NEXT_COHORT]


def held(who: Who, *, team_id: int | None = 2, cohort_id: int = 1, organisation_id: int | None = 3) -> Grant:
    return Grant(who=who, cohort_id=cohort_id, team_id=team_id, organisation_id=organisation_id)


@pytest.mark.parametrize(
    ("grant", "covered"),
    [
        (held(Who.team_leader), [OWN, COHORT]),
        (held(Who.trust_contact), [OWN, SISTER, COHORT]),
        (held(Who.faculty, team_id=None, organisation_id=None), [OWN, SISTER, OTHER, COHORT]),
        (held(Who.faculty), [OWN, COHORT]),
    ],
)
def test_a_role_covers_its_own_places(grant: Grant, covered: list[Scope]) -> None:
    assert [place for place in PLACES if grant.covers(place)] == covered


def test_an_app_role_sees_everything_and_a_stranger_nothing() -> None:
    insight = Asker(actor="Ada", everywhere=frozenset({Who.anybody, Who.signed_in, Who.insight}))
    assert [insight.sees(place) for place in PLACES] == [True] * 5
    assert [Asker(actor="ikke innlogget").sees(place) for place in PLACES] == [False] * 5


@pytest.mark.parametrize(
    ("asker", "close"),
    [
        (Asker(actor="Ada", everywhere=frozenset({Who.improvement_unit})), [True, True]),
        (Asker(actor="Ada", everywhere=frozenset({Who.insight})), [False, False]),
        (Asker(actor="Ada", grants=(held(Who.mentor),)), [True, False]),
        (Asker(actor="Ada", grants=(held(Who.trust_contact),)), [False, False]),
    ],
)
def test_only_the_unit_and_people_of_a_team_are_close_to_it(asker: Asker, close: list[bool]) -> None:
    assert [asker.is_close_to(place) for place in (OWN, SISTER)] == close


def refused(session: Session, asker: Asker, route: str, **path: Any) -> tuple[int, str] | None:
    try:
        decide(session, asker, route, path)
    except AppError as refusal:
        return refusal.status, refusal.code.value
    return None


def test_who_may_use_a_route_is_decided_by_role_and_then_by_row(session: Session) -> None:
    own, other = (
        a_team(session, a_cohort(session, name=name), organisation=name) for name in ("UNN", "NLSH")
    )
    route, known = "GET /kull/{cohort_id}/oversikt", frozenset({Who.anybody, Who.signed_in})
    mentor = Asker(
        actor="Ada",
        everywhere=known,
        grants=(held(Who.mentor, team_id=own.id, cohort_id=own.cohort_id, organisation_id=None),),
    )
    assert refused(session, mentor, route, cohort_id=str(own.cohort_id)) is None
    assert refused(session, mentor, route, cohort_id=str(other.cohort_id)) == (404, "not-found")
    assert refused(session, mentor, route, cohort_id="9" * 10) == (404, "not-found")
    assert refused(session, Asker(actor="Ada", everywhere=known), route, cohort_id="1") == (
        403,
        "role-lacks-access",
    )
    assert refused(session, Asker(actor="?"), route, cohort_id="1") == (401, "not-signed-in")
    assert refused(session, mentor, "GET /nowhere") == (403, "role-lacks-access")
