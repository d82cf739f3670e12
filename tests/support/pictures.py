"""Small pictures of a cohort, drawn by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from app.programmes import Content
from app.provisioning.desired.picture import (
    CohortPicture,
    FolderPicture,
    MeetingPicture,
    PhasePicture,
    Somebody,
    TaskPicture,
    TeamPicture,
    TemplatePicture,
    Work,
)


def somebody(name: str, *roles: str, reach: Any = "internal") -> Somebody:
    return Somebody(
        uid=name.lower(),
        name=name,
        email=f"{name.lower()}@example.no",
        roles=frozenset(roles),
        reach=reach,
        user_id=f"id-{name.lower()}" if reach == "internal" else None,
    )


def team(number: int, *people: Somebody) -> TeamPicture:
    return TeamPicture(
        id=number,
        uid=f"t{number}",
        name=f"Team {number}",
        channel_name=f"Team {number}",
        organisation="UNN",
        theme=None,
        people=people,
    )


def meeting(key: str, audience: str, *, text: str = "", **more: Any) -> MeetingPicture:
    usual: dict[str, Any] = {
        "key": key,
        "title": key,
        "audience": audience,
        "also": (),
        "per_team": False,
        "digital": True,
        "starts_at": datetime.fromisoformat("2026-10-19T13:00"),
        "ends_at": datetime.fromisoformat("2026-10-19T14:00"),
        "all_day": False,
        "place": None,
        "theme": None,
        "goal": None,
        "content": Content(text=text),
        "reminder_minutes": 15,
        "may_invite": True,
        "ended": False,
    }
    return MeetingPicture(**usual | more)


def task(key: str, due: date | None, *roles: str) -> TaskPicture:
    return TaskPicture(key=key, title=key, text="", checklist=(), due=due, roles=roles)


def work(*phases: PhasePicture) -> Work:
    return Work(
        phases=phases,
        folders=(FolderPicture(name="Rapporter"),),
        templates=(TemplatePicture(name="Rapport.docx", folder="Rapporter", source="statusrapport"),),
    )


def picture(*teams: TeamPicture, **more: Any) -> CohortPicture:
    usual: dict[str, Any] = {
        "uid": "k1",
        "name": "Kull",
        "purpose": "Bedre flyt",
        "owners": ("id-eier",),
        "adopted_msteam_id": None,
        "page_address": "",
        "today": date(2026, 4, 1),
        "teams": teams,
        "whole_cohort": (),
        "meetings": (),
        "work": work(
            PhasePicture(key="oppstart", title="Oppstart", tasks=(task("mål", date(2026, 9, 1), "leader"),))
        ),
        "cohort_folders": (),
    }
    return CohortPicture(**usual | more)
