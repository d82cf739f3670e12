"""The pages of starting, dating, approving and looking after a cohort."""

from fastapi import APIRouter

from app.provisioning.pages import (
    approving,
    dating,
    helping,
    meeting,
    meeting_changes,
    outside,
    starting,
    templating,
)

router = APIRouter()
for part in (starting, dating, approving, helping, outside, meeting, meeting_changes, templating):
    router.include_router(part.router)
