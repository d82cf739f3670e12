"""A file dropped in a team's channel becomes a submission: once, however often and in whatever way it is seen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, do, drop, look, replace, standing
from support.papers import reports as papers
from support.papers.films import STANDING, Studio

from app.config import settings
from app.db import unit_of_work
from app.submissions import service as submissions
from app.submissions.api import json_views
from app.submissions.library import unplaced
from app.submissions.models import Library
from graph_adapters.sandbox.engine.faults import Fault, rules

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

POSTER, REPORT = "05 Poster/Kirurgi.pdf", "03 Statusrapporter/Statusrapport 2.pdf"


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    """Two teams in Tørn, looked through once: nothing is handed in."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


@pytest.fixture
def kirurgi(cohort: int) -> str:
    return channel_of(cohort, "Kirurgi")


def _operations(sandbox: SandboxOnASocket) -> list[str]:
    requests = httpx.get(f"{sandbox.address}/_sandbox/requests").json()["value"]
    return [request["operation"] for request in requests]


def test_our_own_templates_are_no_submissions(cohort: int) -> None:
    assert (standing(cohort, "Kirurgi"), standing(cohort, "Medisin")) == ([], [])
    with unit_of_work() as session:
        assert unplaced.unplaced_files(session, cohort) == []


def test_a_file_in_the_channel_is_a_submission_of_its_team(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    drop(sandbox.address, kirurgi, POSTER)
    seen = look(cohort)
    assert (seen.files_seen, seen.submissions, seen.problems) == (1, 1, [])
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    assert standing(cohort, "Medisin") == []
    again = look(cohort)
    assert (again.files_seen, again.submissions) == (0, 0)


def test_a_tenant_that_answers_at_another_address_is_read_from_the_start(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    with unit_of_work() as session:
        for library in session.exec(select(Library)):
            library.cursor = "http://127.0.0.1:9/v1.0/drives/x/root/delta?token=1"
    drop(sandbox.address, kirurgi, POSTER)
    seen = look(cohort)
    assert (seen.submissions, seen.problems) == (1, [])
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]


def test_a_form_that_is_filled_in_is_read_and_an_empty_one_that_was_saved_hands_in_nothing(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    second, third = (f"03 Statusrapporter/Statusrapport {number}.docx" for number in (2, 3))
    replace(
        sandbox.address, kirurgi, second, papers.filled({"mal": "Ingen venter", "selvevaluering": "trinn 3"})
    )
    replace(sandbox.address, kirurgi, third, papers.filled({}))
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("statusrapport-2", "received", 1)]
    with unit_of_work() as session:
        listed = json_views.submissions_in_full(session, cohort, now=settings().clock())
        (report,) = [one for one in listed if one["state"] != "missing"]
    assert report["fields"] == {
        "mal": {"label": "1. Mål", "text": "Ingen venter", "from": "tag"},
        "selvevaluering": {
            "label": "Selvevalueringstall (1–5)",
            "text": "trinn 3",
            "from": "tag",
            "number": 3.0,
        },
    }


def test_a_plan_is_read_row_by_row_with_the_numbers_that_stand_beside_it(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    plan = papers.filled_plan(
        "fremdriftsplan-malinger",
        ("Ventetid", "Resultat", "DIPS", "Kari", "Hver uke"),
        Tall=[("Ventetid", "24.03.2026", "12,5", ""), ("Ventetid", "snart", "8", "")],
    )
    replace(sandbox.address, kirurgi, "02 Fremdriftsplaner/Fremdriftsplan målinger.xlsx", plan)
    actions = papers.filled_plan_in_word("fremdriftsplan-tiltak", {"tiltak": "Tavlemøte", "status": "Testes"})
    drop(sandbox.address, kirurgi, "02 Fremdriftsplaner/Fremdriftsplan tiltak.docx", content=actions)
    look(cohort)
    with unit_of_work() as session:
        listed = json_views.submissions_in_full(session, cohort, now=settings().clock())
    told = {
        one["deliverable"]: (
            {key: (field["text"], field["from"]) for key, field in one["fields"].items()},
            [finding["code"] for finding in one["findings"]],
        )
        for one in listed
        if one["state"] != "missing"
    }
    assert told == {
        "fremdriftsplan-tiltak": (
            {"tiltak.1": ("Tavlemøte", "Tabell 1, rad 2"), "status.1": ("Testes", "Tabell 1, rad 2")},
            [],
        ),
        "fremdriftsplan-malinger": (
            {
                "måling.1": ("Ventetid", "Plan!A2"),
                "type.1": ("Resultat", "Plan!A2"),
                "kilde.1": ("DIPS", "Plan!A2"),
                "ansvarlig.1": ("Kari", "Plan!A2"),
                "hvor-ofte.1": ("Hver uke", "Plan!A2"),
                "tall.1": ("12,5", "Tall!C2"),
            },
            ["unclear_date"],
        ),
    }


def test_a_film_is_measured_where_it_lies(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket, tmp_path: Path
) -> None:
    film = Studio(tmp_path).film("film.mp4", size=STANDING, seconds=33)
    drop(sandbox.address, kirurgi, "01 Presentasjon/film.mp4", content=film.read_bytes())
    look(cohort)
    with unit_of_work() as session:
        (seen,) = submissions.submissions_of_cohorts(session, [cohort])
        assert [finding["code"] for finding in seen.findings] == ["too_long", "portrait"]
        assert (seen.state, seen.fields["film"]["width"], seen.fields["film"]["height"]) == (
            "returned",
            180,
            320,
        )


def test_moved_renamed_and_restored_it_is_still_the_same_version(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    poster_file = drop(sandbox.address, kirurgi, POSTER)
    look(cohort)
    drive, item = poster_file["parentReference"]["driveId"], poster_file["id"]
    do(sandbox.address, "rename", drive=drive, item=item, name="Kirurgi Poster.pdf")
    look(cohort)
    do(sandbox.address, "move", channel=kirurgi, path="05 Poster/Kirurgi Poster.pdf", to="")
    look(cohort)
    do(sandbox.address, "delete", drive=drive, item=item)
    look(cohort)
    with unit_of_work() as session:
        listed = json_views.submissions_in_full(session, cohort, now=settings().clock())
        (poster,) = [one for one in listed if one["state"] != "missing"]
    assert [finding["code"] for finding in poster["findings"]] == ["not_read", "file_gone"]
    do(sandbox.address, "restore", drive=drive, item=item)
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]


def test_a_whole_new_enumeration_loses_nothing_and_repeats_nothing(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    poster_file = drop(sandbox.address, kirurgi, POSTER)
    report = drop(sandbox.address, kirurgi, REPORT)
    look(cohort)
    do(sandbox.address, "delete", drive=poster_file["parentReference"]["driveId"], item=report["id"])
    do(sandbox.address, "resync", drive=poster_file["parentReference"]["driveId"])
    seen = look(cohort)
    assert (seen.submissions, seen.problems) == (0, [])
    assert standing(cohort, "Kirurgi") == [
        ("statusrapport-2", "received", 1),
        ("poster", "received", 1),
    ]


def test_what_may_be_several_things_waits_until_a_person_says(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    drop(sandbox.address, kirurgi, "03 Statusrapporter/rapport.docx")
    look(cohort)
    with unit_of_work() as session:
        (waits,) = json_views.waiting_in_full(session, cohort)
    assert (waits["name"], waits["team"], waits["why"]) == (
        "rapport.docx",
        "Kirurgi",
        "Filen kan være flere ting.",
    )
    assert [one["deliverable"] for one in waits["proposals"]] == [
        "statusrapport-1",
        "statusrapport-2",
        "statusrapport-3",
    ]


def test_what_lies_outside_the_teams_folders_is_nobodys(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    poster_file = drop(sandbox.address, kirurgi, POSTER)
    drive = poster_file["parentReference"]["driveId"]
    outside = do(sandbox.address, "drop", drive=drive, name="Poster.pdf")
    seen = look(cohort)
    assert (seen.files_seen, seen.submissions) == (2, 1)
    root = outside["parentReference"]["id"]
    do(sandbox.address, "move", drive=drive, item=poster_file["id"], name="flyttet.pdf", to=root)
    assert look(cohort).submissions == 0
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]


def test_sixty_files_in_fifteen_channels_cost_one_chain_of_changes_and_no_look_in_a_folder(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    names = [f"Team {letter}" for letter in "ABCDEFGHIJKLM"]
    small_cohort.enrol(
        cohort_id,
        [
            f"UNN;{rank};{name};Leder av {name};{name[-1].lower()}@example.no;teamleder"
            for rank, name in enumerate(names, 2)
        ],
    )
    small_cohort.provision(cohort_id)
    look(cohort_id)
    for team in ("Kirurgi", "Medisin", *names):
        for number in range(4):
            drop(sandbox.address, channel_of(cohort_id, team), f"Notater/{number}.txt")
    before = Counter(_operations(sandbox))
    assert look(cohort_id).files_seen == 60
    asked = Counter(_operations(sandbox)) - before
    assert asked == {"driveItem.delta": 1, "batch": 3, "driveItem.get": 60}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(operation="driveItem.delta", status=504),
        Fault(operation="driveItem.get", status=503),
        Fault(operation="driveItem.delta", kind="garbage"),
        Fault(operation="driveItem.delta", status=429, retry_after="1"),
    ],
)
def test_a_look_that_failed_is_taken_up_again_and_loses_nothing(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket, fault: Fault
) -> None:
    drop(sandbox.address, kirurgi, POSTER)
    rules(sandbox.state).append(fault)
    assert len(look(cohort).problems) == 1
    assert look(cohort).problems == []
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
