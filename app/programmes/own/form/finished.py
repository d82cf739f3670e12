"""A draft made into the next version of its programme, or refused field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.language.check import problems_in
from app.programmes.language.definition import Definition
from app.programmes.own.form.places import placed
from app.programmes.own.form.refused import FormRefused

if TYPE_CHECKING:
    from app.programmes.own.form.draft import Draft


def next_version(draft: Draft, *, of: Definition) -> Definition:
    """Make the next version. Raises FormRefused with every field that must be mended."""
    value = _as_version(draft, of)
    errors = [placed(one, draft) for one in problems_in(value) if one.level == "error"]
    misread = {name for name, _ in draft.misread}
    errors = [*draft.misread, *((name, text) for name, text in errors if name not in misread)]
    if errors:
        raise FormRefused(errors)
    return Definition.model_validate(value)


def remarks(draft: Draft, *, of: Definition) -> list[str]:
    """Say what can be stored but should be looked at, each with the name of its thing."""
    found = [placed(one, draft) for one in problems_in(_as_version(draft, of)) if one.level == "warning"]
    return [_named(name, text, draft) for name, text in found]


def _as_version(draft: Draft, of: Definition) -> dict[str, object]:
    return {**draft.value, "key": of.key, "version": of.version + 1}


def _named(name: str, text: str, draft: Draft) -> str:
    above = name.rpartition(".")[0]
    title = draft.texts.get(f"{above}.title") or draft.texts.get(f"{above}.name")
    return f"«{title}»: {text}" if title and title not in text else text
