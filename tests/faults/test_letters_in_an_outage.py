"""Exchange is away while 88 letters go out: no letter comes twice, and none is lost that surely was not sent.

Counted in the mailboxes of the tenant, and only then in our rows. When it begins, 21 letters have come through and
the next four are under way together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.faults.outages import (
    Outage,
    letters,
    mails,
    owe_letters,
    send_and_die,
    send_until_nothing_waits,
)

from app.config import settings
from jobs.permissions import OPTIONAL_OF_CAPABILITY, needed_permissions

if TYPE_CHECKING:
    from support.faults.outages import Kind
    from support.faults.world import World, Worlds

A_BEAT = timedelta(seconds=30)
LASTS = {"5 s": timedelta(seconds=5), "3 min": timedelta(minutes=3), "6 h": timedelta(hours=6)}
EVERY = {"5 s": A_BEAT, "3 min": A_BEAT, "6 h": timedelta(minutes=5)}
MAY_LOOK = {"with Mail.Read": True, "without Mail.Read": False}
TO_A_PERSON_IN_A_ROW = {"3 min": 5, "6 h": 14}
"""The four that were under way, and then one at each try: ever later, and from the sixth on once an hour."""


def _world(worlds: Worlds, may_look: str) -> World:
    world = worlds.new()
    optional = OPTIONAL_OF_CAPABILITY["mail"] if MAY_LOOK[may_look] else ()
    world.state.set("roles", [*needed_permissions(settings().modes), *optional])
    return world


def _send_88(world: World, outage: Outage, lasts: str) -> None:
    owe_letters(world, 88)
    send_until_nothing_waits(world, EVERY[lasts], outage)
    assert outage.checked.problems == []


@pytest.mark.parametrize(
    "may_look", ["with Mail.Read", pytest.param("without Mail.Read", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("lasts", LASTS)
@pytest.mark.parametrize("kind", ["503 with Retry-After", "refused"])
def test_letters_that_surely_were_not_sent_are_all_sent_once_exchange_is_back(
    worlds: Worlds, kind: Kind, lasts: str, may_look: str
) -> None:
    world = _world(worlds, may_look)
    _send_88(world, Outage(world, kind, LASTS[lasts]), lasts)
    assert (mails(world), letters()) == ({1: 88}, {"sent": 88})


@pytest.mark.parametrize("may_look", MAY_LOOK)
@pytest.mark.parametrize("lasts", LASTS)
def test_only_letters_under_way_are_left_to_a_person_when_exchange_turns_them_away_without_a_word(
    worlds: Worlds, lasts: str, may_look: str
) -> None:
    world = _world(worlds, may_look)
    outage = Outage(world, "503", LASTS[lasts])
    _send_88(world, outage, lasts)
    assert (mails(world), letters()) == ({1: 84}, {"sent": 84, "a person": 4})
    assert outage.tried == 1


@pytest.mark.parametrize("lasts", LASTS)
@pytest.mark.parametrize(
    ("may_look", "ends"),
    [("with Mail.Read", {"sent": 88}), ("without Mail.Read", {"sent": 84, "a person": 4})],
    ids=MAY_LOOK,
)
def test_letters_whose_answers_were_lost_after_the_work_are_found_or_left_to_a_person(
    worlds: Worlds, lasts: str, may_look: str, ends: dict[str, int]
) -> None:
    world = _world(worlds, may_look)
    outage = Outage(world, "lost", LASTS[lasts])
    _send_88(world, outage, lasts)
    assert (mails(world), letters()) == ({1: 88}, ends)
    assert outage.tried == 1


@pytest.mark.parametrize("lasts", ["3 min", "6 h"])
def test_letters_are_sent_one_by_one_by_looking_while_only_their_answers_are_lost(
    worlds: Worlds, lasts: str
) -> None:
    world = _world(worlds, "with Mail.Read")
    _send_88(world, Outage(world, "lost", LASTS[lasts], answers_questions=True), lasts)
    assert (mails(world), letters()) == ({1: 88}, {"sent": 88})


@pytest.mark.parametrize("lasts", ["3 min", "6 h"])
@pytest.mark.parametrize(
    ("kind", "may_look"),
    [("503", "with Mail.Read"), ("503", "without Mail.Read"), ("lost", "without Mail.Read")],
)
def test_few_letters_are_spent_while_exchange_answers_questions_and_takes_no_letter(
    worlds: Worlds, kind: Kind, lasts: str, may_look: str
) -> None:
    world, spent = _world(worlds, may_look), TO_A_PERSON_IN_A_ROW[lasts]
    _send_88(world, Outage(world, kind, LASTS[lasts], answers_questions=True), lasts)
    assert letters() == {"sent": 88 - spent, "a person": spent}
    assert mails(world) == {1: 88 if kind == "lost" else 88 - spent}


@pytest.mark.parametrize(
    ("after", "delivered", "ends"),
    [(True, {1: 3}, {"sent": 3}), (False, {1: 2}, {"sent": 2, "a person": 1})],
    ids=["after the work", "before the work"],
)
def test_a_letter_under_way_when_the_process_died_is_found_or_left_to_a_person(
    worlds: Worlds, delivered: dict[int, int], ends: dict[str, int], *, after: bool
) -> None:
    world = _world(worlds, "with Mail.Read")
    owe_letters(world, 3)
    send_and_die(world, after=after)
    assert letters() == {"to be sent": 3}
    send_until_nothing_waits(world, A_BEAT)
    assert (mails(world), letters()) == (delivered, ends)
