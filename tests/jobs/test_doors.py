"""Somebody can open the door of a digital meeting; where Microsoft does not let us see to it, the preview says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support import outlook
from support.small_cohort import ORGANISER, begin, enrol, provision, started, work

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import mailboxes
from app.provisioning.preview import service as provisioning
from app.provisioning.preview.picture_of import surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

NOBODY = "Ingen kan slippe inn fra lobbyen: velg en av dere som arrangør."
NO_MENTORS = [
    "For få veiledere: 2 team og 0 veiledere. Det trengs 2 plasser hos veilederne, og de har 0.",
    "Uten veileder: Kirurgi og Medisin. Velg veiledere, eller si ja til at det er slik.",
]
FACULTY, UNIT = "finn@example.no", "una@example.no"


def cautions(cohort_id: int) -> list[str]:
    with unit_of_work() as session:
        return provisioning.preview_cohort(session, cohort_id, surroundings(settings())).cautions


def policy(address: str, *granted: str) -> None:
    outlook.control(address, "/settings", {"applicationAccessPolicy": list(granted)}, "PATCH")


def doors(sandbox: SandboxOnASocket) -> dict[str, dict[str, Any]]:
    """Each online meeting by its name, as its organiser sees it."""
    rows = outlook.control(sandbox.address, "/tables/meeting", method="GET")["value"]
    events = {event["id"]: event["subject"] for event in outlook.events(sandbox.address)}
    return {events[row["event"]]: row for row in rows if row["event"] in events}


@pytest.fixture
def with_faculty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit is one person, and owns the Teams."""
    monkeypatch.setenv("KULL_OWNERS", UNIT)
    settings.cache_clear()


def test_without_leave_the_preview_says_that_nobody_opens_and_a_person_may_be_chosen(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = started("torn-kull-3", 2026)
    assert cautions(cohort_id) == [NOBODY, *NO_MENTORS]
    with unit_of_work() as session:
        from_now = settings().clock()
        mailboxes.choose_mailbox(
            session, cohort_id, organiser="una@example.no", deed=Deed(actor="rhf", at=from_now)
        )
    assert cautions(cohort_id) == NO_MENTORS
    provision(cohort_id)
    assert (len(outlook.events(sandbox.address, UNIT)), len(outlook.events(sandbox.address))) == (10, 0)


def test_what_was_sent_stays_in_its_mailbox_when_another_is_chosen(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    with unit_of_work() as session:
        mailboxes.choose_mailbox(
            session, cohort_id, organiser=UNIT, deed=Deed(actor="rhf", at=settings().clock())
        )
    before = sandbox.writes()
    work(cohort_id)
    assert (sandbox.writes(), len(outlook.events(sandbox.address))) == (before, 10)


@pytest.mark.usefixtures("with_faculty")
def test_with_leave_the_unit_and_the_faculty_open_and_all_invited_come_straight_in(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    policy(sandbox.address, ORGANISER)
    cohort_id = started("torn-kull-3", 2026)
    enrol(cohort_id, [f"UNN;;;Finn Fag;{FACULTY};fagansvarlig"])
    provision(cohort_id)
    people = {
        row["mail"]: row["id"] for row in outlook.control(sandbox.address, "/people", method="GET")["value"]
    }
    door = doors(sandbox)["Kullet: Digital innsjekk"]
    hosts = {one["identity"]["user"]["id"]: one["role"] for one in door["participants"]["attendees"]}
    assert hosts == {people[FACULTY]: "coorganizer", people[UNIT]: "coorganizer"}
    assert (door["lobbyBypassSettings"]["scope"], door["allowedPresenters"]) == ("invited", "roleIsPresenter")
    assert cautions(cohort_id) == []


@pytest.mark.usefixtures("with_faculty")
def test_everybody_comes_straight_in_where_somebody_invited_has_no_account(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    policy(sandbox.address, ORGANISER)
    cohort_id = started("torn-kull-3", 2026)
    enrol(cohort_id, ["UNN;1;Medisin;Kari Kommune;kari@kommune.example;medarbeider"])
    provision(cohort_id)
    assert doors(sandbox)["Kullet: Digital innsjekk"]["lobbyBypassSettings"]["scope"] == "everyone"
