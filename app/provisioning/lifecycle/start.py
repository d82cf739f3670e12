"""Starting a cohort: the programme's dates become meetings and deliverables of its own."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from app import audit, cohorts, meetings
from app.audit import Act, Deed
from app.cohorts import Cohort, deviations_of, programme_as_run
from app.deliverables import Deliverable
from app.errors import Code, Conflict, Invalid, NotFound
from app.meetings import Meeting
from app.people import tidy_text
from app.programmes import HeldDates, compile_programme, day_off, reanchor, switch_off
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.programmes import DatedDeliverable, DatedMeeting, Definition

FIRST_YEAR, LAST_YEAR = 2000, 2100


def start_cohort(
    session: Session,
    *,
    definition: Definition,
    start_year: int,
    name: str,
    deed: Deed,
    switched_off: Sequence[str] = (),
) -> Cohort:
    """Start a cohort of a programme. It keeps the definition as it is today, also when the programme changes."""
    name = _free_name(session, name)
    _refuse_unknown_additions(definition, switched_off)
    if not FIRST_YEAR <= start_year <= LAST_YEAR:
        raise Invalid(
            Code.start_year_outside, f"Startåret {start_year} må være mellom {FIRST_YEAR} og {LAST_YEAR}."
        )
    cohort = Cohort(
        name=name,
        programme=definition.key,
        programme_version=definition.version,
        start_year=start_year,
        definition=definition.model_dump(mode="json"),
        switched_off=list(switched_off),
        created_at=deed.at,
    )
    session.add(cohort)
    session.flush()
    _date_it(session, cohort, definition)
    audit.record(session, Act.cohort_started, deed, about=cohort.uid, cohort_id=cohort.id)
    return cohort


def start_cohort_like(session: Session, *, like: Cohort, start_year: int, name: str, deed: Deed) -> Cohort:
    """Start a cohort like an earlier cohort: as it was run, on the same weekdays of the same weeks another year.

    Every date waits to be confirmed; the teams' own deviations are not taken along.
    """
    if start_year <= like.start_year:
        raise Invalid(
            Code.start_year_outside, f"Kullet må starte etter {like.start_year}, da {like.name} startet."
        )
    cohort = start_cohort(
        session,
        definition=reanchor(
            programme_as_run(like, (row for row in deviations_of(session, like.id) if row.team_id is None)),
            _held(session, like),
            cohort=like.name,
            start_year=like.start_year,
        ),
        start_year=start_year,
        name=name,
        deed=deed,
    )
    cohort.guests_allowed = like.guests_allowed
    return cohort


def _held(session: Session, cohort: Cohort) -> Iterator[HeldDates]:
    """Yield when each meeting of a cohort was, or is to be, on the clock on the wall."""
    for row in meetings.of_cohort(session, cohort.id):
        if row.starts_at and row.ends_at:
            starts_at, ends_at = (at.astimezone(meetings.OSLO) for at in (row.starts_at, row.ends_at))
            yield HeldDates(meeting=row.key, starts_at=starts_at, ends_at=ends_at, all_day=row.all_day)


def _free_name(session: Session, name: str) -> str:
    name = tidy_text(name)
    if not name:
        raise Invalid(Code.field_missing, "Kullet må ha et navn.")
    if session.exec(select(Cohort).where(Cohort.name == name)).first():
        raise Conflict(
            Code.cohort_name_taken, f"Det finnes alt et kull som heter {name}. Velg et annet navn."
        )
    return name


def _refuse_unknown_additions(definition: Definition, switched_off: Sequence[str]) -> None:
    unknown = sorted(set(switched_off) - set(definition.additions))
    if unknown:
        there_are = ", ".join(sorted(definition.additions)) or "ingen"
        raise Invalid(
            Code.no_such_addition,
            f"Programmet har ikke tillegget {unknown[0]}. Tillegg som finnes: {there_are}.",
        )


def _date_it(session: Session, cohort: Cohort, definition: Definition) -> None:
    calendar = compile_programme(switch_off(definition, cohort.switched_off), cohort.start_year)
    session.add_all(meeting_row(cohort, meeting) for meeting in calendar.meetings)
    session.add_all(deliverable_row(cohort, deliverable) for deliverable in calendar.deliverables)
    session.flush()


def meeting_row(cohort: Cohort, dated: DatedMeeting) -> Meeting:
    return Meeting(
        cohort_id=cohort.id,
        key=dated.id,
        kind=dated.kind,
        title=dated.title,
        audience=dated.audience,
        mode=dated.mode,
        starts_at=dated.starts_at,
        ends_at=dated.ends_at,
        all_day=dated.all_day,
        precision=dated.precision,
        basis=dated.basis,
        needs_own_confirmation=day_off(dated.days) is not None,
        place=dated.place,
        theme=dated.theme,
        goal=dated.goal,
        details={
            "also": list(dated.also),
            "per": dated.per,
            "tracks": list(dated.tracks),
            "choose_teams": dated.audience == "some_teams" and not dated.tracks,
            "period": dated.period,
            "content": dated.content.model_dump(mode="json"),
            "reminder_minutes": dated.reminder_minutes,
            "mandatory": dated.mandatory,
            "leader_level": dated.leader_level,
            "host": dated.host,
            "minutes": int(dated.lasts.total_seconds()) // 60,
            **_who_and_how(dated),
        },
    )


def _who_and_how(dated: DatedMeeting) -> dict[str, Any]:
    """Return what meetings of cohorts begun before lack: who must come by role, and how a team's own is arranged.

    A meeting without it is invited to by its audience and the roles people hold alone (`desired/audience.py`).
    """
    return {
        "who": {name: sorted(roles) for name, roles in asdict(dated.who).items()},
        "leaders": list(dated.leaders),
        "arranged_by": dated.arranged_by,
        "window": [day.isoformat() for day in dated.window] if dated.window else None,
    }


def deliverable_row(cohort: Cohort, dated: DatedDeliverable) -> Deliverable:
    return Deliverable(
        cohort_id=cohort.id,
        key=dated.id,
        type=dated.type,
        title=dated.title,
        origin=dated.origin,
        due_rule=dated.rule.model_dump(mode="json") if dated.rule else {},
    )


def confirm_dates(session: Session, cohort_id: int, *, meeting_key: str | None, deed: Deed) -> list[Meeting]:
    """Confirm dates that wait, so that they may be invited. Return the meetings this made a difference to.

    Without a `meeting_key` those on a day people have off are left: each is confirmed by its own.
    """
    chosen = [one for one in meetings.of_cohort(session, cohort_id) if meeting_key in {None, one.key}]
    if meeting_key and not chosen:
        raise NotFound(Code.no_such_meeting, f"Kullet har ikke noe møte med nøkkelen {meeting_key}.")
    if meeting_key and chosen[0].starts_at is None:
        raise Conflict(Code.meeting_undated, f"{chosen[0].title} har ingen dato ennå og kan ikke bekreftes.")
    open_ones = [one for one in chosen if one.is_unconfirmed and (meeting_key or not why_off(one))]
    for meeting in open_ones:
        meeting.confirmed_at, meeting.confirmed_by = deed.at, deed.actor
        audit.record(session, Act.date_confirmed, deed, about=meeting.key, cohort_id=cohort_id)
    return open_ones


def why_off(meeting: Meeting) -> str | None:
    """Tell why people have the day of a meeting off: a holiday's name, «helg», «julaften» or «påskeuken»."""
    return day_off(meetings.days_on(meeting))


