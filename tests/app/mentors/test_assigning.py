"""Mentors are given to teams by a person's yes, within the limits unless that is said too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.teams import a_mentor, a_team, join
from support.workbooks import NOW, a_cohort

from app.audit import Deed
from app.cohorts.mentors import mentors_of
from app.errors import Code, Conflict, Invalid
from app.mentors.assigning import Pair, assign_pairs
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort, Team

DEED = Deed(actor="rhf", at=NOW)
BUT = "Skal det være slik likevel, krysser dere av for det på siden Veiledere."


def two_teams(session: Session, **rules: object) -> tuple[Cohort, Team, Team]:
    cohort = a_cohort(session, definition={"mentors": rules})
    return cohort, a_team(session, cohort, "A"), a_team(session, cohort, "B")


def test_pairs_are_given_once_and_counted(session: Session) -> None:
    cohort, one, other = two_teams(session, max_teams=2)
    eli = a_mentor(session, cohort, "eli")
    pairs = [Pair(one.id, eli.id), Pair(other.id, eli.id), Pair(one.id, eli.id)]
    assert assign_pairs(session, cohort_id=cohort.id, pairs=pairs, deed=DEED) == 2
    assert assign_pairs(session, cohort_id=cohort.id, pairs=pairs, deed=DEED) == 0
    assert mentors_of(session, cohort_id=cohort.id)[eli.id].follows == [one.id, other.id]


def test_beyond_a_limit_nothing_is_given_until_a_person_says_so(session: Session) -> None:
    cohort, one, other = two_teams(session, max_teams=1)
    eli = join(session, one, "eli", Role.mentor)
    pairs = [Pair(other.id, eli.id)]
    with pytest.raises(Conflict) as refused:
        assign_pairs(session, cohort_id=cohort.id, pairs=pairs, deed=DEED)
    assert (refused.value.code, str(refused.value)) == (
        Code.mentor_limit,
        f"eli følger 1 team i kull som er i gang, og kan følge høyst 1. {BUT}",
    )
    assert mentors_of(session, cohort_id=cohort.id)[eli.id].follows == [one.id]
    assert assign_pairs(session, cohort_id=cohort.id, pairs=pairs, beyond=True, deed=DEED) == 1


def test_a_mentor_in_training_is_refused_where_the_programme_has_none(session: Session) -> None:
    cohort, one, _ = two_teams(session, per_team=1)
    nils = a_mentor(session, cohort, "nils", experienced=False)
    with pytest.raises(Conflict) as refused:
        assign_pairs(session, cohort_id=cohort.id, pairs=[Pair(one.id, nils.id)], deed=DEED)
    assert str(refused.value) == f"nils er under opplæring, og programmet har ikke slike veiledere. {BUT}"


def test_one_wrong_pair_and_none_is_given(session: Session) -> None:
    cohort, one, other = two_teams(session, per_team=1)
    eli, kari = a_mentor(session, cohort, "eli"), join(session, one, "kari", Role.leader)
    pairs = [Pair(one.id, eli.id), Pair(other.id, kari.id)]
    with pytest.raises(Invalid, match=r"^Velg en som er veileder i kullet\.$"):
        assign_pairs(session, cohort_id=cohort.id, pairs=pairs, deed=DEED)
    assert mentors_of(session, cohort_id=cohort.id)[eli.id].follows == []
