"""Programs and the pages are told the same of a submission: its last day, and that its file is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small_cohort
from support.service import ask
from support.small_network import NOW, a_file, hand_in, start, tell

from app.audit import Deed
from app.db import unit_of_work
from app.submissions import service
from app.submissions.api import json_views
from app.tenant.told import FileSeen
from app.web.language import COOKIE

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session

GONE = "Filen er slettet, eller flyttet ut av kanalen. Var det ikke meningen, ligger den i papirkurven i SharePoint."
DELETED = {"nb": "Filen er slettet.", "nn": "Fila er sletta.", "en": "The file is deleted."}


def _delete(session: Session) -> None:
    tell(session, FileSeen(item_id="1", parent_id=None, name="", tag="", size=0, changed_at=NOW, gone=True))


def test_a_deadlines_day_is_the_day_the_pages_say(network: Session) -> None:
    listed = json_views.submissions_in_full(network, 1, now=NOW)
    assert [one["due"] for one in listed if one["deliverable"] == "video"] == [
        "2026-09-11T23:59:00+02:00"
    ] * 2


def test_a_teams_own_deadline_is_its_last_day_too(network: Session) -> None:
    service.grant_exception(
        network,
        team_id=1,
        deliverable_id=1,
        until=small_cohort.at("2026-09-20T00:00:00"),
        why="",
        deed=Deed(actor="mona", at=NOW),
    )
    listed = json_views.submissions_in_full(network, 1, now=NOW)
    assert [one["due"] for one in listed if one["deliverable"] == "video"] == [
        "2026-09-19T23:59:00+02:00",
        "2026-09-11T23:59:00+02:00",
    ]


def test_a_deleted_file_is_said_of_its_submission(network: Session) -> None:
    hand_in(network, a_file("Poster.pdf"))
    _delete(network)
    (poster,) = [one for one in json_views.submissions_in_full(network, 1, now=NOW) if one["id"]]
    assert (poster["state"], poster["findings"]) == (
        "received",
        [{"code": "file_gone", "level": "warning", "text": GONE}],
    )


def test_the_page_of_a_submission_and_the_teams_own_say_that_the_file_is_deleted_in_three_languages(
    here: Path,
) -> None:
    async def look(client: httpx.AsyncClient) -> dict[str, list[bool]]:
        with unit_of_work() as session:
            start(session)
            hand_in(session, a_file("Poster.pdf"))
            _delete(session)
            uid = service.team_with_id(session, 1).uid
        return {
            language: [
                DELETED[language] in (await client.get(page, headers={"Cookie": f"{COOKIE}={language}"})).text
                for page in ("/innleveringer/1", f"/team/{uid}")
            ]
            for language in DELETED
        }

    assert ask(look) == {"nb": [True, True], "nn": [True, True], "en": [True, True]}
