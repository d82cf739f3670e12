"""The same facts as JSON, for the terminal and for HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from app import cohorts, deliverables
from app.cohorts import Team
from app.submissions import service
from app.submissions.library import arrivals, unplaced

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.submissions.models import LateException, LibraryItem, Submission
    from app.submissions.service import DeliverableStatus

WHY = {
    "other_team": "Filen ser ut til å være et annet teams.",
    "folder_and_name_differ": "Mappen sier én ting, og navnet en annen.",
    "several": "Filen kan være flere ting.",
    "unknown": "Vi vet ikke om dette er en innlevering.",
    "wrong_kind": "Filen er av en annen type enn det mappen eller navnet tilsier.",
}
FILE_GONE = {
    "code": "file_gone",
    "level": "warning",
    "text": (
        "Filen er slettet, eller flyttet ut av kanalen. "
        "Var det ikke meningen, ligger den i papirkurven i SharePoint."
    ),
}
ONE_MINUTE = timedelta(minutes=1)


def submissions_in_full(session: Session, cohort_id: int, *, now: datetime) -> list[dict[str, Any]]:
    return [standing_in_full(one) for one in service.standings(session, cohort_id, now=now)]


def standing_in_full(standing: DeliverableStatus) -> dict[str, Any]:
    """Return a team's status for a deliverable; `newest_version` may be newer than the version that counts."""
    counts, newest = standing.counts, standing.newest
    return {
        "team": standing.team.name,
        "team_id": standing.team.id,
        "deliverable": standing.asked.words.key,
        "title": standing.asked.words.title,
        "state": standing.state,
        "due": _last_minute(standing.ends_at),
        "received_at": _local(counts.received_at) if counts else None,
        "late": standing.late,
        "asked_from": standing.asked.window.asked_from and standing.asked.window.asked_from.isoformat(),
        "version": counts.version if counts else None,
        "after_freeze": counts.after_freeze if counts else False,
        "newest_version": newest.version if newest else None,
        "findings": [*(counts.findings if counts else []), *([FILE_GONE] if standing.gone else [])],
        "fields": counts.fields if counts else {},
        "question": counts.question if counts else None,
        "id": counts.id if counts else None,
        "newest_id": newest.id if newest else None,
        "file": counts.name if counts else None,
        "web_url": counts.web_url if counts else None,
    }


def submission_in_short(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "state": submission.state,
        "version": submission.version,
        "received_at": _local(submission.received_at),
    }


def exception_in_full(exception: LateException) -> dict[str, Any]:
    return {"until": _local(exception.until), "by": exception.by, "why": exception.why}


def waiting_in_full(session: Session, cohort_id: int) -> list[dict[str, Any]]:
    """List the files that wait for a person to place them, each with its proposals, the likeliest first."""
    teams: dict[int | None, str] = {
        team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)
    }
    asked = {row.id: row for row in deliverables.of_cohort(session, cohort_id)}

    def proposal(one: dict[str, int]) -> dict[str, Any]:
        row = asked[one["deliverable_id"]]
        return {"team": teams[one["team_id"]], "deliverable": row.key, "title": row.title}

    def in_full(item: LibraryItem) -> dict[str, Any]:
        return {
            "id": item.id,
            "name": item.name,
            "team": teams[item.team_id],
            "since": _local(item.waits_since),
            "why": WHY.get(item.why or "", WHY["unknown"]),
            "web_url": item.web_url,
            "proposals": [proposal(one) for one in item.proposals],
        }

    return [in_full(item) for item in unplaced.unplaced_files(session, cohort_id)]


def arrivals_in_full(session: Session) -> list[dict[str, Any]]:
    """List the arrivals without a team or a deliverable; for the unit alone, since senders may be private."""
    teams: dict[int | None, str] = {team.id: team.name for team in session.exec(select(Team))}
    return [
        {
            "id": one.id,
            "sender": one.sender,
            "name": one.name,
            "link": one.link,
            "why": one.problem,
            "team": teams.get(one.team_id),
            "received_at": _local(one.received_at),
            "problem": one.problem,
        }
        for one in arrivals.waiting(session)
    ]


def _last_minute(ends_at: datetime | None) -> str | None:
    """Return the last minute of a deadline, so that its day is the day the pages say."""
    return _local(ends_at - ONE_MINUTE) if ends_at else None


def _local(moment: datetime | None) -> str | None:
    return moment.astimezone(service.OSLO).isoformat() if moment else None
