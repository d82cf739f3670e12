"""`kull enrol`: the workbook in, and the decision about places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import people
from app.cli.teams import Why, change_team
from app.cli.terminal.arguments import CohortName, deed
from app.cli.terminal.output import QUESTIONS_LEFT, Json, write_json, write_line
from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.enrolment import EnrolmentResult
    from app.places import Outcome

commands = typer.Typer(no_args_is_help=True)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Vis hva som ville skje, uten å lagre.")]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FIL...",
        exists=True,
        dir_okay=False,
        readable=True,
        help="Arket (.xlsx eller CSV), eller søknadsskjemaer (.docx, .pdf, .xlsx), så mange du vil.",
    ),
]
CourseList = Annotated[
    Path,
    typer.Argument(metavar="FIL", exists=True, dir_okay=False, readable=True, help="Lista, .xlsx eller CSV."),
]
Received = Annotated[str, typer.Option("--received", help="Dagen postmottaket fikk skjemaene: 2027-02-26.")]
_FORMS = {".docx", ".docm", ".pdf"}

TeamName = Annotated[str, typer.Argument(metavar="TEAM", help="Teamets navn.")]
Tracks = Annotated[list[str], typer.Option("--track", help="Sporets navn. Skriv det én gang for hvert spor.")]

_OUTCOMES = {"offered": "Tilbud om plass", "waiting": "Venteliste", "declined": "Avslag"}
_STATES = {
    "new": "nytt",
    "changed": "endret",
    "unchanged": "uendret",
    "gone": "i kullet, men ikke i arket",
    "waiting": "venter på adresse",
}
_LEVELS = {
    "error": "Må rettes",
    "warning": "Bør sjekkes",
    "info": "Til orientering",
    "question": "Må avgjøres",
}


@commands.command("import")
def import_(
    cohort: CohortName,
    files: Files,
    *,
    received: Received = "",
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Les påmeldingsarket eller søknadsskjemaer inn i kullet. Ingenting lagres hvis noe må rettes.

    Rader i tvil venter på svar (slutter med 3).
    """
    from app import cohorts, enrolment
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        found = cohorts.called(session, cohort)
        names = cohorts.own_role_names(session, found)
        result = enrolment.enrol(
            session,
            cohort_id=found.id,
            data=_data(files, received),
            filename=", ".join(file.name for file in files),
            deed=deed(),
            dry_run=dry_run,
        )
    write_json(result.as_json()) if as_json else _write(result, names, dry_run=dry_run)
    if result.refused:
        raise Invalid(
            Code.workbook_refused, "Ingenting er lagret. Rett feilene i arket og importer det på nytt."
        )
    if result.asked:
        raise typer.Exit(QUESTIONS_LEFT)


def _data(files: list[Path], received: str) -> bytes:
    """Return a workbook as it is; forms, and several files, as one bundle."""
    from app import applications, enrolment

    (first, *others) = files
    if not (others or received or first.suffix.lower() in _FORMS):
        return first.read_bytes()
    forms = [enrolment.Form(file.name, file.read_bytes()) for file in files]
    return applications.bundle_dropped(forms, received=received)


def _write(result: EnrolmentResult, names: Mapping[str, str], *, dry_run: bool) -> None:
    told = result.as_json()
    for team in told.get("read", []):
        _write_team(team, names)
    for problem in result.problems:
        write_line(f"{_LEVELS[problem.level]}: {problem}")
    if not result.refused:
        write_line(_outcome(result, dry_run=dry_run))
    for question in told.get("questions", []):
        write_line(_waits(question))
    if result.asked:
        write_line(
            "Svar med kull enrol answer KULL --answers FIL. Det som er i tvil, lagres ikke før det er svart."
        )


def _write_team(team: dict[str, Any], names: Mapping[str, str]) -> None:
    """Write a team as it was understood: its people, their roles, and what is new."""
    also = f", også skrevet {', '.join(team['also_written'])}" if team["also_written"] else ""
    place = f"{team['team']} – {team['organisation']}" if team["team"] else "Hele kullet"
    write_line(f"{place} ({_STATES[team['state']]}{also})")
    for person in team["people"]:
        held = [people.Role(role) for role in person["roles"]]
        roles = ", ".join(people.roles_in_words(held, people.Reader.unit, names))
        address = person["email"] or "uten adresse"
        write_line(f"  {person['name']} <{address}>, {roles} ({_STATES[person['state']]})")
    for person in team["gone"]:
        write_line(f"  {person['name']} <{person['email']}> står ikke i arket. Ingen er fjernet.")


def _waits(question: dict[str, Any]) -> str:
    choices = ", ".join(f"{choice['answer']} ({choice['text']})" for choice in question["choices"])
    return f"Venter på svar ({question['key']}): {question['text']} {choices}"


