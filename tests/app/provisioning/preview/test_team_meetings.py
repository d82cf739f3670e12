"""A cohort where each team has calls of its own: agreed by the team, or arranged by us; and one begun before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME, TEAMS, enrolled
from support.small_cohort import at

from app.audit import Deed
from app.cohorts.models import Team
from app.meetings import agreements
from app.meetings import service as meetings
from app.meetings.audience import meetings_for
from app.meetings.models import Meeting, TeamTime
from app.meetings.roster import roster
from app.programmes.own.derived import with_changes
from app.provisioning.preview import service
from app.provisioning.preview.picture_of import Surroundings, draw

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.programmes.own.derived import Changes

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())
CALL: Changes = {
    "kind": "mentor_meeting",
    "title": "Veiledersamtale",
    "audience": "teams",
    "per": "team",
    "mode": "digital",
    "when": {"week": 48, "weekday": "monday"},
    "start": "13:00",
    "end": "13:30",
    "theme": "Måling",
}


def _cohort(session: Session, **more: Any) -> int:
    """The smallest cohort, with a call for each of its two teams; Mona is the mentor of both."""
    programme = with_changes(PROGRAMME, {"meetings": {"samtale": CALL | more}})
    return enrolled(session, TODAY, programme)


def _calls(session: Session, cohort_id: int) -> dict[str, str]:
    things = service.preview_cohort(session, cohort_id, AROUND).things
    return {
        one.key.split(":")[1][:8]: one.value["starts_at"] for one in things if "meeting:samtale" in one.key
    }


def _told(session: Session, cohort_id: int) -> list[str]:
    things = service.preview_cohort(session, cohort_id, AROUND).things
    return [one.value["description"] for one in things if one.key.endswith("/own_meetings/samtale")]


def test_calls_that_the_teams_agree_on_are_a_task_with_a_proposal_and_in_no_calendar(
    session: Session,
) -> None:
    cohort_id = _cohort(session)
    assert _calls(session, cohort_id) == {}
    assert _told(session, cohort_id) == [
        "Teamleder og veileder avtaler selv.\n"
        f"Forslag: mandag 23.11.2026 kl. {clock}. Da har ingen av dere andre møter i kullet.\n"
        f"Hvem: {who}.\nTema: Måling"
        for clock, who in (
            ("13:00–13:30", "Kari Nordmann, Mona Veileder, Per Hansen"),
            ("13:30–14:00", "Ada Berg, Gro Utenfra, Mona Veileder"),
        )
    ]


def test_the_agreed_time_is_told_on_the_task_and_in_feeds_and_not_before(session: Session) -> None:
    cohort_id = _cohort(session)
    assert _monas(session, cohort_id) == []
    _agree(session, "2026-11-25T10:00")
    assert _monas(session, cohort_id) == ["25.11. 10:00–10:30"]
    first, second = _told(session, cohort_id)
    assert "Avtalt: onsdag 25.11.2026 kl. 10:00–10:30." in first
    assert "Forslag: mandag 23.11.2026 kl. 13:00–13:30." in second
    assert _calls(session, cohort_id) == {}


def test_calls_that_we_arrange_follow_each_other_and_stay_once_they_are_approved(session: Session) -> None:
    cohort_id = _cohort(session, arranged_by="unit")
    laid = {"aaaa0001": "2026-11-23T13:00:00", "aaaa0002": "2026-11-23T13:30:00"}
    assert _calls(session, cohort_id) == laid
    before = service.preview_cohort(session, cohort_id, AROUND).found.checksum
    service.provision(session, cohort_id, checksum=None, deed=RHF, surroundings=AROUND)
    assert len(session.exec(select(TeamTime)).all()) == 2
    assert service.preview_cohort(session, cohort_id, AROUND).found.checksum == before
    _agree(session, "2026-11-24T09:00")
    assert _calls(session, cohort_id) == laid | {"aaaa0001": "2026-11-24T09:00:00"}


def test_a_call_that_is_moved_is_laid_anew_for_every_team(session: Session) -> None:
    cohort_id = _cohort(session, arranged_by="unit")
    service.provision(session, cohort_id, checksum=None, deed=RHF, surroundings=AROUND)
    row = meetings.with_key(session, cohort_id=cohort_id, key="samtale")
    meetings.reschedule(session, row.id, starts_at=at("2026-12-01T09:00"), deed=RHF)
    assert row.details["window"] == ["2026-12-01", "2026-12-01"]
    assert _calls(session, cohort_id) == {
        "aaaa0001": "2026-12-01T09:00:00",
        "aaaa0002": "2026-12-01T09:30:00",
    }


def test_a_cohort_begun_before_keeps_its_calls_at_one_hour_and_is_told_who_clashes(session: Session) -> None:
    cohort_id = _cohort(session)
    row = session.exec(select(Meeting).where(Meeting.key == "samtale")).one()
    news = {"who", "leaders", "arranged_by", "window"}
    row.details = {name: value for name, value in row.details.items() if name not in news}
    session.flush()
    assert _calls(session, cohort_id) == dict.fromkeys(["aaaa0001", "aaaa0002"], "2026-11-23T13:00:00")
    assert _told(session, cohort_id) == []
    assert service.preview_cohort(session, cohort_id, AROUND).cautions[0] == (
        "«Veiledersamtale (Kostvert)» og «Veiledersamtale (Trygg hjemreise)» er samtidig, mandag 23.11.2026 kl. "
        "13:00: Mona Veileder skal være begge steder. Flytt det ene."
    )


def test_teams_that_there_is_no_room_for_are_named_and_wait(session: Session) -> None:
    cohort_id = _cohort(
        session, arranged_by="unit", when={"day": "11-23"}, start="09:00", end="15:00", kind="gathering"
    )
    assert list(_calls(session, cohort_id)) == ["aaaa0001"]
    assert service.preview_cohort(session, cohort_id, AROUND).cautions[0] == (
        "«Veiledersamtale»: det er ikke plass til Trygg hjemreise innenfor dagene møtet kan være, uten at noen må "
        "være to steder. De venter til dere setter en tid for dem, eller flytter møtet."
    )


def test_a_programmes_own_task_of_agreeing_holds_the_proposal_and_no_other_is_made(session: Session) -> None:
    task = {"key": "avtale", "title": "Inviter veilederen", "text": "Bli kjent.", "meeting": "samtale"}
    phase = {"key": "veileder", "title": "Veileder", "tasks": [task]}
    programme = with_changes(
        PROGRAMME, {"meetings": {"samtale": CALL}, "tasks": {"team": {"veileder": phase}}}
    )
    picture = draw(session, enrolled(session, TODAY, programme), AROUND)
    assert [phase.key for phase in picture.work.phases] == ["oppstart", "veileder"]


def _agree(session: Session, starts: str) -> None:
    team = session.exec(select(Team).where(Team.uid == TEAMS[0][0])).one()
    agreements.agree(session, team, meeting_key="samtale", starts_at=at(starts), deed=RHF)


def _monas(session: Session, cohort_id: int) -> list[str]:
    places = roster(session, cohort_id)["mona@example.no"]
    return [
        f"{one.starts_at:%d.%m. %H:%M}–{one.ends_at:%H:%M}"
        for one in meetings_for(session, cohort_id, places)
        if one.meeting.key == "samtale"
    ]
