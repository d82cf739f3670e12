"""Answers are counted per person, team and role; a declined meeting is told to the leader; somebody may stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select
from support import outlook
from support.small_cohort import (
    ANNE,
    BERIT,
    CARL,
    DINA,
    TEAMS,
    approve_people,
    begin,
    enrol,
    mail_in,
    now,
    work,
)

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import answers, stand_ins
from app.meetings import service as meetings
from app.meetings.models import Response
from app.outbox.models import OwedMessage
from app.people import Reader

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

MONA, MARI = "mona@example.no", "mari@example.no"
YES, MAYBE, NO, NONE = Response.accepted, Response.tentative, Response.declined, Response.none


def later(monkeypatch: pytest.MonkeyPatch, moment: str = "2026-04-01T10:00:00+02:00") -> None:
    monkeypatch.setenv("KULL_NOW", moment)
    settings.cache_clear()


def test_answers_are_seen_per_person_team_and_role_and_a_team_wants_one_of_its_mentors(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    mentors = [
        f"{trust};1;{team};{name};{email};veileder"
        for trust, team in (("Nordlandssykehuset", "Kirurgi"), ("UNN", "Medisin"))
        for name, email in (("Mona Mo", MONA), ("Mari Moe", MARI))
        if (team, email) != ("Medisin", MARI)
    ]
    enrol(cohort_id, [*TEAMS, *mentors])
    approve_people(cohort_id)
    work(cohort_id)
    event = outlook.the_event(sandbox.address, "Digital innsjekk")
    for who, said in (
        (ANNE, "accepted"),
        (DINA, "tentativelyAccepted"),
        (MONA, "declined"),
        (MARI, "accepted"),
    ):
        outlook.answer(sandbox.address, event, who, said)
    later(monkeypatch)
    work(cohort_id)

    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        found = answers.answers_of(session, meeting.id or 0)
    assert {one.email: one.response for one in found} == {
        ANNE: YES,
        BERIT: NONE,
        CARL: NONE,
        DINA: MAYBE,
        MARI: YES,
        MONA: NO,
    }
    assert [(one.name, one.counts) for one in answers.answers_by_team(found)] == [
        ("Kirurgi", {YES: 2, MAYBE: 0, NO: 1, NONE: 1}),
        ("Medisin", {YES: 0, MAYBE: 1, NO: 1, NONE: 1}),
    ]
    by_role = {one.name: one.counts for one in answers.by_role(found, Reader.unit)}
    assert by_role["mentor"] == {YES: 1, MAYBE: 0, NO: 1, NONE: 0}
    assert answers.teams_without_mentor(found) == ["Medisin"]


def test_a_member_who_declines_is_told_of_to_the_one_who_leads_the_team_once(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    event = outlook.the_event(sandbox.address, "Digital innsjekk")
    outlook.answer(sandbox.address, event, BERIT, "declined")
    for moment in ("2026-04-01T10:00:00+02:00", "2026-04-01T11:00:00+02:00"):
        later(monkeypatch, moment)
        work(cohort_id)
    with unit_of_work() as session:
        owed = session.exec(select(OwedMessage).where(OwedMessage.step == answers.STEP)).all()
        told = [(one.recipient, one.subject, one.text.split("\n")[0]) for one in owed]
    assert told == [
        (
            ANNE,
            "Berit Bø har meldt forfall til Digital innsjekk",
            "Berit Bø i Kirurgi har takket nei til Digital innsjekk 19.10.2026 kl. 13:00.",
        )
    ]


def test_only_the_two_are_mailed_when_somebody_stands_in(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    before, link = mail_in(sandbox.address), outlook.the_event(sandbox.address, "innsjekk")["onlineMeeting"]
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        team_id = next(
            place.team_id or 0 for place in answers.roster(session, cohort_id)[BERIT] if place.team_id
        )
        stand_ins.name_stand_in(
            session,
            meeting.id or 0,
            team_id=team_id,
            instead_of=BERIT,
            name="Vilde Vik",
            email="vilde@example.no",
            deed=Deed(actor="rhf", at=now()),
        )
    work(cohort_id)
    news = {who: kinds[len(before.get(who, [])) :] for who, kinds in mail_in(sandbox.address).items()}
    assert {who: kinds for who, kinds in news.items() if kinds} == {
        BERIT: ["cancellation"],
        "vilde@example.no": ["invitation"],
    }
    assert outlook.the_event(sandbox.address, "innsjekk")["onlineMeeting"] == link
