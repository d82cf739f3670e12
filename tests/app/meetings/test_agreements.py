"""The time a team has agreed on for its own meeting is written down: on its page, by a program, in the terminal."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.service import ask
from support.small_cohort import at, now, started
from typer.testing import CliRunner

from app.audit import Deed
from app.audit.models import AuditRecord
from app.cli import kull as terminal
from app.cohorts.models import Team
from app.dashboard.team import send_links
from app.db import unit_of_work
from app.errors import Conflict, Invalid
from app.meetings import agreements
from app.meetings import service as meetings
from app.meetings.models import Meeting, TeamTime
from app.outbox.models import OwedMessage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    from sqlmodel import Session

    from app.cohorts.models import Cohort

DAY = ("2026-11-23T13:00", "2026-11-23T13:30")
KEY = "oppstartsmote"
"""Ahus' start meeting of team leader and mentor, without a date (R081)."""


@pytest.fixture
def kirurgi(session: Session, cohort: Cohort) -> Team:
    return session.exec(select(Team).where(Team.name == "Kirurgi")).one()


def test_an_agreed_time_lasts_as_the_programme_says_and_can_be_changed(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    meeting("samtale", *DAY, details={"per": "team", "arranged_by": "team"})
    own = agreements.agree(
        session, kirurgi, meeting_key="samtale", starts_at=at("2026-11-25T10:00"), deed=deed
    )
    assert (own.ends_at, own.cancelled_at) == (at("2026-11-25T10:30"), None)
    agreements.agree(session, kirurgi, meeting_key="samtale", starts_at=at("2026-11-26T10:00"), deed=deed)
    assert [one.starts_at for one in session.exec(select(TeamTime))] == [at("2026-11-26T10:00")]


def test_a_common_meeting_has_no_time_of_a_teams_own_and_no_meeting_ends_before_it_begins(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    meeting("samling", *DAY, details={"per": "cohort"})
    meeting("samtale", *DAY, details={"per": "team", "arranged_by": "unit"})
    when: dict[str, Any] = {"starts_at": at("2026-11-25T10:00"), "deed": deed}
    with pytest.raises(Conflict, match="Samling har samme tid for alle"):
        agreements.agree(session, kirurgi, meeting_key="samling", **when)
    with pytest.raises(Invalid):
        agreements.agree(session, kirurgi, meeting_key="samtale", ends_at=at("2026-11-25T09:00"), **when)


def test_what_a_team_has_agreed_on_stands_when_the_meeting_is_moved_for_the_others(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    row = meeting("samtale", *DAY, details={"per": "team", "arranged_by": "team", "window": None})
    agreements.agree(session, kirurgi, meeting_key="samtale", starts_at=at("2026-11-25T10:00"), deed=deed)
    meetings.reschedule(session, row.id, starts_at=at("2026-12-01T09:00"), deed=deed)
    assert [one.starts_at for one in session.exec(select(TeamTime))] == [at("2026-11-25T10:00")]


def _page_by_link() -> str:
    """Return the path of Kirurgi's page for its leader, who does not sign in."""
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        deed = Deed(actor="rhf", at=now())
        send_links(session, team, address="", ends=now() + timedelta(days=9), deed=deed)
        (mail,) = session.exec(select(OwedMessage)).all()
        return str(re.findall(r"/hva-na/\S+", mail.text)[0])


def _uid() -> str:
    with unit_of_work() as session:
        return session.exec(select(Team.uid).where(Team.name == "Kirurgi")).one()


def test_the_teams_page_shows_what_to_agree_on_and_takes_the_time(here: Path) -> None:
    started("ahus-2025", 2026)
    page = _page_by_link()

    async def agreed(client: httpx.AsyncClient) -> tuple[str, int, str, int]:
        before = (await client.get(page)).text
        wrong = await client.post(f"{page}/moter", data={"meeting": KEY, "day": "i morgen", "clock": "9"})
        typed = {"meeting": KEY, "day": "2026-08-20", "clock": "09:00"}
        answer = await client.post(f"{page}/moter", data=typed)
        return before, wrong.status_code, (await client.get(page)).text, answer.status_code

    before, wrong, after, status = ask(agreed, as_role=None)
    assert "Oppstartsmøte teamleder og veileder" in before
    assert "Finn en tid som passer." in before
    assert "Avklare forventninger til veiledning" in before
    assert (wrong, status) == (422, 303)
    assert "Avtalt: torsdag 20.08.2026 kl. 09:00–10:00." in after


def test_a_program_and_the_terminal_write_the_time_and_a_stranger_does_not(here: Path) -> None:
    cohort_id = started("ahus-2025", 2026)
    address = f"/api/teams/{_uid()}/meetings/{KEY}/time"

    async def put(client: httpx.AsyncClient) -> int:
        answer = await client.put(address, json={"starts_at": "2026-08-20T09:00:00+02:00"})
        return answer.status_code

    assert [ask(put), ask(put, as_role="insight"), ask(put, as_role=None)] == [200, 403, 401]
    said = CliRunner().invoke(
        terminal,
        [*("meetings", "agree", str(cohort_id), KEY), *("--team", "Kirurgi", "--starts", "2026-08-21T10:00")],
    )
    assert (said.exit_code, said.output) == (0, "Kirurgi: 2026-08-21 kl. 10:00.\n")
    with unit_of_work() as session:
        noted = select(AuditRecord.about).where(AuditRecord.act == "meeting agreed")
        assert session.exec(noted).all() == [f"{KEY} (team 1)"] * 2


def test_a_team_agrees_on_no_meeting_of_another_track(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    details = {"per": "team", "arranged_by": "team", "tracks": ["akutt"]}
    meeting("samtale", *DAY, details=details)
    when: dict[str, Any] = {"starts_at": at("2026-11-25T10:00"), "deed": deed}
    with pytest.raises(Conflict, match="Samtale er ikke for Kirurgi"):
        agreements.agree(session, kirurgi, meeting_key="samtale", **when)
    kirurgi.tracks = ["akutt"]
    agreements.agree(session, kirurgi, meeting_key="samtale", **when)


def test_nothing_is_agreed_on_in_a_cohort_that_is_closed(
    session: Session, cohort: Cohort, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    meeting("samtale", *DAY, details={"per": "team", "arranged_by": "team"})
    cohort.closed_at = deed.at
    with pytest.raises(Conflict, match="Kullet er avsluttet"):
        agreements.agree(session, kirurgi, meeting_key="samtale", starts_at=at("2026-11-25T10:00"), deed=deed)


def test_what_we_call_to_is_ahead_and_what_a_team_agreed_on_itself_may_be_over(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    meeting("samtale", *DAY, details={"per": "team", "arranged_by": "unit"})
    meeting("prat", *DAY, details={"per": "team", "arranged_by": "team"})
    when: dict[str, Any] = {"starts_at": at("2026-03-25T10:00"), "deed": deed}
    with pytest.raises(Conflict, match="en tid som er passert"):
        agreements.agree(session, kirurgi, meeting_key="samtale", **when)
    agreements.agree(session, kirurgi, meeting_key="prat", **when)
    assert [one.starts_at for one in session.exec(select(TeamTime))] == [at("2026-03-25T10:00")]


@pytest.mark.parametrize("clock", ["9999-12-31T23:30", "0001-01-01T00:00", "2062-08-20T09:00"])
def test_a_year_written_wrong_is_asked_about(
    session: Session, kirurgi: Team, meeting: Callable[..., Meeting], deed: Deed, clock: str
) -> None:
    row = meeting("samtale", *DAY, details={"per": "team", "arranged_by": "team"})
    with pytest.raises(Invalid, match=r"er mange år unna\. Se om årstallet er riktig\."):
        agreements.agree(session, kirurgi, meeting_key="samtale", starts_at=at(clock), deed=deed)
    with pytest.raises(Invalid, match="9999 er mange år unna"):
        meetings.reschedule(
            session, row.id, starts_at=at("2026-12-01T09:00"), ends_at=at("9999-12-31T23:30"), deed=deed
        )


def test_a_team_nobody_has_is_not_found(here: Path) -> None:
    started("ahus-2025", 2026)

    async def put(client: httpx.AsyncClient) -> tuple[int, str]:
        answer = await client.put(
            f"/api/teams/finnes-ikke/meetings/{KEY}/time", json={"starts_at": "2026-08-20T09:00:00+02:00"}
        )
        return answer.status_code, answer.json()["type"]

    assert ask(put) == (404, "urn:kull:no-such-team")
