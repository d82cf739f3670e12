"""An act of a request comes from its address; every other comes from this machine."""

from __future__ import annotations

import platform
from contextvars import copy_context

from app.audit.origin import Origin, current_origin, set_origin


def test_outside_of_a_request_the_origin_is_this_machine() -> None:
    assert copy_context().run(current_origin) == Origin(address=platform.node() or "denne maskinen")


def test_an_origin_holds_in_its_own_request_alone() -> None:
    def asked(address: str) -> Origin:
        set_origin(Origin(address=address))
        current_origin().person = f"person at {address}"
        return current_origin()

    told = [copy_context().run(asked, address) for address in ("192.0.2.1", "192.0.2.2")]
    assert told == [
        Origin(address="192.0.2.1", person="person at 192.0.2.1"),
        Origin(address="192.0.2.2", person="person at 192.0.2.2"),
    ]
    assert current_origin().person is None
