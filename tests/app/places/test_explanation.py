"""40 teams of 6 organisations for 15 places, against a table written by hand, and what is told beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.places import BY_KARI, about, apply, stand, told, with_room_for
from support.workbooks import take

from app.places.answers import decline, give_place, put_on_waiting_list, withdraw
from app.places.decision import decide
from app.places.explanation import explain

if TYPE_CHECKING:
    from sqlmodel import Session

FORTY = [
    (trust, priority, f"{short}{priority}")
    for trust, short, many in (
        ("UNN", "U", 9),
        ("Ahus", "A", 8),
        ("Helgeland", "H", 3),
        ("Nordland", "N", 7),
        ("Finnmark", "F", 1),
        ("Vestre Viken", "V", 12),
    )
    for priority in range(1, many + 1)
]
BY_ROUND = (
    "A1 F1 H1 N1 U1 V1",
    "A2 H2 N2 U2 V2",
    "A3 H3 N3 U3 V3",
    "A4 N4 U4 V4",
    "A5 N5 U5 V5",
    "A6 N6 U6 V6",
    "A7 N7 U7 V7",
    "A8 U8 V8",
    "U9 V9",
    "V10",
    "V11",
    "V12",
)
"""Written by hand: Finnmark has 1 team, Helgeland 3, Nordland 7, Ahus 8, UNN 9, Vestre Viken 12."""
IN_LINE = [team for teams in BY_ROUND for team in teams.split()]


def test_forty_teams_for_fifteen_places_stand_as_in_the_table_written_by_hand(session: Session) -> None:
    assert len(FORTY) == len(IN_LINE) == 40
    cohort = with_room_for(session, 15)
    apply(session, cohort, *FORTY)
    decision = decide(session, cohort_id=cohort.id, deed=BY_KARI)
    assert (decision.offered, decision.waiting, decision.declined) == (IN_LINE[:15], IN_LINE[15:], [])
    lines = explain(session, cohort.id)
    assert [(line.number, line.team, line.round) for line in lines] == [
        (IN_LINE.index(team) + 1, team, in_round)
        for in_round, teams in enumerate(BY_ROUND, start=1)
        for team in teams.split()
    ]
    assert [line.why for line in lines[13:17]] == [
        "Nummer 14 i køen, i runde 3. Det er plass til 15 team.",
        "Nummer 15 i køen, i runde 3. Det er plass til 15 team.",
        "Nummer 16 i køen. Fullt: 15 av 15 plasser er gitt.",
        "Nummer 17 i køen. Fullt: 15 av 15 plasser er gitt, og «V3» venter foran.",
    ]


def test_withdrawals_promote_the_forty_in_the_order_of_the_table(session: Session) -> None:
    cohort = with_room_for(session, 15)
    apply(session, cohort, *FORTY)
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    promoted = [
        withdraw(session, **about(session, cohort, team), why="Syk leder", keep_channel=False).promoted
        for team in ("A1", "F1", "N3", "U2", "A1")
    ]
    assert promoted == ["V3", "A4", "N4", "U4", None]


def test_the_order_of_the_rows_decides_nothing(session: Session) -> None:
    cohort = with_room_for(session, 15)
    apply(session, cohort, *FORTY[::-1])
    assert decide(session, cohort_id=cohort.id, deed=BY_KARI).offered == IN_LINE[:15]


def test_before_places_are_decided_each_line_says_what_would_be(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    assert told(session, cohort) == [
        (
            1,
            "U1",
            "applied",
            "Plassene er ikke fordelt ennå. Nummer 1 i køen, i runde 1. Det er plass til 1 team.",
        ),
        (
            2,
            "U2",
            "applied",
            "Plassene er ikke fordelt ennå. Nummer 2 i køen. Fullt: 1 av 1 plasser er gitt.",
        ),
    ]


def test_a_person_may_change_a_line_and_deciding_anew_keeps_it(session: Session) -> None:
    cohort = with_room_for(session, 2)
    apply(session, cohort, *[("UNN", number, f"U{number}") for number in range(1, 6)])
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    put_on_waiting_list(session, **about(session, cohort, "U1"), why="Mangler leder")
    give_place(session, **about(session, cohort, "U5"), why="Eneste fra psykiatrien")
    decline(session, **about(session, cohort, "U4"), why="Søkte for sent")
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    assert told(session, cohort) == [
        (1, "U1", "waiting", "Mangler leder"),
        (2, "U2", "offered", "Nummer 2 i køen, i runde 2. Det er plass til 2 team."),
        (
            3,
            "U3",
            "offered",
            "Nummer 3 i køen, og først på ventelisten. Fikk plassen etter «U1».",
        ),
        (4, "U5", "offered", "Eneste fra psykiatrien"),
        (None, "U4", "declined", "Søkte for sent"),
    ]
    assert [line.by for line in explain(session, cohort.id)] == ["kari", None, None, "kari", "kari"]


def test_a_team_put_aside_by_hand_stands_last_on_the_waiting_list(session: Session) -> None:
    cohort = with_room_for(session, 1)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"), ("UNN", 3, "U3"))
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    put_on_waiting_list(session, **about(session, cohort, "U1"), why="Mangler leder")
    assert stand(session, cohort) == {"U1": "waiting", "U2": "offered", "U3": "waiting"}
    withdraw(session, **about(session, cohort, "U2"), why="Syk leder", keep_channel=False)
    assert stand(session, cohort) == {"U1": "waiting", "U2": "withdrawn", "U3": "offered"}


def test_beside_each_line_stands_what_speaks_for_need_and_mix(session: Session) -> None:
    cohort = with_room_for(session, 3)
    headings = ("foretak", "prioritet", "team", "navn", "e-post", "rolle", "profesjon", "enhet", "tema")
    take(
        session,
        cohort,
        ("UNN", 1, "U1", "Kari", "kari@example.no", "leder", "sykepleier", "Kirurgi", "Flyt"),
        ("UNN", 1, "U1", "Ola", "ola@example.no", "tillitsvalgt", "", "Kirurgi", "Flyt"),
        ("UNN", 2, "U2", "Eli", "eli@example.no", "medarbeider", "", "Kirurgi", "Bemanning"),
        headings=headings,
    )
    decide(session, cohort_id=cohort.id, deed=BY_KARI)
    first, second = [line.merits for line in explain(session, cohort.id)]
    assert (first.clinic, first.theme, first.led_by) == ("Kirurgi", "Flyt", "leder (sykepleier)")
    assert (first.people, first.roles) == (2, ("leder", "tillitsvalgt"))
    assert (second.led_by, second.alike) == (None, ("1 annet team fra samme klinikk har plass",))
