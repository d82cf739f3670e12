"""Tørn's second version in a cohort that runs on the first: its posters are due later, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.small_cohort import begin, mail_in, now, seen_in, work

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.deliverables import service as deliverables
from app.provisioning.lifecycle.upgrade import preview_upgrade, upgrade_cohort
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import preview_cohort

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket


def _posters(address: str) -> dict[str, str]:
    return {
        team.channel: (task.due or "")[:10]
        for team in seen_in(address).teams
        for task in team.tasks
        if task.title == "Levere poster"
    }


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    return begin("torn-kull-3", 2026, version=1)


def test_taking_up_torns_second_version_moves_the_posters_deadline_and_nothing_else(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    mails, posters = mail_in(sandbox.address), _posters(sandbox.address)
    around = surroundings(settings())
    with unit_of_work() as session:
        assert preview_cohort(session, cohort, around).found.kinds_concerned == []
        seen = preview_upgrade(session, cohort, around)
        assert (seen.version, seen.newer, seen.stays) == (1, 2, [])
        assert [
            (change.kind, change.action, change.key.rsplit("/", 1)[1], (change.wanted or {})["due"][:10])
            for change in seen.preview.found.changes
            if change.action != "unchanged"
        ] == [
            ("task", "change", "lage-poster", "2027-05-27"),
            ("task", "change", "lage-poster", "2027-05-27"),
        ]
        assert (seen.preview.found.is_safe, seen.preview.messages) == (True, [])
        upgrade_cohort(
            session,
            cohort,
            checksum=seen.checksum,
            deed=Deed(actor="rhf", at=now()),
            surroundings=around,
        )
    work(cohort)
    assert posters == {"Kirurgi": "2027-05-07", "Medisin": "2027-05-07"}
    assert _posters(sandbox.address) == {"Kirurgi": "2027-05-27", "Medisin": "2027-05-27"}
    assert mail_in(sandbox.address) == mails
    with unit_of_work() as session:
        due = {one.words.key: str(one.due) for one in deliverables.asked_of_teams(session, cohort)[1]}
        assert due["poster"] == "2027-05-27"
