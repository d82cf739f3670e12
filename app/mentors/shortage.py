"""Whether there are mentors enough, said with the numbers before places are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.mentors.register import USUAL_MAX_TEAMS, mentor_rules, mentors_in_full, teams_to_follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.mentors.register import MentorInFull
    from app.programmes import MentorRules


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """More is asked of the mentors than they have room for.

    `needed` are mentors for all teams, `room` those that can be given, counted as teams a mentor follows here or can
    still take. `experienced_room` is the part of it that experienced mentors have; None where the programme asks for
    none.
    """

    teams: int
    mentors: int
    needed: int
    room: int
    experienced_needed: int = 0
    experienced_room: int | None = None
    usual: bool = False

    @property
    def text(self) -> str:
        """Return it in a sentence or two."""
        mentors = "veileder" if self.mentors == 1 else "veiledere"
        said = f"For få veiledere: {self.teams} team og {self.mentors} {mentors}."
        if self.room < self.needed:
            places = "plass" if self.needed == 1 else "plasser"
            said += f" Det trengs {self.needed} {places} hos veilederne, og de har {self.room}."
        if self.experienced_room is not None and self.experienced_room < self.experienced_needed:
            said += (
                f" {self.experienced_needed} av plassene skal være hos erfarne veiledere, og de har "
                f"{self.experienced_room}."
            )
        if self.usual:
            said += f" Der ingen har sagt hvor mange team en veileder kan følge, er det regnet med {USUAL_MAX_TEAMS}."
        return said


def shortage_of(session: Session, cohort: Cohort, *, teams: int | None = None) -> Shortage | None:
    """Return the shortage of mentors for a number of teams; by itself, for those that need mentors now."""
    rules = mentor_rules(session, cohort)
    if rules is None:
        return None
    number = len(teams_to_follow(session, cohort_id=cohort.id)) if teams is None else teams
    return shortage(rules, mentors_in_full(session, cohort), teams=number)


def shortage(rules: MentorRules, mentors: Sequence[MentorInFull], *, teams: int) -> Shortage | None:
    """Count; None when there is room for all. Mentors in training count where the programme has them."""
    counted = [one for one in mentors if rules.trainees_allowed or one.experienced is not False]
    experienced = rules.experienced_min or 0
    found = Shortage(
        teams=teams,
        mentors=len(mentors),
        needed=teams * rules.per_team,
        room=_room(counted),
        experienced_needed=teams * experienced,
        experienced_room=_room([one for one in mentors if one.experienced]) if experienced else None,
        usual=any(one.available and one.at_most is None for one in counted),
    )
    lacks_experience = (
        found.experienced_room is not None and found.experienced_room < found.experienced_needed
    )
    return found if found.room < found.needed or lacks_experience else None


def _room(mentors: Sequence[MentorInFull]) -> int:
    return sum(len(one.here) + one.room for one in mentors)
