"""Pages show marks where a text would steer how the rest is read, wherever it stands in them."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from app.web.page import templates

NAME = "rapport\u202efdp.exe\x1b<b>"
SHOWN = "rapport⟨U+202E⟩fdp.exe⟨U+001B⟩&lt;b&gt;"


@pytest.mark.parametrize(
    "template",
    [
        "{{ name }}",
        "{{ name | e }}",
        '{{ _("%(name)s", name=name) }}',
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(name) }}",
        "{% for one in [name] %}{{ one }}{% endfor %}",
        '{{ "" ~ name }}',
    ],
)
def test_v1_3_foreign_text_in_a_page_turns_nothing_around(template: str) -> None:
    assert templates.env.from_string(template).render(name=NAME) == SHOWN


def test_what_is_markup_stays_markup_and_what_is_no_text_is_shown_as_before() -> None:
    shown = templates.env.from_string("{{ a }}{{ b }}{{ c }}").render(a=Markup("<b>\u202e</b>"), b=3, c=None)
    assert shown == "<b>⟨U+202E⟩</b>3None"
