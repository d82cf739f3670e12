"""A worker thought dead wakes up: what its successor wrote stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from support.faults.world import COHORT, THE_FIRST_OF_APRIL

from app.audit import Verb
from app.db import unit_of_work
from app.provisioning.ledger import due, outcomes
from app.provisioning.ledger.models import TenantObject
from app.provisioning.ledger.outcomes import Setback
from app.tenant.things import Placed

if TYPE_CHECKING:
    from support.faults.world import Worlds

UID = "k0123456789"


def test_a_late_write_on_an_older_version_is_refused(worlds: Worlds) -> None:
    worlds.new().approve()
    now = THE_FIRST_OF_APRIL
    with unit_of_work() as session:
        mine = next(errand for errand in due.due_errands(session, COHORT, now=now) if errand.key == UID)
    with unit_of_work() as session:
        placed = Placed(external_id="successor", request_id="1")
        outcomes.record_placed(session, mine, placed, applied=mine.wanted or {}, now=now, verb=Verb.created)
    with unit_of_work() as session:
        tomorrow = now + timedelta(days=1)
        late = Setback(problem="Sent", next_step="Vent.", next_try_at=tomorrow, cause="busy")
        outcomes.record_setback(session, mine, late)
        placed = Placed(external_id="zombie", request_id="2")
        outcomes.record_placed(session, mine, placed, applied={}, now=now, verb=Verb.created)
    with unit_of_work() as session:
        row = session.get_one(TenantObject, UID)
        assert (row.external_id, row.problem, row.version, row.settled) == ("successor", None, 1, True)
