"""Five learning networks of other countries, written by the guide, against dates counted by hand in a calendar of 2027.

The facts are public: Project ECHO (University of New Mexico, Hospice UK); Vermont Oxford Network and CPQCC; Clear (BC
Patient Safety & Quality Council) and Healthcare Excellence Canada's series; Safe Surgery NZ (HQSC); and Ireland's
Pressure Ulcers to Zero (HSE and RCPI). The days of 2027 are ours.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.norwegian import when_in_norwegian
from app.programmes.language.check import accepted, parsed, problems_in_file, text_of

if TYPE_CHECKING:
    from app.programmes.dates.calendar import Calendar

ABROAD = Path(__file__).parent / "abroad"
NO_SCHOOL_HOLIDAYS = "Skoleferiene er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem."

MEETINGS = {
    "echo": [
        "Planleggingsmøte: onsdag 13.01.2027 kl. 13:00–14:30",
        "Økt 1 – vertskap Bodø: torsdag 04.02.2027 kl. 12:00–13:00",
        "Økt 2 – vertskap Tromsø: torsdag 18.02.2027 kl. 12:00–13:00",
        "Økt 3 – vertskap Hammerfest: torsdag 04.03.2027 kl. 12:00–13:00",
        "Økt 4 – vertskap Mo i Rana: torsdag 18.03.2027 kl. 12:00–13:00",
        "Økt 5 – vertskap Harstad: torsdag 01.04.2027 kl. 12:00–13:00",
        "Økt 6 – vertskap Bodø: torsdag 15.04.2027 kl. 12:00–13:00",
        "Økt 7 – vertskap Tromsø: torsdag 29.04.2027 kl. 12:00–13:00",
        "Økt 8 – vertskap Hammerfest: torsdag 13.05.2027 kl. 12:00–13:00",
        "Økt 9 – vertskap Mo i Rana: torsdag 27.05.2027 kl. 12:00–13:00",
        "Økt 10 – vertskap Harstad: torsdag 10.06.2027 kl. 12:00–13:00",
    ],
    "nyfodt": [
        "Samling 1: torsdag 11.03.2027 kl. 09:00–16:00",
        "Webinar 1: onsdag 13.01.2027 kl. 12:00–13:00",
        "Webinar 2: onsdag 10.02.2027 kl. 12:00–13:00",
        "Webinar 3: onsdag 10.03.2027 kl. 12:00–13:00",
        "Webinar 4: onsdag 14.04.2027 kl. 12:00–13:00",
        "Webinar 5: onsdag 12.05.2027 kl. 12:00–13:00",
        "Webinar 6: onsdag 09.06.2027 kl. 12:00–13:00",
        "Webinar 7: onsdag 11.08.2027 kl. 12:00–13:00",
        "Webinar 8: onsdag 08.09.2027 kl. 12:00–13:00",
        "Webinar 9: onsdag 13.10.2027 kl. 12:00–13:00",
        "Webinar 10: onsdag 10.11.2027 kl. 12:00–13:00",
        "Webinar 11: onsdag 08.12.2027 kl. 12:00–13:00",
        "Samling 2: torsdag 16.09.2027 kl. 09:00–16:00",
    ],
    "clear": [
        "Oppstart: onsdag 22.09.2027 kl. 09:00–15:00",
        "Veiledning 1: oktober 2027",
        "Veiledning 2: november 2027",
        "Veiledning 3: desember 2027",
        "Veiledning 4: januar 2028",
        "Veiledning 5: februar 2028",
        "Veiledning 6: mars 2028",
        "Veiledning 7: april 2028",
        "Veiledning 8: mai 2028",
        "Veiledning 9: juni 2028",
        "Veiledning 10: august 2028",
        "Verksted 1: onsdag 10.11.2027 kl. 12:00–13:30",
        "Verksted 2: onsdag 09.02.2028 kl. 12:00–13:30",
        "Verksted 3: onsdag 10.05.2028 kl. 12:00–13:30",
        "Avslutningskongress: torsdag 14.09.2028 kl. 12:00–14:00",
    ],
    "trygg-kirurgi": [
        "Samling 1 Nord: tirsdag 02.03.2027 kl. 09:00–15:00",
        "Samling 1 Midt: torsdag 04.03.2027 kl. 09:00–15:00",
        "Samling 1 Sør: tirsdag 09.03.2027 kl. 09:00–15:00",
        "Opplæring av observatører: mandag 12.04.2027 kl. 13:00–15:00",
        "Samling 2 Nord: tirsdag 31.08.2027 kl. 09:00–15:00",
        "Samling 2 Midt: torsdag 02.09.2027 kl. 09:00–15:00",
        "Samling 2 Sør: tirsdag 07.09.2027 kl. 09:00–15:00",
    ],
    "trykksar": [
        "Halvdagssamling 1: tirsdag 02.02.2027 kl. 09:00–12:30",
        "Halvdagssamling 2: tirsdag 16.03.2027 kl. 09:00–12:30",
        "Halvdagssamling 3: tirsdag 27.04.2027 kl. 09:00–12:30",
        "Halvdagssamling 4: tirsdag 08.06.2027 kl. 09:00–12:30",
        "Halvdagssamling 5: tirsdag 31.08.2027 kl. 09:00–12:30",
        "Utstilling: torsdag 07.10.2027 kl. 10:00–15:00",
    ],
}
DEADLINES = {
    "echo": {"kasus": "2027-01-28", "evaluering": "2027-06-24"},
    "nyfodt": {
        "kvartalsrapport-1": "2027-04-15",
        "kvartalsrapport-2": "2027-07-15",
        "kvartalsrapport-3": "2027-10-15",
        "kvartalsrapport-4": "2028-01-15",
    },
    "clear": {"maal": "2027-10-20", "sluttrapport": "2028-08-31"},
    "trygg-kirurgi": {
        "maaling-4": "2027-04-10",
        "maaling-5": "2027-05-10",
        "maaling-6": "2027-06-10",
        "maaling-8": "2027-08-10",
        "maaling-9": "2027-09-10",
        "maaling-10": "2027-10-10",
        "maaling-11": "2027-11-10",
    },
    "trykksar": {"basismaling": "2027-01-26", "plakat": "2027-09-23"},
}
WARNINGS = {
    "echo": [],
    "nyfodt": ["Fristen for «Kvartalsrapport 4» er lørdag 15.01.2028; neste virkedag er mandag 17.01.2028."],
    "clear": [],
    "trygg-kirurgi": [
        "Fristen for «Målinger april» er lørdag 10.04.2027; neste virkedag er mandag 12.04.2027.",
        "Fristen for «Målinger oktober» er søndag 10.10.2027; neste virkedag er mandag 11.10.2027.",
    ],
    "trykksar": [],
}
NETWORKS = sorted(MEETINGS)


@cache
def of_2027(network: str) -> Calendar:
    return compile_programme(accepted(parsed(text_of(ABROAD / f"{network}.yaml"))), 2027)


@pytest.mark.parametrize("network", NETWORKS)
def test_nothing_in_it_has_to_be_mended(network: str) -> None:
    told = [one.text for one in problems_in_file(ABROAD / f"{network}.yaml")]
    assert [text for text in told if not text.startswith("Brukes ikke av Kull ennå.")] == []


@pytest.mark.parametrize("network", NETWORKS)
def test_its_meetings_are_on_the_days_counted_by_hand(network: str) -> None:
    meetings = of_2027(network).meetings
    assert [f"{one.title}: {when_in_norwegian(one)}" for one in meetings] == MEETINGS[network]
    assert {one.basis for one in meetings} == {"source"}


@pytest.mark.parametrize("network", NETWORKS)
def test_its_deadlines_are_on_the_days_counted_by_hand(network: str) -> None:
    due = {one.id: str(one.due.date()) for one in of_2027(network).deliverables if one.due}
    assert due == DEADLINES[network]


@pytest.mark.parametrize("network", NETWORKS)
def test_it_is_warned_of_what_a_reader_of_the_calendar_sees(network: str) -> None:
    texts = [one.text for one in of_2027(network).warnings]
    assert texts == [*WARNINGS[network], NO_SCHOOL_HOLIDAYS]


def test_the_regions_have_their_own_gatherings_and_the_observers_are_chosen() -> None:
    meetings = of_2027("trygg-kirurgi").meetings
    assert [(one.audience, one.tracks, one.place) for one in meetings] == [
        ("teams", ("nord",), "Universitetssykehuset, Tromsø"),
        ("teams", ("midt",), "Kunnskapssenteret, Trondheim"),
        ("teams", ("sor",), "Auditoriet, Oslo"),
        ("some_teams", (), None),
        ("teams", ("nord",), "Universitetssykehuset, Tromsø"),
        ("teams", ("midt",), "Kunnskapssenteret, Trondheim"),
        ("teams", ("sor",), "Auditoriet, Oslo"),
    ]


def test_each_team_and_its_coach_arrange_their_own_calls() -> None:
    calls = [one for one in of_2027("clear").meetings if one.id.startswith("coaching-")]
    assert {(one.per, one.arranged_by) for one in calls} == {("team", "team")}


def test_the_director_comes_to_the_showcase_alone() -> None:
    assert [one.leaders for one in of_2027("trykksar").meetings] == [()] * 5 + [("director",)]
