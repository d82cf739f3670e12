"""The monthly programme that is given: twelve meetings, once in each month, on the second Tuesday."""

from __future__ import annotations

import pytest
from support.paths import ROOT

from app.programmes.dates.compiler import compile_programme
from app.programmes.service import load_file

GIVEN = ROOT.parent / "shared/cases/programmes"
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not GIVEN.exists(), reason="the given cases are not on this machine"),
]
SECOND_TUESDAYS_OF_2027 = [
    *("2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13", "2027-05-11", "2027-06-08"),
    *("2027-07-13", "2027-08-10", "2027-09-14", "2027-10-12", "2027-11-09", "2027-12-14"),
]


def test_twelve_monthly_meetings_are_once_in_each_month() -> None:
    calendar = compile_programme(load_file(GIVEN / "mnd.yaml", key="mnd"), 2027)
    assert [(one.id, str(one.first_day)) for one in calendar.meetings] == [
        (f"mote-{number}", day) for number, day in enumerate(SECOND_TUESDAYS_OF_2027, 1)
    ]
