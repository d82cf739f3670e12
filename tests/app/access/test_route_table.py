"""Every route of the service is in the table, and the table holds over HTTP: each role, its own cohort and another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute
from service import ask
from service import service as the_service
from sqlmodel import SQLModel
from starlette.routing import Mount

from app.access import ROUTES, Who
from app.access.roles import EVERYWHERE, HELD
from app.main import create_app
from app.people.models import Role

if TYPE_CHECKING:
    from pathlib import Path


def routes() -> set[str]:
    return {
        f"{method} {route.path}"
        for route in create_app().routes
        if isinstance(route, APIRoute)
        for method in route.methods
    }


def test_v8_2_every_route_is_in_the_table_and_nothing_else_is(here: Path) -> None:
    assert routes() == set(ROUTES)
