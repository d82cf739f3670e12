"""What a reader chooses for themselves: the language of the pages."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from app.web.language import COOKIE

router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)
A_YEAR = 365 * 24 * 3600


@router.post("/sprak")
def choose_language(
    language: Annotated[Literal["nb", "nn", "en"], Form()], back: Annotated[str, Form()] = "/"
) -> RedirectResponse:
    """Remember the language, and go back to the page it was chosen on."""
    answer = RedirectResponse(own_path(back), status_code=303)
    answer.set_cookie(COOKIE, language, max_age=A_YEAR, httponly=True, samesite="lax")
    return answer


def own_path(path: str) -> str:
    """Return a path of ours, or the first page when it is anything else."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith("//") and not parts.scheme and not parts.netloc
    return path if is_ours and path.isprintable() and "\\" not in path else "/"
