"""Health of the service: alive, and able to work."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.errors import Code
from app.health import Problem, Pulse, State, told

router = APIRouter(prefix="/health", tags=["health"])
NO_PULSE = (
    "Den som arbeider mot Microsoft 365, har ikke gitt lyd fra seg på en stund. Start tjenesten på nytt."
)
HEADERS = {"Cache-Control": "no-store"}


@router.get("/live")
def live() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/ready")
async def ready(request: Request) -> Response:
    """Answer from the runner's pulse, with no work for whoever asks: 200 also while `state` is `degraded`.

    Else 503: the database does not answer, or the runner has not beaten for a minute.
    """
    pulse: Pulse = request.app.state.pulse
    content = _in_short(pulse)
    if pulse.state is State.not_ready:
        return _not_ready(content, is_away=Problem.away in pulse.problems)
    return JSONResponse({"status": "ok", **content}, headers=HEADERS)


def _in_short(pulse: Pulse) -> dict[str, Any]:
    age = pulse.age_seconds
    return {
        "state": pulse.state,
        "beat_age_seconds": None if age is None else round(age, 1),
        "problems": sorted(pulse.problems),
    }


def _not_ready(content: dict[str, Any], *, is_away: bool) -> Response:
    code, why = (Code.database_away, told(Problem.away)) if is_away else (Code.not_ready, NO_PULSE)
    problem = {"type": code.urn, "title": "Ikke klar", "status": code.status, "detail": why, **content}
    headers = HEADERS | {"Retry-After": "10"}
    return JSONResponse(
        problem, status_code=code.status, headers=headers, media_type="application/problem+json"
    )


@router.post("/wake", status_code=204)
def wake(request: Request) -> None:
    """Ask the runner to look for work now; a command at this machine's terminal does so."""
    request.app.state.wake()
    request.app.state.wake("collect")
