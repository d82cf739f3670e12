"""Text for a cell that a spreadsheet would take for a formula."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def cell_text(text: str) -> str:
    """Put an apostrophe before text that begins as a formula does (fault 75)."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
