"""Who gets what in a whole cohort, counted in the tenant's mailboxes and held against a table written by hand."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support import outlook, tenant_census
from support.paths import ROOT
from support.small_cohort import approve, at, now, provision, work

from app import programmes
from app.audit import Deed
from app.cohorts import service as cohorts
from app.db import migrate, unit_of_work
from app.enrolment import service as enrolment
from app.meetings import service as meetings
from app.people import service as people
from app.people.models import Role
from app.provisioning.lifecycle import start as starting

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

EXAMPLE = ROOT / "examples" / "torn-kull-3" / "enrolment.xlsx"
Post = dict[str, list[tuple[str, str]]]

# The eight that are for the teams; their mentors and nearest leaders, and those who lead the gatherings, come too.
FOR_THE_TEAMS = {
    "Digitalt forberedelsesmøte for alle deltakere": 1,
    "Samling 1": 1,
    "Digital innsjekk": 3,
    "Samling 2": 1,
    "Samling 3": 1,
    "Samling 4": 1,
}
# Mentors and faculty have three of their own besides.
FOR_MENTORS = FOR_THE_TEAMS | {"Digitalt veiledermøte": 3}
MENTORS_AND_FACULTY = [
    "berit.anne.lavvu@example.no",
    "eirik.strandmo@example.no",
    "guro.aspelund@example.no",
    "magnus.eidissen@example.no",
    "oddrun.saterstad@example.no",
    "ragnhild.oyen@example.no",
    "stine.malselv@example.no",
    "sunniva.arctander.vik@example.no",
    "synnove.valnes@example.no",
    "terje.lofthus@example.no",
    "tomas.skaidi@example.no",
]
# Two top leaders and five contacts of the trusts are in the workbook, and no meeting of this programme is for them.
NOT_INVITED = [
    "even.kjerringoy@example.no",
    "havard.saltnes@example.no",
    "juonas.lahpi@example.no",
    "margrethe.lokvoll@example.no",
    "mari.donnes@example.no",
    "pernille.sandnessund@example.no",
    "rebekka.sorfjord@example.no",
]
IN_THE_TEAMS, NEAREST_LEADERS = 71, 6
LEAVES, COMES = "amina.rahimi@example.no", "ny.kollega@example.no"


def post(address: str) -> Post:
    """Every mailbox with the kind and subject of each message, in order."""
    with closing(tenant_census.Tenant(address)) as tenant:
        boxes = [box["address"] for box in tenant.control("/mailboxes")["value"]]
        return {
            box: [(mail["kind"], mail["subject"]) for mail in tenant.control(f"/mailboxes/{box}")["value"]]
            for box in boxes
        }


def since(before: Post, after: Post) -> Post:
    news = {box: mails[len(before.get(box, [])) :] for box, mails in after.items()}
    return {box: mails for box, mails in news.items() if mails}


def kinds(news: Post) -> dict[str, list[str]]:
    return {box: [kind for kind, _ in mails] for box, mails in news.items()}


def join_links(address: str) -> dict[str, str]:
    return {
        event["id"]: event["onlineMeeting"]["joinUrl"]
        for event in outlook.events(address)
        if event["isOnlineMeeting"]
    }


def whole_cohort() -> int:
    migrate()
    with unit_of_work() as session:
        cohort = starting.start_cohort(
            session,
            definition=programmes.shipped_one("torn-kull-3"),
            start_year=2026,
            name="Tørn kull 3",
            deed=Deed(actor="rhf", at=now()),
        )
        cohort_id = cohort.id or 0
        enrolment.enrol(
            session,
            cohort_id=cohort_id,
            data=EXAMPLE.read_bytes(),
            filename=EXAMPLE.name,
            deed=Deed(actor="rhf", at=now()),
        )
        starting.confirm_dates(session, cohort_id, meeting_key=None, deed=Deed(actor="rhf", at=now()))
    provision(cohort_id)
    return cohort_id


@pytest.mark.timeout(300)  # fifteen teams made, and three changes of all of it
def test_each_gets_theirs_once_and_a_change_reaches_those_it_concerns_once(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = whole_cohort()
    _only_the_invitations_wait_for_the_letters(sandbox)
    _each_gets_theirs_once(sandbox)
    links = join_links(sandbox.address)
    assert len(links) == len(set(links.values())) == 8

    _replacing_one_member_mails_the_two(sandbox, cohort_id)
    assert join_links(sandbox.address) == links
    _moving_a_meeting_mails_each_invited_once(sandbox, cohort_id)
    assert join_links(sandbox.address) == links
    _cancelling_a_meeting_says_why_to_each_invited(sandbox, cohort_id)


def _only_the_invitations_wait_for_the_letters(sandbox: SandboxOnASocket) -> None:
    called = [call["operation"] for call in sandbox.state.memory["log"]]
    until_the_last_letter = set(called[: len(called) - called[::-1].index("mail.send")])
    assert until_the_last_letter & {"channel.create", "event.create"} == {"channel.create"}


def _each_gets_theirs_once(sandbox: SandboxOnASocket) -> None:
    told = post(sandbox.address)
    wanted = {box: FOR_MENTORS if box in MENTORS_AND_FACULTY else FOR_THE_TEAMS for box in told}
    for box, mails in told.items():
        letter, *invitations = mails
        number = sum(wanted[box].values())
        assert letter == ("mail", f"Tørn kull 3: dere får nå {number} innkallinger")
        assert {kind for kind, _ in invitations} == {"invitation"}
        subjects = Counter(subject.removeprefix("Tørn kull 3: ") for _, subject in invitations)
        assert dict(subjects) == wanted[box], box
    assert len(told) == IN_THE_TEAMS + NEAREST_LEADERS + len(MENTORS_AND_FACULTY)
    assert set(MENTORS_AND_FACULTY) <= set(told)
    assert set(NOT_INVITED) & set(told) == set()


def _replacing_one_member_mails_the_two(sandbox: SandboxOnASocket, cohort_id: int) -> None:
    before = post(sandbox.address)
    with unit_of_work() as session:
        team = cohorts.team_called(session, cohort_id=cohort_id, name="Pasientflyt medisin Tromsø")
        place = {
            "cohort_id": cohort_id,
            "team_id": team.id,
            "organisation_id": team.organisation_id,
        }
        leaves = people.with_address(session, email=LEAVES)
        comes, _ = people.upsert_person(session, email=COMES, name="Ny Kollega")
        assert leaves is not None
        people.grant_exactly(session, person_id=leaves.id or 0, roles=[], **place)  # type: ignore[arg-type]
        people.grant_exactly(session, person_id=comes.id or 0, roles=[Role.staff], **place)  # type: ignore[arg-type]
    work(cohort_id)
    assert since(before, post(sandbox.address)) == {}
    approve(cohort_id)
    work(cohort_id)
    work(cohort_id)
    assert kinds(since(before, post(sandbox.address))) == {
        LEAVES: ["cancellation"] * 8,
        COMES: ["mail", *["invitation"] * 8],
    }


def _moving_a_meeting_mails_each_invited_once(sandbox: SandboxOnASocket, cohort_id: int) -> None:
    before = post(sandbox.address)
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        starts_at = at("2026-10-20T09:00")
        meetings.reschedule(session, meeting.id or 0, starts_at=starts_at, deed=Deed(actor="rhf", at=now()))
    work(cohort_id)
    work(cohort_id)
    told = since(before, post(sandbox.address))
    assert set(map(tuple, told.values())) == {(("update", "Oppdatert: Tørn kull 3: Digital innsjekk"),)}
    assert set(told) == set(before) - {LEAVES} | {COMES}


def _cancelling_a_meeting_says_why_to_each_invited(sandbox: SandboxOnASocket, cohort_id: int) -> None:
    before = post(sandbox.address)
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="veiledermote-uke-44")
        because = "Møtet slås sammen med veiledermøtet i uke 50."
        meetings.cancel(session, meeting.id or 0, because=because, deed=Deed(actor="rhf", at=now()))
    work(cohort_id)
    assert since(before, post(sandbox.address)) == {}
    provision(cohort_id)
    with closing(tenant_census.Tenant(sandbox.address)) as tenant:
        said = {
            box: tenant.control(f"/mailboxes/{box}")["value"][-1]["body"]
            for box in since(before, post(sandbox.address))
        }
    assert said == dict.fromkeys(MENTORS_AND_FACULTY, because)
