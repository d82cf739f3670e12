"""A long list in pages of fifty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Thing = TypeVar("Thing")
PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class OnePage(Generic[Thing]):
    """A page of a list, and the addresses of its neighbours."""

    things: Sequence[Thing]
    number: int
    pages: int
    total: int
    pattern: str

    def address(self, number: int) -> str:
        return self.pattern.format(number)


def asked_for(things: Sequence[Thing], *, name: str, query: Mapping[str, str]) -> OnePage[Thing]:
    """Cut out the page that an address asks for by `name`; its neighbours keep the address's other parameters."""
    number = query.get(name, "")
    others = urlencode({other: value for other, value in query.items() if other != name} | {name: ""})
    return one_page(things, number=int(number) if number.isdecimal() else 1, address=f"?{others}{{}}")


def one_page(things: Sequence[Thing], *, number: int, address: str) -> OnePage[Thing]:
    """Cut a page out of a list; a page that is not there becomes the nearest."""
    pages = max(1, -(-len(things) // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown = things[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return OnePage(things=shown, number=number, pages=pages, total=len(things), pattern=address)
