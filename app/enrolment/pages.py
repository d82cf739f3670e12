"""Påmelding: the workbook, the teams' shortcomings, and their mentors; the places have a page of their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import HTMLResponse, Response

from app import cohorts, mentors, places, programmes, questions
from app.access import AskerDep, Scope
from app.cohorts import Cohort, Mentor, shortcomings_by_team
from app.config import settings
from app.db import Number, SessionDep
from app.enrolment import drafts, waiting_books
from app.enrolment import service as enrolment
from app.enrolment.blank import blank_workbook
from app.enrolment.doubts.accounts import about_accounts, settled_accounts
from app.enrolment.models import DraftWorkbook
from app.enrolment.told.alone import people_without_team
from app.enrolment.told.marked import can_be_marked, marked_workbook
from app.enrolment.told.of_programme import asked_by_programme, told_of_programme
from app.errors import AppError, Code, NotFound
from app.people import Reader, Role, roles_in_words, sits_in_team
from app.web import FormPressDep, Page, PageDep, gettext, one_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/kull/{cohort_id}/pamelding")
def enrolment_page(
    session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep, side: int = 1, sted: str = ""
) -> HTMLResponse:
    """Show the teams, incomplete ones first, and the workbook that waits for approval."""
    reader = asker.reads_as(Scope(cohort_id=cohort_id))
    return _page(session, cohort_id, show, side=side, reader=reader, site=sted)


@router.get("/kull/{cohort_id}/pamelding/mal")
def blank(session: SessionDep, cohort_id: int) -> Response:
    """Download an empty workbook to fill in."""
    cohort = cohorts.get(session, cohort_id)
    book = blank_workbook(
        cohorts.own_role_names(session, cohort),
        tuple(cohorts.tracks_of(session, cohort).values()),
        told_of_programme(session, cohort),
    )
    name = {"Content-Disposition": 'attachment; filename="pamelding.xlsx"'}
    return Response(book, media_type=XLSX, headers=name)


@router.post("/kull/{cohort_id}/pamelding/ark")
def look_at_workbook(press: FormPressDep, cohort_id: int, show: PageDep, workbook: UploadFile) -> Response:
    """Try a workbook: show the changes it would make and its problems. Nothing is stored."""

    def act() -> str:
        drafts.keep_draft(
            press.session,
            cohort_id=cohort_id,
            data=workbook.file.read(),
            filename=workbook.filename or "",
            deed=press.deed,
        )
        return f"/kull/{cohort_id}/pamelding#ark"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("workbook", str(error))])


@router.get("/kull/{cohort_id}/pamelding/ark/merket")
def marked(session: SessionDep, cohort_id: int) -> Response:
    """Download the workbook that waits, with a comment in each cell that has a problem."""
    draft = drafts.of_cohort(session, cohort_id, now=settings().clock())
    if draft is None or not can_be_marked(draft.data):
        raise NotFound(Code.draft_gone, "Arket venter ikke lenger, eller det er ikke en Excel-arbeidsbok.")
    name = {"Content-Disposition": 'attachment; filename="pamelding-merket.xlsx"'}
    return Response(marked_workbook(draft.data, draft.result["problems"]), media_type=XLSX, headers=name)


@router.post("/kull/{cohort_id}/pamelding/lagre")
def import_workbook(press: FormPressDep, cohort_id: int, show: PageDep) -> Response:
    """Import the workbook that was looked at."""

    def act() -> str:
        press.unchanged(enrolment.about(cohort_id), cohort_id=cohort_id)
        result = drafts.accept(press.session, cohort_id=cohort_id, deed=press.deed)
        return f"/kull/{cohort_id}/pamelding{'#ark' if result.refused else '#team'}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("workbook", str(error))])


@router.post("/kull/{cohort_id}/pamelding/forkast")
def drop_workbook(
    press: FormPressDep, cohort_id: int, workbook_id: Annotated[int | None, Form()] = None
) -> Response:
    """Forget the draft, or an imported workbook that waits for answers beside it."""

    def act() -> str:
        drafts.drop(press.session, cohort_id=cohort_id, now=press.deed.at, aside=workbook_id)
        return f"/kull/{cohort_id}/pamelding"

    return press.once(act)


@router.post("/kull/{cohort_id}/pamelding/veileder")
def assign_mentor(
    press: FormPressDep,
    cohort_id: int,
    show: PageDep,
    team_id: Annotated[Number, Form()],
    mentor: Annotated[str, Form()] = "",
) -> Response:
    """Let a mentor follow a team."""

    def act() -> str:
        person_id = int(mentor) if mentor.isdecimal() else 0
        press.unchanged(cohorts.team_in(press.session, cohort_id, team_id).uid, cohort_id=cohort_id)
        pair = mentors.Pair(team_id, person_id)
        mentors.assign_pairs(press.session, cohort_id=cohort_id, pairs=[pair], deed=press.deed)
        return f"/kull/{cohort_id}/pamelding#t{team_id}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[(f"veileder-{team_id}", str(error))])


@router.post("/kull/{cohort_id}/pamelding/spor")
def set_tracks(
    press: FormPressDep,
    cohort_id: int,
    show: PageDep,
    team_id: Annotated[Number, Form()],
    tracks: Annotated[list[str], Form(default_factory=list)],
) -> Response:
    """Let a team belong to the tracks that are ticked, and to no others."""

    def act() -> str:
        press.unchanged(cohorts.team_in(press.session, cohort_id, team_id).uid, cohort_id=cohort_id)
        cohorts.set_tracks(press.session, cohort_id, team_id, tracks=tracks, deed=press.deed)
        return f"/kull/{cohort_id}/pamelding#t{team_id}"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[(f"spor-{team_id}", str(error))])


def _page(
    session: SessionDep,
    cohort_id: int,
    show: Page,
    *,
    side: int = 1,
    reader: Reader = Reader.unit,
    site: str = "",
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    sites = cohorts.sites_of(session, cohort_id=cohort_id)
    capacity = places.capacity_of(session, cohort)
    now = settings().clock()
    draft = drafts.of_cohort(session, cohort_id, now=now)
    asked = questions.open_questions(session, cohort_id, about=enrolment.about(cohort_id))
    accounts = questions.open_questions(session, cohort_id, about=about_accounts(cohort_id))
    waits = waiting_books.keys_asked(session, cohort_id, now=now)
    theirs = cohorts.mentors_of(session, cohort_id=cohort_id).values()
    teams = _lines(session, cohort, theirs)
    here = [line for line in teams if not site or site in sites.get(line["team"].id, ())]
    names = cohorts.own_role_names(session, cohort)
    alone = people_without_team(session, cohort_id, reader, names)
    kept = f"{urlencode({'sted': site})}&" if site else ""
    return show(
        "enrolment/enrolment.html",
        status=422 if errors else 200,
        title=gettext("Påmelding"),
        cohort=cohort,
        draft=draft,
        read=_with_roles_in_words(draft, reader, names),
        can_be_marked=draft is not None and can_be_marked(draft.data),
        asked=[questions.in_full(one) for one in asked if one.key in waits],
        accounts=[questions.in_full(one) for one in accounts],
        accounts_settled=[questions.in_full(one) for one in settled_accounts(session, cohort_id)],
        lapsed=sum(one.key not in waits for one in asked),
        set_aside=waiting_books.set_aside(session, cohort_id, now=now),
        page=one_page(here, number=side, address=f"/kull/{cohort_id}/pamelding?{kept}side={{}}"),
        site=site,
        sites=[(one, one) for one in sorted(set().union(*sites.values()))],
        people_alone=len(alone),
        alone=one_page(
            [one for one in alone if site in {"", one.site}],
            number=side,
            address=f"/kull/{cohort_id}/pamelding?{kept}side={{}}",
        ),
        teams=teams,
        waiting=enrolment.waiting(session, cohort_id=cohort_id),
        changes_waiting=len(cohorts.waiting_changes(session, cohort_id)),
        capacity=capacity,
        too_few_mentors=places.too_few_mentors(session, cohort),
        tracks=cohorts.tracks_of(session, cohort),
        mentors=sorted(
            ((one.person_id, one.name, len(one.follows)) for one in theirs),
            key=lambda one: (one[2], one[1]),
        ),
        mentor_title=programmes.at_the_start(names.get(Role.mentor, "")),
        errors=errors or [],
        **asked_by_programme(session, cohort),
    )


def _with_roles_in_words(
    draft: DraftWorkbook | None, reader: Reader, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what was read of the workbook, each person's roles as they are said."""
    read = draft.result.get("read", []) if draft else []
    return [
        team
        | {"people": [person | {"said": _said(person["roles"], reader, names)} for person in team["people"]]}
        for team in read
    ]


