"""Which deliverable a file answers, told from its folder, its name and its kind; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.submissions.library.classify import (
    Candidate,
    LeftAlone,
    OtherTeam,
    Placed,
    Proposal,
    Waits,
    classify_file,
)

VIDEO, STATUS_1, STATUS_2, STATUS_3, ACTIONS, MEASUREMENTS, POSTER = range(1, 8)
REPORTS, PLANS = "03 Statusrapporter", "02 Fremdriftsplaner"
ASKED = [
    Candidate(
        deliverable_id=VIDEO, type="video", title="Teampresentasjon på video", folder="01 Presentasjon"
    ),
    Candidate(deliverable_id=STATUS_1, type="status_report", title="Statusrapport 1", folder=REPORTS),
    Candidate(deliverable_id=ACTIONS, type="actions_plan", title="Fremdriftsplan for tiltak", folder=PLANS),
    Candidate(
        deliverable_id=MEASUREMENTS,
        type="measurements_plan",
        title="Fremdriftsplan for målinger",
        folder=PLANS,
    ),
    Candidate(deliverable_id=STATUS_2, type="status_report", title="Statusrapport 2", folder=REPORTS),
    Candidate(deliverable_id=STATUS_3, type="status_report", title="Statusrapport 3", folder=REPORTS),
    Candidate(deliverable_id=POSTER, type="poster", title="Poster", folder="05 Poster"),
]
OTHERS = [
    OtherTeam(team_id=20, name="Medisin"),
    OtherTeam(team_id=30, name="Kirurgi dag"),
    OtherTeam(team_id=40, name="AB"),
]


def _placed(path: str) -> Placed | Waits | LeftAlone:
    *folders, name = path.split("/")
    return classify_file(name, folders=folders, candidates=ASKED, team="Kirurgi", others=OTHERS)


@pytest.mark.parametrize(
    ("path", "deliverable"),
    [
        ("01 Presentasjon/IMG_0042.MOV", VIDEO),
        ("01 Presentasjon/Opptak/film.mp4", VIDEO),
        ("film.mp4", VIDEO),
        ("03 Statusrapporter/film.mp4", VIDEO),
        ("03 Statusrapporter/Statusrapport 1.docx", STATUS_1),
        ("03 Statusrapporter/statusrapport_02 Kirurgi endelig.docx", STATUS_2),
        ("03 Statusrapporter/Statusrapport2 2026-11-03.docx", STATUS_2),
        ("Statusrapport 3.pdf", STATUS_3),
        ("01 Presentasjon/Statusrapport 1.docx", STATUS_1),
        ("02 Fremdriftsplaner/Fremdriftsplan tiltak.xlsx", ACTIONS),
        ("02 fremdriftsplaner/FREMDRIFTSPLAN MA\u030aLINGER.xlsx", MEASUREMENTS),
        ("05 Poster/utkast.pptx", POSTER),
        ("05 Poster/Kirurgi.pdf", POSTER),
    ],
)
def test_folder_and_name_together_say_what_it_is(path: str, deliverable: int) -> None:
    assert _placed(path) == Placed(deliverable_id=deliverable)


@pytest.mark.parametrize(
    ("path", "why", "proposals"),
    [
        ("03 Statusrapporter/rapport.docx", "several", [STATUS_1, STATUS_2, STATUS_3]),
        ("03 Statusrapporter/Poster.docx", "folder_and_name_differ", [STATUS_1, STATUS_2, STATUS_3, POSTER]),
        ("02 Fremdriftsplaner/Plan.xlsx", "several", [ACTIONS, MEASUREMENTS]),
        ("01 Presentasjon/tall.xlsx", "wrong_kind", [VIDEO]),
        ("notat.xlsx", "unknown", [ACTIONS, MEASUREMENTS]),
    ],
)
def test_what_may_be_two_things_waits_with_what_it_may_be(path: str, why: str, proposals: list[int]) -> None:
    expected = tuple(Proposal(deliverable_id=one) for one in proposals)
    assert _placed(path) == Waits(why=why, proposals=expected)  # type: ignore[arg-type]  # a word of Why


@pytest.mark.parametrize(
    "path",
    ["05 Poster/~$utkast.pptx", "03 Statusrapporter/.DS_Store", "a.mp4.crdownload", "bilde.jpg", "Thumbs.db"],
)
def test_what_programs_leave_behind_and_the_teams_own_files_are_left_alone(path: str) -> None:
    assert _placed(path) == LeftAlone()


@pytest.mark.parametrize(
    "path",
    [
        *("01 Presentasjon/bilde.jpg", "01 Presentasjon/om oss.docx", "01 Presentasjon/tekst.txt"),
        *("01 Presentasjon/Hvem vi er.pdf", "Teampresentasjon på video.png"),
    ],
)
def test_a_picture_or_a_text_where_the_film_lies_or_under_its_name_counts_as_the_film(path: str) -> None:
    assert _placed(path) == Placed(deliverable_id=VIDEO)


def test_a_file_meant_for_another_team_waits_with_both_proposals() -> None:
    theirs, ours = Proposal(deliverable_id=STATUS_1, team_id=20), Proposal(deliverable_id=STATUS_1)
    assert _placed("03 Statusrapporter/Statusrapport 1 Medisin.docx") == Waits(
        why="other_team", proposals=(theirs, ours)
    )


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Statusrapport 1 Medisin og Ortopedi.docx", ["Medisin", "Ortopedi"]),
        ("Statusrapport 1 Medisins.docx", ["Medisin"]),
        ("Statusrapport1Medisin.docx", ["Medisin"]),
        ("Statusrapport 1 Kirurgi Vesterålen.docx", ["Kirurgi Vesterålen"]),
        ("Statusrapport 1 Medisin Vesterålen.docx", ["Medisin Vesterålen"]),
        ("Statusrapport 1 Medisin og Medisin Vesterålen.docx", ["Medisin", "Medisin Vesterålen"]),
        ("Statusrapport 1 Kirurgi.docx", []),
        ("Statusrapport 1 kirurgisk medisinsk.docx", []),
    ],
)
def test_the_longest_name_counts_and_each_team_named_is_proposed(name: str, named: list[str]) -> None:
    names = ["Medisin", "Ortopedi", "Kirurgi Vesterålen", "Medisin Vesterålen"]
    others = [OtherTeam(team_id=at, name=one) for at, one in enumerate(names)]
    verdict = classify_file(name, folders=[REPORTS], candidates=ASKED, team="Kirurgi", others=others)
    proposed = verdict.proposals if isinstance(verdict, Waits) and verdict.why == "other_team" else ()
    assert {names[one.team_id] for one in proposed if one.team_id is not None} == set(named)


@pytest.mark.parametrize("name", ["Statusrapport 1 Kirurgi og Medisin.docx", "Statusrapport 1 AB.docx"])
def test_a_name_that_speaks_of_the_team_itself_or_of_two_letters_is_its_own(name: str) -> None:
    assert _placed(f"{REPORTS}/{name}") == Placed(deliverable_id=STATUS_1)


def test_what_is_accepted_already_is_proposed_last() -> None:
    settled = [Candidate(deliverable_id=9, type="status_report", title="A", folder="R", settled=True)]
    still_open = [Candidate(deliverable_id=8, type="status_report", title="B", folder="R")]
    verdict = classify_file("x.docx", folders=["R"], candidates=settled + still_open, team="Kirurgi")
    assert verdict == Waits(why="several", proposals=(Proposal(deliverable_id=8), Proposal(deliverable_id=9)))


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_name_in_any_folder_gets_one_answer(name: str, folders: list[str]) -> None:
    verdict = classify_file(name, folders=folders, candidates=ASKED, team="Kirurgi", others=OTHERS)
    if isinstance(verdict, Waits):
        assert verdict.proposals
