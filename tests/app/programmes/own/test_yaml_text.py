"""A programme written out is the file a person would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.programmes import shelf
from app.programmes.language import check
from app.programmes.own import yaml_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


def test_what_goes_without_saying_is_not_written_and_the_order_is_the_languages(
    programme: Callable[..., Definition],
) -> None:
    definition = programme({"when": {"week": 43}, "start": "13:00", "end": "14:00"})
    assert yaml_text.as_yaml(definition).splitlines() == [
        "key: eksempel",
        "name: Eksempel",
        "owner: Helse Nord RHF",
        "version: 1",
        "purpose: Øve",
        "source:",
        "  document: Et notat",
        "meetings:",
        "- key: samling",
        "  kind: gathering",
        "  title: Samling",
        "  audience: teams",
        "  mode: physical",
        "  when:",
        "    week: 43",
        "  start: 13:00",
        "  end: 14:00",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_programme_is_the_same_when_written_out_and_read_again(name: str) -> None:
    key, _, version = name.partition("@")
    definition = shelf.shipped_one(key, int(version))
    text = yaml_text.as_yaml(definition)
    assert check.problems_in(check.parsed(text)) == []
    assert check.accepted(check.parsed(text)) == definition
