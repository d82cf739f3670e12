"""The reader's choice of language."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from app.web.http.heads import MAX_SMALL_FORM_BYTES
from app.web.language import cookie_name
from app.web.own_path import path_of_ours
from app.web.routes.sign_in import SignInDep, set_cookie

router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)
A_YEAR_SECONDS = 365 * 24 * 3600


@router.post("/sprak", max_body_size=MAX_SMALL_FORM_BYTES)
def choose_language(
    sign_in: SignInDep,
    language: Annotated[Literal["nb", "nn", "en"], Form()],
    back: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Remember the language, and go back to the page it was chosen on."""
    answer = RedirectResponse(path_of_ours(back), status_code=303)
    set_cookie(answer, sign_in, cookie_name(secure=sign_in.secure), language, seconds=A_YEAR_SECONDS)
    return answer
