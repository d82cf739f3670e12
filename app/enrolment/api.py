"""The workbook, for programs: `POST /api/cohorts/{id}/enrolment` as multipart."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app import cohorts
from app.access import DeedDep
from app.db import SessionDep
from app.enrolment import service as enrolment
from app.enrolment.safety import MAX_BYTES
from app.errors import Code
from app.web import form_with_file

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])
MULTIPART = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["workbook"],
                    "properties": {"workbook": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@dataclass(frozen=True)
class Upload:
    filename: str
    data: bytes


async def _upload(request: Request) -> Upload:
    form, file = await form_with_file(request, field="workbook", most=MAX_BYTES)
    data = await file.read()
    await form.close()
    return Upload(file.filename or "påmelding", data)


@router.post("/{cohort_id}/enrolment", openapi_extra=MULTIPART, response_model=None)
def import_workbook(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    sheet: Annotated[Upload, Depends(_upload)],
    request: Request,
    then: BackgroundTasks,
    *,
    dry_run: bool = False,
) -> dict[str, Any] | JSONResponse:
    """Import a workbook; 422 with every problem when something must be mended, and then nothing is stored."""
    result = enrolment.enrol(
        session, cohort_id=cohort_id, data=sheet.data, filename=sheet.filename, deed=deed, dry_run=dry_run
    )
    if result.refused:
        return _refusal(result)
    if not dry_run:
        then.add_task(request.app.state.wake)
    return result.as_json()


class Tracks(BaseModel, extra="forbid"):
    """The tracks of a team, each by its key or name."""

    tracks: list[str]


@router.put("/{cohort_id}/teams/{team_id}/tracks")
def set_tracks(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    team_id: int,
    new: Tracks,
    request: Request,
    then: BackgroundTasks,
) -> Tracks:
    """Let a team belong to these tracks and no others; what that changes waits for the preview or is followed up."""
    team = cohorts.set_tracks(session, cohort_id, team_id, tracks=new.tracks, deed=deed)
    then.add_task(request.app.state.wake)
    return Tracks(tracks=team.tracks)


def _refusal(result: enrolment.EnrolmentResult) -> JSONResponse:
    """Answer as RFC 9457 says, with the import's own document beside it."""
    problem = {
        "type": Code.workbook_refused.urn,
        "title": "Må rettes",
        "status": 422,
        "detail": "Arket er ikke importert. Rett feilene og last det opp på nytt.",
        **result.as_json(),
    }
    return JSONResponse(problem, status_code=422, media_type="application/problem+json")
