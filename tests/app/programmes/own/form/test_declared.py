"""Every field of the language is in the form, or named with the reason why it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from app.programmes import shelf
from app.programmes.language import vocabulary
from app.programmes.language.definition import Definition
from app.programmes.language.when import Weekday
from app.programmes.own.form import words
from app.programmes.own.form.controls import lay
from app.programmes.own.form.declared import GENERAL, NOT_IN_THE_FORM, PARTS, SINGLES
from app.programmes.own.form.draft import draft_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.programmes.own.form.parts import Part

SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]
AS_DEEP_AS_THE_FORM = 2
"""Folders lie in folders without end; the form has two levels."""


def in_the_language(model: type[BaseModel], above: str = "", seen: tuple[Any, ...] = ()) -> Iterator[str]:
    """Every field of the language that holds a value itself, by its path without places and keys."""
    for own_name, field in model.model_fields.items():
        name = field.alias or own_name
        inner = [one for one in _models(field.annotation) if seen.count(one) < AS_DEEP_AS_THE_FORM]
        yield from (() if _models(field.annotation) else [f"{above}{name}"])
        for one in inner:
            yield from in_the_language(one, f"{above}{name}.", (*seen, one))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def in_the_form() -> set[str]:
    covered = {cover for field in GENERAL.fields for cover in field.covers}
    covered |= {
        single.prefix + cover for single in SINGLES for field in single.fields for cover in field.covers
    }
    return covered | {path for part in PARTS for path in _covered(part, "")}


def _covered(part: Part, above: str) -> Iterator[str]:
    yield from ([f"{above}{part.path}.key"] if part.shape == "keyed" else [])
    yield from (f"{above}{part.path}.{cover}" for field in part.every_field for cover in field.covers)
    for inner in part.parts:
        yield from _covered(inner, f"{above}{part.path}.")


def test_every_field_of_the_language_is_in_the_form_or_named_with_a_reason() -> None:
    named = {path for path in in_the_language(Definition) if path.split(".")[0] in NOT_IN_THE_FORM}
    assert set(in_the_language(Definition)) - named - in_the_form() == set()
    assert {path.split(".")[0] for path in named} == set(NOT_IN_THE_FORM)


@pytest.mark.parametrize(
    ("shown", "known"),
    [
        (words.KINDS, vocabulary.Kind),
        (words.AUDIENCES, vocabulary.Audience),
        (words.MODES, vocabulary.Mode),
        (words.PER, vocabulary.Per),
        (words.ARRANGED_BY[1:], vocabulary.ArrangedBy),
        (words.LEADER_LEVELS, vocabulary.LeaderLevel),
        (words.ROLES, vocabulary.RoleCode),
        (words.DELIVERABLE_TYPES, vocabulary.DeliverableType),
        (words.ASSUMPTIONS, vocabulary.Assumption),
        (words.LEVELS, vocabulary.Level),
        (words.WEEKDAYS[1:], Weekday),
    ],
)
def test_every_word_to_choose_is_one_the_language_has(shown: Any, known: Any) -> None:
    assert {key for key, _ in shown} == set(get_args(known))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_form_sent_back_as_it_was_changes_nothing(name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    draft = draft_of(definition, fields_of(definition))
    assert (Definition.model_validate(draft.value), draft.misread) == (definition, [])


@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_is_read_back_as_what_it_was_written_from(name: str) -> None:
    """Each field is emptied of its old value first, so that none is kept only because its text was left alone."""
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    value = definition.model_dump(mode="json")
    for part in PARTS[:2]:
        for thing in value[part.path]:
            for field in part.every_field:
                written = field.write(thing)
                read: dict[str, Any] = {}
                for path, one in field.read(written).items():
                    lay(read, path, one)
                again = field.write(read)
                assert {name: again[name] for name in written if written[name]} == {
                    name: text for name, text in written.items() if text
                }
