"""The rest of the team reads on its task in Planner what was received and found; what people write there stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.handing_in import channel_of, drop, look, replace

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.submissions import service as submissions
from app.submissions.review import receipts

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

POSTER, VIDEO = "05 Poster/Kirurgi.pdf", "Lage teampresentasjon på video"


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


def _hand_in(
    cohort_id: int, sandbox: SandboxOnASocket, path: str = POSTER, content: bytes = b"en poster"
) -> None:
    drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), path, content=content)
    look(cohort_id)


def _a_minute_later(cohort_id: int) -> None:
    """Nobody has saved for a minute; the jobs come by."""
    with unit_of_work() as session:
        receipts.answer_with_receipts(session, [cohort_id], now=settings().clock() + timedelta(minutes=1))
    small_cohort.work(cohort_id)


def _read(sandbox: SandboxOnASocket, title: str = "Levere poster") -> list[str]:
    """What stands on each team's task of that name, our key left out."""
    described = [
        sandbox.state.get("taskDetails", task["id"])["description"]
        for task in sandbox.state.all("task")
        if task["title"] == title
    ]
    return [
        "\n".join(line for line in text.splitlines() if line[:5] != "kull:").strip() for text in described
    ]


def _when(submission_id: int) -> str:
    with unit_of_work() as session:
        received_at = submissions.get(session, submission_id).received_at
    return f"{received_at.astimezone(submissions.OSLO):%d.%m.%Y kl. %H.%M}"


def test_the_team_reads_on_its_task_what_was_received_and_what_became_of_it(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    said, other = _read(sandbox)
    _hand_in(cohort, sandbox)
    small_cohort.work(cohort)
    assert _read(sandbox) == [said, other]  # somebody may still be saving
    _a_minute_later(cohort)
    first = f"Innlevert: «Kirurgi.pdf», versjon 1 ({_when(1)})."
    assert _read(sandbox) == [f"{said}\n\n{first} Veilederen ser på den.".strip(), other]

    with unit_of_work() as session:
        submissions.accept(session, 1, deed=Deed(actor="mona", at=settings().clock()))
    replace(sandbox.address, channel_of(cohort, "Kirurgi"), POSTER, b"en bedre poster")
    look(cohort)
    _a_minute_later(cohort)
    second = f"Innlevert: «Kirurgi.pdf», versjon 2 ({_when(2)})."
    both = f"{said}\n\n{first} Godkjent.\n{second} Veilederen ser på den.".strip()
    assert _read(sandbox) == [both, other]

    settled = sandbox.writes()
    small_cohort.work(cohort)
    assert sandbox.writes() == settled


def test_what_people_write_on_the_task_stays_and_a_late_one_is_kept_up_too(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task, *_) = [one for one in sandbox.state.all("task") if one["title"] == "Levere poster"]
    details = sandbox.state.get("taskDetails", task["id"])
    sandbox.state.put("taskDetails", details | {"description": f"{details['description']}\nBerit tegner"})
    small_cohort.on("2027-06-01", monkeypatch)
    _hand_in(cohort, sandbox)
    _a_minute_later(cohort)
    told, _ = _read(sandbox)
    assert told.endswith(
        f"Innlevert: «Kirurgi.pdf», versjon 1 ({_when(1)}). Veilederen ser på den.\n\nBerit tegner"
    )


def test_everybody_in_the_cohort_reads_it_so_it_says_neither_what_is_private_nor_what_a_mentor_asks(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _hand_in(cohort, sandbox, "05 Poster/13097248022.pdf")
    _hand_in(cohort, sandbox, "01 Presentasjon/film.mp4", b"PK\x03\x04 dokument")
    _hand_in(cohort, sandbox, "03 Statusrapporter/Statusrapport 1.pdf")
    with unit_of_work() as session:
        (report,) = [
            one
            for one in submissions.submissions_of_cohorts(session, [cohort])
            if "Statusrapport" in one.name
        ]
        submissions.give_back(
            session, report.id or 0, question="Hemmelig?", deed=Deed(actor="mona", at=settings().clock())
        )
    _a_minute_later(cohort)
    told = [_read(sandbox, title)[0] for title in ("Levere poster", VIDEO, "Levere statusrapport 1")]
    assert [text.rpartition("). ")[2] for text in told] == [
        "Filen må rettes. De som leder teamet, har fått vite hva det gjelder.",
        (
            "Må rettes: Filen er et dokument eller en pakket fil, og kan ikke vises her. "
            "Lagre eller eksporter filmen som MP4 (eller MOV fra iPhone), og last den opp på nytt."
        ),
        "Veilederen har et spørsmål. Det er sendt til den som leverte.",
    ]
    assert "13097248022" not in told[0]
