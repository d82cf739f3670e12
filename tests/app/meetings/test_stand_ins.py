"""A stand-in comes to one meeting instead of a member of a team."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from app.audit import AuditRecord, Deed
from app.errors import Code, Conflict, Invalid, NotFound
from app.meetings import stand_ins

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.meetings.models import Meeting

BERIT = "berit@example.no"


@pytest.fixture
def gathering(meeting: Callable[..., Meeting]) -> Meeting:
    return meeting("samling-1", "2026-09-16T09:00", "2026-09-16T15:00")


@pytest.fixture
def name(session: Session, gathering: Meeting, team_ids: dict[str, int], deed: Deed) -> Callable[..., None]:
    """Name Vilde for Berit of Kirurgi, or what is said otherwise."""

    def named(**otherwise: object) -> None:
        usual = {
            "team_id": team_ids["Kirurgi"],
            "instead_of": BERIT,
            "name": "Vilde Vik",
            "email": "vilde@example.no",
            "deed": deed,
        }
        stand_ins.name_stand_in(session, gathering.id, **{**usual, **otherwise})

    return named


def standing(session: Session, meeting: Meeting) -> list[tuple[str, str, str]]:
    return [(one.instead_of, one.name, one.email) for one in stand_ins.stand_ins_of(session, meeting.id)]


def test_a_second_stand_in_takes_the_place_of_the_first(
    session: Session, gathering: Meeting, name: Callable[..., None]
) -> None:
    name()
    name(instead_of=" Berit@Example.no", name=" Viggo  Vang ", email="Viggo@example.no")
    assert standing(session, gathering) == [(BERIT, "Viggo Vang", "viggo@example.no")]


def test_a_stand_in_is_withdrawn_once(
    session: Session, gathering: Meeting, team_ids: dict[str, int], deed: Deed, name: Callable[..., None]
) -> None:
    name()
    about = {"team_id": team_ids["Kirurgi"], "instead_of": BERIT, "deed": deed}
    stand_ins.withdraw_stand_in(session, gathering.id, **about)
    assert standing(session, gathering) == []
    with pytest.raises(NotFound) as refused:
        stand_ins.withdraw_stand_in(session, gathering.id, **about)
    assert refused.value.code == Code.no_stand_in
    session.commit()
    acts = [row.act for row in session.exec(select(AuditRecord)) if row.about.startswith("meeting ")]
    assert acts == ["stand-in named", "stand-in withdrawn"]


@pytest.mark.parametrize(
    ("otherwise", "error", "code"),
    [
        ({"instead_of": "dina@example.no"}, NotFound, Code.not_in_team),
        ({"instead_of": "mona@example.no"}, NotFound, Code.not_in_team),
        ({"email": BERIT}, Conflict, Code.stand_in_is_same),
        ({"email": "vilde"}, Invalid, Code.field_missing),
        ({"name": "  "}, Invalid, Code.field_missing),
        (
            {"deed": Deed(actor="rhf", at=datetime(2026, 9, 16, 13, tzinfo=UTC))},
            Conflict,
            Code.meeting_held,
        ),
    ],
)
def test_only_a_member_has_a_stand_in_who_is_another_before_the_meeting_is_over(
    session: Session,
    gathering: Meeting,
    name: Callable[..., None],
    otherwise: dict[str, object],
    error: type[Conflict | Invalid | NotFound],
    code: Code,
) -> None:
    with pytest.raises(error) as refused:
        name(**otherwise)
    assert (refused.value.code, standing(session, gathering)) == (code, [])


def test_nobody_stands_in_for_a_member_the_meeting_is_not_for(
    gathering: Meeting, name: Callable[..., None]
) -> None:
    gathering.audience = "leaders"
    with pytest.raises(
        NotFound, match=r"Samling-1 er ikke for berit@example\.no, så ingen kommer i stedet\."
    ):
        name()
