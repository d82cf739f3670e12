"""Forms dropped in together, and what is corrected about how they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts, enrolment
from app.applications.deadline import day_received
from app.audit import Act
from app.enrolment import Application
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed


def bundle_dropped(forms: Sequence[enrolment.Form], *, received: str = "", case_number: str = "") -> bytes:
    """Pack forms into one bundle to be enrolled. Raises Invalid for none, and for a day that is no day."""
    filled = [form for form in forms if form.data]
    if not filled:
        raise Invalid(Code.file_missing, "Velg én eller flere filer.")
    moment = day_received(received)
    slip = enrolment.Slip(
        received_at=moment.isoformat() if moment else "", source="file", case_number=case_number.strip()
    )
    return enrolment.bundle_forms(filled, slip)


def correct_received(
    session: Session, *, cohort_id: int, team_id: int, received: str, case_number: str, deed: Deed
) -> Application:
    """Correct when the post box had an application, and its case number; what is left empty stays."""
    team = cohorts.team_in(session, cohort_id, team_id)
    moment = day_received(received)
    row = enrolment.applications_of(session, cohort_id).get(team_id) or Application(
        cohort_id=cohort_id, team_id=team_id, file="", source="", received_at=deed.at, by="", at=deed.at
    )
    row.received_at = moment or row.received_at
    row.case_number = case_number.strip() or row.case_number
    row.by, row.at = deed.actor, deed.at
    session.add(row)
    session.flush()
    audit.record(
        session,
        Act.application_corrected,
        deed,
        about=team.uid,
        cohort_id=cohort_id,
        details={"received": row.received_at.isoformat()},
    )
    return row
