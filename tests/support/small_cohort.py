"""A cohort of two small teams in the sandbox, worked as the service works it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from app import cohorts, people_changes, programmes
from app.audit import Deed
from app.config import settings
from app.db import migrate, unit_of_work
from app.enrolment import service as enrolment
from app.meetings import service as meetings
from app.provisioning.lifecycle import start as starting
from app.provisioning.preview import service as provisioning
from app.provisioning.preview.picture_of import surroundings
from jobs.provision.settle import ask_directory, settle_cohort
from jobs.tenant import open_tenant
from support import tenant_census
from support.prepared import newest_shape, once

if TYPE_CHECKING:
    import pytest

ORGANISER = "laeringsnettverk@example.no"
ANNE, BERIT = "anne@example.no", "berit@example.no"
CARL, DINA = "carl@example.no", "dina@example.no"
HEADINGS = "foretak;prioritet;team;navn;e-post;rolle"
TEAMS = [
    f"Nordlandssykehuset;1;Kirurgi;Anne Aas;{ANNE};teamleder",
    f"Nordlandssykehuset;1;Kirurgi;Berit Bø;{BERIT};medarbeider",
    f"UNN;1;Medisin;Carl Dahl;{CARL};teamleder",
    f"UNN;1;Medisin;Dina Eng;{DINA};medarbeider",
]
INVITED = [ANNE, BERIT, CARL, DINA]


def begin(
    programme: str, start_year: int, *, taken_over: tuple[str, ...] = (), version: int | None = None
) -> int:
    """Start a cohort, enrol its two teams and make it in the tenant. Dates the source does not give stay out."""
    what = ("begun", programme, start_year, taken_over, version)
    return once(what, lambda: _made(programme, start_year, taken_over, version))


def _made(programme: str, start_year: int, taken_over: tuple[str, ...], version: int | None) -> int:
    cohort_id = started(programme, start_year, taken_over=taken_over, version=version)
    provision(cohort_id)
    return cohort_id


def started(
    programme: str, start_year: int, *, taken_over: tuple[str, ...] = (), version: int | None = None
) -> int:
    """Start a cohort and enrol its two teams; nothing is made yet."""
    what = ("started", programme, start_year, taken_over, version)
    return once(what, lambda: _started(programme, start_year, taken_over, version))


def _started(programme: str, start_year: int, taken_over: tuple[str, ...], version: int | None) -> int:
    newest_shape()
    migrate()
    with unit_of_work() as session:
        cohort = starting.start_cohort(
            session,
            definition=programmes.shipped_one(programme, version),
            start_year=start_year,
            name="Kullet",
            deed=Deed(actor="rhf", at=now()),
        )
        cohort_id = cohort.id or 0
        starting.take_over_meetings(
            session, cohort_id, meeting_keys=taken_over, deed=Deed(actor="rhf", at=now())
        )
    enrol(cohort_id, TEAMS)
    return cohort_id


def enrol(cohort_id: int, rows: list[str]) -> None:
    sheet = "\n".join([HEADINGS, *rows]).encode()
    with unit_of_work() as session:
        result = enrolment.enrol(
            session, cohort_id=cohort_id, data=sheet, filename="p.csv", deed=Deed(actor="rhf", at=now())
        )
        assert not result.refused, result.problems


def provision(cohort_id: int) -> None:
    """Approve whatever a preview shows, and work it to rest."""
    approve(cohort_id)
    work(cohort_id)


def approve(cohort_id: int) -> None:
    with unit_of_work() as session:
        provisioning.provision(
            session,
            cohort_id,
            checksum=None,
            deed=Deed(actor="rhf", at=settings().clock()),
            surroundings=surroundings(settings()),
        )


def approve_people(cohort_id: int) -> None:
    """Say yes to every change of people that waits."""
    with unit_of_work() as session:
        people_changes.approve_changes(
            session,
            cohort_id,
            [change.id for change in cohorts.waiting_changes(session, cohort_id)],
            checksum=None,
            deed=Deed(actor="rhf", at=now()),
            around=surroundings(settings()),
        )


def work(cohort_id: int) -> None:
    """Let the jobs find out by themselves what there is to do."""

    async def worked() -> None:
        async with open_tenant(settings()) as tenant:
            await ask_directory(tenant, settings(), cohort_id)
            await settle_cohort(tenant, settings(), cohort_id)

    asyncio.run(worked())


def now() -> datetime:
    return settings().clock()


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be another day, at eight in the morning UTC."""
    monkeypatch.setenv("KULL_NOW", f"{day}T08:00:00Z")
    settings.cache_clear()


def at(text: str) -> datetime:
    """A time on the clock on the wall in Norway."""
    return datetime.fromisoformat(text).replace(tzinfo=meetings.OSLO)


def mail_in(address: str) -> dict[str, list[str]]:
    with closing(tenant_census.Tenant(address)) as tenant:
        return tenant_census.mail(tenant)


def seen_in(address: str) -> tenant_census.Census:
    return tenant_census.count(address, ORGANISER)
