"""What people and rules of the tenant do around our things is seen, said in a sentence, and never fought against."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from faults.lifecycle.test_whole_life import _reviewed
from faults.test_by_hand import ENTRY, TEAM
from sqlmodel import select
from support.faults.smallest_cohort import UID
from support.faults.world import COHORT, GRAPH, ORGANISER, InProcess

from app.audit import by_system
from app.cohorts.models import Cohort, Team
from app.db import unit_of_work
from app.errors import Conflict
from app.provisioning.drift.observations import ask
from app.provisioning.lifecycle.close import close_cohort, preview_closing

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

CHANNEL, PLAN = f"{TEAM}/channel", f"{TEAM}/plan"
EVENT = "/users/" + ORGANISER + "/events/{}"
READ_AGAIN = timedelta(minutes=6)


def _provisioned(worlds: Worlds) -> World:
    world = worlds.new()
    world.provision()
    return world


def _rename_team(name: str) -> None:
    with unit_of_work() as session:
        session.exec(select(Team).where(Team.cohort_id == COHORT, Team.uid == "aaaa0001")).one().name = name


def _rename_cohort() -> None:
    with unit_of_work() as session:
        session.get_one(Cohort, COHORT).name = "Nytt navn"


# --- a Team archived by hand ----------------------------------------------------------------------


def _archive(world: World, act: str = "archive") -> None:
    world.by_hand("POST", f"/teams/{world.external_id('')}/{act}")


def test_a_team_archived_by_hand_is_seen_said_and_left_alone_until_an_owner_opens_it(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _archive(world)
    (found,) = world.drifted()
    assert (found.key, found.what, found.choices) == (UID, "arkivert", ())
    assert found.said == (
        "Noen har arkivert Microsoft-teamet Prøvekull i Teams. Alt i det kan leses, men vi gjør ingenting der så lenge."
    )
    assert len(found.restore) == 3

    _rename_team("Ernæring")
    writes = world.writes()
    world.provision()
    world.a_day_later()
    assert (world.writes() - writes, world.progress().problems) == (0, [])
    assert {wait.sentence for wait in world.progress().waits} == {
        "Venter på at Microsoft-teamet åpnes igjen i Teams (det er arkivert)."
    }
    with pytest.raises(Conflict, match="arkivert Microsoft-teamet"):
        world.decide("", "put_back")

    _archive(world, "unarchive")
    assert world.drifted() == ()
    world.settle()
    assert (world.progress().waiting, world.census().teams[0].channel) == (0, "Ernæring")


def test_a_write_into_a_team_archived_since_the_last_look_says_so_and_makes_no_loop(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _archive(world)
    _rename_team("Ernæring")
    world.provision()
    assert world.problem(CHANNEL) == (
        "Microsoft-teamet er arkivert i Teams, så kanalen venter.",
        "Skal det fortsatt brukes: be en eier gjenopprette det i Teams, og se etter på nytt under Endret utenfra.",
    )
    assert world.writes_of_another_run() == 0


@pytest.mark.parametrize("was_seen", [True, False])
def test_what_met_an_archived_team_is_tried_as_soon_as_a_look_is_asked_for_after_it_was_opened(
    worlds: Worlds, *, was_seen: bool
) -> None:
    world = _provisioned(worlds)
    _archive(world)
    _rename_team("Ernæring")
    world.provision()
    if was_seen:
        assert [one.what for one in world.drifted()] == ["arkivert"]
    _archive(world, "unarchive")
    with unit_of_work() as session:
        ask(session, COHORT, deed=by_system(world.clock.now()))
    world.look()
    world.settle()
    assert (world.progress().waiting, world.census().teams[0].channel) == (0, "Ernæring")


def test_what_met_an_archived_team_is_tried_after_the_nightly_look_that_saw_it_open(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _archive(world)
    _rename_team("Ernæring")
    world.provision()
    world.look()
    _archive(world, "unarchive")
    world.look()
    world.settle()
    assert (world.progress().waiting, world.census().teams[0].channel) == (0, "Ernæring")


def test_a_cohort_whose_team_was_archived_by_hand_can_be_closed(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _archive(world)
    world.look()
    _reviewed(world, preview_closing, close_cohort)
    assert (world.progress().waiting, world.drifted()) == (0, ())


# --- a meeting made a series, or moved to another calendar ----------------------------------------


def _make_a_series(world: World) -> None:
    event = world.by_hand("GET", EVENT.format(world.external_id(ENTRY)))
    day = event["start"]["dateTime"][:10]
    pattern = {"type": "absoluteMonthly", "interval": 1, "dayOfMonth": int(day[8:])}
    span = {"type": "numbered", "startDate": day, "numberOfOccurrences": 3}
    body = {"recurrence": {"pattern": pattern, "range": span}}
    world.by_hand("PATCH", EVENT.format(world.external_id(ENTRY)), body)


def test_a_meeting_made_a_series_is_seen_within_minutes_and_never_changed(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _make_a_series(world)
    world.clock.jump(READ_AGAIN)
    world.settle()
    assert [(one.what, one.choices) for one in world.drifted()] == [("gjort om til en serie", ("let_go",))]

    _rename_cohort()
    mail, writes = world.census().mail, world.writes()
    world.provision()
    event = world.by_hand("GET", EVENT.format(world.external_id(ENTRY)))
    assert (event["type"], "Nytt navn" in event["subject"]) == ("seriesMaster", False)
    assert world.writes_of_another_run() == 0
    assert writes < world.writes()  # the others got their new name
    assert mail.keys() == world.census().mail.keys()

    world.decide(ENTRY, "let_go")
    assert [one.key for one in world.look().let_go] == [f"{UID}{ENTRY}"]
    assert world.progress().waiting == 0


def test_a_meeting_made_a_series_since_the_last_reading_is_not_changed_either(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _make_a_series(world)
    _rename_cohort()
    world.provision()
    assert "Nytt navn" not in world.by_hand("GET", EVENT.format(world.external_id(ENTRY)))["subject"]
    assert world.problem(ENTRY)[0].startswith("Noen har gjort møtet i kalenderen om til en serie i Outlook")


def test_a_meeting_moved_to_another_calendar_stands_and_is_told_of_until_it_comes_back(
    worlds: Worlds,
) -> None:
    world = _provisioned(worlds)
    before = world.census().mail
    other = world.by_hand("POST", f"/users/{ORGANISER}/calendars", {"name": "Arkiv"})["id"]
    world.control("/calendars/move", {"event": world.external_id(ENTRY), "calendar": other})
    for _ in range(2):
        world.clock.jump(READ_AGAIN)
        world.settle()
        found = world.look()
        assert found.drifted == ()
        assert [(one.key, one.said.partition(".")[0]) for one in found.noted] == [
            (
                f"{UID}{ENTRY}",
                "Noen har flyttet møtet i kalenderen Prøvekull: Samling 1 til en annen kalender i postboksen",
            )
        ]
    assert (world.progress().noted, world.census().mail, world.writes_of_another_run()) == (1, before, 0)
    _rename_cohort()
    world.provision()
    subject = world.by_hand("GET", EVENT.format(world.external_id(ENTRY)))["subject"]
    assert (subject, [one.key for one in world.look().noted]) == ("Nytt navn: Samling 1", [f"{UID}{ENTRY}"])

    world.control("/calendars/move", {"event": world.external_id(ENTRY)})
    world.clock.jump(READ_AGAIN)
    world.settle()
    assert (world.look().noted, world.progress().noted) == ((), 0)


# --- names, members, expiry -----------------------------------------------------------------------


def test_a_renamed_team_and_plan_wait_for_a_person_and_are_not_named_back(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    world.by_hand("PATCH", f"/teams/{world.external_id('')}", {"displayName": "Folks navn"})
    plan = f"/planner/plans/{world.external_id(PLAN)}"
    etag = world.by_hand("GET", plan)["@odata.etag"]
    world.by_hand("PATCH", plan, {"title": "Vår plan"}, **{"If-Match": etag})
    assert [(one.key, one.what, one.seen) for one in world.drifted()] == [
        (
            UID,
            "endret: name",
            {"description": world.drifted()[0].wanted["description"], "name": "Folks navn"},
        ),  # type: ignore[index]
        (f"{UID}{PLAN}", "endret: title", {"title": "Vår plan"}),
    ]
    assert world.writes_of_another_run() == 0


def test_a_renamed_team_does_not_count_a_channel_that_is_gone_and_what_went_along_is_counted_with_it(
    worlds: Worlds,
) -> None:
    world = _provisioned(worlds)
    world.by_hand("PATCH", f"/teams/{world.external_id('')}", {"displayName": "Folks navn"})
    world.by_hand("DELETE", f"/teams/{world.external_id('')}/channels/{world.external_id(CHANNEL)}")
    found = world.drifted()
    assert [(one.kind, one.below > 0) for one in found] == [("msteam", False), ("channel", True)]
    assert (world.progress().drifted, found[1].restore_until) == (2, date(2026, 5, 1))


def test_a_member_removed_by_hand_is_told_of_and_not_added_again(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    members = f"/teams/{world.external_id('')}/members"
    kari = next(one for one in world.by_hand("GET", members)["value"] if one["email"] == "kari@example.no")
    world.by_hand("DELETE", f"{members}/{kari['id']}")
    assert [(one.kind, one.what, one.choices) for one in world.drifted()] == [
        ("member", "borte", ("put_back", "let_go"))
    ]
    world.a_day_later()
    assert world.writes_of_another_run() == 0


def test_a_group_about_to_expire_is_told_of_thirty_days_ahead_and_holds_nothing_back(worlds: Worlds) -> None:
    world = _provisioned(worlds)
    _set(world, groupLifetimeDays=180)
    assert world.look().noted == ()  # half a year ahead
    world.clock.jump(timedelta(days=151))
    (told,) = world.look().noted
    ends = date(2026, 4, 1) + timedelta(days=180)
    assert told.said == (
        f"Microsoft-teamet Prøvekull utløper {ends:%d.%m.%Y}. Fornyer ingen det, sletter Microsoft teamet med kanaler, "
        "filer og oppgaver. Regelen er organisasjonens egen."
    )
    assert (world.drifted(), len(told.steps)) == ((), 3)
    _rename_team("Ernæring")
    world.provision()
    assert world.census().teams[0].channel == "Ernæring"


# --- rules that refuse us -------------------------------------------------------------------------


def _set(world: World, **settings: object) -> None:
    with httpx.Client(transport=InProcess(world.app)) as client:
        client.patch(f"{GRAPH}/_sandbox/settings", json=settings).raise_for_status()


@pytest.mark.parametrize(
    ("settings", "problem", "says"),
    [
        (
            {"groupNaming": {"prefix": "GRP-"}},
            "Organisasjonens navneregler for grupper godtar ikke navnet på Microsoft-teamet.",
            "is missing the required prefix/suffix.",
        ),
        (
            {"groupNaming": {"blockedWords": ["prøvekull"]}},
            "Organisasjonens navneregler for grupper godtar ikke navnet på Microsoft-teamet.",
            "contains the blocked word 'prøvekull'.",
        ),
        (
            {"groupLabelRequired": True},
            "Organisasjonen krever en følsomhetsetikett som vi ikke kan sette på Microsoft-teamet.",
            "A sensitivity label is required",
        ),
    ],
)
def test_a_rule_that_refuses_our_team_is_said_with_whom_to_ask_and_tried_no_faster_for_it(
    worlds: Worlds, settings: dict[str, object], problem: str, says: str
) -> None:
    world = worlds.new()
    _set(world, **settings)
    world.provision()
    said, step = world.problem("")
    assert (said, says in step) == (problem, True)
    assert world.writes_of_another_run() == 0
    _set(world, groupNaming={}, groupLabelRequired=False)
    world.a_day_later()
    assert (world.census().msteams, world.progress().waiting) == (["Prøvekull"], 0)
