"""How much of a core it takes that 200 people follow a cohort being provisioned, a thing placed every second.

The followers are fed in this process, from the example cohort's rows, as programs are; what it takes to send it to them
is not in it. Numbers are for the machine they are made on, and asserted nowhere.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import Any

FOLLOWERS, SECONDS = 200, 20
KULL = [sys.executable, "-m", "app.cli"]


def results() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
            "KULL_PACE": "off",
        }
        subprocess.run([*KULL, "demo", "--json"], check=True, capture_output=True)
        one, many = (asyncio.run(_cores(number)) for number in (1, FOLLOWERS))
    return [
        _result("a core, with one that follows", one, 0.1),
        _result(f"a core, with {FOLLOWERS} that follow", many, 0.1),
    ]


async def _cores(number: int) -> float:
    """Follow for some seconds while things are placed; return the part of a core it took."""
    from app.provisioning.progress.followers import Followers

    followers = Followers()
    with ExitStack() as places:
        for person in range(number):
            places.enter_context(followers.place(str(person), 1))
        following = [asyncio.create_task(_follow(followers)) for _ in range(number)]
        begun = time.process_time()
        for step in range(SECONDS):
            await asyncio.to_thread(_change, step)
            await asyncio.sleep(1)
        spent = time.process_time() - begun
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
    return spent / SECONDS


async def _follow(followers: Any) -> None:
    async for news in followers.news(1, tellings_a_second=300.0):
        assert news.written


def _change(step: int) -> None:
    """Take a thing out, or put it back, so that there is news and something is left to do."""
    from sqlalchemy import text

    from app.db import unit_of_work

    with unit_of_work() as session:
        session.execute(
            text(
                "UPDATE tenantobject SET seen = NULL, problem = :step, external_id = NULL, applied = NULL "
                "WHERE key = (SELECT min(key) FROM tenantobject WHERE cohort_id = 1)"
            ),
            {"step": str(step)},
        )


def _result(name: str, value: float, goal: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "unit": "ratio", "bound": "absolute", "limit": goal}


if __name__ == "__main__":
    print(json.dumps(results(), indent=2, ensure_ascii=False))
