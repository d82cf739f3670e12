"""What a press in the form does to it: a thing is added, moved, taken out or put back. Only orders change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.own.form.parts import BEGUN_HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes.own.form.draft import Draft

ADD, UP, DOWN, REMOVE, PUT_BACK = "legg-til", "opp", "ned", "fjern", "tilbake"


def pressed(draft: Draft, press: str, before: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the fields after a press, and the name of what to look at next; `before` are the fields as stored."""
    verb, _, name = press.partition(" ")
    if verb == ADD and name in draft.orders:
        return _added(draft, name)
    order_name, _, one = name.rpartition(".")
    if order_name not in draft.orders:
        return draft.texts, ""
    order = draft.texts[order_name].split()
    stored = before.get(order_name, "").split()
    after = _put_back(order, one, stored) if verb == PUT_BACK else _changed(order, one, verb)
    return {**draft.texts, order_name: " ".join(after)}, order_name if verb == REMOVE else name


def _added(draft: Draft, name: str) -> tuple[dict[str, str], str]:
    begun = [
        int(one[1:])
        for order in draft.orders
        for one in draft.texts[order].split()
        if one.startswith(BEGUN_HERE) and one[1:].isdecimal()
    ]
    one = f"{BEGUN_HERE}{max(begun, default=0) + 1}"
    return {**draft.texts, name: f"{draft.texts[name]} {one}".strip()}, f"{name}.{one}"


def _changed(order: list[str], one: str, verb: str) -> list[str]:
    if one not in order:
        return order
    at, rest = order.index(one), [other for other in order if other != one]
    if verb == REMOVE:
        return rest
    to = max(at - 1, 0) if verb == UP else at + 1 if verb == DOWN else at
    return [*rest[:to], one, *rest[to:]]


def _put_back(order: list[str], one: str, before: list[str]) -> list[str]:
    """Put a thing back after what stood above it."""
    if one in order or one not in before:
        return order
    above = [other for other in before[: before.index(one)] if other in order]
    to = order.index(above[-1]) + 1 if above else 0
    return [*order[:to], one, *order[to:]]
