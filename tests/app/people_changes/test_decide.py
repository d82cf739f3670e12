"""Each kind of change on a provisioned team: nothing is sent before the press, and exactly what was shown after it.

The mailboxes and the numbers of requests are counted by hand: the small cohort has seven meetings of a team ahead,
three more for mentors, and a team leader has fourteen open tasks.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from sqlmodel import select
from support import small_cohort, tenant_census
from support.small_cohort import ANNE, BERIT, CARL

from app import people_changes
from app.audit import Deed
from app.cohorts.models import ChangeSource, ChangeState, PeopleChange
from app.cohorts.proposals import decided_changes, drop_change, waiting_changes
from app.config import settings
from app.db import unit_of_work
from app.errors import AppError, Conflict
from app.outbox.models import OwedMessage
from app.people.models import Person, RoleGrant
from app.people_changes.receipts import STEP
from app.people_changes.wishes import Wish, proposed_by
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

    from app.people_changes.effects import Effects

NINA, MONA = "nina@example.no", "mona@example.no"
ANNES_NEW = "anne.aas@example.no"
DAY = "2026-04-01"
Mailed = dict[str, dict[str, int]]


class Sent(NamedTuple):
    """What a change sends: requests, and what lands in each mailbox, the receipts aside."""

    requests: int
    mailed: Mailed
    receipts: list[str]


BY_HAND: dict[str, tuple[dict[str, Any], Sent]] = {
    "a leader is replaced": (
        {"kind": "replace", "who": ANNE, "name": "Nina Ny", "email": NINA},
        Sent(23, {ANNE: {"cancellation": 7}, NINA: {"invitation": 7, "mail": 1}}, [NINA]),
    ),
    "a leader is replaced and keeps the tasks": (
        {"kind": "replace", "who": ANNE, "name": "Nina Ny", "email": NINA, "tasks_left": True},
        Sent(9, {ANNE: {"cancellation": 7}, NINA: {"invitation": 7, "mail": 1}}, [NINA]),
    ),
    "a member comes": (
        {"kind": "add", "name": "Nina Ny", "email": NINA, "team": "Kirurgi", "roles": ["medarbeider"]},
        Sent(8, {NINA: {"invitation": 7, "mail": 1}}, [ANNE]),
    ),
    "a mentor comes": (
        {"kind": "add", "name": "Mona Mo", "email": MONA, "team": "Kirurgi", "roles": ["veileder"]},
        Sent(11, {MONA: {"invitation": 10, "mail": 1}}, [ANNE]),
    ),
    "a member leaves": (
        {"kind": "remove", "who": BERIT},
        Sent(8, {BERIT: {"cancellation": 7}}, [ANNE]),
    ),
    "a member moves to a team with the same meetings": (
        {"kind": "move", "who": BERIT, "to_team": "Medisin"},
        Sent(0, {}, [ANNE, CARL]),
    ),
    "a member leads the team too": (
        {"kind": "role", "who": BERIT, "roles": ["teamleder"]},
        Sent(14, {}, [ANNE, BERIT]),
    ),
}


def deed() -> Deed:
    return Deed(actor="rhf", at=small_cohort.now())


def proposed(cohort_id: int, wish: dict[str, Any]) -> tuple[int, Effects]:
    with unit_of_work() as session:
        change = proposed_by(
            session, cohort_id, Wish.model_validate(wish), source=ChangeSource.unit, deed=deed()
        )
        around = surroundings(settings())
        return change.id, people_changes.effects_of(session, cohort_id, [change], around)


def approve(cohort_id: int, change_id: int, checksum: str | None = None) -> None:
    with unit_of_work() as session:
        people_changes.approve_changes(
            session,
            cohort_id,
            [change_id],
            checksum=checksum,
            deed=deed(),
            around=surroundings(settings()),
        )


def mailed_since(before: dict[str, list[str]], after: dict[str, list[str]]) -> Mailed:
    news = {box: Counter(kinds) - Counter(before.get(box, [])) for box, kinds in after.items()}
    return {box: dict(kinds) for box, kinds in news.items() if kinds}


def receipts() -> list[str]:
    with unit_of_work() as session:
        owed = session.exec(select(OwedMessage.recipient).where(OwedMessage.step == STEP))
        return sorted(owed)


def without_receipts(mailed: Mailed, sent: int) -> Mailed:
    """Take the receipts away that were sent along with the letters about invitations."""
    total = {box: Counter(kinds) for box, kinds in mailed.items()}
    if sent:
        for box in receipts():
            total[box]["mail"] -= 1
    left = {box: {kind: n for kind, n in kinds.items() if n} for box, kinds in total.items()}
    return {box: kinds for box, kinds in left.items() if kinds}


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> int:
    small_cohort.on(DAY, monkeypatch)
    return small_cohort.begin("torn-kull-3", 2026)


@pytest.mark.parametrize("case", BY_HAND)
def test_a_change_sends_what_was_shown_and_mails_nobody_else(
    cohort: int, sandbox: SandboxOnASocket, case: str
) -> None:
    wish, by_hand = BY_HAND[case]
    mail, writes = small_cohort.mail_in(sandbox.address), tenant_census.writes(sandbox.address)
    change_id, effects = proposed(cohort, wish)
    small_cohort.work(cohort)
    untouched = (mail, writes)
    assert (small_cohort.mail_in(sandbox.address), tenant_census.writes(sandbox.address)) == untouched

    approve(cohort, change_id, effects.checksum)
    small_cohort.work(cohort)
    letters_went = any(kinds.get("mail") for kinds in by_hand.mailed.values())
    mailed = mailed_since(mail, small_cohort.mail_in(sandbox.address))
    sent = tenant_census.writes(sandbox.address) - writes
    letters = sum(kinds.get("mail", 0) for kinds in mailed.values())
    assert (effects.requests, sent - letters) == (by_hand.requests, by_hand.requests)
    assert without_receipts(mailed, letters_went) == by_hand.mailed
    assert receipts() == sorted(by_hand.receipts)
    assert sorted({one.to for one in effects.mails}) == sorted({*by_hand.mailed, *by_hand.receipts})

    small_cohort.work(cohort)
    assert tenant_census.writes(sandbox.address) - writes == sent
    with unit_of_work() as session:
        counts = preview_cohort(session, cohort, surroundings(settings())).found.counts
    assert {name: number for name, number in counts.items() if name != "unchanged"} == {
        "create": 0,
        "change": 0,
        "withdraw": 0,
    }


def test_another_address_of_a_person_gets_the_invitations_and_the_old_one_the_cancellations(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    mail = small_cohort.mail_in(sandbox.address)
    change_id, effects = proposed(cohort, {"kind": "address", "who": ANNE, "email": ANNES_NEW})
    approve(cohort, change_id, effects.checksum)
    small_cohort.work(cohort)
    mailed = mailed_since(mail, small_cohort.mail_in(sandbox.address))
    assert mailed == {ANNE: {"cancellation": 7}, ANNES_NEW: {"invitation": 7, "mail": 2}}
    with unit_of_work() as session:
        assert preview_cohort(session, cohort, surroundings(settings())).found.counts["change"] == 0


def test_what_waited_for_a_person_before_goes_on_waiting(cohort: int, sandbox: SandboxOnASocket) -> None:
    with unit_of_work() as session:
        carl = session.exec(select(Person).where(Person.email == CARL)).one()
        for grant in session.exec(select(RoleGrant).where(RoleGrant.person_id == carl.id)):
            session.delete(grant)
    mail = small_cohort.mail_in(sandbox.address)
    change_id, _ = proposed(cohort, {"kind": "remove", "who": BERIT})
    approve(cohort, change_id)
    small_cohort.work(cohort)
    assert CARL not in mailed_since(mail, small_cohort.mail_in(sandbox.address))


def test_a_team_that_loses_its_leader_is_warned_of_and_a_change_is_decided_once(cohort: int) -> None:
    change_id, effects = proposed(cohort, {"kind": "remove", "who": ANNE})
    assert effects.warnings[0] == "«Kirurgi» blir uten leder."
    with unit_of_work() as session:
        drop_change(session, cohort, change_id, why="Hun blir likevel.", deed=deed())
    with pytest.raises(Conflict, match="alt forkastet"):
        approve(cohort, change_id)
    with unit_of_work() as session:
        (one,) = decided_changes(session, cohort)
        assert (one.state, one.why, one.decided_by) == (ChangeState.dropped, "Hun blir likevel.", "rhf")
        assert waiting_changes(session, cohort) == []


def test_other_effects_than_those_shown_are_not_approved(cohort: int) -> None:
    change_id, _ = proposed(cohort, {"kind": "remove", "who": ANNE})
    with pytest.raises(Conflict, match="Noe er endret"):
        approve(cohort, change_id, "another")


def test_the_receipt_names_who_comes_and_who_goes_and_no_special_role(cohort: int) -> None:
    wish = {"kind": "add", "name": "Nina Ny", "email": NINA, "team": "Kirurgi", "roles": ["tillitsvalgt"]}
    change_id, _ = proposed(cohort, wish)
    approve(cohort, change_id)
    with unit_of_work() as session:
        (letter,) = session.exec(select(OwedMessage).where(OwedMessage.step == STEP))
        assert (letter.recipient, letter.subject, letter.text) == (
            ANNE,
            "Kirurgi: endring i teamet er godkjent",
            (
                "Hei Anne Aas\n\n"
                "Forbedringsenheten har godkjent dette for Kirurgi i Kullet:\n\n"
                "Kommer inn: Nina Ny <nina@example.no>, medlem av teamet\n\n"
                "Kalender, kanal og oppgaver rettes av seg selv. Dere trenger ikke gjøre noe.\n"
            ),
        )


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"kind": "remove", "who": "ukjent@example.no"}, "er ikke én person i kullet"),
        ({"kind": "remove"}, "Skriv hvem endringen gjelder"),
        ({"kind": "add", "name": "Nina", "email": "nina", "roles": ["leder"]}, "Skriv e-postadressen"),
        ({"kind": "add", "name": "Nina", "email": NINA}, "Skriv hvilken rolle"),
        ({"kind": "add", "name": "N", "email": NINA, "roles": ["trollmann"]}, "er ingen rolle"),
        ({"kind": "move", "who": BERIT}, "Velg teamet"),
    ],
)
def test_a_change_that_says_too_little_is_refused(cohort: int, wish: dict[str, Any], why: str) -> None:
    with pytest.raises(AppError, match=why):
        proposed(cohort, wish)


def test_a_changed_workbook_of_a_running_cohort_proposes_and_sends_nothing(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    mail, writes = small_cohort.mail_in(sandbox.address), tenant_census.writes(sandbox.address)
    rows = [
        f"Nordlandssykehuset;1;Kirurgi;Nina Ny;{NINA};teamleder",  # instead of Anne
        f"Nordlandssykehuset;1;Kirurgi;Berit Bø;{BERIT};medarbeider, verneombud",
        f"UNN;1;Medisin;Carl Dahl;{CARL};teamleder",
        f"UNN;1;Medisin;Mona Mo;{MONA};medarbeider",  # instead of Dina
    ]
    for _ in range(2):
        small_cohort.enrol(cohort, rows)
    small_cohort.work(cohort)
    untouched = (mail, writes)
    assert (small_cohort.mail_in(sandbox.address), tenant_census.writes(sandbox.address)) == untouched
    with unit_of_work() as session:
        found = waiting_changes(session, cohort)
        assert [(one.kind, one.email, one.roles) for one in found] == [
            ("role", None, ["safety_rep", "staff"]),
            ("replace", NINA, []),
            ("replace", MONA, []),
        ]
        assert session.exec(select(Person).where(Person.email == NINA)).first() is None
        ids = [one.id for one in found]
    with unit_of_work() as session:
        people_changes.approve_changes(session, cohort, ids, deed=deed(), around=surroundings(settings()))
    small_cohort.enrol(cohort, rows)
    with unit_of_work() as session:
        assert waiting_changes(session, cohort) == []
        states = session.exec(select(PeopleChange.state)).all()
        assert states == [ChangeState.approved] * 3


def test_a_row_that_is_asked_about_takes_nobody_out(cohort: int) -> None:
    asked = "UNN;1;Medisin;Carl Dahl;carl.dahl@example.no;teamleder"  # Carl, with another address?
    small_cohort.enrol(cohort, [*small_cohort.TEAMS[:2], asked, small_cohort.TEAMS[3]])
    with unit_of_work() as session:
        assert waiting_changes(session, cohort) == []


def test_a_proposal_that_a_person_dropped_is_not_made_again_by_the_same_workbook(cohort: int) -> None:
    rows = [*small_cohort.TEAMS[:1], *small_cohort.TEAMS[2:]]
    small_cohort.enrol(cohort, rows)
    with unit_of_work() as session:
        (gone,) = waiting_changes(session, cohort)
        assert gone.kind == "remove"
        drop_change(session, cohort, gone.id, why="", deed=deed())
    small_cohort.enrol(cohort, rows)
    with unit_of_work() as session:
        assert waiting_changes(session, cohort) == []
