"""One person's own, for programs. The address stands in the body, so that no log of addresses holds it."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Body, Request
from fastapi.encoders import jsonable_encoder

from app.access import DeedDep
from app.db import SessionDep
from app.privacy import service as privacy

router = APIRouter(prefix="/api/people", tags=["people"])
Address = Annotated[str, Body(embed=True, min_length=3, max_length=200)]


@router.post("/export")
def export(session: SessionDep, deed: DeedDep, email: Address) -> dict[str, Any]:
    """Give everything we keep about a person, by table, and tell where else there may be something."""
    found = privacy.export(session, email=email, deed=deed)
    return dict(jsonable_encoder(found))


@router.post("/erase")
def erase(
    session: SessionDep, deed: DeedDep, email: Address, request: Request, then: BackgroundTasks
) -> dict[str, Any]:
    """Take a person out of everything we keep; `waits` are things Microsoft 365 must let go of first."""
    erased = privacy.erase(session, email=email, deed=deed)
    then.add_task(request.app.state.wake)
    return {
        "pseudonym": erased.pseudonym,
        "rows": erased.rows,
        "waits": erased.waits,
        "elsewhere": list(privacy.STAYS_AFTER_ERASURE),
    }
