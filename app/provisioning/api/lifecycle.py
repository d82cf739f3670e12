"""A cohort's life, for programs: built hidden and activated, a newer programme taken up, and the end."""

from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic import BaseModel

from app.access import DeedDep
from app.config import settings
from app.db import SessionDep
from app.provisioning.api.json_views import preview_in_full, upgrade_in_full
from app.provisioning.ledger.models import Approval
from app.provisioning.lifecycle.close import close_cohort, preview_closing
from app.provisioning.lifecycle.hide import activate_cohort, hide_cohort, preview_activation
from app.provisioning.lifecycle.undo import UndoPreview, preview_undo, undo
from app.provisioning.lifecycle.upgrade import preview_upgrade, upgrade_cohort
from app.provisioning.preview.picture_of import surroundings

router = APIRouter(prefix="/api/cohorts", tags=["life"])


class Seen(BaseModel, extra="forbid"):
    """The checksum of the preview that is approved."""

    checksum: str


@router.post("/{cohort_id}/hidden", status_code=204)
def hide(session: SessionDep, deed: DeedDep, cohort_id: int) -> None:
    """Build the cohort where only the owners see it, until it is activated."""
    hide_cohort(session, cohort_id, deed=deed)


@router.get("/{cohort_id}/activation", name="preview_activation")
def show_activation(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Preview the people to let in, to invite and to give tasks. Nothing is done."""
    return preview_in_full(preview_activation(session, cohort_id, surroundings(settings())))


@router.post("/{cohort_id}/activation", status_code=202)
def activate(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    seen: Seen,
    request: Request,
    response: Response,
    then: BackgroundTasks,
) -> dict[str, int | None]:
    """Let people in, as the preview showed."""
    around = surroundings(settings())
    run = activate_cohort(session, cohort_id, checksum=seen.checksum, deed=deed, surroundings=around)
    then.add_task(request.app.state.wake)
    return _begun(run, cohort_id, response)


@router.get("/{cohort_id}/programme-version")
def preview_raising(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Preview taking up the programme's newest version. Nothing is kept."""
    return upgrade_in_full(preview_upgrade(session, cohort_id, surroundings(settings())))


@router.post("/{cohort_id}/programme-version")
def raise_version(
    session: SessionDep, deed: DeedDep, cohort_id: int, seen: Seen, request: Request, then: BackgroundTasks
) -> dict[str, Any]:
    """Take up the newest version as the preview showed."""
    around = surroundings(settings())
    raised = upgrade_cohort(session, cohort_id, checksum=seen.checksum, deed=deed, surroundings=around)
    then.add_task(request.app.state.wake)
    return upgrade_in_full(raised)


@router.get("/{cohort_id}/undo", name="preview_undo")
def show_undo(session: SessionDep, cohort_id: int) -> UndoPreview:
    """Preview undoing the last 24 hours: the things to take away, and why others are left. Nothing is done."""
    return preview_undo(session, cohort_id, now=settings().clock())


@router.post("/{cohort_id}/undo", status_code=202, name="undo")
def take_away(
    session: SessionDep, deed: DeedDep, cohort_id: int, seen: Seen, request: Request, then: BackgroundTasks
) -> UndoPreview:
    """Undo as the preview showed; nothing more is made until a person approves anew."""
    undone = undo(session, cohort_id, checksum=seen.checksum, deed=deed)
    then.add_task(request.app.state.wake)
    return undone


@router.get("/{cohort_id}/closing", name="preview_closing")
def show_closing(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Preview closing the cohort. Nothing is done."""
    return preview_in_full(preview_closing(session, cohort_id, surroundings(settings())))


@router.post("/{cohort_id}/closing", status_code=202)
def close(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    seen: Seen,
    request: Request,
    response: Response,
    then: BackgroundTasks,
) -> dict[str, int | None]:
    """Bring the cohort to its end, as the preview showed."""
    around = surroundings(settings())
    run = close_cohort(session, cohort_id, checksum=seen.checksum, deed=deed, surroundings=around)
    then.add_task(request.app.state.wake)
    return _begun(run, cohort_id, response)


def _begun(run: Approval, cohort_id: int, response: Response) -> dict[str, int | None]:
    response.headers["Location"] = f"/api/cohorts/{cohort_id}/provision"
    return {"run_id": run.id}
