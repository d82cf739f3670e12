"""Every field of the language is used somewhere, or its author is told that it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel
from support.paths import ROOT

from app.programmes import shelf
from app.programmes.language import check
from app.programmes.language.definition import Definition
from app.programmes.language.uses import UNUSED, USED, unused_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

USED_IN = [
    (place, f"{model}.{field}")
    for place, models in USED.items()
    for model, fields in models.items()
    for field in fields.split()
]


def models_within(kind: Any) -> Iterator[type[BaseModel]]:
    for inner in get_args(kind):
        yield from models_within(inner)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            if kind not in get_args(field.annotation):
                yield from models_within(field.annotation)


def home(model: type[BaseModel], field: str) -> str:
    """Name the model that has the field first: what several inherit stands in the tables once."""
    return next(one.__name__ for one in reversed(model.__mro__) if field in getattr(one, "model_fields", ()))


def declared() -> set[str]:
    models = set(models_within(Definition))
    return {f"{home(model, field)}.{field}" for model in models for field in model.model_fields}


def test_every_field_of_the_language_stands_in_one_of_the_tables_once() -> None:
    assert sorted([*(field for _, field in USED_IN), *UNUSED]) == sorted(declared())


def test_a_field_is_named_where_the_table_says_it_is_used() -> None:
    texts = {place: (ROOT / place).read_text("utf-8") for place in USED}
    lost = [
        (place, field)
        for place, field in USED_IN
        if not re.search(rf"\b{field.rpartition('.')[2]}\b", texts[place])
    ]
    assert lost == []


def test_a_field_nothing_uses_is_named_with_its_place_and_what_to_do() -> None:
    definition = shelf.shipped_one("unn-2021", 1)
    assert [(one.path, one.level, one.text) for one in unused_fields(definition)] == [
        (
            "tasks.organiser",
            "warning",
            "Brukes ikke av Kull ennå. Oppgavene blir ikke gitt til noen; følg med på dem selv.",
        )
    ]


def test_a_file_is_told_of_them_and_can_be_used_all_the_same() -> None:
    recognition = b"recognition: [{title: Diplom, text: Til de tre beste., needs: [jury]}]\n"
    file = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_bytes()
    before = check.problems_in_text(file)
    told = [one for one in check.problems_in_text(file + recognition) if one not in before]
    assert [(one.path, one.level, one.text) for one in told] == [
        ("recognition[0].needs", "warning", "Brukes ikke av Kull ennå. Dere avgjør selv hvem som får den.")
    ]
    assert [one.text for one in before if one.level == "error"] == []
