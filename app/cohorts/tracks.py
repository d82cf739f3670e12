"""The tracks of a cohort's programme, and those a team belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit
from app.audit import Act, Deed
from app.cohorts import service as cohorts
from app.cohorts.deviations import programme_as_said
from app.errors import Code, Conflict, Invalid
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from app.cohorts.models import Cohort, Team


def tracks_of(session: Session, cohort: Cohort) -> dict[str, str]:
    """Return the name of each track by its key; empty when the programme has none."""
    tracks = programme_as_said(session, cohort).get("tracks") or {}
    return {key: track["name"] for key, track in tracks.items()}


def track_called(tracks: Mapping[str, str], written: str) -> str | None:
    """Find a track by its key or its name, as a person writes it."""
    spelt = same_spelling(written)
    return next((key for key, name in tracks.items() if spelt in {key, same_spelling(name)}), None)


def unknown_track(tracks: Mapping[str, str], written: str) -> str:
    """Say that there is no such track, and which there are."""
    return f"Programmet har ikke sporet «{written}». Sporene er {', '.join(tracks.values()) or 'ingen'}."


def set_tracks(session: Session, cohort_id: int, team_id: int, *, tracks: Iterable[str], deed: Deed) -> Team:
    """Let a team belong to these tracks and no others, each by its key or name. Raises Invalid for an unknown one."""
    cohort, team = cohorts.get(session, cohort_id), cohorts.team_in(session, cohort_id, team_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og kan ikke endres.")
    known = tracks_of(session, cohort)
    chosen = {_known(known, written) for written in tracks}
    before, team.tracks = team.tracks, [key for key in known if key in chosen]
    if team.tracks != before:
        details = {"from": before, "to": team.tracks}
        audit.record(session, Act.team_tracks_set, deed, about=team.uid, cohort_id=cohort_id, details=details)
    return team


def _known(tracks: Mapping[str, str], written: str) -> str:
    key = track_called(tracks, written)
    if key is None:
        raise Invalid(Code.no_such_track, unknown_track(tracks, written))
    return key
