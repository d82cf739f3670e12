"""Hours asked of people: what a programme says, what is guessed, and what its meetings alone come to."""

from __future__ import annotations

from typing import Any

import pytest

from app.programmes import shelf
from app.programmes.commitments import OPEN_CHANNEL, commitments_of
from app.programmes.hours import hours_asked, told_hours
from app.programmes.language import check

MEETING = {"kind": "gathering", "audience": "teams", "mode": "physical"}
PROGRAMME: dict[str, Any] = {
    "key": "tid",
    "name": "Tid",
    "owner": "Sykehuset",
    "version": 1,
    "purpose": "Øve",
    "source": {"document": "Et notat", "year": 2026},
    "roles": {
        "team_leader": {"name": "Endringsleder"},
        "staff": {"name": "HMS-medarbeider"},
        "mentor": {"name": "Veileder"},
        "improvement_agent": {"name": "Agent"},
        "nearest_leader": {"name": "Nærmeste leder"},
    },
    "meetings": [
        {**MEETING, "key": "to-dager", "title": "To dager", "when": {"day": "09-16", "to": "09-17"}},
        {
            **MEETING,
            "key": "fra-ni",
            "title": "Fra ni",
            "start": "09:00",
            "end": "15:00",
            "length": {"days": 2},
        },
        {**MEETING, "key": "kort", "title": "Kort", "kind": "check_in", "audience": "leaders"},
        {**MEETING, "key": "veileder", "title": "V", "audience": "mentors", "length": {"hours": [2, 3]}},
        {**MEETING, "key": "frivillig", "title": "Frivillig", "mandatory": False},
        {**MEETING, "key": "kanskje", "title": "Kanskje", "optional": True},
        {**MEETING, "key": "noen", "title": "Noen", "audience": "some_teams"},
    ],
}
HOURS = {"team_leader": 60, "staff": 40, "mentor": 30, "nearest_leader": 6}


def told(**more: Any) -> list[str]:
    return [told_hours(one) for one in hours_asked(check.accepted(PROGRAMME | more))]


def test_the_hours_of_a_programme_are_told_by_its_own_names() -> None:
    """The agents have no number of their own: 2 days of 7.5 hours and 2 of 6 are 27 hours."""
    assert told(hours=HOURS) == [
        "Endringsleder: om lag 60 timer i hele programmet.",
        "HMS-medarbeider: om lag 40 timer i hele programmet.",
        "Veileder: om lag 30 timer i hele programmet.",
        "Nærmeste leder: om lag 6 timer i hele programmet.",
        "Agent: møtene alene er om lag 27 timer.",
    ]


def test_hours_that_no_source_names_are_told_as_assumed() -> None:
    assert told(hours={"team_leader": 60}, hours_assumed=True)[0] == (
        "Endringsleder: om lag 60 timer i hele programmet (antatt)."
    )


def test_without_hours_the_meetings_that_all_must_come_to_are_counted() -> None:
    """Leaders have an hour more; a mentor with agents in the teams has the mentors' own three; others need not come."""
    assert told() == [
        "Endringsleder: møtene alene er om lag 28 timer.",
        "HMS-medarbeider og agent: møtene alene er om lag 27 timer.",
        "Veileder: møtene alene er om lag 3 timer.",
    ]


def test_a_mentor_comes_with_the_team_where_no_agent_is_in_it() -> None:
    roles = {role: PROGRAMME["roles"][role] for role in ("staff", "mentor")}
    assert told(roles=roles) == [
        "HMS-medarbeider: møtene alene er om lag 27 timer.",
        "Veileder: møtene alene er om lag 30 timer.",
    ]


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ({"team_leader": 0}, ("hours.team_leader", "error", "Tallet må være minst 1.")),
        ({"team_leader": 2001}, ("hours.team_leader", "error", "Tallet kan være høyst 2000.")),
        ({"team_leader": "mange"}, ("hours.team_leader", "error", "Her skal det stå et helt tall.")),
        (
            {"team_leader": 27},
            (
                "hours.team_leader",
                "warning",
                "27 timer rekker ikke til møtene, som alene er om lag 28 timer.",
            ),
        ),
        (
            {"safety_rep": 50},
            (
                "hours.safety_rep",
                "warning",
                "Rollen «safety_rep» har ikke fått et norsk navn under roles.",
            ),
        ),
    ],
)
def test_hours_that_cannot_be_or_do_not_reach_are_named(hours: object, problem: tuple[str, str, str]) -> None:
    found = check.problems_in(PROGRAMME | {"hours": hours})
    assert [(one.path, one.level, one.text) for one in found] == [problem]


def test_a_team_commits_itself_to_the_hours() -> None:
    definition = check.accepted(PROGRAMME | {"hours": HOURS})
    assert commitments_of(definition) == (*told(hours=HOURS), OPEN_CHANNEL)
    assert commitments_of(definition, with_hours=False) == (OPEN_CHANNEL,)


def test_torn_names_no_hours_so_its_meetings_alone_are_told() -> None:
    """Samlingene er tre på to dager og en på én: 7 dager à 7,5 t er 52,5 t. En innsjekk og et møte er 1 t.

    Lederne: 52,5 + fire innsjekker + sitt oppstartsmøte = 57,5. Teamet: 52,5 + fire innsjekker = 56,5.
    Veilederne: forberedelsesmøtet, sitt oppstartsmøte og tre veiledermøter = 5; til samlingene må de bare uten agent.
    De fagansvarlige: 52,5 + to oppstartsmøter + tre veiledermøter = 57,5; til innsjekkene kan de.
    """
    assert [told_hours(one) for one in hours_asked(shelf.shipped_one("torn-kull-3", 1))] == [
        "Leder, prosjektleder, teamleder og fagansvarlig: møtene alene er om lag 58 timer.",
        "Tillitsvalgt, verneombud, medarbeider, forbedringsagent og måleansvarlig: møtene alene er om lag 57 timer.",
        "Forbedringsveileder: møtene alene er om lag 5 timer.",
    ]
