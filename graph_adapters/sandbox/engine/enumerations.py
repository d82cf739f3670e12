"""Graph reads the members of an enumeration in any case, and answers them as they are declared."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel


def in_declared_case(model: type[BaseModel], sent: object) -> object:
    """Write the members of enumerations as the model declares them, whatever case they were sent in."""
    if not isinstance(sent, dict):
        return sent
    known = _enumerations(model)
    return {key: _declared(known[key], value) if key in known else value for key, value in sent.items()}


def _declared(members: dict[str, str], value: object) -> object:
    if isinstance(value, list):
        return [_declared(members, one) for one in value]
    return members.get(value.casefold(), value) if isinstance(value, str) else value


@cache
def _enumerations(model: type[BaseModel]) -> dict[str, dict[str, str]]:
    found = {
        field.alias or name: {member.casefold(): member for member in _members(field.annotation)}
        for name, field in model.model_fields.items()
    }
    return {name: members for name, members in found.items() if members}


def _members(annotation: Any) -> Iterator[str]:  # noqa: ANN401 -- any type there is
    if get_origin(annotation) is Literal:
        yield from (member for member in get_args(annotation) if isinstance(member, str))
        return
    for part in get_args(annotation):
        yield from _members(part)
