"""How fast a notification is answered while floods come, and how many looks they cost.

The service runs as `kull serve` does, with the sandbox on a socket of its own; numbers are for the machine they are
made on, and asserted nowhere.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

KULL = [sys.executable, "-m", "app.cli"]
SERVICE = "http://127.0.0.1:8977"
NOTIFICATIONS, AT_ONCE = 800, 8


def results() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = os.environ | {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
            "KULL_PACE": "off",
            "KULL_PUBLIC_URL": SERVICE,
        }
        subprocess.run([*KULL, "demo", "--json"], env=environment, check=True, capture_output=True)
        with subprocess.Popen([*KULL, "serve", "--port", "8977"], env=environment) as service:
            try:
                return _measured(folder)
            finally:
                service.terminate()


def _measured(folder: Path) -> list[dict[str, Any]]:
    word = _until(lambda: _subscription(folder))
    door = json.loads((folder / "sandbox.door").read_text())["address"]
    looks = _looks(door)
    with httpx.Client(timeout=30) as client, ThreadPoolExecutor(AT_ONCE) as people:
        seconds = list(people.map(lambda _: _told(client, word), range(NOTIFICATIONS)))
    time.sleep(5)
    return [
        _result("notification answered, 99 of 100", statistics.quantiles(seconds, n=100)[98], "s", 0.3),
        _result("looks a notification costs", (_looks(door) - looks) / NOTIFICATIONS, "ratio", 0.05),
    ]


def _result(name: str, value: float, unit: str, limit: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "unit": unit, "bound": "absolute", "limit": limit}


def _subscription(folder: Path) -> dict[str, Any] | None:
    with sqlite3.connect(folder / "kull.db") as database:
        rows = database.execute("SELECT subscription_id, secret FROM library").fetchall()
    subscribed = [row for row in rows if row[0]]
    if not subscribed:
        return None
    return {"value": [{"subscriptionId": subscribed[0][0], "clientState": subscribed[0][1]}]}


def _told(client: httpx.Client, word: dict[str, Any]) -> float:
    began = time.perf_counter()
    client.post(f"{SERVICE}/graph/notifications", json=word).raise_for_status()
    return time.perf_counter() - began


def _looks(door: str) -> int:
    requests = httpx.get(f"{door}/_sandbox/requests").json()["value"]
    return sum(request["operation"] == "driveItem.delta" for request in requests)


def _until(found: Callable[[], Any], seconds: float = 120) -> Any:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if (value := found()) is not None:
            return value
        time.sleep(0.5)
    raise SystemExit("the service did not subscribe")


if __name__ == "__main__":
    for result in results():
        print(result)
