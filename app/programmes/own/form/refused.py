"""A form that must be mended before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence


class FormRefused(Invalid):
    """Nothing is stored; `fields` are (field, sentence)."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(Code.programme_unusable, " ".join(sentence for _, sentence in fields))
        self.fields = list(fields)
