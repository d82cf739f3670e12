"""The form as its template shows it: parts, their things, and every control with its text, choices and error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.programmes.own.form.declared import GENERAL, PARTS, SINGLES
from app.programmes.own.form.draft import CHOSEN
from app.programmes.own.form.due_text import counts_from_a_meeting
from app.programmes.own.form.words import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.programmes.own.form.controls import Field, Input
    from app.programmes.own.form.draft import Draft
    from app.programmes.own.form.parts import Part

Shown = dict[str, Any]


@dataclass(kw_only=True)
class Form:
    """A draft to be shown, with its errors; `before` are the fields as stored, `focus` what was just pressed."""

    draft: Draft
    before: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""

    @property
    def general(self) -> list[Shown]:
        return self._controls(GENERAL.fields, "")

    @property
    def singles(self) -> list[Shown]:
        return [
            {"title": one.title, "controls": controls, "open": any(one["error"] for one in controls)}
            for one in SINGLES
            for controls in [self._controls(one.fields, one.prefix)]
        ]

    def parts(self, *, folded: bool) -> list[Shown]:
        return [self._part(part, part.path) for part in PARTS if part.folded == folded]

    def _part(self, part: Part, name: str) -> Shown:
        order = self.draft.texts[name].split()
        removed = [one for one in self.before.get(name, "").split() if one not in order]
        return {
            "name": name,
            "title": part.title,
            "add": part.add,
            "order": self.draft.texts[name],
            "things": [self._thing(part, name, one, order) for one in order],
            "removed": [(f"{name}.{one}", self._called(part, name, one)) for one in removed],
            "error": self.errors.get(name, ""),
            "open": self._wrong(name) or self.focus.startswith(name),
            "focus": self.focus == name,
        }

    def _thing(self, part: Part, prefix: str, one: str, order: list[str]) -> Shown:
        name = f"{prefix}.{one}"
        return {
            "name": name,
            "title": self._called(part, prefix, one),
            "coded": part.shape == "fixed",
            "aside": self._aside(part, name),
            "controls": self._controls(part.fields, f"{name}."),
            "more": self._controls(part.more, f"{name}."),
            "more_open": any(self.errors.get(f"{name}.{c.name}") for f in part.more for c in f.inputs),
            "parts": [self._part(inner, f"{name}.{inner.path}") for inner in part.parts],
            "first": one == order[0],
            "last": one == order[-1],
            "focus": self.focus == name,
            "open": self._wrong(f"{name}.") or self.focus == name or self.focus.startswith(f"{name}."),
        }

    def _aside(self, part: Part, name: str) -> str:
        """Return the time of a thing: a meeting's with how it comes again, a deadline's with what it counts from."""
        texts = self.draft.texts
        said, meeting = (texts.get(f"{name}.{part.aside}{more}", "") for more in ("", ".meeting"))
        weeks = texts.get(f"{name}.repeat.weeks", "")
        often = f"uke {weeks}" if weeks else texts.get(f"{name}.repeat", "")
        title = texts.get(f"meetings.{meeting}.title", "") if counts_from_a_meeting(said) else ""
        return ", ".join(one for one in (f"{said} {title}".strip(), often) if one)

    def _called(self, part: Part, prefix: str, one: str) -> str:
        named = f"{prefix}.{one}.{part.named_by}"
        written = dict(part.codes).get(one) or self.draft.texts.get(named) or self.before.get(named, "")
        return written or " / ".join(self.draft.texts.get(f"{prefix}.{one}.between", "").split("\n"))

    def _controls(self, fields: Iterable[Field], prefix: str) -> list[Shown]:
        """Return the controls, but those that choose among what the programme has none of."""
        shown = [self._control(control, prefix + control.name) for one in fields for control in one.inputs]
        return [one for one in shown if one["control"] not in CHOSEN or one["options"] not in ([], [NONE])]

    def _control(self, control: Input, name: str) -> Shown:
        value = self.draft.texts[name]
        return {
            "name": name,
            "label": control.label,
            "control": control.control,
            "hint": control.hint,
            "value": value,
            "chosen": value.split(),
            "options": self._options(control, value),
            "error": self.errors.get(name, ""),
        }

    def _options(self, control: Input, value: str) -> list[tuple[str, str]]:
        """List what there is to choose; what stands there now is never lost for want of its name."""
        named = self._named(control.options) if isinstance(control.options, str) else list(control.options)
        if isinstance(control.options, str) and control.control == "select":
            named = [NONE, *named]
        known = {key for key, _ in named}
        chosen = [value] if control.control == "select" else value.split()
        return named + [(one, one) for one in chosen if one and one not in known and control.options]

    def _named(self, source: str) -> list[tuple[str, str]]:
        texts = self.draft.texts
        if source == "team_folders":
            names = (name for name in texts if name.startswith("folders.team.") and name.endswith(".name"))
            return [(texts[name], texts[name]) for name in names if texts[name]]
        part = next(part for part in PARTS if part.path == source.removeprefix("once_"))
        return [
            (one, self._called(part, part.path, one))
            for one in texts[part.path].split()
            if not (source.startswith("once_") and texts.get(f"{part.path}.{one}.repeat"))
        ]

    def _wrong(self, prefix: str) -> bool:
        return any(name.startswith(prefix) for name, text in self.errors.items() if text and prefix)
