"""Provisioning measured: against the lower bound, the fewest requests, its own growth, and the SDK's plain way.

Every run is a process of its own (one_provisioning.py), and the tenant another.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import httpx
from one_provisioning import APRIL, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
ONE_RUN = ROOT / "bench" / "one_provisioning.py"


def results() -> list[dict[str, Any]]:
    """Run everything. The run in real time takes the five minutes that Planner's limit makes it."""
    real = told(Run())
    small, large = told(Run(cohorts=10, virtual=True)), told(Run(cohorts=100, virtual=True))
    free, plain = _in_turns(Run(limits=False), Run(limits=False, plain=True))
    return [
        *_against_bounds("15 teams, real time", real),
        *_against_bounds("150 teams, virtual time", small),
        *_against_bounds("1,500 teams, virtual time", large),
        _ratio("CPU per team, 1,500 against 150 teams", large["cpu"] / 10, small["cpu"], 1.2),
        _ratio("memory, 1,500 against 150 teams", large["megabytes"], small["megabytes"], 1.2),
        _result("memory with 1,500 teams", large["megabytes"], "MB", "absolute", 300),
        _result("a settled pass", real["settled"], "requests", "absolute", 0),
        _result("a refresh of 15 teams, HTTP", real["refresh_http"], "requests", "absolute", 40),
        _result("a refresh of 15 teams, inner", real["refresh"], "requests", "absolute", 120),
        _ratio("15 teams the SDK's plain way, time against ours", plain["seconds"], free["seconds"], 10),
        _ratio("15 teams the SDK's plain way, CPU against ours", plain["cpu"], free["cpu"], 10),
    ]


def _in_turns(ours: Run, theirs: Run) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run both three times, each after the other, and give the medians: a processor is not as fast all the time."""
    turns = [(told(ours), told(theirs)) for _ in range(3)]
    medians = [
        {name: median(run[name] for run in runs) for name in ("seconds", "cpu")}
        for runs in zip(*turns, strict=True)
    ]
    return medians[0], medians[1]


def _against_bounds(name: str, run: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _ratio(f"{name}: time against the lower bound", run["seconds"], run["bound"], 1.15),
        _ratio(f"{name}: requests against the fewest", run["sent"], run["fewest"], 1.1),
        _result(f"{name}: CPU per request", 1000 * run["cpu"] / run["sent"], "ms", "absolute", None),
    ]


def _ratio(name: str, value: float, bound: float, limit: float) -> dict[str, Any]:
    return _result(name, value / bound, "ratio", f"{value:.1f} against {bound:.1f}", limit)


def _result(name: str, value: float, unit: str, bound: str, limit: float | None) -> dict[str, Any]:
    return {
        "name": f"provision: {name}",
        "value": round(value, 3),
        "unit": unit,
        "bound": bound,
        "limit": limit,
    }


# --- one run, in a process of its own -----------------------------------------------------------


def told(run: Run) -> dict[str, Any]:
    """Start the tenant and the run; return the run's own measurements."""
    with tempfile.TemporaryDirectory() as folder, _tenant() as address:
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = compiled | {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_URL": address,
            "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
            "KULL_PUBLIC_URL": "https://kull.example.no",
            "KULL_PACE": "documented" if run.limits else "off",
            "KULL_NOW": APRIL,
        }
        command = [sys.executable, str(ONE_RUN), json.dumps(vars(run))]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, cwd=ROOT)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@contextmanager
def _tenant() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, str(Path(__file__).parent / "tenant_apart.py"), str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            httpx.get(f"{address}/_sandbox/clock").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    print(json.dumps(results(), indent=2))
