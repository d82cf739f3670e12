"""The same facts as JSON, for the terminal and for HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app import cohorts
from app.cohorts import Team
from app.provisioning.progress.progress import progress_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort, CohortDeviation
    from app.provisioning.lifecycle.upgrade import Upgrade
    from app.provisioning.preview.service import Preview


def cohort_in_short(session: Session, cohort: Cohort) -> dict[str, Any]:
    return {
        "id": cohort.id,
        "name": cohort.name,
        "programme": cohort.programme,
        "state": state_of(session, cohort),
    }


def cohort_with_teams(session: Session, cohort: Cohort) -> dict[str, Any]:
    """Return a cohort with its teams; nothing about the people in them."""
    organisations = cohorts.organisations(session)
    teams = [
        {
            "id": team.id,
            "name": team.name,
            "organisation": organisations[team.organisation_id].name,
            "priority": team.priority,
            "place": team.place,
            "tracks": team.tracks,
        }
        for team in cohorts.teams_of(session, cohort_id=cohort.id)
    ]
    return {**cohort_in_short(session, cohort), "start_year": cohort.start_year, "teams": teams}


def state_of(session: Session, cohort: Cohort) -> str:
    """Tell a cohort's state from its rows: draft, provisioning, provisioned or closed."""
    if cohort.closed_at:
        return "closed"
    progress = progress_of(session, cohort.id)
    if progress.run_id is None:
        return "draft"
    return "provisioned" if progress.settled == progress.total else "provisioning"


def deviation_in_full(session: Session, row: CohortDeviation) -> dict[str, Any]:
    team = session.get(Team, row.team_id) if row.team_id else None
    return {
        "team": team.name if team else None,
        "changes": row.changes,
        "by": row.by,
        "at": row.at.isoformat(),
        "why": row.why,
    }


def upgrade_in_full(seen: Upgrade) -> dict[str, Any]:
    return {
        **preview_in_full(seen.preview),
        "from": seen.version,
        "to": seen.newer,
        "stays": seen.stays,
        "checksum": seen.checksum,
    }


def preview_in_full(seen: Preview) -> dict[str, Any]:
    return {
        "checksum": seen.found.checksum,
        "is_safe": seen.is_safe,
        "counts": seen.found.counts,
        "by_kind": {action: seen.found.by_kind(action) for action in seen.found.counts},
        "changes": [change._asdict() for change in seen.found.changes],
        "messages": [asdict(told) | {"total": told.total} for told in seen.messages],
        "mail": [asdict(plan) | {"minutes": plan.minutes, "days": plan.days} for plan in seen.mail],
        "cautions": seen.cautions,
        "without_mentor": seen.without_mentor,
        "clashes": [asdict(one) | {"span": [at.isoformat() for at in one.span]} for one in seen.clashes],
        "limits": [
            {"place": one.place, "what": one.limit.what, "number": one.number, "most": one.limit.most}
            for one in seen.passed
        ],
        "guests": seen.guests,
        "without_account": [asdict(waiting) for waiting in seen.without_account],
        "account_problems": [asdict(one) for one in seen.account_problems],
    }
