"""People and teams change in a cohort that is made; killed at a request, nothing is sent twice and nothing is lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from support.faults.changes_of_people import CHANGES, carry_out
from support.faults.every_fault import in_time
from support.faults.killed_provisioning import clean_run, ends_otherwise, start_provisioning
from support.faults.world import COHORT, THE_FIRST_OF_APRIL

from app import places
from app.audit import Deed
from app.db import engine, unit_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from support.faults.elsewhere import Elsewhere


@pytest.fixture
def changed(request: pytest.FixtureRequest, elsewhere: Elsewhere, enrolled: Path) -> Elsewhere:
    """A cohort in place, of which one thing has been changed since."""
    shutil.copy(enrolled, elsewhere.folder / "kull.db")
    with unit_of_work() as session:
        places.decide(session, cohort_id=COHORT, deed=Deed(actor="prøve", at=THE_FIRST_OF_APRIL))
    elsewhere.to_the_end(start_provisioning(elsewhere))
    carry_out(request.param)
    engine().dispose()
    elsewhere.keep()
    return elsewhere


@pytest.mark.timeout(300)
@pytest.mark.parametrize("changed", ["a leader is replaced", "a team withdraws"], indirect=True)
def test_a_moment_of_each_half(changed: Elsewhere) -> None:
    clean, last = clean_run(changed)
    moments = [(last // 2, True), (last - 1, False)]
    assert ends_otherwise(changed, moments, clean, last) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("changed", CHANGES, indirect=True)
def test_every_moment(changed: Elsewhere) -> None:
    clean, last = clean_run(changed)
    moments = [(request, after) for request in range(1, last + 1) for after in (False, True)]
    assert ends_otherwise(changed, in_time(moments), clean, last) == {}
