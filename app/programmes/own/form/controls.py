"""The kinds of field a form has: how each is shown, written and read back. A new field of the language is one call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.people import tidy_text
from app.programmes.own.form.misread import Misread
from app.web import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Item = Mapping[str, Any]
    Texts = Mapping[str, str]
    Values = dict[str, Any]

Options = tuple[tuple[str, str], ...]
Control = Literal["text", "area", "number", "select", "ticks", "tick"]
TICKED = "ja"


@dataclass(frozen=True, kw_only=True)
class Input:
    """A control on the page. `options` may name what the programme itself holds: its meetings, places, folders."""

    name: str
    label: str
    control: Control = "text"
    hint: str = ""
    options: Options | str = ()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One or more controls that say a part of a thing. `covers` are its fields in the language, dotted.

    `write` gives each control's text from the thing, `read` the language's values from the texts; it raises Misread.
    """

    covers: tuple[str, ...]
    inputs: tuple[Input, ...]
    write: Callable[[Item], Values]
    read: Callable[[Texts], Values]


def at(item: Item, path: str) -> Any:  # noqa: ANN401 - any JSON
    value: Any = item
    for step in path.split(".") if path else ():
        value = value.get(step) if isinstance(value, dict) else None
    return value


def lay(item: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    """Lay a value where its path leads; None takes away, so that the language's own default stands."""
    *above, last = path.split(".")
    for step in above:
        item = item.setdefault(step, {})
    if value is None:
        item.pop(last, None)
    else:
        item[last] = value


def single(
    control: Input,
    write: Callable[[Any], str],
    read: Callable[[str], Any],
) -> Field:
    """Make a field of one control that stands for one field of the language, of the same name."""
    path = control.name
    return Field(
        covers=(path,),
        inputs=(control,),
        write=lambda item: {path: write(at(item, path))},
        read=lambda texts: {path: read(texts[path])},
    )


def text(path: str, label: str, hint: str = "") -> Field:
    return single(Input(name=path, label=label, hint=hint), _plain, lambda typed: tidy_text(typed) or None)


def area(path: str, label: str, hint: str = "") -> Field:
    return single(Input(name=path, label=label, control="area", hint=hint), _plain, _paragraphs)


def lines(path: str, label: str, hint: str = "") -> Field:
    """Make a field of a list, a line each."""
    shown = hint or said("Én på hver linje.")
    control = Input(name=path, label=label, control="area", hint=shown)
    return single(control, lambda value: "\n".join(value or ()), in_lines)


def number(path: str, label: str, hint: str = "") -> Field:
    control = Input(name=path, label=label, control="number", hint=hint)
    return single(control, _plain, whole_number)


def between(path: str, label: str, hint: str = "") -> Field:
    """Make a field of a lowest and a highest number, as «5–7»."""
    shown = hint or said("For eksempel 5–7, eller 6.")
    return single(Input(name=path, label=label, hint=shown), _range, _range_read)


def tick(path: str, label: str, hint: str = "") -> Field:
    control = Input(name=path, label=label, control="tick", hint=hint)
    return single(control, lambda value: TICKED if value else "", lambda typed: typed == TICKED)


def choice(path: str, label: str, options: Options | str, hint: str = "") -> Field:
    control = Input(name=path, label=label, control="select", options=options, hint=hint)
    return single(control, _plain, lambda typed: typed or None)


def choices(path: str, label: str, options: Options | str, hint: str = "") -> Field:
    control = Input(name=path, label=label, control="ticks", options=options, hint=hint)
    return single(control, lambda value: " ".join(value or ()), str.split)


def clock(path: str, label: str) -> Field:
    control = Input(name=path, label=label, hint=said("For eksempel 13.00."))
    return single(control, lambda value: (value or "").replace(":", "."), _clock)


def years(path: str, label: str) -> Field:
    """Make a field of one year, or of several with commas between."""
    control = Input(name=path, label=label, hint=said("For eksempel 2026, eller 2025, 2026."))
    return single(control, _years, _years_read)


def links(path: str, label: str) -> Field:
    control = Input(
        name=path, label=label, control="area", hint=said("Én på hver linje: «Prosedyre: https://…».")
    )
    covers = (f"{path}.title", f"{path}.address")
    plain = single(control, _links, lambda typed: [_link(line) for line in in_lines(typed)])
    return Field(covers=covers, inputs=plain.inputs, write=plain.write, read=plain.read)


def number_per_code(path: str, codes: tuple[tuple[str, str], ...]) -> Field:
    """Make a field of a number for each word the language has."""
    return Field(
        covers=(path,),
        inputs=tuple(Input(name=f"{path}.{code}", label=label, control="number") for code, label in codes),
        write=lambda item: {f"{path}.{code}": _plain(at(item, f"{path}.{code}")) for code, _ in codes},
        read=lambda texts: {path: _numbers(path, texts)},
    )


def _numbers(path: str, texts: Texts) -> dict[str, int]:
    numbers = {name.removeprefix(f"{path}."): whole_number(text) for name, text in texts.items()}
    return {code: found for code, found in numbers.items() if found is not None}


def _years(value: Any) -> str:  # noqa: ANN401 - any JSON
    return ", ".join(str(one) for one in value) if isinstance(value, list) else _plain(value)


def _years_read(typed: str) -> int | list[int] | None:
    found = [year for one in typed.replace(",", " ").split() if (year := whole_number(one)) is not None]
    return found if len(found) > 1 else found[0] if found else None


def _links(value: list[dict[str, str]] | None) -> str:
    return "\n".join(f"{one['title']}: {one['address']}" for one in value or ())


def _link(line: str) -> dict[str, str]:
    title, found, address = line.partition(": http")
    return {"title": title, "address": f"http{address}"} if found else {"title": line, "address": line}


def in_lines(typed: str) -> list[str]:
    return [line for line in (tidy_text(one) for one in typed.splitlines()) if line]


def whole_number(typed: str) -> int | None:
    shown = typed.strip()
    if shown and not shown.isdecimal():
        raise Misread(f"«{shown}» er ikke et helt tall.")
    return int(shown) if shown else None


def _plain(value: Any) -> str:  # noqa: ANN401 - any JSON
    return "" if value is None else str(value)


def _paragraphs(typed: str) -> str | None:
    return "\n".join(line.rstrip() for line in typed.strip().splitlines()) or None


def _range(value: list[int] | None) -> str:
    return "–".join(str(one) for one in dict.fromkeys(value or ()))


def _range_read(typed: str) -> list[int] | None:
    found = re.fullmatch(r"(\d+)(?: ?(?:–|-|til) ?(\d+))?", typed.strip())
    if typed.strip() and not found:
        raise Misread(f"«{typed.strip()}» forsto vi ikke. Skriv for eksempel «5–7» eller «6».")
    return [int(found[1]), int(found[2] or found[1])] if found else None


def _clock(typed: str) -> str | None:
    shown = typed.strip().lower().removeprefix("kl.").removeprefix("kl").strip()
    if not shown:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[.:]?(\d{2}))?", shown)
    if not found or not (int(found[1]) < 24 and int(found[2] or 0) < 60):  # noqa: PLR2004 - hours and minutes
        raise Misread(f"«{typed.strip()}» er ikke et klokkeslett. Skriv for eksempel 13.00.")
    return f"{int(found[1]):02}:{found[2] or '00'}"
