"""Why a team in the line gets a place or waits, from plain values. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes import Capacity


class Standing(NamedTuple):
    """A team in the line; `size` is counted in what the programme counts its places in.

    `inside` has a place already; `aside` was put on the waiting list by a person.
    """

    team_id: int
    name: str
    number: int
    round: int
    size: int
    inside: bool
    aside: bool


class Verdict(NamedTuple):
    """Whether a team gets a place, and why, in bokmål; `stays` when its place is not decided anew."""

    gets: bool
    why: str
    stays: bool = False


def verdicts(line: Sequence[Standing], capacity: Capacity | None) -> dict[int, Verdict]:
    """Judge each team by its id. When one has to wait, those after it wait too: nobody is passed in line.

    A team that has a place keeps it; one that stands aside holds nobody up.
    """
    found: dict[int, Verdict] = {}
    taken, ahead = sum(one.size for one in line if one.inside), ""
    for one in line:
        if one.inside:
            found[one.team_id] = Verdict(gets=True, why="Har plass fra før, og beholder den.", stays=True)
        elif one.aside:
            found[one.team_id] = Verdict(gets=False, why="Satt på ventelisten for hånd.", stays=True)
        elif capacity is None or (not ahead and taken + one.size <= capacity.max):
            taken += one.size
            found[one.team_id] = Verdict(gets=True, why=_has_room(one, capacity))
        else:
            found[one.team_id] = Verdict(gets=False, why=_full(one, capacity, taken, ahead))
            ahead = one.name
    return found


def next_to_get(line: Sequence[Standing], waiting: set[int], capacity: Capacity | None) -> Standing | None:
    """Return the first on the waiting list when there is room for it; those put aside by hand stand last."""
    taken = sum(one.size for one in line if one.inside)
    on_list = sorted((one for one in line if one.team_id in waiting), key=lambda one: one.aside)
    first = on_list[0] if on_list else None
    fits = first is not None and (capacity is None or taken + first.size <= capacity.max)
    return first if fits else None


def _has_room(one: Standing, capacity: Capacity | None) -> str:
    stood = f"Nummer {one.number} i køen, i runde {one.round}."
    return f"{stood} Det er plass til {_room(capacity)}." if capacity else f"{stood} Det er plass til alle."


def _full(one: Standing, capacity: Capacity, taken: int, ahead: str) -> str:
    if ahead:
        return f"Nummer {one.number} i køen. {_given(capacity, taken)}, og «{ahead}» venter foran."
    wants = f", og teamet er på {one.size}" if capacity.unit == "person" else ""
    return f"Nummer {one.number} i køen. {_given(capacity, taken)}{wants}."


def _given(capacity: Capacity, taken: int) -> str:
    return f"{'Fullt: ' if taken >= capacity.max else ''}{taken} av {capacity.max} plasser er gitt"


def _room(capacity: Capacity) -> str:
    return f"{capacity.max} {'team' if capacity.unit == 'team' else 'personer'}"
