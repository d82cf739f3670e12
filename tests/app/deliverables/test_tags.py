"""The forms' tags lie in files that teams have had for months, and every form a programme asks for is one we have."""

from __future__ import annotations

from app.deliverables.fields import FORMS, PLANS
from app.programmes import shelf

POSTER = [
    "kull:prosjekt",
    "kull:enhet-dato",
    "kull:avdeling",
    "kull:problem",
    "kull:mal",
    "kull:malinger",
    "kull:tiltak",
    "kull:resultater",
    "kull:laering",
    "kull:neste-steg",
    "kull:team",
    "kull:leder",
    "kull:selvevaluering",
]
TAGS = {
    "statusrapport": POSTER,
    "sluttrapport": POSTER,
    "poster": POSTER,
    "teampresentasjon": ["kull:hvem", "kull:tema", "kull:hvorfor", "kull:med", "kull:samtykke"],
    "fremdriftsplan-tiltak": [
        "kull:tiltak",
        "kull:ansvarlig",
        "kull:start",
        "kull:ferdig",
        "kull:status",
    ],
    "fremdriftsplan-malinger": [
        "kull:måling",
        "kull:type",
        "kull:kilde",
        "kull:ansvarlig",
        "kull:hvor-ofte",
    ],
}


def test_a_field_keeps_the_tag_it_is_known_by_in_files_that_are_out() -> None:
    assert {form: [field.tag for field in fields] for form, fields in {**FORMS, **PLANS}.items()} == TAGS


def test_every_form_a_shipped_programme_puts_in_place_is_one_we_have() -> None:
    asked_for = {
        (definition.key, template.source)
        for definition in shelf.shipped()
        for template in definition.templates
    }
    assert sorted(asked for asked in asked_for if asked[1] not in {**FORMS, **PLANS}) == []
    assert len(asked_for) > 10
