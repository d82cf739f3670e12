"""What people have done, as they remember it: the only thing that nothing lost is held against.

Written by hand, like the dates: nothing here is computed by the code it is held against.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from support import torn_kull_3

PROGRAMME, START_YEAR = "torn-kull-3", 2026
FIRST_MEETING_SENT = 1
"""The first in the list has an assumed date, and is sent to nobody until somebody has confirmed it."""
KEYS = [
    *("oppstart-prosjektledere", "oppstart-veiledere", "forberedelse", "samling-1", "innsjekk-uke-43"),
    *("veiledermote-uke-44", "samling-2", "innsjekk-uke-49", "veiledermote-uke-50", "samling-3"),
    *("innsjekk-uke-9", "veiledermote-uke-10", "samling-4"),
]
"""Every meeting of the programme, in its order; the first two have no date yet."""
WITHOUT_A_DATE = 2
SLOTS = {
    "video": "01 Presentasjon/Filmen vår.mp4",
    "statusrapport-1": "03 Statusrapporter/Vår statusrapport 1.pdf",
    "statusrapport-2": "03 Statusrapporter/Vår statusrapport 2.pdf",
    "statusrapport-3": "03 Statusrapporter/Vår statusrapport 3.pdf",
    "fremdriftsplan-tiltak": "02 Fremdriftsplaner/Fremdriftsplan for tiltak hos oss.docx",
    "fremdriftsplan-malinger": "02 Fremdriftsplaner/Fremdriftsplan for målinger hos oss.docx",
    "poster": "05 Poster/Posteren vår.pdf",
}
"""What a team is asked for, and a file that surely answers it."""


class Slot(NamedTuple):
    """A deliverable of a team: only one file is laid there, so that it must end as version 1 of it."""

    team: str
    deliverable: str


@dataclass
class MeetingDone:
    """A meeting where its last mover put it, on the clock on the wall in Norway."""

    key: str
    title: str
    starts: str
    ends: str
    whole_days: bool
    for_teams: bool
    stand_ins: dict[str, str] = field(default_factory=dict)
    """Who comes, by whom they come instead of."""
    moved_at: float = 0.0
    event: str = ""
    """Its id in Outlook, once somebody has looked it up."""


@dataclass
class CohortDone:
    name: str
    number: int
    teams: dict[str, list[str]]
    """The addresses of each team, its leader first."""
    meetings: list[MeetingDone] = field(default_factory=list)
    files: dict[Slot, str] = field(default_factory=dict)
    """Each file by what it answers, with its path below the team's folder."""
    questions: list[Slot] = field(default_factory=list)
    """Files nobody can tell what they are: team and path."""

    @property
    def people(self) -> list[str]:
        return sorted(address for team in self.teams.values() for address in team)

    def paths(self, team: str) -> list[str]:
        """Where each file of a team lies now, those we laid there as well."""
        theirs = [path for slot, path in self.files.items() if slot.team == team]
        return sorted([*torn_kull_3.FILES, *theirs, *(path for name, path in self.questions if name == team)])

    def attendees(self, meeting: MeetingDone) -> list[str]:
        if not meeting.for_teams:
            return []
        return sorted(meeting.stand_ins.get(address, address) for address in self.people)


def begun(number: int, teams: int) -> CohortDone:
    """A cohort before anything has happened to it; no address is in two teams."""
    name = f"Kull {'ABC'[number]}"
    people = {
        f"{team} {name[-1]}": [
            f"{team.casefold()}.{name[-1].casefold()}.{who}@example.no" for who in ("leder", "en")
        ]
        for team in ("Kirurgi", "Medisin", "Dialyse")[:teams]
    }
    return CohortDone(name, number, people, _meetings())


def _meetings() -> list[MeetingDone]:
    listed = zip(
        KEYS[WITHOUT_A_DATE + FIRST_MEETING_SENT :], torn_kull_3.MEETINGS[FIRST_MEETING_SENT:], strict=True
    )
    return [
        MeetingDone(key, title, starts, ends, whole_days, for_teams="veileder" not in key.replace("ø", "o"))
        for key, (title, starts, ends, whole_days, *_) in listed
    ]
