"""A programme as somebody has it in the form: what stood there, with what was typed laid on it. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.programmes.own.form.controls import at, lay
from app.programmes.own.form.declared import GENERAL, PARTS, SINGLES
from app.programmes.own.form.keys import key_of
from app.programmes.own.form.misread import Misread
from app.programmes.own.form.parts import BEGUN_HERE, blank, collected, entries, walked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.programmes.language.definition import Definition
    from app.programmes.own.form.controls import Field, Input
    from app.programmes.own.form.parts import Part, Single

CHOSEN = {"select", "ticks"}


@dataclass(kw_only=True)
class Draft:
    """The programme as data, unchecked (`value`), and every field as the form shows it (`texts`).

    `orders` are the fields that hold a part's things in turn; `misread` are (field, sentence); `keys` what things
    begun in the form will be called.
    """

    value: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    orders: set[str] = field(default_factory=set)
    misread: list[tuple[str, str]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)


def draft_of(definition: Definition, typed: Mapping[str, str]) -> Draft:
    """Lay what was typed on a programme; fields that were not sent stay as they are."""
    base = definition.model_dump(mode="json")
    return _Reading(base, folders_followed(base, typed)).draft


def fields_of(definition: Definition) -> dict[str, str]:
    """Return every field of the form with the programme's present text."""
    return draft_of(definition, {}).texts


def folders_followed(base: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """Let what lies in a folder follow it when the folder is given another name."""
    renamed = {
        one["name"]: typed.get(f"folders.team.{number}.name", one["name"]).strip()
        for number, one in enumerate(base["folders"]["team"])
    }
    stays = set(renamed.values())
    lying = {f"deliverables.{one['key']}.folder": one["folder"] or "" for one in base["deliverables"]}
    lying |= {f"templates.{number}.folder": one["folder"] for number, one in enumerate(base["templates"])}
    return {
        name: renamed.get(text, text) if name.endswith(".folder") and text not in stays else text
        for name, text in {**lying, **typed}.items()
    }


class _Reading:
    """Reads the form from the top; each field that says what it said before keeps its value untouched."""

    def __init__(self, base: dict[str, Any], typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.draft = Draft(value=base, keys=_keys(base, typed))
        self._fields(GENERAL.fields, "", base)
        for single in SINGLES:
            self._single(single)
        for part in PARTS:
            lay(base, part.path, self._part(part, part.path, at(base, part.path)))

    def _single(self, single: Single) -> None:
        item = single.standing(at(self.draft.value, single.path))
        self._fields(single.fields, single.prefix, item)
        missing = single.needs and item.get(single.needs) in (None, "")
        if single.path:
            lay(self.draft.value, single.path, None if missing else item)

    def _part(self, part: Part, prefix: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
        standing = entries(part, value)
        self.draft.texts[prefix] = order = self.typed.get(prefix, " ".join(standing))
        self.draft.orders.add(prefix)
        things = {one: standing.get(one) or blank(part.model) for one in order.split()}
        for one, item in things.items():
            self._fields(part.every_field, f"{prefix}.{one}.", item)
            for inner in part.parts:
                name = f"{prefix}.{one}.{inner.path}"
                lay(item, inner.path, self._part(inner, name, at(item, inner.path)))
        return collected(part, {self.draft.keys.get(one, one): item for one, item in things.items()})

    def _fields(self, fields: Iterable[Field], prefix: str, item: dict[str, Any]) -> None:
        for one in fields:
            written = one.write(item)
            texts = {
                c.name: self.typed.get(prefix + c.name, written[c.name]) or _first(c) for c in one.inputs
            }
            self.draft.texts |= {prefix + name: text for name, text in texts.items()}
            if any(not _same(text, written[name]) for name, text in texts.items()):
                self._read(one, prefix, item, texts)

    def _read(self, one: Field, prefix: str, item: dict[str, Any], texts: dict[str, str]) -> None:
        chosen = {c.name for c in one.inputs if c.control in CHOSEN}
        named = {name: self._named(text) if name in chosen else text for name, text in texts.items()}
        try:
            for path, value in one.read(named).items():
                lay(item, path, value)
        except Misread as error:
            self.draft.misread.append((prefix + (error.at or one.inputs[0].name), str(error)))

    def _named(self, text: str) -> str:
        keys = self.draft.keys
        return " ".join(keys.get(one, one) for one in text.split(" "))


def _first(control: Input) -> str:
    """Return what a browser shows where nothing is chosen and something must be."""
    options = control.options
    return options[0][0] if control.control == "select" and options and not isinstance(options, str) else ""


def _keys(base: dict[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """Give each thing begun in the form a key of its own; a key that was in use before is never another's."""
    orders = list(walked(PARTS, typed, base))
    taken = {one for _, _, order in (*orders, *walked(PARTS, {}, base)) for one in order}
    keys: dict[str, str] = {}
    for part, prefix, order in orders:
        for one in (one for one in order if one.startswith(BEGUN_HERE) and part.shape != "listed"):
            title = typed.get(f"{prefix}.{one}.{part.named_by}", "")
            keys[one] = key_of(title, taken, otherwise=part.path.rpartition(".")[2])
            taken.add(keys[one])
    return keys


def _same(typed: str, written: str) -> bool:
    """Tell whether a text is as it was written; a browser sends line breaks in a way of its own."""
    return [line.rstrip() for line in typed.strip().splitlines()] == written.strip().splitlines()
