"""Applications, for programs: listed, dropped in, corrected, ranked and confirmed."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Form, Request, UploadFile
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app import cohorts, enrolment
from app.access import DeedDep
from app.applications.commitment import ask_leaders, confirm_for_trust, trust_text, version_of
from app.applications.dropped import bundle_dropped, correct_received
from app.applications.listing import list_applications
from app.applications.pages import LINK_IS_GOOD_FOR, SEND
from app.applications.ranking import Direction, move_in_rank
from app.db import SessionDep
from app.errors import Code
from app.web import own_address

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])


@router.get("/{cohort_id}/applications")
def applications(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the applications by trust and rank, each beside its file, and who has committed to it."""
    return [dict(jsonable_encoder(one.as_json())) for one in list_applications(session, cohort_id)]


@router.post("/{cohort_id}/applications", response_model=None)
def drop_applications(  # noqa: PLR0913 - FastAPI asks for it all
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    forms: list[UploadFile],
    request: Request,
    then: BackgroundTasks,
    *,
    received: Annotated[str, Form()] = "",
    case_number: Annotated[str, Form()] = "",
    dry_run: bool = False,
) -> dict[str, Any] | JSONResponse:
    """Import forms (docx, pdf, xlsx) dropped in together; 422 with every problem when something must be mended."""
    read = [enrolment.Form(one.filename or "søknad", one.file.read()) for one in forms]
    data = bundle_dropped(read, received=received, case_number=case_number)
    name = ", ".join(one.name for one in read)[:200]
    result = enrolment.enrol(
        session, cohort_id=cohort_id, data=data, filename=name, deed=deed, dry_run=dry_run
    )
    if result.refused:
        return _refusal(result)
    then.add_task(request.app.state.wake)
    return result.as_json()


def _refusal(result: enrolment.EnrolmentResult) -> JSONResponse:
    problem = {
        "type": Code.workbook_refused.urn,
        "title": "Må rettes",
        "status": 422,
        "detail": "Søknadene er ikke importert. Rett feilene, eller skriv søknaden ved siden av filen.",
        **result.as_json(),
    }
    return JSONResponse(problem, status_code=422, media_type="application/problem+json")


class Received(BaseModel, extra="forbid"):
    """The day the post box had an application (ISO), and its case number; what is empty stays."""

    received: str = ""
    case_number: str = ""


@router.put("/{cohort_id}/applications/{team_id}")
def correct_application(
    session: SessionDep, deed: DeedDep, cohort_id: int, team_id: int, new: Received
) -> dict[str, Any]:
    """Correct how an application came. Return it as it is listed."""
    correct_received(
        session,
        cohort_id=cohort_id,
        team_id=team_id,
        received=new.received,
        case_number=new.case_number,
        deed=deed,
    )
    found = next(one for one in list_applications(session, cohort_id) if one.team_id == team_id)
    return dict(jsonable_encoder(found.as_json()))


class Move(BaseModel, extra="forbid"):
    move: Direction


@router.post("/{cohort_id}/teams/{team_id}/rank")
def rank_application(
    session: SessionDep, deed: DeedDep, cohort_id: int, team_id: int, new: Move
) -> list[dict[str, Any]]:
    """Move an application up or down among its trust's. Return them in order."""
    ranked = move_in_rank(session, cohort_id=cohort_id, team_id=team_id, direction=new.move, deed=deed)
    return [{"team_id": one.id, "team": one.name, "priority": one.priority} for one in ranked]


class Confirmation(BaseModel, extra="forbid"):
    """The version of the text that is said yes to."""

    version: str


@router.get("/{cohort_id}/teams/{team_id}/commitment")
def commitment_text(session: SessionDep, cohort_id: int, team_id: int) -> dict[str, Any]:
    """Return the text that the trust says yes to, and its version."""
    text = trust_text(session, cohorts.get(session, cohort_id), cohorts.team_in(session, cohort_id, team_id))
    return {"text": text, "version": version_of(text)}


@router.post("/{cohort_id}/teams/{team_id}/commitment")
def commit_trust(
    session: SessionDep, deed: DeedDep, cohort_id: int, team_id: int, said: Confirmation
) -> dict[str, Any]:
    """Confirm a team for its trust. Return who said yes, when, and to which text."""
    cohort, team = cohorts.get(session, cohort_id), cohorts.team_in(session, cohort_id, team_id)
    row = confirm_for_trust(session, cohort, team, version=said.version, person_id=None, deed=deed)
    return {"by": row.by, "at": row.at, "text": row.text, "version": row.version}


@router.post("/{cohort_id}/commitments/asked")
def ask_leaders_to_commit(
    session: SessionDep, deed: DeedDep, cohort_id: int, request: Request, then: BackgroundTasks
) -> dict[str, int]:
    """Mail each nearest leader who has not confirmed a link of their own. Return how many were asked."""
    cohort = cohorts.get(session, cohort_id)
    asked = ask_leaders(
        session, cohort, address=own_address(request), ends=deed.at + LINK_IS_GOOD_FOR, deed=deed
    )
    then.add_task(request.app.state.wake, SEND)
    return {"asked": asked}
