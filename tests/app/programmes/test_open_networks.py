"""A programme is an open network when it has nothing for a team."""

from __future__ import annotations

import pytest

from app.programmes.open_networks import is_open_network
from app.programmes.shelf import shipped


def test_of_the_programmes_shipped_two_are_open_networks() -> None:
    found = {one.key for one in shipped() if is_open_network(one.model_dump(mode="json"))}
    assert found == {"unn-forbedringsnettverk", "unn-tavlemoter"}


NETWORK = {"meetings": [{"audience": "organisation"}]}


@pytest.mark.parametrize(
    "more",
    [
        {"meetings": [{"audience": "teams"}]},
        {"meetings": [{"audience": "organisation", "per": "team"}]},
        {"deliverables": [{"key": "poster"}]},
        {"capacity": {"max": 15}},
        {"team_rules": {"roles": [{"any_of": ["leader"]}]}},
        {"tasks": {"team": [{"key": "start"}]}},
    ],
)
def test_whatever_is_for_a_team_makes_it_none(more: dict[str, object]) -> None:
    assert is_open_network(NETWORK)
    assert not is_open_network({**NETWORK, **more})
