"""Where Kull uses each field of the language, and the fields it uses nowhere yet.

A definition may hold more than we act on. Its author is told which fields those are, instead of believing that
what is written reaches people. Every field of every model stands in one of the two tables; a test holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from app.programmes.language.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.programmes.language.definition import Definition

USED: Mapping[str, Mapping[str, str]] = {
    "app/cohorts/composition.py": {
        "Definition": "team_rules mentors",
        "Role": "counts_as",
        "TeamRules": "roles size course",
        "Rule": "level",
        "RoleRule": "any_of min",
        "SizeRule": "people",
        "CourseRule": "name min_members",
        "MentorRules": "per_team",
    },
    "app/cohorts/role_names.py": {
        "Definition": "roles",
        "Role": "name",
    },
    "app/cohorts/tracks.py": {
        "Definition": "tracks",
        "TeamTrack": "name",
    },
    "app/dashboard/overview_page.py": {
        "Definition": "self_evaluation",
    },
    "app/dashboard/self_evaluation.py": {
        "SelfEvaluation": "at",
    },
    "app/dashboard/team.py": {
        "Deliverable": "text form links",
    },
    "app/dashboard/templates/overview.html": {
        "SelfEvaluation": "scale goal_step",
        "Step": "step title",
    },
    "app/deliverables/service.py": {
        "Template": "deliverable",
    },
    "app/deliverables/windows.py": {
        "Deliverable": "required_after freeze_after",
    },
    "app/meetings/content.py": {
        "Meeting": "guide links",
        "Venue": "travel link",
        "Link": "title address",
    },
    "app/mentors/register.py": {
        "MentorRules": "max_teams",
    },
    "app/mentors/suggestion.py": {
        "MentorRules": "experienced_min trainees_allowed",
    },
    "app/places/decision.py": {
        "Capacity": "waiting_list",
    },
    "app/places/line.py": {
        "Definition": "capacity",
    },
    "app/places/verdicts.py": {
        "Capacity": "unit max",
    },
    "app/privacy/purge.py": {
        "Definition": "keep",
        "Keep": "people",
    },
    "app/privacy/register.py": {
        "Keep": "waiting messages",
    },
    "app/programmes/application.py": {
        "Definition": "application",
        "Application": "deadline reply_by per_org_priority binding",
    },
    "app/programmes/audiences.py": {
        "Meeting": "required optional_for leaders",
    },
    "app/programmes/commitments.py": {
        "Application": "commitments",
        "Retention": "text",
    },
    "app/programmes/dates/cautions.py": {
        "Venue": "between",
    },
    "app/programmes/dates/compiler.py": {
        "Definition": "timezone defaults venues meetings deliverables",
        "Source": "year",
        "Defaults": "weekday start end reminder_minutes",
        "Meeting": "key kind title audience also leader_level per arranged_by mode when start end length place theme "
        "goal text agenda reminder_minutes mandatory optional assumed",
        "Length": "days half_day hours",
        "Deliverable": "key type title due due_assumed",
        "DueRule": "day years_after open",
    },
    "app/programmes/dates/days.py": {
        "When": "day to week weekday month season years_after",
        "DueRule": "after days on",
    },
    "app/programmes/dates/repeats.py": {
        "Meeting": "repeat",
        "Repeat": "every interval nth except_ weeks times hosts",
    },
    "app/programmes/hours.py": {
        "Definition": "hours hours_assumed",
    },
    "app/programmes/language/content.py": {
        "Venue": "name address",
        "AgendaItem": "time day item responsible",
    },
    "app/programmes/language/times.py": {
        "DueRule": "stated",
    },
    "app/programmes/language/totals.py": {
        "Definition": "stated",
        "Stated": "gatherings physical_gatherings digital_gatherings gathering_days check_ins "
        "digital_meetings network_meetings months",
    },
    "app/programmes/language/when.py": {
        "DueRule": "before",
    },
    "app/programmes/own/additions.py": {
        "Added": "addition",
        "DueRule": "addition",
    },
    "app/programmes/own/stored.py": {
        "Definition": "key version",
    },
    "app/programmes/own/tracks.py": {
        "Tracked": "tracks",
    },
    "app/programmes/templates/asked.html": {"Recognition": "title text amount_nok"},
    "app/programmes/templates/programme.html": {
        "Definition": "name owner purpose focus source additions recognition",
        "Source": "document open",
        "Addition": "title document",
        "TeamRules": "mentor_attends",
        "Rule": "text",
        "MentorRules": "text",
        "Deliverable": "requirements",
        "Requirement": "level text",
        "Step": "text",
    },
    "app/provisioning/preview/task_text.py": {
        "Task": "text links",
    },
    "app/provisioning/preview/picture_of.py": {
        "Folders": "cohort",
    },
    "app/provisioning/preview/team_work.py": {
        "Definition": "tasks folders templates",
        "Tasks": "team",
        "Phase": "key title tasks",
        "Task": "key title checklist due roles deliverable meeting",
        "Folders": "team",
        "Folder": "name folders",
        "Template": "source name folder",
    },
    "app/submissions/library/arrivals.py": {
        "Deliverable": "folder",
    },
    "app/submissions/retention.py": {
        "Definition": "retention",
        "Retention": "deliverable delete",
    },
    "app/submissions/review/shared_reports.py": {
        "Deliverable": "share",
    },
    "app/submissions/show/running_order.py": {
        "Requirement": "check",
    },
    "jobs/intake/read.py": {
        "Requirement": "value",
    },
}
"""Where each field has its effect on people or on what is made, by model; the first place of several."""

UNUSED: Mapping[str, str] = {
    "Definition.language": "Tekstene til deltakerne er på bokmål.",
    "MentorAttendsRule.if_missing": "Veilederen må komme når teamet ikke har en forbedringsagent.",
    "Deliverable.routes": "Det kan leveres på alle måter.",
    "Deliverable.made_from": "Ingen bygger leveransen av en annen.",
    "Requirement.fields": "Tomme felt i skjemaet blir nevnt, uansett hvilke som står her.",
    "Tasks.organiser": "Oppgavene blir ikke gitt til noen; følg med på dem selv.",
    "Recognition.needs": "Dere avgjør selv hvem som får den.",
}
"""What to do instead, until a field is used."""


def unused_fields(definition: Definition) -> Iterator[Problem]:
    """Name each field the definition fills in and nothing uses; what is inside such a field is not named again."""
    yield from _unused(definition, "")


def _unused(model: BaseModel, above: str) -> Iterator[Problem]:
    for name, field in type(model).model_fields.items():
        value, path = getattr(model, name), f"{above}{name}"
        told = UNUSED.get(f"{_home(type(model), name)}.{name}")
        if told is None:
            for step, inner in _models_in(value):
                yield from _unused(inner, f"{path}{step}.")
        elif value != field.get_default(call_default_factory=True):
            yield Problem(path=path, level="warning", text=f"Brukes ikke av Kull ennå. {told}")


def _home(model: type[BaseModel], name: str) -> str:
    """Return the model that a field is declared in: what several inherit stands in the tables once."""
    return next(one.__name__ for one in reversed(model.__mro__) if name in getattr(one, "model_fields", ()))


def _models_in(value: Any) -> Iterator[tuple[str, BaseModel]]:  # noqa: ANN401 - any field of the language
    if isinstance(value, BaseModel):
        yield "", value
    elif isinstance(value, tuple):
        yield from ((f"[{number}]", one) for number, one in enumerate(value) if isinstance(one, BaseModel))
    elif isinstance(value, dict):
        yield from ((f".{key}", one) for key, one in value.items() if isinstance(one, BaseModel))
