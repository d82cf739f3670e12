"""Run every benchmark and write bench/results.json: a list of {name, value, unit, bound, limit}.

A value is a ratio wherever one can be formed; absolute times are shown so that people can see them, and asserted
nowhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import auditing
import importing
import notifications
import pages
import probing
import provision
import sandbox

ROOT = Path(__file__).parent.parent
KULL = ROOT / ".venv" / "bin" / "kull"
APRIL = "2026-04-01T08:00:00+02:00"


def main() -> None:
    results = [
        *_help(),
        *_provision(),
        *provision.results(),
        *sandbox.results(),
        *probing.results(),
        *pages.results(),
        *notifications.results(),
        *auditing.results(),
        *importing.results(),
    ]
    (ROOT / "bench" / "results.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    for result in results:
        print(f"{result['name']:52} {result['value']:>10} {result['unit']:10} limit {result['limit']}")


def _result(name: str, value: float, unit: str, bound: str, limit: float | None) -> dict[str, Any]:
    return {"name": name, "value": round(value, 3), "unit": unit, "bound": bound, "limit": limit}


def _help() -> list[dict[str, Any]]:
    """`kull --help`, the best of five: against an interpreter that does nothing, and in seconds."""
    ours = min(_seconds([str(KULL), "--help"]) for _ in range(5))
    nothing = min(_seconds([sys.executable, "-c", ""]) for _ in range(5))
    return [
        _result("kull --help", ours, "s", "absolute", 0.5),
        _result("kull --help against an empty interpreter", ours / nothing, "ratio", "python -c ''", None),
    ]


def _provision() -> list[dict[str, Any]]:
    """Do the main job on an empty machine: fifteen teams, limits off and as documented; install not counted."""
    fast, told = _demo(pace="off")
    slow, _ = _demo(pace="documented")
    return [
        _result("provision 15 teams, pace off", fast, "s", "absolute", 20),
        _result("provision 15 teams, documented pace", slow, "s", "absolute", None),
        _result("requests, inner ones counted", told["graph_requests"], "requests", "absolute", None),
        _result("things placed", told["placed"], "things", "absolute", None),
    ]


def _demo(*, pace: str) -> tuple[float, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_FILE": f"{folder}/sandbox.jsonl",
            "KULL_PACE": pace,
            "KULL_NOW": APRIL,
        }
        seconds = _seconds([str(KULL), "demo", "--json"], env=environment, out=Path(folder) / "out")
        return seconds, json.loads((Path(folder) / "out").read_text())


def _seconds(command: list[str], env: dict[str, str] | None = None, out: Path | None = None) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, env=env, check=True, capture_output=True)
    if out:
        out.write_bytes(done.stdout)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
