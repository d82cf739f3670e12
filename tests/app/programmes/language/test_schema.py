"""The published JSON Schema is the language, and explains itself in Norwegian."""

from __future__ import annotations

import json

from support.paths import ROOT

from app.programmes.language.schema import SAYS, json_schema

PUBLISHED = ROOT / "docs" / "programme.schema.json"


def test_the_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == json_schema(), (
        "kull programmes schema > docs/programme.schema.json"
    )


def test_a_field_is_explained_where_an_editor_shows_it() -> None:
    when = json_schema()["$defs"]["When"]["properties"]
    assert {name: field.get("description") for name, field in when.items()} == {
        "day": "Dagen, med måned først: 09-16.",
        "to": "Siste dag, når møtet går over flere.",
        "week": "ISO-uken.",
        "weekday": "Ukedagen i uken, eller i måneden når møtet gjentas med nth.",
        "month": "Måneden, når dagen ikke er kjent.",
        "season": "Årstiden, når måneden ikke er kjent.",
        "years_after": "År etter startåret: 0 er startåret, 1 er året etter.",
    }


def test_no_explanation_is_of_a_field_that_is_not_there() -> None:
    models = (json_schema(), *json_schema()["$defs"].values())
    fields = {name for model in models for name in model.get("properties", {})}
    assert sorted(set(SAYS) - fields) == []
