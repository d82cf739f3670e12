"""Five learning networks of other countries, written by the guide alone, against dates counted by hand for 2027.

The facts are public: the Breakthrough Series (IHI, white paper of 2003), the Scottish Patient Safety Programme
(Healthcare Improvement Scotland), genombrott as Swedish regions tell of it, Danish learning and quality teams
(kvalitetsteams.dk), and the calendar of 2018 of the maternal and neonatal collaborative (NHS, West of England). Where
a source names no days, they are ours. What was counted from: 1 January 2027 is a Friday, and week 1 begins on the
4th; Easter Sunday is on 28 March 2027 and 16 April 2028.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.programmes.dates.compiler import compile_programme
from app.programmes.language.check import accepted, parsed, problems_in_file, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.programmes.dates.calendar import Calendar

FIRST_DAYS = {
    "ihi-breakthrough": {
        "fagmote": "mai 2027",
        "samling-1": "2027-09-22 2027-09-23",
        "telefonmote-1": "2027-10-21",
        "telefonmote-2": "2027-11-18",
        "telefonmote-3": "2027-12-16",
        "telefonmote-4": "2028-02-17",
        "telefonmote-5": "2028-03-16",
        "telefonmote-6": "2028-04-20",
        "telefonmote-7": "2028-06-15",
        "telefonmote-8": "2028-08-17",
        "telefonmote-9": "2028-09-21",
        "samling-2": "2028-01-26 2028-01-27",
        "samling-3": "2028-05-30 2028-05-31",
        "kongress": "2028-10-05",
    },
    "spsp": {
        "laeringssamling-1": "2027-03-15 2027-03-16",
        "webex-1": "2027-04-14",
        "webex-2": "2027-05-12",
        "webex-3": "2027-06-09",
        "webex-4": "2027-07-14",
        "webex-5": "2027-08-11",
        "webex-6": "2027-09-08",
        "webex-7": "2027-10-13",
        "webex-8": "2027-11-10",
        "webex-9": "2027-12-08",
        "webex-10": "2028-01-12",
        "webex-11": "2028-02-09",
        "webex-12": "2028-03-08",
        "besok-1": "juni 2027",
        "laeringssamling-2": "2027-11-15 2027-11-16",
        "besok-2": "februar 2028",
        "laeringssamling-3": "2028-03-14 2028-03-15",
    },
    "svensk-genombrott": {
        "seminar-1": "2027-02-02 2027-02-03",
        "seminar-2": "2027-04-13 2027-04-14",
        "seminar-3": "2027-06-15 2027-06-16",
        "seminar-4": "2027-10-05 2027-10-06",
        "coachsamtale-1": "2027-02-11",
        "coachsamtale-2": "2027-02-25",
        "coachsamtale-3": "2027-03-11",
        "coachsamtale-4": "2027-03-25",
        "coachsamtale-5": "2027-04-08",
        "coachsamtale-6": "2027-04-22",
        "coachsamtale-7": "2027-05-06",
        "coachsamtale-8": "2027-05-20",
        "coachsamtale-9": "2027-06-03",
        "coachsamtale-10": "2027-06-17",
        "coachsamtale-11": "2027-08-12",
        "coachsamtale-12": "2027-08-26",
        "coachsamtale-13": "2027-09-09",
        "coachsamtale-14": "2027-09-23",
    },
    "dansk-gennembrud": {
        "ekspertmote": "mai 2027",
        "opstart": "uke 34 2027",
        "seminar-1": "2027-09-08 2027-09-09",
        "netmote-medicin-1": "2027-10-05",
        "netmote-medicin-2": "2027-11-02",
        "netmote-medicin-3": "2027-12-07",
        "netmote-medicin-4": "2028-01-04",
        "netmote-medicin-5": "2028-02-01",
        "netmote-medicin-6": "2028-03-07",
        "netmote-medicin-7": "2028-04-04",
        "netmote-kirurgi-1": "2027-10-07",
        "netmote-kirurgi-2": "2027-11-04",
        "netmote-kirurgi-3": "2027-12-02",
        "netmote-kirurgi-4": "2028-01-06",
        "netmote-kirurgi-5": "2028-02-03",
        "netmote-kirurgi-6": "2028-03-02",
        "netmote-kirurgi-7": "2028-04-06",
        "seminar-2-medicin": "2027-11-24",
        "seminar-2-kirurgi": "2027-11-25",
        "seminar-3-medicin": "2028-02-09",
        "seminar-3-kirurgi": "2028-02-10",
        "konference": "2028-05-03",
    },
    "nhs-matneo": {
        "delingsdag": "2027-03-04",
        "samling-1": "2027-05-12 2027-05-13 2027-05-14",
        "samling-2": "2027-09-14 2027-09-15 2027-09-16",
        "samling-3": "",
        "lokalt-1": "2027-03-03",
        "lokalt-2": "2027-06-02",
        "lokalt-3": "2027-09-01",
        "lokalt-4": "2027-12-01",
        "webinar-1": "2027-01-28",
        "webinar-2": "2027-02-25",
        "webinar-3": "2027-03-25",
        "webinar-4": "2027-04-29",
        "webinar-5": "2027-05-27",
        "webinar-6": "2027-06-24",
        "webinar-7": "2027-07-29",
        "webinar-8": "2027-09-30",
        "webinar-9": "2027-10-28",
        "webinar-10": "2027-11-25",
        "webinar-11": "2027-12-30",
        "besok-1": "mars 2027",
        "besok-2": "april 2027",
        "besok-3": "mai 2027",
        "besok-4": "juni 2027",
        "besok-5": "juli 2027",
        "besok-6": "september 2027",
        "besok-7": "oktober 2027",
        "besok-8": "november 2027",
        "besok-9": "desember 2027",
    },
}
"""Every day a meeting is on, or the month or week it is to be in."""
DEADLINES = {
    "ihi-breakthrough": {
        "malsetting": "2027-09-01",
        "rapport-1": "2027-10-14",
        "rapport-2": "2027-11-11",
        "rapport-3": "2027-12-09",
        "rapport-4": "2028-02-10",
        "rapport-5": "2028-03-09",
        "rapport-6": "2028-04-13",
        "plansje": "2028-09-21",
    },
    "spsp": {"maleplan": "2027-04-12", "plansje": "2027-11-05", "sluttrapport": "2028-02-29"},
    "svensk-genombrott": {"mal": "2027-01-19", "plansje": "2027-09-28", "slutt": "2027-11-02"},
    "dansk-gennembrud": {
        "basis-medicin": "2027-11-10",
        "basis-kirurgi": "2027-11-11",
        "slutrapport": "2028-05-24",
    },
    "nhs-matneo": {"kultur": "2027-06-20", "plan": "2027-07-03"},
}
BASIS = {
    "ihi-breakthrough": {"assumed"},
    "spsp": {"assumed"},
    "svensk-genombrott": {"assumed"},
    "dansk-gennembrud": {"source"},
    "nhs-matneo": {"moved"},
}
"""Three sources name no year; the Danish region's is our own 2027; the English calendar is of 2018."""
ON_A_HOLIDAY = {
    "ihi-breakthrough": [("holiday-deadline", "torsdag 13.04.2028 (Skjærtorsdag)")],
    "spsp": [],
    "svensk-genombrott": [
        ("public-holiday", "torsdag 25.03.2027 kl. 13:00–13:30 er på en helligdag (Skjærtorsdag)"),
        ("public-holiday", "torsdag 06.05.2027 kl. 13:00–13:30 er på en helligdag (Kristi himmelfartsdag)"),
    ],
    "dansk-gennembrud": [],
    "nhs-matneo": [
        ("public-holiday", "torsdag 25.03.2027 kl. 12:30–13:30 er på en helligdag (Skjærtorsdag)")
    ],
}
REMARKS = {
    "ihi-breakthrough": ["source.year"],
    "spsp": ["source.year"],
    "svensk-genombrott": ["source.year"],
    "dansk-gennembrud": [],
    "nhs-matneo": ["tracks.bolge-1"],
}
NETWORKS = sorted(FIRST_DAYS)