def left_one_by_one(session: Session, cohort_id: int) -> list[Meeting]:
    """Return the meetings on days people have off that wait for a confirmation each."""
    return [one for one in meetings.of_cohort(session, cohort_id) if one.is_unconfirmed and why_off(one)]


def take_over_meetings(
    session: Session, cohort_id: int, *, meeting_keys: Sequence[str], deed: Deed
) -> list[Meeting]:
    """Mark meetings as invited before we came. Raises Conflict for a meeting that we have sent ourselves."""
    cohort = cohorts.get(session, cohort_id)
    chosen = [meetings.with_key(session, cohort_id=cohort_id, key=key) for key in meeting_keys]
    for meeting in chosen:
        if _sent_by_us(session, cohort, meeting):
            raise Conflict(
                Code.meeting_sent_from_here, f"{meeting.title} er alt sendt herfra, og følges som før."
            )
    return [meetings.take_over(session, meeting.id, deed=deed) for meeting in chosen]


def _sent_by_us(session: Session, cohort: Cohort, meeting: Meeting) -> bool:
    """Tell whether it is in the ledger, for the cohort or for a team of its own."""
    entries = select(TenantObject).where(TenantObject.cohort_id == cohort.id, TenantObject.kind == "entry")
    ours = [row for row in session.exec(entries) if row.key.endswith(f"/meeting:{meeting.key}")]
    return any(row.stands_or_shall for row in ours)


def adopt_msteam(session: Session, cohort_id: int, *, link: str, deed: Deed) -> str:
    """Take over a Microsoft Team that IT made, by the link Teams gives. Return its id.

    Raises Conflict when the cohort has a Team already.
    """
    cohort = cohorts.get(session, cohort_id)
    found = re.search(r"groupId=([0-9a-fA-F-]{36})", link)
    if found is None:
        raise Invalid(
            Code.msteam_link_malformed,
            "Lenken må være den Teams gir under «Hent lenke til team»; den inneholder groupId=…",
        )
    msteam = session.get(TenantObject, cohort.uid)
    if msteam is not None and msteam.external_id not in {None, found.group(1)}:
        raise Conflict(
            Code.msteam_already_adopted, "Kullet har alt et Microsoft-team. Det kan ikke byttes her."
        )
    cohort.adopted_msteam_id = found.group(1)
    audit.record(session, Act.msteam_adopted, deed, about=found.group(1), cohort_id=cohort_id)
    return found.group(1)


def first_year_ahead(definition: Definition, today: date) -> int:
    """Find the first start year whose dated meetings all lie ahead of today."""
    for year in range(today.year, LAST_YEAR):
        days = [day for meeting in compile_programme(definition, year).meetings if (day := meeting.first_day)]
        if all(day > today for day in days):
            return year
    raise Conflict(Code.no_year_ahead, f"{definition.name} har ikke noe år som ligger foran oss.")
