"""Tune the cyclic garbage collector after start-up."""

from __future__ import annotations

import gc

LOOK_AFTER_OBJECTS = 25_000
"""Objects made and not freed yet; Python's own threshold is 700."""


def settle_down() -> None:
    """Freeze the objects that were loaded at start-up, and collect the rest more seldom.

    The collector walked a quarter of a million objects of libraries again and again, a quarter of a second at a time,
    while a request waited. Most of our own objects go by reference count; a few megabytes wait a little longer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOK_AFTER_OBJECTS)
