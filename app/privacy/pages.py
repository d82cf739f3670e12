"""Personvern: the information of GDPR article 13, for everybody, without signing in."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.config import settings
from app.privacy.information import CONTACT, INTRODUCTION, SECTIONS
from app.web import PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/personvern")
def information(show: PageDep) -> HTMLResponse:
    """Tell participants what is kept about them, why, who sees it, and what they may ask for."""
    return show(
        "privacy/information.html",
        title=gettext("Personvern"),
        introduction=INTRODUCTION,
        sections=SECTIONS,
        contact=CONTACT % settings().organiser,
    )
