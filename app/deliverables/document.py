"""A document made by one of three libraries: python-docx, python-pptx or openpyxl."""

from __future__ import annotations

from typing import Any, Protocol


class Saves(Protocol):
    """A document that writes itself to a stream."""

    def save(self, stream: Any, /) -> None: ...  # noqa: ANN401 - three libraries, three types
