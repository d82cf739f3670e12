"""Every version that is shipped, started with two teams in its source's year and in two later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.small_cohort import HEADINGS, INVITED, TEAMS, at, begin, mail_in, on, seen_in

from app.audit import Deed
from app.enrolment import service as enrolment
from app.meetings import service as meetings
from app.programmes import shelf
from app.provisioning.ledger.models import TenantObject
from app.provisioning.lifecycle.start import start_cohort
from app.provisioning.preview.picture_of import Surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session
    from support.sandbox_on_a_socket import SandboxOnASocket

STARTS = [
    (one.key, one.version, year)
    for one in shelf.shipped()
    for year in sorted({*(one.source.years or (2026,)), 2027, 2028})
]
AHUS = ["Samling 1", "Samling 2", "Samling 3"]
TORN = [
    "Samling 1",
    "Digital innsjekk",
    "Digitalt veiledermøte",
    "Samling 2",
    "Digital innsjekk",
    "Digitalt veiledermøte",
    "Samling 3",
    "Digital innsjekk",
    "Digitalt veiledermøte",
    "Samling 4",
]
SENT = {("ahus-2025", 1, 2025): AHUS, ("ahus-2025", 2, 2025): AHUS, ("torn-kull-3", 2, 2026): TORN}
"""Only these documents give whole dates, each for its own year; Tørn's first version does not say which year."""
PROVISIONED = [
    (
        "ahus-2025",
        2025,
        [
            ("Kullet: Samling 1", "2025-09-02"),
            ("Kullet: Samling 2", "2025-12-09"),
            ("Kullet: Samling 3", "2026-03-24"),
        ],
    ),
    ("torn-kull-3", 2027, []),
    ("ks-fhi", 2028, []),
]
"""Ahus' start meetings are each team's own, Tørn's dates are those of 2026, and KS' fifth gathering is for some."""


@pytest.mark.parametrize(("key", "version", "year"), STARTS)
def test_a_preview_invites_to_the_dates_of_the_source_alone(
    session: Session, key: str, version: int, year: int
) -> None:
    now = at(f"{year}-02-01T08:00")
    deed = Deed(actor="rhf", at=now)
    definition = shelf.shipped_one(key, version)
    cohort = start_cohort(session, definition=definition, start_year=year, name="Kullet", deed=deed)
    cohort_id = cohort.id or 0
    sheet = "\n".join([HEADINGS, *TEAMS]).encode()
    assert not enrolment.enrol(session, cohort_id=cohort_id, data=sheet, filename="p.csv", deed=deed).refused
    seen = preview_cohort(session, cohort_id, Surroundings(now=now, owner_addresses=()))
    sent = [str(one.wanted["subject"]) for one in seen.found.changes if one.kind == "entry" and one.wanted]
    assert sent == [f"Kullet: {title}" for title in SENT.get((key, version, year), [])]
    waiting = [one.title for one in meetings.of_cohort(session, cohort_id) if not meetings.is_sure(one)]
    assert len(waiting) + len(sent) == len(meetings.of_cohort(session, cohort_id))
    assert session.exec(select(TenantObject)).all() == []


@pytest.mark.parametrize(("key", "year", "titles"), PROVISIONED)
def test_a_tenant_holds_no_invitation_to_what_waits_or_teams_agree_on(
    here: Path,
    sandbox: SandboxOnASocket,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    year: int,
    titles: list[tuple[str, str]],
) -> None:
    on(f"{year}-02-01", monkeypatch)
    begin(key, year)
    got = {address: kinds.count("invitation") for address, kinds in mail_in(sandbox.address).items()}
    assert got == (dict.fromkeys(INVITED, len(titles)) if titles else {})
    seen = [(one.subject, one.starts[:10]) for one in seen_in(sandbox.address).events]
    assert seen == titles
