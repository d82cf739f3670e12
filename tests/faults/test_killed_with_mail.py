"""Reading the mailbox and laying its files is killed at a request; the next run takes no part twice and loses none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from corpora.mails.laid_out import a_file, a_mail, a_zip
from sqlmodel import select
from support import small_cohort
from support.faults.elsewhere import ANY, Moment
from support.faults.every_fault import in_time

from app.db import unit_of_work
from app.submissions.models import Arrival
from jobs.intake import bring_in, read_mailbox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.context import ForkProcess

    from support.faults.elsewhere import Elsewhere

    from app.config import Settings
    from jobs.tenant import Tenant

UNIT = "kvalitetsforbedring@example.no"
NOW, LATER, LATER_STILL = (f"2026-04-0{day}T08:10:00+02:00" for day in (1, 2, 3))
MAILS: list[dict[str, Any]] = [
    {"attachments": [a_file("IMG_0042.MOV", "video/quicktime", inline=True), a_file("notat.docx")]},
    {"attachments": [a_mail("Posteren", a_file("Poster.pdf"), a_file("mer.docx"))]},
    {"attachments": [a_zip("rapport.zip", "Statusrapport 1 Kirurgi.docx")]},
    {"attachments": [], "body": {"contentType": "text", "content": "https://www.dropbox.com/s/abc/film.mp4"}},
    {"attachments": [], "internetMessageHeaders": [{"name": "Auto-Submitted", "value": "auto-replied"}]},
]
TAKEN = ["IMG_0042.MOV", "Poster.pdf", "Statusrapport 1 Kirurgi.docx"]
WAITING = ["https://www.dropbox.com/s/abc/film.mp4", "mer.docx", "notat.docx"]
SEEN = ["Automatisk e-post"]


@pytest.fixture
def mailbox(elsewhere: Elsewhere) -> Elsewhere:
    """A cohort in place, a mailbox that has been read once, and five mails that have come since."""
    small_cohort.begin("torn-kull-3", 2026)
    elsewhere.control("POST", "/people", [{"mail": UNIT, "displayName": "Forbedringsenheten"}])
    elsewhere.to_the_end(_read(elsewhere))
    for number, mail in enumerate(MAILS):
        by = {"address": small_cohort.ANNE}
        elsewhere.control("POST", "/mail", {"to": UNIT, "from": by, "subject": f"Levering {number}"} | mail)
    elsewhere.keep()
    return elsewhere


async def _work(tenant: Tenant, settings: Settings) -> None:
    await read_mailbox(tenant, settings)
    await bring_in(tenant, settings)


def _read(elsewhere: Elsewhere, now: str = NOW) -> ForkProcess:
    return elsewhere.job(_work, KULL_NOW=now, KULL_MAILBOX=UNIT)


def _kept() -> tuple[list[str], list[str], list[str]]:
    """The names of the parts that are taken, that wait, and that were seen."""
    with unit_of_work() as session:
        rows = session.exec(select(Arrival).order_by(Arrival.name)).all()
        return (
            [one.name for one in rows if one.item_id],
            [one.name for one in rows if not one.item_id and not one.set_aside_at],
            [one.name for one in rows if one.set_aside_at],
        )


def _moments(elsewhere: Elsewhere) -> list[Moment]:
    elsewhere.begin_anew()
    counted = elsewhere.every_moment(lambda: elsewhere.to_the_end(_read(elsewhere)), ANY)
    assert _kept() == (TAKEN, WAITING, SEEN)
    return [Moment(ANY, nth, after) for nth in range(1, counted[ANY] + 1) for after in (False, True)]


def _wrong(elsewhere: Elsewhere, moments: Iterable[Moment]) -> dict[Moment, Any]:
    """What is otherwise than in a run that nobody killed, after a kill at each moment and two more runs."""
    found: dict[Moment, Any] = {}
    for moment in moments:
        elsewhere.begin_anew()
        elsewhere.kill_at(moment, lambda: _read(elsewhere))
        elsewhere.to_the_end(_read(elsewhere, LATER))
        lies = [one["name"] for one in elsewhere.control("GET", "/tables/item")["value"]]
        laid = sorted(name for name in lies if name in TAKEN)
        writes = elsewhere.writes_of(lambda: elsewhere.to_the_end(_read(elsewhere, LATER_STILL)))
        if (outcome := (_kept(), laid, writes)) != ((TAKEN, WAITING, SEEN), TAKEN, 0):
            found[moment] = outcome
    return found


@pytest.mark.timeout(300)
def test_a_few_moments_of_reading_the_mailbox(mailbox: Elsewhere) -> None:
    moments = _moments(mailbox)
    assert _wrong(mailbox, [moments[len(moments) // 2], moments[-1]]) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment_of_reading_the_mailbox(mailbox: Elsewhere) -> None:
    assert _wrong(mailbox, in_time(_moments(mailbox))) == {}
