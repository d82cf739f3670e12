"""What it costs to do nothing: `python -m bench.idle` lets ten minutes pass over twenty settled cohorts.

The clock is in our hands, a beat after the other; the runner, the timetable and the rows are the service's own. The
tenant is another process, so that its work is not counted. The first minutes, which settle, are not measured.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

COHORTS = int(os.environ.get("COHORTS", "20"))
WARM_UP, MEASURED = timedelta(minutes=12), timedelta(minutes=10)
NOW = [datetime(2026, 4, 1, 6, 0, tzinfo=UTC)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        os.environ |= {
            "KULL_DATABASE_URL": f"sqlite:///{folder}/kull.db",
            "KULL_SANDBOX_URL": f"http://127.0.0.1:{port}",
            "KULL_AUDIT_KEY_FILE": f"{folder}/audit.key",
            "KULL_AUDIT_ANCHORS": f"{folder}/anchors.jsonl",
            "KULL_PACE": "off",
        }
        apart = Path(__file__).parent / "tenant_apart.py"
        with subprocess.Popen([sys.executable, str(apart), str(port)]) as tenant:
            try:
                time.sleep(3)
                print(asyncio.run(_idle()))
            finally:
                tenant.terminate()


async def _idle() -> dict[str, Any]:
    import cohorts
    from one_provisioning import _approve

    from app.config import Settings, settings
    from app.gc_tuning import settle_down
    from jobs.provision.settle import ask_directory, settle_cohort
    from jobs.tenant import open_tenant

    Settings.clock = lambda _self: NOW[0]  # type: ignore[method-assign]
    made = cohorts.begin(COHORTS)
    async with open_tenant(settings()) as tenant:
        for cohort_id in made:
            await ask_directory(tenant, settings(), cohort_id)
            _approve(cohort_id)
            await settle_cohort(tenant, settings(), cohort_id)
        settle_down()
        await _pass(tenant, WARM_UP)
        return await _pass(tenant, MEASURED)


async def _pass(tenant: Any, spell: timedelta) -> dict[str, Any]:
    """Let time pass, beat by beat, and count what it took."""
    from sqlalchemy import event

    from app import change_count
    from app.config import settings
    from app.db import engine
    from jobs.runner.beat import BEAT_SECONDS, Beat
    from jobs.runner.service import Runner

    said, runs = Counter[str](), Counter[str]()
    event.listen(engine(), "before_cursor_execute", lambda _c, _k, statement, *_: said.update([statement]))
    runner = Runner(settings())
    clockwork = runner._clockwork()  # noqa: SLF001 - the service's own, without its thread
    beat = Beat(settings(), clockwork, runner.pulse, tenant.connection.far_clock, runner._at_a_beat)  # noqa: SLF001
    cpu, sent, count = time.process_time(), tenant.connection.sent, change_count.current()
    for _ in range(int(spell.total_seconds() / BEAT_SECONDS)):
        NOW[0] += timedelta(seconds=BEAT_SECONDS)
        await beat.once()
        runs.update(runner._due)  # noqa: SLF001
        await runner._work_what_is_due(tenant, clockwork)  # noqa: SLF001
    return {
        "statements": said.total(),
        "cpu": round(time.process_time() - cpu, 2),
        "requests": tenant.connection.sent - sent,
        "changes": change_count.current() - count,
        "runs": dict(runs),
        "most": [(many, statement[:90]) for statement, many in said.most_common(8)],
    }


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "tests")]
    main()
