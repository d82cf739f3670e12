"""The workbook, for programs: `POST /api/cohorts/{id}/enrolment` as multipart."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.access import AskerDep
from app.config import settings
from app.db import SessionDep
from app.enrolment import service as enrolment
from app.enrolment.safety import MAX_BYTES
from app.errors import AppError, Invalid

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])
AROUND_THE_FILE = 64 * 1024
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


class TooLarge(AppError):
    status = 413
    title = "For stor fil"


@dataclass(frozen=True)
class Upload:
    """The one file of a form, and what else stood in it."""

    filename: str
    data: bytes
    fields: dict[str, str]


async def upload(request: Request) -> Upload:
    """Read the one file in the body, and stop reading when it is too large: nothing is spooled first."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Invalid("Send arket som en fil i et skjema (multipart/form-data), i feltet workbook.")
    try:
        form = await MultiPartParser(request.headers, _capped(request), max_files=1, max_fields=5).parse()
    except (MultiPartException, KeyError) as error:
        raise Invalid("Skjemaet kan ikke leses. Send én fil i feltet workbook.") from error
    for part in form.values():
        if isinstance(part, UploadFile):
            data = await part.read()
            await form.close()
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            return Upload(part.filename or "påmelding", data, fields)
    raise Invalid("Det er ingen fil i skjemaet. Legg arket i feltet workbook.")


async def _capped(request: Request) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > MAX_BYTES + AROUND_THE_FILE:
            raise TooLarge("Filen er over 10 MB. Fjern bilder og vedlegg, og last opp på nytt.")
        yield chunk


@router.post("/{cohort_id}/enrolment", openapi_extra=MULTIPART, response_model=None)
def import_workbook(
    session: SessionDep,
    asker: AskerDep,
    cohort_id: int,
    sheet: Annotated[Upload, Depends(upload)],
    request: Request,
    then: BackgroundTasks,
    *,
    dry_run: bool = False,
) -> dict[str, Any] | JSONResponse:
    """Import a workbook; 422 with every problem when something must be mended, and then nothing is stored."""
    result = enrolment.enrol(
        session,
        cohort_id=cohort_id,
        data=sheet.data,
        filename=sheet.filename,
        actor=asker.actor,
        now=settings().clock(),
        dry_run=dry_run,
    )
    if result.refused:
        return _refusal(result)
    if not dry_run:
        then.add_task(request.app.state.wake)
    return result.as_json()


def _refusal(result: enrolment.Result) -> JSONResponse:
    """Answer as RFC 9457 says, with the import's own document beside it."""
    problem = {
        "type": "about:blank",
        "title": "Må rettes",
        "status": 422,
        "detail": "Arket er ikke importert. Rett feilene og last det opp på nytt.",
        **result.as_json(),
    }
    return JSONResponse(problem, status_code=422, media_type="application/problem+json")
