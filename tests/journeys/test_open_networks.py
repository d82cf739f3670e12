"""Networks that people come to one by one, without a team: from the workbook to the closing."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort as small
from support.service import ask
from support.sign_in.browser import PAGE

from app import programmes
from app.audit import Deed
from app.config import settings
from app.db import migrate, unit_of_work
from app.enrolment import service as enrolment
from app.provisioning.lifecycle.close import close_cohort, preview_closing
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import start_cohort
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

SHEET = """navn;e-post;rolle;tilgang;sted
Anne Aas;anne@example.no;forbedringsagent;;Tromsø
Berit Bø;berit@example.no;forbedringsagent;;Harstad
Carl Dahl;carl@example.no;fagansvarlig;;
Dina Eng;dina@example.no;styringsgruppe;;
Grete Gran;grete@annet.example;forbedringsagent;gjest;
Per Post;per@annet.example;forbedringsagent;bare e-post;
"""
EVERYBODY = [
    *("anne@example.no", "berit@example.no", "carl@example.no", "dina@example.no"),
    *("grete@annet.example", "per@annet.example"),
]
MONTHLY = {
    "meetings": {"nettverksmote": {"when": {"week": 3}}},
    "defaults": {"network_meeting": {"weekday": "thursday", "start": "09:00", "end": "11:00"}},
}
WEEKLY = {"defaults": {"board_meeting": {"weekday": "thursday", "start": "08:00", "end": "08:15"}}}
MAIL, INVITED, CANCELLED, LET_IN = "mail", "invitation", "cancellation", "guest-invitation"


def began(programme: str, dates: dict[str, Any]) -> None:
    """Start a network, enrol its people from a sheet without teams, and give its series a day of the week."""
    migrate()
    deed = Deed(actor="rhf", at=small.now())
    with unit_of_work() as session:
        definition = programmes.shipped_one(programme)
        cohort = start_cohort(session, definition=definition, start_year=2026, name="Nettverket", deed=deed)
        cohort.guests_allowed = True
        data = SHEET.encode()
        result = enrolment.enrol(session, cohort_id=1, data=data, filename="p.csv", deed=deed)
        assert (result.problems, result.people, result.teams_read) == ([], 6, 0)
        assert deviate(session, 1, changes=dates, why="Torsdager passer best", deed=deed).stays == []


def seen_first() -> Counter[str]:
    """Count the things of a preview by their kind."""
    with unit_of_work() as session:
        return Counter(one.kind for one in preview_cohort(session, 1, surroundings(settings())).found.changes)


def closed() -> None:
    with unit_of_work() as session:
        around, deed = surroundings(settings()), Deed(actor="rhf", at=small.now())
        checksum = preview_closing(session, 1, around).found.checksum
        close_cohort(session, 1, checksum=checksum, deed=deed, surroundings=around)
    small.work(1)


def pages(*addresses: str) -> list[str]:
    async def shown(client: httpx.AsyncClient) -> list[str]:
        return [html.unescape((await client.get(one, headers=PAGE)).text) for one in addresses]

    return ask(shown)


def letters(sandbox: SandboxOnASocket) -> dict[str, dict[str, int]]:
    found = small.mail_in(sandbox.address)
    return {address: dict(Counter(kinds)) for address, kinds in sorted(found.items())}


@pytest.mark.parametrize(
    ("programme", "dates", "meetings"),
    [("unn-forbedringsnettverk", MONTHLY, 8), ("unn-tavlemoter", WEEKLY, 53)],
)
def test_an_open_network_lives_from_its_workbook_to_its_closing(
    here: Path,
    sandbox: SandboxOnASocket,
    monkeypatch: pytest.MonkeyPatch,
    programme: str,
    dates: dict[str, Any],
    meetings: int,
) -> None:
    small.on("2025-12-15", monkeypatch)
    began(programme, dates)
    seen = seen_first()
    assert (seen["entry"], seen["guest"], seen["channel"]) == (meetings, 1, 0)

    small.provision(1)
    stands = small.seen_in(sandbox.address)
    assert sorted(stands.members) == ["anne@example.no", "berit@example.no", "carl@example.no"]
    assert (stands.guests, len(stands.events)) == (["grete@annet.example"], meetings)
    assert {(*one.required, *one.optional) for one in stands.events} == {tuple(EVERYBODY)}
    invited = {MAIL: 1, INVITED: meetings}
    assert letters(sandbox) == {
        "anne@example.no": invited,
        "berit@example.no": invited,
        "carl@example.no": invited,
        "dina@example.no": invited,
        "grete@annet.example": {**invited, LET_IN: 1},
        "per@annet.example": invited,
    }

    cohort, people, meeting = pages("/kull/1", "/kull/1/pamelding", "/kull/1/moter/1")
    assert "6 personer er påmeldt, uten team." in cohort
    assert "6 personer er påmeldt, uten team." in people
    assert "Tromsø" in people
    assert "0 av 6 inviterte har svart." in meeting

    closed()
    ended = small.seen_in(sandbox.address)
    assert (ended.guests, ended.events, ended.msteams) == ([], [], ["Nettverket (2026, avsluttet)"])
    over = {**invited, CANCELLED: meetings}
    assert letters(sandbox)["anne@example.no"] == over
    assert letters(sandbox)["per@annet.example"] == over


def test_a_second_import_of_the_same_sheet_changes_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.on("2025-12-15", monkeypatch)
    began("unn-forbedringsnettverk", MONTHLY)
    before = seen_first()
    with unit_of_work() as session:
        deed = Deed(actor="rhf", at=small.now())
        result = enrolment.enrol(session, cohort_id=1, data=SHEET.encode(), filename="p.csv", deed=deed)
    assert (result.problems, seen_first()) == ([], before)


def test_where_teams_are_asked_for_work_a_member_still_needs_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.on("2025-12-15", monkeypatch)
    migrate()
    deed = Deed(actor="rhf", at=small.now())
    sheet = "foretak;team;navn;e-post;rolle\nUNN;;Anne Aas;anne@example.no;forbedringsagent"
    with unit_of_work() as session:
        definition = programmes.shipped_one("torn-kull-3")
        start_cohort(session, definition=definition, start_year=2026, name="Tørn", deed=deed)
        result = enrolment.enrol(session, cohort_id=1, data=sheet.encode(), filename="p.csv", deed=deed)
    assert [one.code for one in result.problems if one.level == "error"] == ["no_team"]
