"""What we made the last day may be taken away while nobody has worked in it, or in what stands in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.ledger import GONE, NOW, as_seen, placed, unplaced, write

from app.cohorts.models import Cohort
from app.provisioning.lifecycle.untouched import Made, UndoView, goes_along, undo_view

if TYPE_CHECKING:
    from sqlmodel import Session

AN_HOUR_AGO = NOW - timedelta(hours=1)
A_DAY_AGO = NOW - timedelta(hours=24)
WORKED_IN = "Noen har arbeidet i den."
SOMETHING_STAYS = "Noe i Microsoft-teamet blir stående."


def _made(key: str, kind: str, parent_key: str | None = None, **more: Any) -> Made:
    usual: dict[str, Any] = {"placed": True, "made_at": AN_HOUR_AGO, "seen": as_seen(), "name": key}
    return Made(
        **{"position": 0, "key": key, "kind": kind, "parent_key": parent_key, "role": None, "team_id": None}
        | usual
        | more
    )


def _standing(*rows: Made, hidden: bool = False, changed: tuple[str, ...] = ()) -> UndoView:
    inside: dict[str | None, list[Made]] = defaultdict(list)
    for row in rows:
        inside[row.parent_key].append(row)
    started: dict[str, Any] = {"programme": "p", "programme_version": 1, "start_year": 2026, "definition": {}}
    cohort = Cohort(uid="k", name="Kullet", created_at=NOW, hidden=hidden, **started)
    return UndoView(
        cohort=cohort,
        now=NOW,
        rows={row.key: row for row in rows},
        inside=inside,
        changed=frozenset(changed),
    )


def _why(*rows: Made, of: str, **more: Any) -> str:
    standing = _standing(*rows, **more)
    return standing.why_not(standing.rows[of])


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        ({"made_at": A_DAY_AGO}, "Er eldre enn ett døgn."),
        ({"made_at": None}, "Er eldre enn ett døgn."),
        ({"seen": None}, "Vi fikk ikke sett på den."),
        ({"seen": GONE}, "Er alt borte."),
        ({"seen": as_seen() | {"touched": True}}, WORKED_IN),
        ({"seen": as_seen() | {"holds": 1}}, WORKED_IN),
    ],
)
def test_a_thing_is_left_for_a_reason_that_is_said(more: dict[str, Any], why: str) -> None:
    assert _why(_made("f", "folder", **more), of="f") == why


def test_a_thing_others_have_changed_is_worked_in() -> None:
    assert _why(_made("t", "task"), of="t", changed=("t",)) == WORKED_IN


def test_a_folder_may_hold_what_we_have_put_in_it_and_no_more() -> None:
    file = _made("f/1", "file", "f")
    assert _why(_made("f", "folder", seen=as_seen() | {"holds": 1}), file, of="f") == ""
    assert _why(_made("f", "folder", seen=as_seen() | {"holds": 2}), file, of="f") == WORKED_IN


def test_what_somebody_has_worked_in_keeps_what_it_stands_in() -> None:
    touched = _made("p/b/t", "task", "p/b", seen=as_seen() | {"touched": True})
    rows = (_made("p", "taskplan"), _made("p/b", "bucket", "p"), touched, _made("p/c", "bucket", "p"))
    assert [_why(*rows, of=key) for key in ("p", "p/b", "p/c")] == ["Noe i den blir stående."] * 2 + [""]


def test_a_door_goes_with_its_meeting_and_a_guest_stays() -> None:
    meeting = _made("m", "entry", seen=None)
    assert _why(meeting, _made("m/door", "door", "m"), of="m/door") == "Vi fikk ikke sett på den."
    assert _why(_made("g", "guest"), of="g") == (
        "Gjesten er invitert og finnes i katalogen; det kan bare IT fjerne."
    )


def test_a_team_goes_whole_while_only_its_owners_and_the_people_we_let_in_have_been_in_it() -> None:
    rows = (_made("k/c", "channel", "k"), _made("k/f", "folder", "k/c"), _made("k/member:p", "member", "k"))
    for hidden in (True, False):
        assert [_why(_made("k", "msteam"), *rows, of=key, hidden=hidden) for key in ("k", "k/c")] == ["", ""]
    msteam = _made("k", "msteam", seen=as_seen() | {"facts": {"strangers": 1}})
    others = "Andre enn dem vi slapp inn, er i Microsoft-teamet."
    assert [_why(msteam, *rows, of=key) for key in ("k", "k/c")] == [others, others]


@pytest.mark.parametrize("more", [{"seen": GONE}, {"placed": False, "seen": None}])
def test_what_is_gone_or_was_never_made_keeps_no_team_standing(more: dict[str, Any]) -> None:
    rows = (_made("k", "msteam"), _made("k/c", "channel", "k"), _made("k/member:p", "member", "k", **more))
    assert _why(*rows, of="k") == ""


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (_made("k/f", "folder", "k/c", seen=as_seen() | {"touched": True}), SOMETHING_STAYS),
        (_made("k/member:p", "member", "k", made_at=A_DAY_AGO), SOMETHING_STAYS),
        (_made("k/member:p", "member", "k", made_at=A_DAY_AGO, role="owner"), ""),
        (
            _made("k/files", "files", "k/c", seen=as_seen() | {"holds": 1}),
            "Noen har lagt noe i Microsoft-teamet.",
        ),
    ],
)
def test_a_team_stays_with_what_must_stand_in_it(inside: Made, why: str) -> None:
    rows = (_made("k", "msteam"), _made("k/c", "channel", "k"), inside)
    assert _why(*rows, of="k", hidden=True) == why


def test_channels_and_owners_come_and_go_with_the_team() -> None:
    asked = [("channel", None), ("files", None), ("member", "owner"), ("member", "member"), ("task", None)]
    assert [goes_along(kind, role) for kind, role in asked] == [True, True, True, False, False]


def test_of_the_ledger_only_what_is_judged_is_read(session: Session) -> None:
    cohort = write(
        session,
        placed("k", "msteam", made_at=A_DAY_AGO),
        placed("k/old", "folder", made_at=A_DAY_AGO),
        placed("k/new", "folder", {"name": "Delt"}, made_at=AN_HOUR_AGO, seen=as_seen(name="Annet")),
        placed("k/new/old", "file", {"name": "Mal"}, parent_key="k/new", made_at=A_DAY_AGO),
        unplaced("k/not made", "bucket"),
    )
    standing = undo_view(session, cohort, NOW)
    assert list(standing.rows) == ["k", "k/new", "k/new/old"]
    assert [(row.key, row.name) for row in standing.young] == [("k/new", "Delt")]
    assert standing.changed == {"k/new"}
