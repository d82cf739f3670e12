"""The picture of a cohort holds what its rows say: who is reached how, which meetings, and who opens the doors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import UID, enrolled
from support.small_cohort import at

from app.audit import Deed
from app.cohorts import service as cohorts
from app.meetings import service as meetings
from app.meetings.models import OrganiserMailbox
from app.people.models import Access, Person
from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview.people_in import reach_of
from app.provisioning.preview.picture_of import Surroundings, draw

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.desired.picture import Reach

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=(), organiser="nett@example.no")


@pytest.mark.parametrize(
    ("access", "entra_id", "directory_guest", "with_guests", "without"),
    [
        (None, "id", False, "internal", "internal"),
        (None, None, False, "mail_only", "mail_only"),
        (None, "id", True, "guest", "mail_only"),
        (Access.guest, None, False, "guest", "mail_only"),
        (Access.internal, None, False, "mail_only", "mail_only"),
        (Access.mail_only, "id", True, "mail_only", "mail_only"),
    ],
)
def test_a_person_is_reached_as_the_directory_the_workbook_and_the_cohort_allow(
    access: Access | None, entra_id: str | None, *, directory_guest: bool, with_guests: Reach, without: Reach
) -> None:
    person = Person(
        name="K", email="k@example.no", access=access, entra_id=entra_id, directory_guest=directory_guest
    )
    assert (reach_of(person, guests_allowed=True), reach_of(person, guests_allowed=False)) == (
        with_guests,
        without,
    )


def test_each_team_is_drawn_with_its_people_and_the_name_of_its_channel(session: Session) -> None:
    picture = draw(session, enrolled(session, TODAY), AROUND)
    assert [
        (team.name, team.channel_name, team.organisation, [one.name for one in team.people])
        for team in picture.teams
    ] == [
        ("Kostvert", "Kostvert", "Nordlandssykehuset", ["Kari Nordmann", "Per Hansen", "Mona Veileder"]),
        (
            "Trygg hjemreise",
            "Trygg hjemreise",
            "Nordlandssykehuset",
            ["Ada Berg", "Gro Utenfra", "Mona Veileder"],
        ),
    ]


def test_guests_are_drawn_as_such_only_where_the_cohort_and_the_tenant_let_them_in(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)

    def reach(around: Surroundings) -> dict[str, str]:
        people = draw(session, cohort_id, around).teams[1].people
        return {one.name: one.reach for one in people if one.name == "Gro Utenfra"}

    assert reach(AROUND) == {"Gro Utenfra": "guest"}
    assert reach(replace(AROUND, off=frozenset({"guests"}))) == {"Gro Utenfra": "mail_only"}
    cohorts.get(session, cohort_id).guests_allowed = False
    assert reach(AROUND) == {"Gro Utenfra": "mail_only"}


def test_a_meeting_is_drawn_on_the_clock_on_the_wall_while_it_has_a_date_and_is_not_cancelled(
    session: Session,
) -> None:
    cohort_id = enrolled(session, TODAY)

    def drawn(around: Surroundings = AROUND) -> list[tuple[str, str, bool, bool]]:
        found = draw(session, cohort_id, around).meetings
        return [(one.key, one.starts_at.isoformat(), one.may_invite, one.ended) for one in found]

    assert drawn() == [
        ("innsjekk", "2026-09-14T13:00:00", True, False),
        ("samling", "2026-09-16T00:00:00", True, False),
    ]
    assert drawn(replace(AROUND, now=at("2026-09-14T14:00")))[0][3] is True
    check_in = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk").id
    meetings.cancel(session, check_in, because="Snø.", deed=RHF)
    meetings.with_key(session, cohort_id=cohort_id, key="samling").invited_elsewhere = True
    session.flush()
    assert drawn() == [("samling", "2026-09-16T00:00:00", False, False)]


def test_the_unit_opens_the_doors_where_microsoft_lets_us_name_them(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)
    session.add(Person(name="Una", email="una@example.no", entra_id="id-una"))
    mailbox = OrganiserMailbox(address="nett@example.no", user_id="id-nett", asked_at=TODAY)
    session.add(mailbox)
    session.flush()
    around = replace(AROUND, owner_addresses=("una@example.no", "ukjent@example.no"))
    assert (draw(session, cohort_id, around).owners, draw(session, cohort_id, around).hosts) == (
        ("id-una",),
        (),
    )
    mailbox.may_open_doors = True
    session.flush()
    assert draw(session, cohort_id, around).hosts == ("id-una",)


def test_a_meeting_that_is_sent_is_drawn_with_the_mailbox_it_stands_in(session: Session) -> None:
    cohort_id = enrolled(session, TODAY)
    key = f"{UID}/meeting:samling"
    sent = {"kind": "entry", "cohort_id": cohort_id, "applied": {"organiser": "una@example.no"}}
    session.add(TenantObject(key=key, **sent))
    session.add(TenantObject(key=f"{UID}/meeting:innsjekk", **sent | {"applied": None}))
    session.flush()
    assert draw(session, cohort_id, AROUND).mailboxes == {key: "una@example.no"}
    assert session.exec(select(TenantObject.wanted)).all() == [None, None]
