"""Work by hand, for programs: the list, «Merk som gjort», and the files to put in place."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Request, Response
from pydantic import BaseModel

from app import cohorts
from app.access import DeedDep
from app.config import settings
from app.db import SessionDep
from app.provisioning.by_hand.service import HandWork, by_hand_list, file_for, mark_all_done, mark_done
from app.provisioning.desired.capabilities import Chosen, chosen

router = APIRouter(prefix="/api/cohorts", tags=["by hand"])


class ToDo(BaseModel):
    """The mode of each capability, and the work that waits for a person."""

    capabilities: list[Chosen]
    by_hand: list[HandWork]


class Done(BaseModel, extra="forbid"):
    """`key` is the thing that was done; without a key, all things that need no link are."""

    key: str | None = None
    link: str | None = None


@router.get("/{cohort_id}/by-hand")
def to_do(session: SessionDep, cohort_id: int) -> ToDo:
    """List the work to do by hand, in order, with names, addresses and steps."""
    cohorts.get(session, cohort_id)
    return ToDo(capabilities=chosen(settings().modes), by_hand=by_hand_list(session, cohort_id))


@router.post("/{cohort_id}/by-hand/done")
def done(
    session: SessionDep, deed: DeedDep, cohort_id: int, said: Done, request: Request, then: BackgroundTasks
) -> ToDo:
    """Mark as done; the things that waited for it go on by themselves."""
    cohorts.get(session, cohort_id)
    if said.key is None:
        mark_all_done(session, cohort_id, deed=deed)
    else:
        mark_done(session, cohort_id, key=said.key, link=said.link, deed=deed)
    then.add_task(request.app.state.wake)
    return to_do(session, cohort_id)


@router.get("/{cohort_id}/by-hand/file", response_class=Response)
def file(session: SessionDep, cohort_id: int, key: Annotated[str, Query()]) -> Response:
    """Give the file that is to be put in place."""
    name, content = file_for(session, cohort_id, key=key)
    ascii_name = name.encode("ascii", "ignore").decode() or "fil"
    kept = {
        "Content-Disposition": f'attachment; filename="{ascii_name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="application/octet-stream", headers=kept)
