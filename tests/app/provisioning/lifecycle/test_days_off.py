"""Days people have off are confirmed one by one, also where the source says them; cohorts that run keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.faults.smallest_cohort import PROGRAMME
from support.small_cohort import at

from app.audit import Deed
from app.cli.cohorts import left_in_words
from app.dashboard.queries import cohort_lines
from app.meetings import service as meetings
from app.programmes.language.definition import Definition
from app.programmes.own.derived import merged
from app.programmes.own.stored import keep
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import (
    confirm_dates,
    left_one_by_one,
    start_cohort,
    start_cohort_like,
)
from app.provisioning.lifecycle.upgrade import preview_upgrade, upgrade_cohort
from app.provisioning.preview.picture_of import Surroundings, draw

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

RHF = Deed(actor="rhf", at=at("2026-04-01T08:00"))
AROUND = Surroundings(now=RHF.at, owner_addresses=())
CHECK_IN, GATHERING = "innsjekk", "samling"


def saying(day: str, **more: object) -> Definition:
    """The smallest programme, with its check-in that day and its gathering on 16 and 17 September."""
    changes = {"meetings": {CHECK_IN: {"when": {"day": day}}}, **more}
    return Definition.model_validate(merged(PROGRAMME.model_dump(mode="json"), changes))


def begun(session: Session, definition: Definition, start_year: int = 2026) -> Cohort:
    return start_cohort(session, definition=definition, start_year=start_year, name="Kull", deed=RHF)


def invited(session: Session, cohort: Cohort) -> set[str]:
    return {one.key for one in draw(session, cohort.id, AROUND).meetings if one.may_invite}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("09-12", "helg"),
        ("05-14", "Kristi himmelfartsdag"),
        ("12-24", "julaften"),
        ("03-30", "påskeuken"),  # a monday, and no holiday
    ],
)
def test_the_sources_own_day_off_waits_until_it_is_confirmed_by_name(
    session: Session, day: str, why: str
) -> None:
    deed = Deed(actor="rhf", at=at("2026-03-01T08:00"))
    cohort = start_cohort(session, definition=saying(day), start_year=2026, name="Kull", deed=deed)
    assert invited(session, cohort) == {GATHERING}
    assert confirm_dates(session, cohort.id, meeting_key=None, deed=deed) == []
    left = left_one_by_one(session, cohort.id)
    month, day_of_month = day.split("-")
    (sentence,) = left_in_words(left, "Kull")
    assert f"{day_of_month}.{month}.2026 er ikke bekreftet, for det er {why}: " in sentence
    assert sentence.endswith("kull cohorts confirm Kull --meeting innsjekk")
    assert [one.key for one in confirm_dates(session, cohort.id, meeting_key=CHECK_IN, deed=deed)] == [
        CHECK_IN
    ]
    assert (invited(session, cohort), left_one_by_one(session, cohort.id)) == ({CHECK_IN, GATHERING}, [])


def test_it_is_counted_among_the_dates_that_wait(session: Session) -> None:
    cohort = begun(session, saying("09-12"))
    assert [line.unconfirmed for line in cohort_lines(session, now=RHF.at)] == [1]
    confirm_dates(session, cohort.id, meeting_key=CHECK_IN, deed=RHF)
    assert [line.unconfirmed for line in cohort_lines(session, now=RHF.at)] == [0]


def test_all_at_once_confirms_the_working_days_of_another_year_and_leaves_the_others(
    session: Session,
) -> None:
    cohort = begun(session, saying("09-12"), 2027)
    assert invited(session, cohort) == set()
    assert [one.key for one in confirm_dates(session, cohort.id, meeting_key=None, deed=RHF)] == [GATHERING]
    assert [one.key for one in left_one_by_one(session, cohort.id)] == [CHECK_IN]


def test_a_day_off_moved_to_a_working_day_by_a_person_waits_no_more(session: Session) -> None:
    cohort = begun(session, saying("09-12"))
    found = meetings.with_key(session, cohort_id=cohort.id, key=CHECK_IN)
    meetings.reschedule(session, found.id, starts_at=at("2026-09-14T13:00"), deed=RHF)
    assert (invited(session, cohort), left_one_by_one(session, cohort.id)) == ({CHECK_IN, GATHERING}, [])


def test_a_row_from_before_keeps_what_it_has(session: Session) -> None:
    cohort = begun(session, saying("09-12"))
    meetings.with_key(session, cohort_id=cohort.id, key=CHECK_IN).needs_own_confirmation = False
    session.flush()
    assert invited(session, cohort) == {CHECK_IN, GATHERING}


def runs_on_no_year(session: Session) -> Cohort:
    """Begin a cohort of 2027 as it was begun before a year was asked for: its dates are the source's."""
    cohort = begun(session, saying("09-14", source={"document": "Ingen", "year": None}), 2027)
    for row in meetings.of_cohort(session, cohort.id):
        row.basis, row.needs_own_confirmation = "source", False
    session.flush()
    return cohort


def days_of(session: Session, cohort: Cohort) -> dict[str, tuple[str, str]]:
    return {
        row.key: (str(meetings.days_on(row)[0]), row.basis) for row in meetings.of_cohort(session, cohort.id)
    }


THEIRS = {CHECK_IN: ("2027-09-14", "source"), GATHERING: ("2027-09-16", "source")}


def test_another_way_of_a_cohort_that_runs_on_no_year_leaves_its_dates_and_invitations(
    session: Session,
) -> None:
    cohort = runs_on_no_year(session)
    deviate(session, cohort.id, changes={"meetings": {GATHERING: {"theme": "Vårt"}}}, why="Ønske", deed=RHF)
    assert days_of(session, cohort) == THEIRS
    assert invited(session, cohort) == {CHECK_IN, GATHERING}


def test_a_newer_version_that_names_another_year_leaves_them_too(session: Session) -> None:
    cohort = runs_on_no_year(session)
    keep(session, definition=saying("09-14", version=2), deed=RHF)
    checksum = preview_upgrade(session, cohort.id, AROUND).checksum
    upgrade_cohort(session, cohort.id, checksum=checksum, deed=RHF, surroundings=AROUND)
    assert (cohort.programme_version, cohort.definition["source"]["year"]) == (2, None)
    assert days_of(session, cohort) == THEIRS
    assert invited(session, cohort) == {CHECK_IN, GATHERING}


def test_a_newer_version_moves_no_meeting_to_a_day_off_and_names_it(session: Session) -> None:
    cohort = begun(session, PROGRAMME)
    keep(session, definition=saying("09-19", version=2), deed=RHF)
    seen = preview_upgrade(session, cohort.id, AROUND)
    assert seen.stays == ["Digital innsjekk"]
    upgrade_cohort(session, cohort.id, checksum=seen.checksum, deed=RHF, surroundings=AROUND)
    assert days_of(session, cohort)[CHECK_IN] == ("2026-09-14", "source")


def test_next_year_of_a_cohort_that_ran_on_no_year_waits_in_the_same_week(session: Session) -> None:
    cohort = runs_on_no_year(session)
    anew = start_cohort_like(session, like=cohort, start_year=2028, name="Neste", deed=RHF)
    assert days_of(session, anew) == {
        CHECK_IN: ("2028-09-12", "moved"),
        GATHERING: ("2028-09-14", "moved"),
    }
    assert invited(session, anew) == set()
