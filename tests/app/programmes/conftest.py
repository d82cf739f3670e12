"""A small programme to try one thing on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.programmes.definition import Definition

Programme = Callable[..., Definition]


def _programme(*meetings: dict[str, Any], **more: Any) -> Definition:
    usual = {
        "key": "samling",
        "kind": "gathering",
        "title": "Samling",
        "audience": "teams",
        "mode": "physical",
    }
    return Definition.model_validate(
        {
            "key": "eksempel",
            "name": "Eksempel",
            "owner": "Helse Nord RHF",
            "version": 1,
            "purpose": "Øve",
            "source": {"document": "Et notat"},
            "meetings": [{**usual, **meeting} for meeting in meetings],
            **more,
        }
    )


@pytest.fixture(scope="session")
def programme() -> Programme:
    """Make one: `programme({"when": {"week": 43}}, application={…})`; what is not said is a gathering."""
    return _programme
