"""Places over HTTP: what each act answers, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.places import BY_KARI, apply, with_room_for
from support.service import ask, signed_in

from app.cohorts import service as cohorts
from app.db import migrate, unit_of_work
from app.main import create_app
from app.places.decision import decide

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from fastapi import FastAPI
