"""The column of tracks: by key or name, with a comma between, and never a track the programme lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME
from support.workbooks import HEADINGS, NOW, a_cohort, xlsx

from app.audit import Deed
from app.cohorts.models import Team
from app.enrolment.service import EnrolmentResult, enrol

if TYPE_CHECKING:
    from sqlmodel import Session

TRACKS = {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv, dag"}}
KARI, OLA = (
    ("UNN", 1, "A", "Kari Nes", "kari@example.no", "leder"),
    (
        "UNN",
        1,
        "A",
        "Ola Vik",
        "ola@example.no",
        "medarbeider",
    ),
)


def taken(
    session: Session, *rows: tuple[Any, ...], heading: str = "Spor", tracks: Any = None
) -> EnrolmentResult:
    definition = PROGRAMME.model_dump(mode="json") | {"tracks": TRACKS if tracks is None else tracks}
    cohort = a_cohort(session, definition=definition)
    return import_(session, cohort.id, xlsx(*rows, headings=(*HEADINGS, heading)))


def import_(session: Session, cohort_id: int, data: bytes, filename: str = "p.xlsx") -> EnrolmentResult:
    return enrol(session, cohort_id=cohort_id, data=data, filename=filename, deed=Deed(actor="ada", at=NOW))


def about_tracks(result: EnrolmentResult) -> list[tuple[Any, ...]]:
    return [
        (one.level, one.row, one.column, one.text)
        for one in result.problems
        if "spor" in one.text.lower() or "Spor" in (one.column or "")
    ]


@pytest.mark.parametrize(
    ("written", "tracks"),
    [
        ("akutt", ["akutt"]),
        ("AKUTT", ["akutt"]),
        ("Elektiv, dag", ["elektiv"]),
        ("elektiv, Akutt", ["akutt", "elektiv"]),
        ("akutt; elektiv", ["akutt", "elektiv"]),
    ],
)
@pytest.mark.parametrize("heading", ["Spor", "track", "Spor (flere med komma)"])
def test_a_team_is_put_in_the_tracks_its_row_says(
    session: Session, written: str, tracks: list[str], heading: str
) -> None:
    result = taken(session, (*KARI, written), (*OLA, ""), heading=heading)
    assert about_tracks(result) == []
    assert session.exec(select(Team)).one().tracks == tracks


def test_an_unknown_track_is_an_error_with_its_cell_and_the_known_ones(session: Session) -> None:
    result = taken(session, (*KARI, "akutt, barn"), (*OLA, None))
    assert result.refused
    assert about_tracks(result) == [
        ("error", 2, "G (Spor)", "Programmet har ikke sporet «barn». Sporene er Akutt, Elektiv, dag.")
    ]


def test_a_blank_in_a_programme_with_tracks_is_told_of(session: Session) -> None:
    assert about_tracks(taken(session, (*KARI, ""), (*OLA, ""))) == [
        (
            "warning",
            2,
            "C (team)",
            "«A» mangler spor (Akutt eller Elektiv, dag), og får bare det som er for alle.",
        )
    ]


def test_a_row_that_says_otherwise_is_named_and_the_first_is_used(session: Session) -> None:
    result = taken(session, (*KARI, "akutt"), (*OLA, "elektiv"))
    assert about_tracks(result) == [
        (
            "warning",
            3,
            "G (Spor)",
            "Spor er her «elektiv», men «akutt» i rad 2. Det som står i rad 2, er brukt.",
        )
    ]
    assert session.exec(select(Team)).one().tracks == ["akutt"]


def test_a_later_workbook_without_the_column_leaves_the_tracks(session: Session) -> None:
    taken(session, (*KARI, "akutt"))
    assert about_tracks(import_(session, 1, xlsx(KARI))) == []
    assert session.exec(select(Team)).one().tracks == ["akutt"]


def test_a_programme_without_tracks_reads_none(session: Session) -> None:
    result = taken(session, (*KARI, "akutt"), tracks={})
    assert (result.refused, about_tracks(result)) == (
        False,
        [("warning", 2, "G (Spor)", "Programmet har ingen spor, så «akutt» er ikke lest.")],
    )
    assert session.exec(select(Team)).one().tracks == []


def test_a_text_file_and_a_form_say_it_as_well(session: Session) -> None:
    cohort = a_cohort(session, definition=PROGRAMME.model_dump(mode="json") | {"tracks": TRACKS})
    lines = "foretak;team;spor;navn;e-post;rolle\nUNN;A;akutt;Kari Nes;kari@example.no;leder\n"
    assert not import_(session, cohort.id, lines.encode(), "p.csv").refused
    form = xlsx(
        ("Team", "B"),
        ("Spor", "Akutt"),
        (),
        ("Navn", "E-post", "Rolle"),
        ("Ola Vik", "ola@example.no", "leder"),
        headings=("Foretak", "UNN"),
    )
    assert not import_(session, cohort.id, form).refused
    assert [(team.name, team.tracks) for team in session.exec(select(Team).order_by(Team.name))] == [
        ("A", ["akutt"]),
        ("B", ["akutt"]),
    ]
