"""A cohort is built where only the owners see it, and activated by a person: then people are let in and invited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.provisioning.preview.service import approve, approved, preview_cohort

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.desired.picture import CohortPicture
    from app.provisioning.ledger.models import Approval
    from app.provisioning.preview.picture_of import Surroundings
    from app.provisioning.preview.service import Preview


def hide_cohort(session: Session, cohort_id: int, *, deed: Deed) -> None:
    """Build a cohort hidden. Raises Conflict once it is provisioned: the people let in have seen it."""
    cohort = cohorts.get(session, cohort_id)
    if approved(session, cohort_id) and not cohort.hidden:
        raise Conflict(
            Code.cohort_already_provisioned,
            "Kullet er alt klargjort, så teamene har sett det. Det kan ikke skjules nå.",
        )
    cohort.hidden = True
    audit.record(session, Act.cohort_hidden, deed, about=cohort.uid, cohort_id=cohort_id)


def preview_activation(session: Session, cohort_id: int, surroundings: Surroundings) -> Preview:
    """Preview the people to let in, to invite and to give tasks. Nothing is done."""
    if not cohorts.get(session, cohort_id).hidden:
        raise Conflict(Code.cohort_not_hidden, "Kullet er ikke skjult, så det er ingenting å aktivere.")
    return preview_cohort(session, cohort_id, surroundings, as_if=_shown)


def _shown(picture: CohortPicture) -> CohortPicture:
    return replace(picture, hidden=False)


def activate_cohort(
    session: Session, cohort_id: int, *, checksum: str, deed: Deed, surroundings: Surroundings
) -> Approval:
    """Let people in, as the preview showed. Raises Conflict when something has changed since."""
    seen = preview_activation(session, cohort_id, surroundings)
    approval = approve(session, cohort_id, seen, checksum=checksum, deed=deed, surroundings=surroundings)
    cohort = cohorts.get(session, cohort_id)
    cohort.hidden = False
    audit.record(session, Act.activated, deed, about=cohort.uid, cohort_id=cohort_id)
    return approval
