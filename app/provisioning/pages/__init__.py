"""The pages of starting, dating, approving and looking after a cohort."""

from fastapi import APIRouter

from app.provisioning.pages import approving, dating, helping, meeting, outside, starting

router = APIRouter()
for part in (starting, dating, approving, helping, outside, meeting):
    router.include_router(part.router)