def _outcome(result: EnrolmentResult, *, dry_run: bool) -> str:
    counts = f"{result.teams_read} team og {result.people} personer lest"
    changes = f"{result.teams_added} team er nye, {result.teams_changed} er endret"
    return f"{counts}: {changes}.{' Dette er en prøve; ingenting er lagret.' if dry_run else ''}"


@commands.command()
def set_tracks(cohort: CohortName, team: TeamName, *, track: Tracks, as_json: Json = False) -> None:
    """Si hvilke av programmets spor et team hører til. De erstatter dem det hadde."""
    from app import cohorts
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        found = cohorts.called(session, cohort)
        named = cohorts.team_called(session, cohort_id=found.id, name=team)
        tracks = cohorts.set_tracks(session, found.id, named.id, tracks=track, deed=deed()).tracks
        names = cohorts.tracks_of(session, found)
        told = {"team": named.name, "tracks": tracks}
    if as_json:
        write_json(told)
    else:
        write_line(f"{told['team']}: {', '.join(names[key] for key in tracks)}.")


@commands.command("course")
def course_(cohort: CohortName, file: CourseList, *, dry_run: DryRun = False, as_json: Json = False) -> None:
    """Les en liste over kursdeltakere, og sett grunnkurs etter e-postadresse (slutter med 3 når noe må avgjøres)."""
    from app import cohorts, courses
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        done = courses.read_course_list(
            session,
            cohort_id=cohorts.called(session, cohort).id,
            data=file.read_bytes(),
            filename=file.name,
            deed=deed(),
            dry_run=dry_run,
        )
        told = done.as_json()
    if as_json:
        write_json(told)
    else:
        _write_course(told)
    if told["questions"]:
        raise typer.Exit(QUESTIONS_LEFT)


def _write_course(told: dict[str, Any]) -> None:
    write_line(
        f"{told['set']} fikk grunnkurs, {told['known']} hadde det fra før, {told['ahead']} har kurset foran seg, "
        f"{told['strangers']} adresser er ikke i kullet."
    )
    for question in told["questions"]:
        write_line(_waits(question))


@commands.command()
def decide(cohort: CohortName, *, as_json: Json = False) -> None:
    """Fordel plassene etter foretakenes prioritet, så langt de rekker."""
    from app import cohorts, places
    from app.db import migrate, unit_of_work

    migrate()
    with unit_of_work() as session:
        found = cohorts.called(session, cohort)
        decision = places.decide(session, cohort_id=found.id, deed=deed()).as_json()
    if as_json:
        write_json(decision)
        return
    for outcome, heading in _OUTCOMES.items():
        write_line(f"{heading} ({len(decision[outcome])}): {', '.join(decision[outcome]) or '–'}")
    for warning in decision.get("warnings", []):
        write_line(f"Obs: {warning}")


@commands.command()
def confirm(
    cohort: CohortName, team: TeamName, *, why: Why = "", dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Noter at et team tar plassen det har fått tilbud om."""
    from app import places

    def act(session: Session, _cohort: Cohort, usual: dict[str, Any]) -> Outcome:
        return places.confirm(session, **usual, why=why)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


@commands.command()
def decline(
    cohort: CohortName, team: TeamName, *, why: Why, dry_run: DryRun = False, as_json: Json = False
) -> None:
    """Noter at et team ikke får eller vil ha plass. En plass det hadde, går til neste på ventelisten."""
    from app import places

    def act(session: Session, _cohort: Cohort, usual: dict[str, Any]) -> Outcome:
        return places.decline(session, **usual, why=why)

    change_team(cohort, team, act, dry_run=dry_run, as_json=as_json)


@commands.command()
def answer(
    cohort: CohortName,
    answers: Annotated[Path, typer.Option("--answers", help='JSON: [{"key": …, "answer": …}].')],
    *,
    as_json: Json = False,
) -> None:
    """Svar på spørsmål som venter i kullet. Slutter med 3 når noen fortsatt venter."""
    from app import answering, cohorts, questions
    from app.db import migrate, unit_of_work

    given = questions.read_answers(answers.read_text(encoding="utf-8"))
    migrate()
    with unit_of_work() as session:
        cohort_id = cohorts.called(session, cohort).id
        settled = answering.settle(session, cohort_id=cohort_id, answers=given, deed=deed())
        answered = [questions.in_full(one) for one in settled]
        left = [questions.in_full(one) for one in questions.open_questions(session, cohort_id)]
    write_json({"answered": answered, "open": left}) if as_json else _write_answered(answered, left)
    if left:
        raise typer.Exit(QUESTIONS_LEFT)


def _write_answered(answered: list[dict[str, Any]], left: list[dict[str, Any]]) -> None:
    write_line(f"{len(answered)} svar er lagret.")
    for one in left:
        write_line(_waits(one))