def _said(roles: list[str], reader: Reader, names: Mapping[str, str]) -> str:
    return ", ".join(roles_in_words([Role(role) for role in roles], reader, names))


def _lines(session: SessionDep, cohort: Cohort, theirs: Iterable[Mentor]) -> list[dict[str, Any]]:
    """Describe every team, incomplete ones first."""
    missing = shortcomings_by_team(session, cohort)
    organisations = cohorts.organisations(session)
    sitting: dict[int | None, set[int]] = defaultdict(set)
    for one in cohorts.holders(session, cohort_id=cohort.id):
        if sits_in_team(one.role):
            sitting[one.team_id].add(one.person_id)
    followed_by: dict[int | None, list[str]] = defaultdict(list)
    for mentor in theirs:
        for team_id in dict.fromkeys(mentor.follows):
            followed_by[team_id].append(mentor.name)
    lines = [
        {
            "team": team,
            "organisation": organisations[team.organisation_id].name,
            "people": len(sitting[team.id]),
            "missing": missing[team.id],
            "mentors": followed_by[team.id],
        }
        for team in cohorts.teams_of(session, cohort_id=cohort.id)
    ]
    return sorted(lines, key=_by_need)


def _by_need(line: dict[str, Any]) -> tuple[int, str, int, str]:
    team = line["team"]
    hard = sum(one.level == "hard" for one in line["missing"])
    return (-hard, line["organisation"], team.priority or 99, team.name)
