"""A programme's version, then the cohort's deviations, then the team's: each with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import Session, select
from support.small_cohort import at

from app import programmes
from app.audit import AuditRecord, Deed
from app.cohorts import service as cohorts
from app.cohorts.composition import shortcomings
from app.cohorts.deviations import deviations_of, programme_as_run
from app.cohorts.models import Team
from app.deliverables.models import Deliverable
from app.errors import Conflict, Invalid, NotFound
from app.meetings import service as meetings
from app.meetings.content import content_of
from app.programmes import Content
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import start_cohort
from app.provisioning.preview.picture_of import Surroundings, draw

if TYPE_CHECKING:
    from app.cohorts.models import Cohort
    from app.provisioning.desired.picture import CohortPicture

TODAY = at("2026-04-01T08:00")
LATER_VIDEO = {"deliverables": {"video": {"due": {"before": "samling-1", "days": 2}}}}


@pytest.fixture
def cohort(session: Session) -> Cohort:
    cohort = start_cohort(
        session,
        definition=programmes.shipped_one("torn-kull-3"),
        start_year=2026,
        name="Kullet",
        deed=Deed(actor="rhf", at=TODAY),
    )
    home = cohorts.organisation_called(session, "UNN")
    for name in ("Kirurgi", "Medisin"):
        session.add(Team(cohort_id=cohort.id, organisation_id=home.id, name=name, name_key=name.lower()))
    session.flush()
    return cohort


def left(
    session: Session,
    cohort: Cohort,
    changes: dict[str, Any],
    team: str | None = None,
    *,
    why: str = " Fullt hus ",
) -> list[str]:
    found = cohorts.team_called(session, cohort_id=cohort.id or 0, name=team).id if team else None
    made = deviate(
        session, cohort.id or 0, team_id=found, changes=changes, why=why, deed=Deed(actor="rhf", at=TODAY)
    )
    return made.stays


def drawn(session: Session, cohort: Cohort) -> CohortPicture:
    return draw(session, cohort.id or 0, Surroundings(now=TODAY, owner_addresses=()))


def starts(session: Session, cohort: Cohort, key: str) -> str:
    meeting = meetings.with_key(session, cohort_id=cohort.id or 0, key=key)
    return str(meeting.starts_at and meeting.starts_at.astimezone(meetings.OSLO))


def test_a_deviation_keeps_who_when_and_why_and_the_cohort_its_version(
    session: Session, cohort: Cohort
) -> None:
    begun_with = dict(cohort.definition)
    assert left(session, cohort, {"meetings": {"samling-1": {"theme": "Vårt tema"}}}) == []
    kept = deviations_of(session, cohort.id or 0)
    assert [(one.team_id, one.changes, one.by, one.at, one.why) for one in kept] == [
        (None, {"meetings": {"samling-1": {"theme": "Vårt tema"}}}, "rhf", TODAY, "Fullt hus")
    ]
    assert (cohort.definition, cohort.programme_version) == (begun_with, 2)
    session.commit()
    recorded = session.exec(select(AuditRecord).where(AuditRecord.act == "deviated")).one()
    assert (recorded.actor, recorded.about, recorded.details["why"]) == ("rhf", cohort.uid, "Fullt hus")


def test_a_changed_date_moves_a_meeting_that_stands_where_the_programme_put_it(
    session: Session, cohort: Cohort
) -> None:
    assert left(session, cohort, {"meetings": {"samling-2": {"when": {"day": "11-11", "to": "11-12"}}}}) == []
    moved = meetings.with_key(session, cohort_id=cohort.id or 0, key="samling-2")
    assert (starts(session, cohort, "samling-2"), moved.all_day, moved.confirmed_by) == (
        "2026-11-11 00:00:00+01:00",
        True,
        "rhf",
    )


def test_a_meeting_that_a_person_has_moved_stays_and_is_named(session: Session, cohort: Cohort) -> None:
    theirs = meetings.with_key(session, cohort_id=cohort.id or 0, key="samling-2").id or 0
    meetings.reschedule(session, theirs, starts_at=at("2026-11-18T00:00"), deed=Deed(actor="anne", at=TODAY))
    changes = {"meetings": {"samling-2": {"when": {"day": "11-11", "to": "11-12"}, "theme": "Vårt tema"}}}
    assert left(session, cohort, changes) == ["Samling 2"]
    row = meetings.get(session, theirs)
    assert (starts(session, cohort, "samling-2"), row.theme, row.confirmed_by) == (
        "2026-11-18 00:00:00+01:00",
        "Vårt tema",
        "anne",
    )


def test_a_date_that_a_person_set_is_theirs_too(session: Session, cohort: Cohort) -> None:
    april = meetings.with_key(session, cohort_id=cohort.id or 0, key="oppstart-veiledere").id or 0
    meetings.reschedule(session, april, starts_at=at("2026-04-20T13:00"), deed=Deed(actor="anne", at=TODAY))
    changes = {
        "meetings": {"oppstart-veiledere": {"when": {"day": "04-27"}, "start": "09:00", "end": "10:00"}}
    }
    assert left(session, cohort, changes) == ["Digitalt oppstartsmøte veiledere"]
    assert starts(session, cohort, "oppstart-veiledere") == "2026-04-20 13:00:00+02:00"


def test_a_place_that_a_person_has_chosen_stays(session: Session, cohort: Cohort) -> None:
    theirs = meetings.with_key(session, cohort_id=cohort.id or 0, key="samling-1").id or 0
    meetings.hold_at(session, theirs, place="Tromsø", deed=Deed(actor="anne", at=TODAY))
    bodo = {"venues": {"bodo": {"name": "Bodø"}}, "meetings": {"samling-1": {"place": "bodo"}}}
    assert left(session, cohort, bodo) == ["Samling 1"]
    assert meetings.get(session, theirs).place == "Tromsø"


def test_a_meeting_held_already_cannot_be_moved_by_a_deviation(session: Session, cohort: Cohort) -> None:
    with pytest.raises(Conflict, match="Dette møtet er holdt"):
        deviate(
            session,
            cohort.id or 0,
            changes={"meetings": {"samling-1": {"when": {"day": "10-01"}}}},
            why="For sent",
            deed=Deed(actor="rhf", at=at("2026-10-20T08:00")),
        )


def test_meetings_and_deliverables_come_and_go(session: Session, cohort: Cohort) -> None:
    extra = {
        "kind": "check_in",
        "title": "Ekstra innsjekk",
        "audience": "teams",
        "mode": "digital",
        "when": {"week": 46},
    }
    pitch = {"type": "pitch", "title": "Pitch", "due": {"before": "samling-4", "days": 1}}
    left(
        session,
        cohort,
        {"meetings": {"ekstra": extra, "veiledermote-uke-50": None}, "deliverables": {"pitch": pitch}},
    )
    keys = [one.key for one in meetings.of_cohort(session, cohort.id or 0)]
    assert (len(keys), "ekstra" in keys, "veiledermote-uke-50" in keys) == (13, True, False)
    assert starts(session, cohort, "ekstra") == "2026-11-09 13:00:00+01:00"
    asked = session.exec(select(Deliverable).where(Deliverable.key == "pitch")).one()
    assert (asked.title, asked.due_rule["before"]) == ("Pitch", "samling-4")
    left(session, cohort, {"deliverables": {"pitch": None}})
    assert session.exec(select(Deliverable).where(Deliverable.key == "pitch")).all() == []


def test_a_date_taken_away_is_open_again(session: Session, cohort: Cohort) -> None:
    left(session, cohort, {"meetings": {"samling-3": {"when": {"month": 2, "years_after": 1}}}})
    row = meetings.with_key(session, cohort_id=cohort.id or 0, key="samling-3")
    assert (row.starts_at, row.precision, row.details["period"]) == (None, "month", "februar 2027")


def test_the_teams_deviation_lies_on_the_cohorts_and_touches_nobody_else(
    session: Session, cohort: Cohort
) -> None:
    left(session, cohort, {"meetings": {"samling-1": {"when": {"day": "09-23", "to": "09-24"}}}})
    left(session, cohort, LATER_VIDEO, team="Kirurgi")
    ours = [{"name": folder.name} for folder in programmes.shipped_one("torn-kull-3").folders.team]
    left(session, cohort, {"folders": {"team": [*ours, {"name": "Vår mappe"}]}}, team="Kirurgi")
    picture = drawn(session, cohort)
    dues = {
        team.name: {
            task.key: str(task.due) for phase in (team.own or picture.work).phases for task in phase.tasks
        }["lage-video"]
        for team in picture.teams
    }
    assert dues == {"Kirurgi": "2026-09-21", "Medisin": "2026-09-18"}
    folders = {
        team.name: [folder.name for folder in (team.own or picture.work).folders] for team in picture.teams
    }
    assert folders["Kirurgi"] == [*folders["Medisin"], "Vår mappe"]


def test_a_changed_rule_about_teams_is_what_is_asked_of_them(session: Session, cohort: Cohort) -> None:
    kirurgi = cohorts.team_called(session, cohort_id=cohort.id or 0, name="Kirurgi")
    left(session, cohort, {"team_rules": {"roles": [], "course": None, "size": None}, "mentors": None})
    assert shortcomings(session, cohort, kirurgi) == []


@pytest.mark.parametrize(
    ("changes", "team", "why", "error", "sentence"),
    [
        ({"purpose": "Annet"}, None, " ", Invalid, "Skriv hvorfor programmet tilpasses."),
        (
            {"purpose": "Annet"},
            None,
            "Pasient 018180 12337 klaget",
            Invalid,
            (
                "Begrunnelsen: Et tall her ser ut som et fødselsnummer. "
                "Ta det bort; opplysninger om pasienter skal ikke stå her."
            ),
        ),
        ({}, None, "Fordi", Invalid, "Skriv hva som er annerledes enn i programmet."),
        ({"key": "annet"}, None, "Fordi", Invalid, "Et kull kan ikke ha sin egen «key»."),
        (
            {"meetings": {"samling-1": {"theme": "Vårt"}}},
            "Kirurgi",
            "Fordi",
            Invalid,
            "Et team kan ikke ha sin egen «meetings»; den er hele kullets.",
        ),
        (
            {"tasks": {"organiser": []}},
            "Kirurgi",
            "Fordi",
            Invalid,
            "Et team kan ikke ha sin egen «tasks.organiser»; den er hele kullets.",
        ),
        (LATER_VIDEO, "Ukjent", "Fordi", NotFound, "Kullet har ikke noe team som heter «Ukjent»."),
        (
            {"meetings": {"samling-1": {"when": {"week": 54}}}},
            None,
            "Fordi",
            Invalid,
            "Programmet kan ikke brukes. meetings[3].when.week: Tallet kan være høyst 53.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    session: Session,
    cohort: Cohort,
    changes: dict[str, Any],
    team: str | None,
    why: str,
    error: type[Exception],
    sentence: str,
) -> None:
    with pytest.raises(error) as refused:
        left(session, cohort, changes, team, why=why)
    assert str(refused.value) == sentence


def test_a_deviation_of_the_cohort_that_breaks_a_teams_own_is_refused(
    session: Session, cohort: Cohort
) -> None:
    left(session, cohort, LATER_VIDEO, team="Kirurgi")
    with pytest.raises(Invalid, match=r"deliverables\[\d+\].type: Feltet mangler."):
        left(
            session,
            cohort,
            {
                "deliverables": {"video": None},
                "tasks": {"team": {"oppstart": {"tasks": {"lage-video": None}}}},
                "retention": [],
            },
        )


def test_the_programme_as_run_is_the_version_it_was_started_from_until_somebody_deviates(
    session: Session, cohort: Cohort
) -> None:
    assert programme_as_run(cohort, deviations_of(session, cohort.id or 0)) == programmes.shipped_one(
        "torn-kull-3"
    )


def test_a_cohort_begun_before_contents_keeps_its_text_until_its_content_is_changed(
    session: Session, cohort: Cohort
) -> None:
    """Cohorts of before held text, agenda and travel in one text; the new content takes the place of all of it."""
    row = meetings.with_key(session, cohort_id=cohort.id, key="samling-2")
    kept = {name: value for name, value in row.details.items() if name != "content"}
    row.details = {**kept, "text": "Ta med PC.\n\n09:00 Velkommen"}
    session.flush()
    left(session, cohort, {"meetings": {"samling-2": {"theme": "Vårt tema"}}})
    assert content_of(row) == Content(text="Ta med PC.\n\n09:00 Velkommen")
    left(session, cohort, {"meetings": {"samling-2": {"guide": ["Hva har dere prøvd?"]}}})
    assert content_of(row) == Content(guide=("Hva har dere prøvd?",))
