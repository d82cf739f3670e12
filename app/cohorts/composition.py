"""Rules of a programme for its teams, and a team's shortcomings. A rule never stops anything."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.cohorts import service as cohorts
from app.cohorts.deviations import programme_as_said
from app.cohorts.role_names import names_in
from app.people import Role, role_title, sits_in_team
from app.programmes import CourseRule, MentorRules, RoleRule, Rule, SizeRule, TeamRules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlmodel import Session

    from app.cohorts.models import Cohort, Team
    from app.cohorts.service import Holder
    from app.programmes import Level

FIND_SOMEBODY = "Finn en som kan være med, og skriv det under «Meld endring i teamet»."


@dataclass(frozen=True)
class Shortcoming:
    """A rule that a team does not meet; `text` goes on after its name: «mangler tillitsvalgt eller verneombud».

    `remedy` tells the team what to do about it.
    """

    level: Level
    text: str
    remedy: str = field(default="", compare=False)


def shortcomings(session: Session, cohort: Cohort, team: Team) -> list[Shortcoming]:
    """Return the programme's rules that this team does not meet yet."""
    return shortcomings_by_team(session, cohort)[team.id]


def shortcomings_by_team(session: Session, cohort: Cohort) -> dict[int | None, list[Shortcoming]]:
    """Return the same for every team of a cohort, asking the database once."""
    said = programme_as_said(session, cohort)
    holders: dict[int | None, list[Holder]] = defaultdict(list)
    for holder in cohorts.holders(session, cohort_id=cohort.id):
        holders[holder.team_id].append(holder)
    rules = TeamRules.model_validate(said.get("team_rules") or {})
    mentors = MentorRules.model_validate(said["mentors"]) if said.get("mentors") else None
    tracks = _tracks_by_team(session, cohort, said)
    return {
        team_id: [
            *_shortcomings(cohort, said, rules, mentors, holders[team_id]),
            *_no_track(said, tracks.get(team_id, ())),
        ]
        for team_id in cohorts.team_ids(session, cohort_id=cohort.id)
    }


def _tracks_by_team(session: Session, cohort: Cohort, said: dict[str, Any]) -> dict[int, list[str]]:
    """Read the teams' tracks where the programme has any."""
    if not said.get("tracks"):
        return {}
    return {team.id: team.tracks for team in cohorts.teams_of(session, cohort_id=cohort.id)}


def _no_track(said: dict[str, Any], tracks: Collection[str]) -> Iterator[Shortcoming]:
    names = [track["name"] for track in (said.get("tracks") or {}).values()]
    if names and not tracks:
        yield Shortcoming(
            "hard",
            f"mangler spor ({' eller '.join(names)}), og får bare det som er for alle",
            "Si fra til forbedringsenheten hvilket spor dere skal følge.",
        )


def _shortcomings(
    cohort: Cohort,
    said: dict[str, Any],
    rules: TeamRules,
    mentors: MentorRules | None,
    holders: Sequence[Holder],
) -> list[Shortcoming]:
    held = _roles_held(said, holders)
    members = {one.person_id: one for one in holders if sits_in_team(one.role)}
    names = names_in(said)
    with_course = sum(one.basic_course is True for one in members.values())
    return [
        *_missing_roles(held, [rule for rule in rules.roles if _is_on(cohort, rule)], names),
        *_wrong_size(len(members), rules.size if _is_on(cohort, rules.size) else None),
        *_too_few_with_course(with_course, rules.course if _is_on(cohort, rules.course) else None),
        *_no_mentor(cohort, mentors, held, names),
    ]


def _roles_held(said: dict[str, Any], holders: Sequence[Holder]) -> list[Role]:
    """Return the roles held in a team, and the roles they count as: in Tørn a leader is the team leader too."""
    held = [one.role for one in holders]
    named = said.get("roles") or {}
    counted = [Role(other) for role in held for other in named.get(role, {}).get("counts_as", ())]
    return [*held, *counted]


def _is_on(cohort: Cohort, rule: Rule | MentorRules | None) -> bool:
    return rule is not None and rule.addition not in cohort.switched_off


def _missing_roles(
    held: Collection[Role], rules: Collection[RoleRule], names: Mapping[str, str]
) -> Iterator[Shortcoming]:
    for rule in rules:
        if sum(role in rule.any_of for role in held) < rule.min:
            wanted = " eller ".join(role_title(Role(code), names) for code in rule.any_of)
            yield Shortcoming(rule.level, f"mangler {wanted}", FIND_SOMEBODY)


def _wrong_size(people: int, rule: SizeRule | None) -> Iterator[Shortcoming]:
    if rule and not rule.people[0] <= people <= rule.people[1]:
        text = f"har {people} i teamet; {rule.people[0]}–{rule.people[1]} er anbefalt"
        few = people < rule.people[0]
        yield Shortcoming(
            rule.level, text, FIND_SOMEBODY if few else "Snakk sammen om hvem som trengs i teamet."
        )


def _too_few_with_course(people: int, rule: CourseRule | None) -> Iterator[Shortcoming]:
    if rule and people < rule.min_members:
        yield Shortcoming(
            rule.level,
            f"har {people} med {rule.name.lower()}; minst {rule.min_members} bør ha det",
            "Meld noen på kurset. Har noen tatt det alt, så si fra til forbedringsenheten.",
        )


def _no_mentor(
    cohort: Cohort, rule: MentorRules | None, held: Collection[Role], names: Mapping[str, str]
) -> Iterator[Shortcoming]:
    if rule and _is_on(cohort, rule) and sum(role is Role.mentor for role in held) < rule.per_team:
        yield Shortcoming(
            "hard",
            f"mangler {role_title(Role.mentor, names)}",
            "Forbedringsenheten finner en til dere. Hører dere ikke noe, så spør dem.",
        )
