"""An application that is typed on a page, by the trust's contact or beside the form's file."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from app import cohorts, enrolment, people
from app.applications.ranking import refuse_if_decided
from app.errors import Code, Invalid
from app.people import Role, same_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort
    from app.enrolment import EnrolmentResult

MAX_PEOPLE = 12
HEADINGS = ("foretak", "team", "enhet", "tema", "problem", "mål", "navn", "e-post", "rolle", "profesjon")


@dataclass(frozen=True)
class TypedPerson:
    name: str
    email: str = ""
    role: str = ""
    profession: str = ""


@dataclass(frozen=True, kw_only=True)
class TypedApplication:
    """A team and its people as typed; `file` is the form in the post box, empty for the page's own."""

    organisation: str
    team: str
    unit: str = ""
    theme: str = ""
    problem: str = ""
    aim: str = ""
    people: tuple[TypedPerson, ...] = field(default=())
    case_number: str = ""
    file: str = ""

    def as_bundle(self, *, source: enrolment.Source, received_at: str = "") -> bytes:
        """Return it as a form dropped in: it is read, asked about and imported as every other."""
        name = self.file.strip() or f"{self.team.strip()} (skrevet på siden)"
        slip = enrolment.Slip(received_at=received_at, source=source, case_number=self.case_number.strip())
        return enrolment.bundle_forms([enrolment.Form(name, self._as_table())], slip)

    def _as_table(self) -> bytes:
        out = StringIO()
        table = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        table.writerow(HEADINGS)
        about = (self.organisation, self.team, self.unit, self.theme, self.problem, self.aim)
        for one in self.people:
            table.writerow([*about, one.name, one.email, one.role, one.profession])
        return out.getvalue().encode()


def roles_to_choose(names: Mapping[str, str]) -> list[str]:
    """Return the names of roles that a trust gives: those of a team, its nearest leader and its mentor."""
    return [people.role_title(role, names) for role in Role if _may_be_named(role)]


def _may_be_named(role: Role) -> bool:
    return people.sits_in_team(role) or role in {Role.nearest_leader, Role.mentor}


def refuse_unfinished(typed: TypedApplication, names: Mapping[str, str]) -> None:
    """Raise Invalid for an application without team or people, or with a role that opens more than the team."""
    if not typed.team.strip() or not typed.people:
        raise Invalid(Code.form_malformed, "Skriv navnet på teamet, og minst én person.")
    if len(typed.people) > MAX_PEOPLE:
        raise Invalid(Code.form_malformed, f"Et team har høyst {MAX_PEOPLE} personer her.")
    for one in typed.people:
        role = people.role_called(one.role, names)
        if role is not None and not _may_be_named(role):
            raise Invalid(
                Code.form_malformed, f"Rollen «{one.role}» gis av forbedringsenheten, ikke i en søknad."
            )


def apply_by_contact(
    session: Session, cohort: Cohort, typed: TypedApplication, *, deed: Deed
) -> EnrolmentResult:
    """Take an application from the trust's contact. What is in doubt is asked of the unit; a late one is listed apart.

    Raises Conflict for a team that has had its answer, and Invalid for what is not filled in.
    """
    refuse_unfinished(typed, cohorts.own_role_names(session, cohort))
    there = cohorts.teams_of(session, cohort_id=cohort.id)
    refuse_if_decided([team for team in there if team.name_key == same_spelling(typed.team)])
    return enrolment.enrol(
        session,
        cohort_id=cohort.id,
        data=typed.as_bundle(source="page"),
        filename=f"Søknad: {typed.team}",
        deed=deed,
    )
