"""Measure the import of a thousand people without a team: processor seconds, the opener of files counted, and memory.

In a process of its own, so that the memory is the import's.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

PEOPLE = 1_000
MAX_SECONDS, MAX_MEGABYTES = 2, 150


def results() -> list[dict[str, Any]]:
    done = subprocess.run([sys.executable, __file__], check=True, capture_output=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return [
        _result(f"import of {PEOPLE:,} people without a team", seconds, "CPU s", MAX_SECONDS),
        _result("the same, most memory held", megabytes, "MB", MAX_MEGABYTES),
    ]


def _result(name: str, value: float, unit: str, limit: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 3), "unit": unit, "bound": "absolute", "limit": limit}


def _workbook() -> bytes:
    from openpyxl import Workbook

    book, written = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["foretak", "navn", "e-post", "rolle", "sted"])
    for number in range(PEOPLE):
        name = f"Fornavn{number} Etternavn{number}"
        sheet.append(["UNN", name, f"person{number}@unn.example", "forbedringsagent", f"Sted {number % 8}"])
    book.save(written)
    return written.getvalue()


def _measure() -> None:
    import tempfile
    from datetime import UTC, datetime

    from sqlmodel import Session, SQLModel

    from app import programmes, tables
    from app.audit import Deed
    from app.db import engine
    from app.enrolment.service import enrol
    from app.provisioning.lifecycle.start import start_cohort

    assert tables
    data, deed = _workbook(), Deed(actor="-", at=datetime(2026, 1, 5, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        database = engine(f"sqlite:///{Path(folder) / 'kull.db'}")
        SQLModel.metadata.create_all(database)
        with Session(database) as session:
            definition = programmes.shipped_one("unn-forbedringsnettverk")
            start_cohort(session, definition=definition, start_year=2026, name="-", deed=deed)
            before = _cpu_seconds()
            result = enrol(session, cohort_id=1, data=data, filename="p.xlsx", deed=deed)
            session.commit()
            assert (result.people, result.problems) == (PEOPLE, [])
            seconds = _cpu_seconds() - before
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    _measure()
