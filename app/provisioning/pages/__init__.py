"""The pages of starting, dating, approving and looking after a cohort."""

from fastapi import APIRouter

from app.provisioning.pages import (
    by_hand,
    dates,
    drift,
    meeting_changes,
    meetings,
    new_cohort,
    preview,
    templates,
)

router = APIRouter()
for part in (new_cohort, dates, preview, by_hand, drift, meetings, meeting_changes, templates):
    router.include_router(part.router)
