"""One person's own, for programs. The address stands in the body, so that no log of addresses holds it."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Body, Request
from fastapi.encoders import jsonable_encoder

from app.access import DeedDep
from app.db import SessionDep
from app.privacy import service as privacy
from app.questions import MAX_ANSWERS_AT_ONCE, Answer, in_full

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
    """Take a person out of everything we keep.

    `waits` are things Microsoft 365 must let go of first, `undecided` are places a person must decide, and
    `same_account` are the addresses of other rows with the account, which stay.
    """
    erased = privacy.erase(session, email=email, deed=deed)
    then.add_task(request.app.state.wake)
    return _told(erased)


@router.get("/questions")
def list_doubts(session: SessionDep) -> list[dict[str, Any]]:
    """List the places where a text may name an erased person, or another of such a name."""
    return [dict(jsonable_encoder(in_full(one))) for one in privacy.undecided_places(session)]


@router.post("/questions/answers")
def answer_doubts(
    session: SessionDep, deed: DeedDep, answers: Annotated[list[Answer], Body(max_length=MAX_ANSWERS_AT_ONCE)]
) -> list[dict[str, Any]]:
    """Say of each whether it is the erased person; the erasures go on with the answers."""
    given = {one.key: one.answer for one in answers}
    return [_told(erased) for erased in privacy.answer_doubts(session, given, deed=deed)]


def _told(erased: privacy.Erased) -> dict[str, Any]:
    return {
        "pseudonym": erased.pseudonym,
        "rows": erased.rows,
        "waits": erased.waits,
        "undecided": [dict(jsonable_encoder(in_full(one))) for one in erased.undecided],
        "same_account": erased.same_account,
        "elsewhere": list(privacy.STAYS_AFTER_ERASURE),
    }
