"""Two people in the same form: what the first has stored is taken in, and what both changed is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.own.form.draft import draft_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes.language.definition import Definition
    from app.programmes.own.form.draft import Draft

Errors = list[tuple[str, str]]


def changed_between(shown: Definition, now: Definition) -> Errors:
    """Name the fields that have changed since a version was shown, with their present texts."""
    before, after = draft_of(shown, {}), draft_of(now, {})
    return [
        (name, sentence)
        for name, text in after.texts.items()
        for sentence in _changes(name, before.texts.get(name), text, after)
    ]


def _changes(name: str, before: str | None, text: str, after: Draft) -> list[str]:
    if before is None or before == text:
        return []
    if name not in after.orders:
        return [f"Dette er i mellomtiden endret til «{text}»."]
    return ["Her er noe lagt til, flyttet eller fjernet i mellomtiden."]


def taken_in(typed: Mapping[str, str], shown: Definition, now: Definition) -> dict[str, str]:
    """Take in what another has stored: in fields this person left alone, and in what there is at all."""
    before, after = draft_of(shown, {}), draft_of(now, {}).texts
    return {name: _merged(name, text, before, after.get(name)) for name, text in typed.items()}


def _merged(name: str, text: str, before: Draft, now: str | None) -> str:
    was = before.texts.get(name)
    if now is None or was is None or was == now:
        return text
    if name not in before.orders:
        return now if text == was else text
    gone = set(was.split()) - set(now.split())
    new = [one for one in now.split() if one not in was.split()]
    return " ".join([*(one for one in text.split() if one not in gone), *new])
