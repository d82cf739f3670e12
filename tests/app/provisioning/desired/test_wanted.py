from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError
from support.pictures import meeting, picture, somebody, task, team, work

from app.programmes import shelf
from app.programmes.commitments import commitments_of
from app.programmes.language.definition import Folders, Tasks
from app.provisioning.desired.picture import PhasePicture
from app.provisioning.desired.wanted import wanted

if TYPE_CHECKING:
    from app.provisioning.desired.wanted_thing import Wanted

LEADER, STAFF = somebody("Lea", "leader"), somebody("Siri", "staff")


def _of(kind: str, things: list[Wanted]) -> dict[str, Wanted]:
    return {thing.key: thing for thing in things if thing.kind == kind}


def test_each_team_gets_a_channel_its_files_a_plan_and_tabs() -> None:
    keys = [thing.key for thing in wanted(picture(team(1, LEADER))) if "/team:" in thing.key]
    assert keys == [
        "k1/team:t1/channel",
        "k1/team:t1/channel/files",
        "k1/team:t1/channel/files/Rapporter",
        "k1/team:t1/channel/files/Rapporter/Rapport.docx",
        "k1/team:t1/plan",
        "k1/team:t1/plan/oppstart",
        "k1/team:t1/plan/oppstart/mål",
        "k1/team:t1/channel/tab:oppgaver",
        "k1/team:t1/channel/tab:filer",
    ]


def test_a_parent_stands_before_its_children() -> None:
    things = wanted(picture(team(1, LEADER), team(2, STAFF)))
    seen: set[str] = set()
    for thing in things:
        assert thing.parent_key is None or thing.parent_key in seen
        seen.add(thing.key)


def test_the_channel_says_that_it_is_open_to_the_whole_cohort() -> None:
    channel = _of("channel", wanted(picture(team(1, LEADER))))["k1/team:t1/channel"]
    assert channel.value["description"] == "Team 1, UNN. Alle i kullet kan lese og endre filene her."


def test_a_person_in_two_teams_is_one_member() -> None:
    both = picture(team(1, LEADER, STAFF), team(2, STAFF))
    assert sorted(_of("member", wanted(both))) == ["k1/member:lea", "k1/member:siri"]


def test_who_only_follows_the_team_or_has_mail_alone_is_no_member() -> None:
    outside = [somebody("Nils", "nearest_leader"), somebody("Mia", "staff", reach="mail_only")]
    assert sorted(_of("member", wanted(picture(team(1, LEADER, *outside))))) == ["k1/member:lea"]


def test_an_owner_who_also_sits_in_a_team_stays_owner() -> None:
    members = _of("member", wanted(picture(team(1, LEADER), owners=("id-lea",))))
    assert members["k1/member:lea"].value == {"user_id": "id-lea", "role": "owner"}


def test_a_task_goes_to_those_of_the_team_who_hold_its_role() -> None:
    tasks = _of("task", wanted(picture(team(1, LEADER, STAFF))))
    assert tasks["k1/team:t1/plan/oppstart/mål"].value["assignees"] == ["id-lea"]


def test_a_task_already_due_is_late_and_one_due_today_is_not() -> None:
    phase = PhasePicture(
        key="p", title="P", tasks=(task("i-går", date(2026, 3, 31)), task("i-dag", date(2026, 4, 1)))
    )
    tasks = _of("task", wanted(picture(team(1, LEADER), work=work(phase))))
    assert {key.rpartition("/")[2]: thing.late for key, thing in tasks.items()} == {
        "i-går": True,
        "i-dag": False,
    }


def test_what_is_the_mentors_own_is_a_meeting_and_lies_nowhere_in_the_team() -> None:
    mentor = somebody("Vera", "mentor")
    own = (meeting("veiledere", "mentors", text="Bare for veiledere"),)
    with_mentors = {thing.key for thing in wanted(picture(team(1, LEADER, mentor), meetings=own))}
    without = {thing.key for thing in wanted(picture(team(1, LEADER)))}
    assert with_mentors - without == {"k1/meeting:veiledere", "k1/member:vera"}


@pytest.mark.parametrize("mine", ["mentors", "unit"])
def test_a_programme_has_no_place_for_tasks_or_folders_of_the_mentors_or_the_unit(mine: str) -> None:
    """What they keep for themselves can so never end in a Microsoft Team that everybody reads."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Tasks.model_validate({mine: []})
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Folders.model_validate({mine: []})


def test_every_programmes_commitments_end_with_who_can_read_the_teams_files() -> None:
    said = {commitments_of(programme)[-1] for programme in shelf.shipped()}
    assert said == {"Teamet arbeider i en åpen kanal. Alle i kullet kan lese og endre filene der."}