def _file(network: str) -> Path:
    return ROOT / "tests" / "app" / "programmes" / "abroad" / f"{network}.yaml"


@cache
def in_2027(network: str) -> Calendar:
    return compile_programme(accepted(parsed(text_of(_file(network)))), 2027)


@pytest.mark.parametrize("network", NETWORKS)
def test_each_is_on_the_days_counted_by_hand(network: str) -> None:
    calendar = in_2027(network)
    held = {
        one.id: " ".join(map(str, one.days)) if one.starts_at else (one.period or "")
        for one in calendar.meetings
    }
    due = {one.id: str(one.due.date()) for one in calendar.deliverables if one.due}
    assert (held, due) == (FIRST_DAYS[network], DEADLINES[network])


@pytest.mark.parametrize("network", NETWORKS)
def test_each_says_where_its_days_are_from_and_which_are_holidays(network: str) -> None:
    calendar = in_2027(network)
    red = [one for one in calendar.warnings if one.code in {"public-holiday", "holiday-deadline"}]
    basis = {
        one.basis for one in (*calendar.meetings, *calendar.deliverables) if one.id != "samling-3" or one.days
    }
    assert basis == BASIS[network]
    assert [one.code for one in red] == [code for code, _ in ON_A_HOLIDAY[network]]
    assert [
        said for one, (_, said) in zip(red, ON_A_HOLIDAY[network], strict=True) if said not in one.text
    ] == []


@pytest.mark.parametrize("network", NETWORKS)
def test_each_can_be_used_and_its_author_is_told_of_no_more_than_is_so(network: str) -> None:
    told = [one for one in problems_in_file(_file(network)) if not one.text.startswith("Brukes ikke av Kull")]
    assert [(one.level, one.path) for one in told] == [("warning", path) for path in REMARKS[network]]
