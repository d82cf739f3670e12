"""The way from the service to its sandbox's page for people; only where the tenant is the sandbox."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

router = APIRouter(include_in_schema=False)


@router.get("/_sandbox")
def sandbox_page(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.app.state.sandbox_address}/_sandbox", status_code=307)
