"""Health of the service: alive, and able to work."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from app.db import SessionDep

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live")
def live() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/ready")
def ready(session: SessionDep, response: Response) -> dict[str, str]:
    """Answer 200 when the database answers; while it does not, this is a 503."""
    session.execute(text("SELECT 1"))
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ok"}


@router.post("/wake", status_code=204)
def wake(request: Request) -> None:
    """Ask the runner to look for work now; a command at this machine's terminal does so."""
    request.app.state.wake()
    request.app.state.wake("collect")
