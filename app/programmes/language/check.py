"""Read a definition and name its problems, so that its author can mend them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from app.programmes.hours import too_few_hours
from app.programmes.language.consistency import inconsistencies
from app.programmes.language.definition import Definition
from app.programmes.language.problems import Problem, Unusable
from app.programmes.language.sentences import problem_of
from app.programmes.language.uses import unused_fields

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 1_000_000
MAX_VALUES = 10_000
"""Ten times what the largest programme holds; a value that is referred to counts each time."""


class Unreadable(Exception):
    """The file is no definition at all."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(path=path, text=text)


def problems_in_file(path: Path) -> list[Problem]:
    try:
        return _all_told(parsed(text_of(path)))
    except Unreadable as error:
        return [error.problem]


def problems_in_text(text: bytes) -> list[Problem]:
    try:
        return _all_told(parsed(decoded(text, "fil")))
    except Unreadable as error:
        return [error.problem]


def problems_in(data: Any) -> list[Problem]:  # noqa: ANN401 - whatever was in the file
    """Name the problems: of single fields first, and once these are right, of how they fit together."""
    try:
        definition = Definition.model_validate(data)
    except ValidationError as error:
        return [problem_of(detail) for detail in error.errors()]
    problems = inconsistencies(definition)
    return problems if _errors(problems) else [*problems, *too_few_hours(definition)]


def _all_told(data: Any) -> list[Problem]:  # noqa: ANN401 - whatever was in the file
    """Name to the author of a file also what nothing uses, once the rest can be used."""
    problems = problems_in(data)
    return problems if _errors(problems) else [*problems, *unused_fields(Definition.model_validate(data))]


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def accepted(data: Any) -> Definition:  # noqa: ANN401 - whatever was in the file
    """Turn data into a definition. Raises Unusable naming each error."""
    errors = _errors(problems_in(data))
    if errors:
        raise Unusable(errors)
    return Definition.model_validate(data)


def text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return decoded(file.read(MAX_FILE_BYTES + 1), path.name)
    except OSError:
        raise Unreadable(path.name, "Filen finnes ikke eller kan ikke leses.") from None


def decoded(text: bytes, name: str) -> str:
    if len(text) > MAX_FILE_BYTES:
        raise Unreadable(name, "Filen er større enn en million tegn.")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(name, "Filen er ikke lagret som UTF-8.") from None


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever was in the file
    """Read YAML 1.2, where 13:00 is text and no is not false."""
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # of a name given twice, with the file's own text in it
            data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        raise Unreadable(_line(error), _what_yaml_says(error)) from None
    except (YAMLError, ValueError):
        raise Unreadable("fil", "Filen er ikke gyldig YAML.") from None
    except RecursionError:
        raise Unreadable("fil", "Filen har for mange nivåer inni hverandre.") from None
    if _is_too_much(data):
        raise Unreadable("fil", f"Filen har over {MAX_VALUES} felter og verdier.")
    return data


def _is_too_much(data: Any) -> bool:  # noqa: ANN401 - whatever was in the file
    """Count the values as whoever walks through them meets them: references multiply, and may lead in a circle."""
    left, count = [data], 0
    while left:
        value = left.pop()
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        count += len(inner)
        if count > MAX_VALUES:
            return True
        left += inner
    return False


def _line(error: MarkedYAMLError) -> str:
    return f"linje {error.problem_mark.line + 1}" if error.problem_mark else "fil"


def _what_yaml_says(error: MarkedYAMLError) -> str:
    if error.problem and "duplicate key" in error.problem:
        return "Det samme feltet står to ganger."
    return "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."
