"""Reading foreign documents where they can do no harm: the doors that others use.

Each is read in a process with limits on memory and time, without the net and without our secrets.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, cast

from app.deliverables import FORMS
from app.safe import TooHeavy, run_limited
from app.submissions.library.classify import kind_of
from app.submissions.reading.findings import Finding, Unreadable
from app.submissions.reading.reports import fields, plans, templates
from app.submissions.reading.reports.fields import Report
from app.submissions.reading.reports.plans import Plan
from app.submissions.reading.reports.templates import Bindings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T", Report, Plan, Bindings)

# A union is no `type` to the checker; to the reader of the answer it is.
_REPORT = cast("type[Report | Finding]", Report | Finding)
_PLAN = cast("type[Plan | Finding]", Plan | Finding)
_BINDINGS = cast("type[Bindings | Finding]", Bindings | Finding)


def read_report(content: bytes, *, source: str, given: Iterable[str] = ()) -> Report:
    """Read a report made from the form `source`; raises Unreadable when it cannot be read at all.

    `given` is what the unit's own templates said already, which is no answer.
    """
    with _refused_when_too_heavy():
        return _told(run_limited(try_report, content, answer=_REPORT, source=source, given=list(given)))


def read_plan(content: bytes, filename: str, *, source: str) -> Plan:
    """Read a plan in Excel or Word made from the form `source`; raises Unreadable when it cannot be read at all."""
    if kind_of(filename) == "sheet":
        return plans.read_plan(content, filename, source=source)
    with _refused_when_too_heavy():
        return _told(run_limited(try_plan, content, answer=_PLAN, source=source))


def read_template(content: bytes, *, source: str) -> Bindings:
    """Say which fields of the form `source` the unit's own template binds; raises Unreadable."""
    with _refused_when_too_heavy():
        return _told(run_limited(try_template, content, answer=_BINDINGS, source=source))


def try_report(content: bytes, *, source: str, given: list[str]) -> Report | Finding:
    """Read a report, or say why not; runs in a process of its own."""
    try:
        return fields.read(content, fields=FORMS[source], given=given)
    except Unreadable as unreadable:
        return unreadable.finding


def try_plan(content: bytes, *, source: str) -> Plan | Finding:
    """Read a plan in Word, or say why not; runs in a process of its own."""
    try:
        return plans.plan_in_word(content, source=source)
    except Unreadable as unreadable:
        return unreadable.finding


def try_template(content: bytes, *, source: str) -> Bindings | Finding:
    """Read a template, or say why not; runs in a process of its own."""
    try:
        return templates.bindings(content, fields=FORMS[source])
    except Unreadable as unreadable:
        return unreadable.finding


@contextmanager
def _refused_when_too_heavy() -> Iterator[None]:
    try:
        yield
    except TooHeavy as heavy:
        raise Unreadable("too_heavy", str(heavy)) from None


def _told(answer: T | Finding) -> T:
    if isinstance(answer, Finding):
        raise Unreadable(answer.code, answer.text)
    return answer
