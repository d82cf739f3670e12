"""Turn the language's validation errors into Norwegian sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from app.programmes.language.definition import Definition
from app.programmes.language.problems import Problem, perhaps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

ROLES_IN_NORWEGIAN = {
    "leder": "leader",
    "prosjektleder": "project_leader",
    "teamleder": "team_leader",
    "nærmeste leder": "nearest_leader",
    "øverste leder": "top_leader",
    "måleansvarlig": "measurement_lead",
    "møteansvarlig": "meeting_lead",
    "tillitsvalgt": "union_rep",
    "verneombud": "safety_rep",
    "medarbeider": "staff",
    "veileder": "mentor",
    "forbedringsagent": "improvement_agent",
    "brukerrepresentant": "user_rep",
    "fagansvarlig": "faculty",
    "foretakskontakt": "trust_contact",
    "styringsgruppe": "steering_group",
}
CALLED = {"venue": "place", "venues": "place", "location": "place", "sted": "place", "due_date": "due"}
"""What people call a field, where the spelling is too far from its name to guess by."""
SENTENCES = {
    "missing": "Feltet mangler.",
    "string_type": "Her skal det stå tekst. Sett anførselstegn rundt verdien.",
    "string_too_short": "Teksten kan ikke være tom.",
    "string_too_long": "Teksten er for lang: høyst {max_length} tegn.",
    "int_type": "Her skal det stå et helt tall.",
    "int_parsing": "Her skal det stå et helt tall.",
    "int_from_float": "Her skal det stå et helt tall.",
    "float_type": "Her skal det stå et tall.",
    "float_parsing": "Her skal det stå et tall.",
    "bool_type": "Her skal det stå true eller false.",
    "bool_parsing": "Her skal det stå true eller false.",
    "tuple_type": "Her skal det stå en liste.",
    "dict_type": "Her skal det stå navn med verdier under.",
    "model_type": "Her skal det stå felter med verdier under.",
    "greater_than_equal": "Tallet må være minst {ge}.",
    "less_than_equal": "Tallet kan være høyst {le}.",
    "too_short": "Listen må ha minst {min_length}.",
    "too_long": "Listen kan ha høyst {max_length}.",
    "date_from_datetime_parsing": "Her skal det stå en dato, som 2026-08-28.",
    "date_type": "Her skal det stå en dato, som 2026-08-28.",
}
PATTERNS = {
    r"^\d{2}-\d{2}$": "en dag skrives med måned først, som 09-16",
    r"^([01]\d|2[0-3]):[0-5]\d$": "et klokkeslett skrives slik: 13:00",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "en nøkkel har bare små bokstaver a–z, tall og bindestrek",
}


UNSEEN_STEPS = {"[key]", "[year]", "[years]"}
"""Where pydantic goes that no author has written anything."""


def problem_of(error: ErrorDetails) -> Problem:
    return Problem(path=path_of(error["loc"]), text=_sentence(error))


def path_of(loc: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc if step not in UNSEEN_STEPS)
    return "".join(steps).removeprefix(".") or "fil"


def _sentence(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        *place, field = error["loc"]
        return f"Feltet «{field}» er ukjent.{_meant(str(field), error['input'], _fields_at(place))}"
    if error["type"] == "literal_error":
        return _not_among(str(error["input"]), context["expected"])
    if error["type"] == "string_pattern_mismatch":
        return f"«{error['input']}»: {PATTERNS[context['pattern']]}."
    if error["type"] == "value_error":
        return f"{str(context['error']).capitalize()}."
    return SENTENCES.get(error["type"], "Verdien er ikke gyldig her.").format(**context)


def _meant(field: str, value: Any, there: Mapping[str, Any]) -> str:  # noqa: ANN401 - whatever was in the file
    """Suggest a field of those that can stand there: one of another place would be refused, too.

    Between braces, YAML reads what follows a comma in a text as one more field, and an empty one.
    """
    called = CALLED.get(field, field)
    if meant := f" Mente du «{called}»?" if called in there else perhaps(field, there):
        return meant
    if value is None:
        return " Er det en del av en tekst med komma, sett teksten i anførselstegn."
    return f" Her kan det stå: {', '.join(there)}."


def _fields_at(place: Sequence[int | str]) -> dict[str, Any]:
    """Return the fields of the thing at a place in the file, with their types."""
    fields = _fields_of(Definition)
    for step in place:
        if inner := _model_in(fields.get(str(step))):
            fields = _fields_of(inner)
    return fields


def _fields_of(model: type[BaseModel]) -> dict[str, Any]:
    return {about.alias or name: about.annotation for name, about in model.model_fields.items()}


def _model_in(kind: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type as it is written: a tuple of it, or none
    """Return the model that a field holds, or holds many of."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((model for one in get_args(kind) if (model := _model_in(one))), None)


def _not_among(word: str, expected: str) -> str:
    allowed = re.findall(r"[^\s,']+", expected.replace(" or ", " "))
    meant = ROLES_IN_NORWEGIAN.get(word.lower())
    suggestion = f" Mente du «{meant}»?" if meant in allowed else perhaps(word, allowed)
    return f"«{word}» kan ikke stå her.{suggestion} Velg en av {', '.join(allowed)}."
