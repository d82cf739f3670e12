"""Check that the parts of a definition fit together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.programmes.language import repeats, times, tracks, who_comes
from app.programmes.language.problems import Problem, perhaps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from app.programmes.language.definition import Definition, Deliverable, Folder, Phase, Task
    from app.programmes.language.vocabulary import Added
    from app.programmes.language.when import DueRule


def inconsistencies(definition: Definition) -> list[Problem]:
    return [
        problem
        for check in (
            _keys_used_twice,
            _unknown_additions,
            _unknown_places,
            _unknown_deliverables,
            _tasks_of_deliverables,
            _forms,
            _unknown_folders,
            _unnamed_roles,
            _self_evaluation,
            times.year,
            tracks.unknown_tracks,
            tracks.unused_tracks,
            tracks.common_parts,
            tracks.folders_of_other_tracks,
            tracks.deadlines_of_other_tracks,
            times.unknown_meetings,
            times.application_days,
            times.clock,
            repeats.repeats,
            times.lengths,
            times.order,
            times.stated_deadlines,
            times.windows,
            who_comes.arranged_without_teams,
            who_comes.both_required_and_optional,
            who_comes.meetings_to_agree_on,
        )
        for problem in check(definition)
    ]


def phases_of(definition: Definition) -> Iterator[tuple[str, Phase]]:
    for track, phases in (("team", definition.tasks.team), ("organiser", definition.tasks.organiser)):
        yield from ((f"tasks.{track}[{number}]", phase) for number, phase in enumerate(phases))


def tasks_of(definition: Definition) -> Iterator[tuple[str, Task]]:
    for path, phase in phases_of(definition):
        yield from ((f"{path}.tasks[{number}]", task) for number, task in enumerate(phase.tasks))


def _keys_used_twice(definition: Definition) -> Iterator[Problem]:
    meetings = [(f"meetings[{number}]", meeting.key) for number, meeting in enumerate(definition.meetings)]
    asked = [(f"deliverables[{number}]", one.key) for number, one in enumerate(definition.deliverables)]
    yield from _used_twice(meetings + asked)
    yield from _used_twice([(path, task.key) for path, task in tasks_of(definition)])
    yield from _used_twice([(path, phase.key) for path, phase in phases_of(definition)])


def _used_twice(keys: list[tuple[str, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, key in keys:
        if key in seen:
            yield Problem(path=f"{path}.key", text=f"Nøkkelen «{key}» er brukt før.")
        seen.add(key)


def _unknown(path: str, what: str, key: str, known: Collection[str]) -> Iterator[Problem]:
    if key not in known:
        yield Problem(path=path, text=f"{what} «{key}» finnes ikke.{perhaps(key, known)}")


def _everything_added(definition: Definition) -> Iterator[tuple[str, Added | DueRule]]:
    for field in ("meetings", "deliverables", "templates", "recognition", "retention"):
        yield from ((f"{field}[{number}]", one) for number, one in enumerate(getattr(definition, field)))
    yield from tasks_of(definition)
    yield from _deadlines(definition)
    rules = definition.team_rules
    yield from ((f"team_rules.roles[{number}]", rule) for number, rule in enumerate(rules.roles))
    for path, one in (
        ("team_rules.size", rules.size),
        ("team_rules.course", rules.course),
        ("team_rules.mentor_attends", rules.mentor_attends),
        ("mentors", definition.mentors),
        ("self_evaluation", definition.self_evaluation),
    ):
        if one:
            yield path, one
    yield from _folders("folders.team", definition.folders.team)
    yield from _folders("folders.cohort", definition.folders.cohort)


def _deadlines(definition: Definition) -> Iterator[tuple[str, DueRule]]:
    things: list[tuple[str, Deliverable | Task]] = [
        (f"deliverables[{number}]", one) for number, one in enumerate(definition.deliverables)
    ]
    for path, one in (*things, *tasks_of(definition)):
        if one.due:
            yield f"{path}.due", one.due


def _folders(path: str, folders: Iterable[Folder]) -> Iterator[tuple[str, Folder]]:
    for number, folder in enumerate(folders):
        yield f"{path}[{number}]", folder
        yield from _folders(f"{path}[{number}].folders", folder.folders)


def _unknown_additions(definition: Definition) -> Iterator[Problem]:
    used = list(_everything_added(definition))
    for path, one in used:
        if one.addition:
            yield from _unknown(f"{path}.addition", "Tillegget", one.addition, definition.additions)
    for key in definition.additions:
        if key not in {one.addition for _, one in used}:
            yield Problem(path=f"additions.{key}", level="warning", text="Tillegget er ikke brukt noe sted.")


def _unknown_places(definition: Definition) -> Iterator[Problem]:
    for number, meeting in enumerate(definition.meetings):
        if meeting.place:
            yield from _unknown(f"meetings[{number}].place", "Stedet", meeting.place, definition.venues)


def _unknown_deliverables(definition: Definition) -> Iterator[Problem]:
    known = [deliverable.key for deliverable in definition.deliverables]
    for number, deliverable in enumerate(definition.deliverables):
        path = f"deliverables[{number}].made_from"
        if deliverable.key in deliverable.made_from:
            yield Problem(path=path, text=f"«{deliverable.key}» kan ikke lages av seg selv.")
        for key in deliverable.made_from:
            yield from _unknown(path, "Leveransen", key, known)
    for path, key in _pointers_at_deliverables(definition):
        yield from _unknown(path, "Leveransen", key, known)


def _pointers_at_deliverables(definition: Definition) -> Iterator[tuple[str, str]]:
    for path, task in tasks_of(definition):
        if task.deliverable:
            yield f"{path}.deliverable", task.deliverable
    for number, template in enumerate(definition.templates):
        if template.deliverable:
            yield f"templates[{number}].deliverable", template.deliverable
    for number, retention in enumerate(definition.retention):
        yield f"retention[{number}].deliverable", retention.deliverable


def _tasks_of_deliverables(definition: Definition) -> Iterator[Problem]:
    tasks_per_deliverable = Counter(task.deliverable for _, task in tasks_of(definition))
    for path, task in tasks_of(definition):
        if task.deliverable and task.due:
            text = "Oppgaven følger leveransens frist og kan ikke ha en egen."
            yield Problem(path=f"{path}.due", text=text)
        if task.deliverable and tasks_per_deliverable[task.deliverable] > 1:
            text = f"Leveransen «{task.deliverable}» har flere oppgaver; den skal ha én."
            yield Problem(path=f"{path}.deliverable", text=text)
    for number, deliverable in enumerate(definition.deliverables):
        if not tasks_per_deliverable[deliverable.key]:
            text = "Leveransen har ingen oppgave i Planner. Legg til en oppgave som hører til den."
            yield Problem(path=f"deliverables[{number}]", level="warning", text=text)


def _forms(definition: Definition) -> Iterator[Problem]:
    for number, one in enumerate(definition.deliverables):
        if one.form and one.type != "evaluation":
            text = "Bare en leveranse av typen evaluation besvares i et skjema."
            yield Problem(path=f"deliverables[{number}].form", text=text)
        if one.type == "evaluation" and not one.form:
            text = (
                f"«{one.title}» har ikke noe skjema. Skriv form: og lenken, for eksempel fra Microsoft Forms."
            )
            yield Problem(path=f"deliverables[{number}]", level="warning", text=text)


def _unknown_folders(definition: Definition) -> Iterator[Problem]:
    names = [folder.name for _, folder in _folders("", definition.folders.team)]
    for field in ("deliverables", "templates"):
        for number, one in enumerate(getattr(definition, field)):
            if one.folder:
                yield from _unknown(f"{field}[{number}].folder", "Mappen", one.folder, names)
    for field in ("team", "cohort"):
        folders = getattr(definition.folders, field)
        lower = [(f"folders.{field}[{number}]", folder.name.lower()) for number, folder in enumerate(folders)]
        yield from _used_twice(lower)


def _unnamed_roles(definition: Definition) -> Iterator[Problem]:
    used = {
        **{
            code: f"team_rules.roles[{n}]"
            for n, rule in enumerate(definition.team_rules.roles)
            for code in rule.any_of
        },
        **{code: f"{path}.roles" for path, task in tasks_of(definition) for code in task.roles},
        **{code: f"hours.{code}" for code in definition.hours},
    }
    for code, path in used.items():
        if code not in definition.roles:
            text = f"Rollen «{code}» har ikke fått et norsk navn under roles."
            yield Problem(path=path, level="warning", text=text)


def _self_evaluation(definition: Definition) -> Iterator[Problem]:
    if not definition.self_evaluation:
        return
    steps = [step.step for step in definition.self_evaluation.scale]
    if sorted(set(steps)) != steps:
        yield Problem(
            path="self_evaluation.scale", text="Trinnene må stå i stigende rekkefølge, hvert trinn én gang."
        )
    if definition.self_evaluation.goal_step not in steps:
        yield Problem(path="self_evaluation.goal_step", text="Målet er ikke et av trinnene i skalaen.")
    known = [meeting.key for meeting in definition.meetings] + [one.key for one in definition.deliverables]
    for key in definition.self_evaluation.at:
        yield from _unknown("self_evaluation.at", "Møtet eller leveransen", key, known)
