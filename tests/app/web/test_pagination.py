"""A long list is cut in pages of fifty, and the way from one to the next keeps what else was asked."""

from __future__ import annotations

import pytest

from app.web.pagination import asked_for

THINGS = range(1, 121)


@pytest.mark.parametrize(
    ("asked", "first", "last", "number"),
    [
        ("", 1, 50, 1),
        ("2", 51, 100, 2),
        ("3", 101, 120, 3),
        ("99", 101, 120, 3),
        ("0", 1, 50, 1),
        ("x", 1, 50, 1),
    ],
)
def test_a_page_that_is_not_there_becomes_the_nearest(asked: str, first: int, last: int, number: int) -> None:
    page = asked_for(THINGS, name="side", query={"side": asked})
    assert (page.things[0], page.things[-1], page.number, page.pages, page.total) == (
        first,
        last,
        number,
        3,
        120,
    )


def test_the_next_page_keeps_what_else_the_address_says() -> None:
    page = asked_for(THINGS, name="ting", query={"side": "2", "foretak": "{0} & sønn", "ting": "1"})
    assert page.address(2) == "?side=2&foretak=%7B0%7D+%26+s%C3%B8nn&ting=2"
