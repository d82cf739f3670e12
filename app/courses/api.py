"""A list of course participants, for programs: `POST /api/cohorts/{id}/course-participants` as multipart."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from app.access import DeedDep
from app.courses.service import read_course_list
from app.db import SessionDep
from app.web import form_with_file

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])
MAX_BYTES = 10 * 1024 * 1024
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
class CourseList:
    filename: str
    data: bytes


async def _course_list(request: Request) -> CourseList:
    form, file = await form_with_file(request, field="workbook", most=MAX_BYTES)
    data = await file.read()
    await form.close()
    return CourseList(file.filename or "kursliste", data)


@router.post("/{cohort_id}/course-participants", openapi_extra=MULTIPART)
def import_course_list(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    listed: Annotated[CourseList, Depends(_course_list)],
    *,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Set «grunnkurs» on people by address; `questions` are what must be settled first."""
    done = read_course_list(
        session, cohort_id=cohort_id, data=listed.data, filename=listed.filename, deed=deed, dry_run=dry_run
    )
    return done.as_json()
