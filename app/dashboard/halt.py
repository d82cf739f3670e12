"""Halt all writing to Microsoft 365 and let go again: the button on Teknisk status, and the same for programs."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.access import DeedDep
from app.db import SessionDep
from app.halt import MAX_WHY_CHARACTERS, Halt, resume_writing, standing_halt, stop_writing
from app.web import FormPressDep

router = APIRouter()
STATUS = "/teknisk-status"


class Why(BaseModel, extra="forbid"):
    """The reason, which everybody who follows cohorts is shown."""

    why: Annotated[str, Field(max_length=MAX_WHY_CHARACTERS)] = ""


class HaltNow(BaseModel):
    """The halt as it stands; without one, all but `halted` is null."""

    halted: bool
    since: datetime | None = None
    stopped_by: str | None = None
    why: str | None = None


def _now(halt: Halt | None) -> HaltNow:
    if halt is None:
        return HaltNow(halted=False)
    return HaltNow(halted=True, since=halt.since, stopped_by=halt.stopped_by, why=halt.why)


@router.get("/api/halt", tags=["halt"])
def halt_now(session: SessionDep) -> HaltNow:
    """Tell whether all writing to Microsoft 365 is halted, since when, by whom and why."""
    return _now(standing_halt(session))


@router.post("/api/halt", tags=["halt"])
def stop(session: SessionDep, deed: DeedDep, new: Why) -> HaltNow:
    """Halt all writing to Microsoft 365 until a person lets go; a halt that stands already stays as it was begun."""
    return _now(stop_writing(session, deed=deed, why=new.why))


@router.post("/api/halt/released", tags=["halt"])
def go(session: SessionDep, deed: DeedDep, request: Request, then: BackgroundTasks) -> HaltNow:
    """Let the writing go on; what waited is worked now."""
    resume_writing(session, deed=deed)
    then.add_task(request.app.state.wake)
    return _now(None)


@router.post(f"{STATUS}/stans", include_in_schema=False)
def press_stop(
    press: FormPressDep, why: Annotated[str, Form(max_length=MAX_WHY_CHARACTERS)] = ""
) -> Response:
    def act() -> str:
        stop_writing(press.session, deed=press.deed, why=why)
        return STATUS

    return press.once(act)


@router.post(f"{STATUS}/slipp", include_in_schema=False)
def press_go(press: FormPressDep) -> Response:
    def act() -> str:
        resume_writing(press.session, deed=press.deed)
        return STATUS

    return press.once(act)
