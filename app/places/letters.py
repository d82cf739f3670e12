"""Letters of place: what a team is told, as a file for the archive or as a mail that a person lets go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts
from app.cohorts import ApplicationState
from app.people import Role, leads_team
from app.places.explanation import explain
from app.web import day, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.places.explanation import Line

TOLD = (ApplicationState.offered, ApplicationState.waiting, ApplicationState.declined)
"""Places a team is written to about."""


@dataclass(frozen=True, kw_only=True)
class LetterOfPlace:
    """A letter to a team; `change` is the row its place stands by, 0 where it has none."""

    team_id: int
    team: str
    organisation: str
    place: ApplicationState
    change: int
    heading: str
    paragraphs: tuple[str, ...]
    addresses: tuple[str, ...]


def letters_of_place(session: Session, cohort_id: int, *, reference: str = "") -> list[LetterOfPlace]:
    """Write to every team whose place is decided and not yet confirmed, in the language that is spoken."""
    cohort, receivers = cohorts.get(session, cohort_id), _receivers(session, cohort_id)
    organisation_of = {
        team.id: team.organisation_id for team in cohorts.teams_of(session, cohort_id=cohort_id)
    }
    return [
        LetterOfPlace(
            team_id=line.team_id,
            team=line.team,
            organisation=line.organisation,
            place=line.place,
            change=line.history[-1].id if line.history else 0,
            heading=_headings()[line.place] % {"cohort": cohort.name},
            paragraphs=tuple(_paragraphs(line, cohort, reference)),
            addresses=receivers.of(line.team_id, organisation_of[line.team_id]),
        )
        for line in explain(session, cohort_id)
        if line.place in TOLD
    ]


def _headings() -> dict[ApplicationState, str]:
    return {
        ApplicationState.offered: gettext("Tilbud om plass i %(cohort)s"),
        ApplicationState.waiting: gettext("Plass på venteliste til %(cohort)s"),
        ApplicationState.declined: gettext("Svar på søknad til %(cohort)s"),
    }


def _paragraphs(line: Line, cohort: Cohort, reference: str) -> Sequence[str]:
    names = {"team": line.team, "organisation": line.organisation, "cohort": cohort.name}
    return [
        *([gettext("Saksnummer: %(number)s") % {"number": reference}] if reference else []),
        gettext("Til %(team)s, %(organisation)s") % names,
        *(text % names for text in _about(line)),
        gettext("Hilsen forbedringsenheten"),
    ]


def _about(line: Line) -> Sequence[str]:
    if line.place is ApplicationState.offered:
        return _offer(line)
    if line.place is ApplicationState.waiting:
        return [
            gettext("%(team)s står på venteliste til %(cohort)s."),
            gettext("Blir en plass ledig, får teamet et eget brev med en frist for å svare."),
        ]
    return [gettext("%(team)s har dessverre ikke fått plass i %(cohort)s denne gangen.")]


def _offer(line: Line) -> Sequence[str]:
    offer = gettext("%(team)s får tilbud om plass i %(cohort)s.")
    if line.reply_by is None:
        return [offer, gettext("Gi oss beskjed om dere tar plassen.")]
    answer = gettext("Svar om dere tar plassen senest %(day)s.").replace("%(day)s", day(line.reply_by))
    return [offer, answer, gettext("Svarer dere ikke innen fristen, kan plassen gå til et annet team.")]


class _Receivers:
    """The leaders of each team, and the contact of each organisation."""

    def __init__(self, leaders: dict[int, list[str]], contacts: dict[int, list[str]]) -> None:
        self._leaders, self._contacts = leaders, contacts

    def of(self, team_id: int, organisation_id: int) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys([*self._leaders.get(team_id, ()), *self._contacts.get(organisation_id, ())])
        )


def _receivers(session: Session, cohort_id: int) -> _Receivers:
    leaders: dict[int, list[str]] = {}
    contacts: dict[int, list[str]] = {}
    for grant, person in cohorts.grants_of(session, cohort_id=cohort_id):
        if grant.team_id and leads_team(grant.role):
            leaders.setdefault(grant.team_id, []).append(person.address)
        if grant.role is Role.trust_contact and grant.organisation_id:
            contacts.setdefault(grant.organisation_id, []).append(person.address)
    return _Receivers(leaders, contacts)
