"""Take up a newer version of a cohort's programme, by a preview that a person approves.

What the cohort and its teams do in their own way stays on top. Meetings that have been held stay as they were, and
so does a date or a place that a person has set, and a meeting that would come on a day people have off; new meetings
wait to be confirmed like others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app import audit, cohorts, programmes
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.provisioning.lifecycle.deviate import compiled, follow, try_every_team
from app.provisioning.preview.service import approve, approved, preview_cohort

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.programmes import Calendar, Definition
    from app.provisioning.preview.picture_of import Surroundings
    from app.provisioning.preview.service import Preview


@dataclass(frozen=True, kw_only=True)
class Upgrade:
    """An upgrade between versions: the changes in Microsoft 365, and the titles of meetings that stay."""

    version: int
    newer: int
    preview: Preview
    stays: list[str]
    checksum: str


def preview_upgrade(session: Session, cohort_id: int, surroundings: Surroundings) -> Upgrade:
    """Preview taking up the newest version. Nothing is kept."""
    kept = session.begin_nested()
    try:
        return _raised(
            session,
            cohort_id,
            deed=Deed(actor="forhåndsvisning", at=surroundings.now),
            surroundings=surroundings,
        )
    finally:
        kept.rollback()


def upgrade_cohort(
    session: Session, cohort_id: int, *, checksum: str, deed: Deed, surroundings: Surroundings
) -> Upgrade:
    """Take up the newest version as the preview showed. Raises Conflict when something has changed since."""
    raised = _raised(session, cohort_id, deed=deed, surroundings=surroundings)
    if raised.checksum != checksum:
        raise Conflict(
            Code.changed_since_preview,
            "Noe er endret siden forhåndsvisningen. Se over den på nytt før du godkjenner.",
        )
    if approved(session, cohort_id):
        approve(session, cohort_id, raised.preview, checksum=None, deed=deed, surroundings=surroundings)
    return raised


def _raised(session: Session, cohort_id: int, *, deed: Deed, surroundings: Surroundings) -> Upgrade:
    cohort = cohorts.get(session, cohort_id)
    newest = programmes.find(session, key=cohort.programme)
    _refuse(cohort, newest)
    version, before = cohort.programme_version, _without_hosts(compiled(session, cohort))
    cohort.programme_version, cohort.definition = newest.version, _in_its_own_year(newest, cohort)
    session.flush()
    try_every_team(session, cohort)
    stays = follow(session, cohort, before, deed=deed, confirmed=False, leave_held=True)
    session.flush()
    details = {"from": version, "to": newest.version}
    audit.record(
        session, Act.programme_version_raised, deed, about=cohort.uid, cohort_id=cohort_id, details=details
    )
    seen = preview_cohort(session, cohort_id, surroundings)
    said = f"{newest.model_dump_json()}{seen.found.checksum}"
    return Upgrade(
        version=version,
        newer=newest.version,
        preview=seen,
        stays=stays,
        checksum=hashlib.sha256(said.encode()).hexdigest()[:16],
    )


def _without_hosts(calendar: Calendar) -> Calendar:
    """Leave the hosts out, for rows made before hosts were shown: with the newer version they are."""
    meetings = (
        replace(one, title=one.title.removesuffix(programmes.with_host("", one.host)), host=None)
        for one in calendar.meetings
    )
    return replace(calendar, meetings=tuple(meetings))


def _in_its_own_year(newest: Definition, cohort: Cohort) -> dict[str, Any]:
    """Leave the year out for a cohort whose days were taken as they are written, in the year it started.

    Else the day a version first names its year, every meeting of a cohort of another year would move.
    """
    data = newest.model_dump(mode="json")
    if not cohort.definition["source"].get("year") and cohort.start_year not in newest.source.years:
        data["source"]["year"] = None
    return data


def _refuse(cohort: Cohort, newest: Definition) -> None:
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og kan ikke endres.")
    if newest.version <= cohort.programme_version:
        raise Conflict(
            Code.programme_is_newest,
            f"{cohort.name} følger alt den nyeste versjonen ({cohort.programme_version}).",
        )
