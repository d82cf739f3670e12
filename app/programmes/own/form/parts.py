"""The parts of a programme that people add to, move and remove in the form, and how the form knows each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic_core import to_jsonable_python

from app.programmes.own.form.controls import at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from app.programmes.own.form.controls import Field

Shape = Literal["keyed", "listed", "mapping", "fixed"]
BEGUN_HERE = "+"
"""What a thing is called in the form until it is saved and has a key, with a number after."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A list of things. `keyed` have a key each, `listed` their place, `mapping` stand under their key.

    `fixed` is a mapping whose keys the language gives: all are shown, and those left empty are not kept. `more` are
    fields seldom needed, folded away; `aside` is the field shown beside the name; a part that is `folded` stands last.
    """

    path: str
    title: str
    add: str = ""
    model: type[BaseModel]
    fields: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    shape: Shape = "keyed"
    codes: tuple[tuple[str, str], ...] = ()
    named_by: str = "title"
    aside: str = ""
    parts: tuple[Part, ...] = ()
    folded: bool = False

    @property
    def every_field(self) -> tuple[Field, ...]:
        return self.fields + self.more


@dataclass(frozen=True, kw_only=True)
class Single:
    """A group of fields that stands once; where `needs` is left empty the programme has no such thing."""

    path: str
    title: str
    fields: tuple[Field, ...]
    model: type[BaseModel]
    needs: str = ""

    @property
    def prefix(self) -> str:
        return f"{self.path}." if self.path else ""

    def standing(self, value: dict[str, Any] | None) -> dict[str, Any]:
        """Return the group as it is, or as it begins where the programme has none."""
        return value if value is not None else {**blank(self.model), self.needs: None}


def blank(model: type[BaseModel]) -> dict[str, Any]:
    """Return what the language takes a new thing to be."""
    fields = {name: one for name, one in model.model_fields.items() if not one.is_required()}
    return {
        name: to_jsonable_python(one.get_default(call_default_factory=True)) for name, one in fields.items()
    }


def entries(part: Part, value: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Return the things of a part, each by what the form calls it."""
    if part.shape == "fixed":
        return {code: (value or {}).get(code) or blank(part.model) for code, _ in part.codes}
    if part.shape == "mapping":
        return dict(value or {})
    if part.shape == "listed":
        return {str(number): one for number, one in enumerate(value or ())}
    return {one["key"]: one for one in value or ()}


def collected(part: Part, things: Mapping[str, dict[str, Any]]) -> Any:  # noqa: ANN401 - any JSON
    """Put the things of a part together as the language has them; `things` are by key."""
    if part.shape == "fixed":
        return {code: thing for code, thing in things.items() if thing != blank(part.model)}
    if part.shape == "mapping":
        return dict(things)
    if part.shape == "listed":
        return list(things.values())
    return [{**thing, "key": key} for key, thing in things.items()]


def walked(
    parts: tuple[Part, ...], typed: Mapping[str, str], base: Mapping[str, Any], above: str = ""
) -> Iterator[tuple[Part, str, list[str]]]:
    """Yield each part, the name of its fields, and its things in the order the form has them; inner parts after."""
    for part in parts:
        prefix = f"{above}{part.path}"
        things = entries(part, at(base, part.path))
        order = typed.get(prefix, " ".join(things)).split()
        yield part, prefix, order
        for one in order:
            yield from walked(part.parts, typed, things.get(one, {}), f"{prefix}.{one}.")
