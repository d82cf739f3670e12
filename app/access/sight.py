"""Who may see what about other people. docs/privacy/hvem-ser-hva.md says the same, and a test holds them together.

A page, an answer or a letter that tells of persons asks here; what is not here is told to whoever may open the route.
"""

from __future__ import annotations

from enum import StrEnum

from app.access.roles import IN_A_TEAM, RUNNING, Who


class Sight(StrEnum):
    """Something about persons that is not for everybody who may open the page it stands on."""

    union_representatives = "hvem som er tillitsvalgt"
    answers_by_name = "hvem som har takket nei eller ja til et møte"
    attendance_by_name = "hvem som var på et møte"
    leaders_attendance = "hvilke ledere som var på et møte, når det er avtalt"
    figures_per_team = "hvor mange fra hvert team som svarte og kom"
    requests_in_words = "hva et team har skrevet i en henvendelse"


SIGHT: dict[Sight, frozenset[Who]] = {
    Sight.union_representatives: RUNNING | IN_A_TEAM,
    Sight.answers_by_name: RUNNING,
    Sight.attendance_by_name: RUNNING | IN_A_TEAM,
    Sight.leaders_attendance: RUNNING | {Who.top_leader},
    Sight.figures_per_team: RUNNING
    | {Who.insight, Who.faculty, Who.mentor, Who.trust_contact, Who.nearest_leader},
    Sight.requests_in_words: RUNNING | IN_A_TEAM,
}
"""Roles in a team and around it see their own team's, a trust contact and a top leader their own organisation's."""
