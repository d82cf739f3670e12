"""The log: a JSON line an event on stderr, without secrets and personal data.

A trace comes without the values of variables, and every text goes through `redact` last of all. What other libraries
log goes the same way. Nothing of Microsoft's answers is logged but their request ids.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import structlog

from app.sensitive import redact

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger


MAX_FIELDS, MAX_FIELD_CHARACTERS = 40, 4000
MAX_READ_CHARACTERS = 100_000
"""What is read through for secrets; what lies between is in no line anyhow."""


def configure() -> None:
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last: list[Processor] = [without_secrets, bounded, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[*before, *last],
        logger_factory=lambda *_: structlog.PrintLogger(
            sys.stderr
        ),  # wherever it leads when something is said
    )
    _listen_to_others(before, last)


def _listen_to_others(before: list[Processor], last: list[Processor]) -> None:
    """Format the warnings and errors of other libraries as our own events."""
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=[clean, *last])
    )
    handler.set_name("kull")
    root = logging.getLogger()
    for old in [one for one in root.handlers if one.get_name() == "kull"]:
        root.removeHandler(old)
    root.addHandler(handler)


def without_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Redact every text of an event, however deep; a name of a field is ours and stays."""
    return {name: _redacted(value) for name, value in event.items()}


def bounded(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep a line to 40 fields of 4,000 characters each, whatever somebody sent; the event and its time come last."""
    kept = dict(list(event.items())[-MAX_FIELDS:])
    return {name: _shortened(value) for name, value in kept.items()}


def _shortened(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, bool | float | None):
        return value
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(written) <= MAX_FIELD_CHARACTERS else _ends(written, MAX_FIELD_CHARACTERS)


def _ends(text: str, most: int) -> str:
    """Return both ends of a text: a trace says where it began at one, and what it was at the other."""
    return f"{text[: most // 2]} … {len(text) - most} … {text[-(most // 2) :]}"


def _redacted(value: Any) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case str():
            return redact(value if len(value) <= MAX_READ_CHARACTERS else _ends(value, MAX_READ_CHARACTERS))
        case dict():
            return {name: _redacted(inner) for name, inner in value.items()}
        case list() | tuple() | set():
            return [_redacted(inner) for inner in value]
        case bool() | int() | float() | None:
            return value
        case _:
            return redact(str(value))
