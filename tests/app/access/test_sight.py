"""Who may see what about persons: the table, the page about privacy and the letters say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.access.asker import Asker, Grant
from app.access.objects import Scope
from app.access.roles import EVERYWHERE, HELD, Who
from app.access.sight import SIGHT, Sight
from app.access.table import ROUTES
from app.meetings.answers import is_told_names
from app.meetings.roster import Membership
from app.people import Reader, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = ROOT / "docs" / "privacy" / "hvem-ser-hva.md"
IN_NORWEGIAN = {
    "administrator": Who.administrator,
    "forbedringsenheten": Who.improvement_unit,
    "innsyn": Who.insight,
    "fagansvarlig": Who.faculty,
    "veileder": Who.mentor,
    "teamleder": Who.team_leader,
    "teammedlem": Who.team_member,
    "foretakskontakt": Who.trust_contact,
    "nærmeste leder": Who.nearest_leader,
    "øverste leder": Who.top_leader,
}
BY_NAME = {
    "GET /api/cohorts/{cohort_id}/teams/{team_id}/attendance": Sight.attendance_by_name,
    "GET /kull/{cohort_id}/moter/{meeting_id}/oppmote": Sight.attendance_by_name,
    "GET /api/meetings/{meeting_id}/unknown": Sight.attendance_by_name,
    "GET /api/cohorts/{cohort_id}/leaders-attendance": Sight.leaders_attendance,
    "GET /kull/{cohort_id}/utboks": Sight.answers_by_name,
}
PLACE = Scope(cohort_id=1, team_id=1, organisation_id=1)


def test_the_page_about_privacy_says_what_the_table_says() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in _table()]
    names = [IN_NORWEGIAN[name] for name in rows[0][1:]]
    written = {
        row[0]: frozenset(who for who, cell in zip(names, row[1:], strict=True) if cell == "ja")
        for row in rows[2:]
    }
    assert written == {sight.value: allowed for sight, allowed in SIGHT.items()}


def _table() -> Iterator[str]:
    return (line for line in PAGE.read_text().splitlines() if line.startswith("|"))


def test_no_route_that_names_people_is_open_to_more_than_may_see_them() -> None:
    assert {route: ROUTES[route] - SIGHT[sight] for route, sight in BY_NAME.items()} == dict.fromkeys(
        BY_NAME, frozenset()
    )


@pytest.mark.parametrize("role", sorted(HELD))
def test_a_letter_names_an_absent_member_to_those_who_may_see_attendance_by_name_alone(role: Role) -> None:
    places = {"x": [Membership(person_id=1, team_id=1, team="Kirurgi", roles=(role,), organisation_id=1)]}
    assert is_told_names(places, "Kirurgi", "x") == (HELD[role] in SIGHT[Sight.attendance_by_name])
    assert not is_told_names(places, "Medisin", "x")


@pytest.mark.parametrize(
    ("who", "reader"),
    [
        (Who.team_leader, Reader.own_team),
        (Who.team_member, Reader.own_team),
        (Who.mentor, Reader.own_mentor),
        (Who.faculty, Reader.others),
        (Who.trust_contact, Reader.others),
        (Who.nearest_leader, Reader.others),
        (Who.top_leader, Reader.others),
    ],
)
def test_a_role_in_the_cohort_reads_roles_as(who: Who, reader: Reader) -> None:
    grant = Grant(who=who, cohort_id=1, team_id=1, organisation_id=1)
    assert Asker(actor="x", grants=(grant,)).reads_as(PLACE) is reader
    beside = Scope(cohort_id=1, team_id=2, organisation_id=2)
    assert Asker(actor="x", grants=(grant,)).reads_as(beside) is Reader.others


def test_those_who_run_the_networks_read_every_role_and_insight_does_not() -> None:
    readers = {who: Asker(actor="x", everywhere=frozenset({who})).reads_as(PLACE) for who in EVERYWHERE}
    unit = {Who.administrator, Who.improvement_unit}
    assert {who for who, reader in readers.items() if reader is Reader.unit} == unit


def test_the_impact_assessment_leads_to_the_table_and_promises_no_letter_by_itself() -> None:
    dpia = (ROOT / "docs" / "privacy" / "dpia.md").read_text()
    assert "(hvem-ser-hva.md)" in dpia
    assert re.search(r"Ingen brev som navngir .* sendes av seg selv", dpia)
