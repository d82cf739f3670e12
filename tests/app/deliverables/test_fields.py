"""The fields of the forms: each known by one key and one tag, and none by another's words."""

from __future__ import annotations

import pytest

from app.deliverables.fields import (
    FORMS,
    MEASUREMENT_PLAN,
    PLANS,
    POSTER,
    PRESENTATION,
    SELF_EVALUATION,
    FormField,
    in_row,
)
from app.submissions.reading.reports.labels import plain

EVERY_FORM = FORMS | PLANS


def test_the_poster_asks_in_the_words_of_the_guide() -> None:
    assert [field.label for field in POSTER] == [
        "Navn på prosjekt",
        "Enhet og dato",
        "Om avdelingen",
        "Hva er utfordringen eller problemet?",
        "1. Mål",
        "2. Målinger",
        "3. Hvilke tiltak skal føre til at målet nås?",
        "Resultater",
        "Nye læringspunkter: erfaringer så langt",
        "Neste steg: hva skal testes?",
        "Forbedringsteamet: navn, profesjon og rolle",
        "Nærmeste leder",
        "Selvevalueringstall (1–5)",
    ]


def test_the_scale_is_the_guides_own_five_steps() -> None:
    assert SELF_EVALUATION.choices == (
        "1: Teamet har ikke kommet i gang",
        "2: Aktivitet uten forbedring",
        "3: Enkelte forbedringer har kommet frem",
        "4: Påtagelige forbedringer er målt",
        "5: Påtagelige forbedringer er målt, og forbedringene har fått gjennomslag i systemet",
    )


@pytest.mark.parametrize("source", EVERY_FORM)
def test_no_two_fields_of_a_form_share_a_tag_or_a_word_they_are_known_by(source: str) -> None:
    fields = EVERY_FORM[source]
    tags = [field.tag for field in fields]
    words = [(plain(word), field.key) for field in fields for word in (field.label, *field.also)]
    assert len(set(tags)) == len(tags)
    assert dict(words).items() == set(words)


def test_a_field_is_prompted_for_by_writing_or_by_choosing() -> None:
    assert {field.prompt for field in PRESENTATION} == {"Klikk her og skriv"}
    assert SELF_EVALUATION.prompt == "Velg et trinn"


def test_a_column_in_a_row_is_a_field_with_the_rows_number() -> None:
    column = MEASUREMENT_PLAN[4]
    assert in_row(column, 3) == FormField(
        key="hvor-ofte.3", label="Hvor ofte", also=("Kor ofte", "Frekvens", "Hyppighet")
    )
    assert in_row(column, 3).tag == "kull:hvor-ofte.3"
