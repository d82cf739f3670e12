"""Handing a file in by a form, for people who cannot use the channel: `POST /api/cohorts/{id}/submissions`."""

import shutil
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any, BinaryIO
from uuid import uuid4

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from sqlmodel import Session

from app import cohorts, deliverables
from app.access import AskerDep, DeedDep, Scope
from app.cohorts import Team
from app.config import settings
from app.db import SessionDep
from app.errors import Code, Invalid, NotFound
from app.people import same_spelling, tidy_text
from app.submissions.library import arrivals
from app.submissions.library.laid import has_namesake
from app.submissions.library.mail_rows import other_teams_in_name
from app.submissions.models import Arrival
from app.web import form_with_file

router = APIRouter(prefix="/api", tags=["submissions"])
MAX_UPLOAD_BYTES = 500 * 1024 * 1024  # a minute of film from a phone
BRING = "bring"
FIELDS = {"team": {"type": "string"}, "deliverable": {"type": "string"}}
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["team", "deliverable", "file"],
                    "properties": {**FIELDS, "file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@dataclass(frozen=True)
class Upload:
    """A file that has come as a whole; `content` is still Starlette's own, on disk when it is large."""

    team: str
    deliverable: str
    name: str
    size: int
    content: BinaryIO


async def _upload(request: Request) -> AsyncGenerator[Upload, None]:
    """Give the form's file for as long as the request lasts."""
    form, file = await form_with_file(request, field="file", most=MAX_UPLOAD_BYTES)
    try:
        name = tidy_text(PurePath((file.filename or "").replace("\\", "/")).name)
        if not name or not file.size:
            raise Invalid(Code.file_missing, "Filen er tom, eller mangler navn.")
        yield Upload(
            team=str(form.get("team") or ""),
            deliverable=str(form.get("deliverable") or ""),
            name=name,
            size=file.size,
            content=file.file,
        )
    finally:
        await form.close()


@router.post(
    "/cohorts/{cohort_id}/submissions",
    status_code=202,
    openapi_extra=FORM,
    max_body_size=sys.maxsize,  # the form has a limit of its own, and says so in a sentence
)
def hand_in(
    session: SessionDep,
    asker: AskerDep,
    cohort_id: int,
    upload: Annotated[Upload, Depends(_upload)],
    deed: DeedDep,  # after the upload: a file is handed in once it is here
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Take a file for a team; it is laid in the team's folder, and is a submission once it is seen there."""
    cohorts.get(session, cohort_id)
    team = cohorts.team_called(session, cohort_id=cohort_id, name=upload.team)
    place = Scope(cohort_id=cohort_id, team_id=team.id, organisation_id=team.organisation_id)
    if not asker.is_close_to(place):  # what they only read, they hand nothing in for
        raise NotFound(Code.no_such_team, f"Kullet har ikke noe team som heter «{upload.team}».")
    asked = deliverables.with_key(session, cohort_id=cohort_id, key=_key(session, team, upload.deliverable))
    arrivals.refuse_too_many(session, team_id=team.id, size=upload.size, now=deed.at)
    with _kept(upload) as source:
        arrival = arrivals.upload(
            session,
            team_id=team.id,
            deliverable_id=asked.id,
            source=source,
            name=upload.name,
            size=upload.size,
            sender=asker.email,
            deed=deed,
        )
    then.add_task(request.app.state.wake, BRING)
    return {
        "id": arrival.id,
        "name": arrival.name,
        "note": _told_of_name(upload.name, arrival.name)
        or _told_of_namesake(session, arrival)
        or _told_of_other_team(session, team, arrival),
        "team": team.name,
        "deliverable": asked.key,
    }


def _key(session: Session, team: Team, given: str) -> str:
    """Return the key of a deliverable as a person writes it: the key itself, or its only title."""
    asked = deliverables.asked_of_teams(session, team.cohort_id)[team.id]
    keys = {one.id: one.key for one in deliverables.of_cohort(session, team.cohort_id)}
    written = same_spelling(given)
    titled = [keys[one.deliverable_id] for one in asked if same_spelling(one.words.title) == written]
    return next(
        (key for key in keys.values() if same_spelling(key) == written),
        titled[0] if len(titled) == 1 else given,
    )


def _told_of_other_team(session: Session, team: Team, arrival: Arrival) -> str | None:
    """Say that the file bears another team's name; whoever sends it by the form has chosen the team."""
    others = other_teams_in_name(session, team, arrival.name)
    if not others:
        return None
    return f"Navnet nevner teamet «{others[0]}». Filen er levert for {team.name}."


def _told_of_name(given: str, name: str) -> str | None:
    """Say that the file has another name now; None where it kept its own."""
    if name == given:
        return None
    return f"Filen heter nå «{name}», for navnet den hadde, kan den ikke ha i SharePoint."


def _told_of_namesake(session: Session, arrival: Arrival) -> str | None:
    """Say that the file may get a number, which is not known until it is laid beside the other."""
    if not has_namesake(session, arrival):
        return None
    return (
        f"Teamet har levert en fil som heter «{arrival.name}» før. Er dette en annen fil, beholdes begge, og denne får "
        "et tall i navnet. Er det den samme, leveres den ikke to ganger."
    )


@contextmanager
def _kept(upload: Upload) -> Iterator[str]:
    """Keep the file under a name of ours until it lies in the team's folder; one that is refused is not kept."""
    folder, source = settings().upload_folder, uuid4().hex
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (folder / source).open("wb") as kept:
            shutil.copyfileobj(upload.content, kept)
        yield source
    except BaseException:
        (folder / source).unlink(missing_ok=True)
        raise
