"""How seldom Python's collector looks for garbage, once what we run on has been loaded."""

from __future__ import annotations

import gc

LOOK_AFTER_OBJECTS = 25_000
"""Things made and not gone yet; Python's own is 700."""


def settle_down() -> None:
    """Let the collector leave alone what was loaded once and for all, and look at the rest more seldom.

    It went through a quarter of a million things of libraries' again and again, while somebody waited a quarter of a
    second. Most of what we make goes without its help; a few megabytes wait a little longer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOK_AFTER_OBJECTS)
