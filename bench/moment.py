"""The day on which the benchmarks of pages are run, whatever the calendar says."""

from datetime import UTC, datetime, timedelta

APRIL = "2026-04-01T08:00:00+02:00"
NOW = datetime.fromisoformat(APRIL)
SAID, LAST_WEEK = (f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" for at in (NOW, NOW - timedelta(days=7)))
"""Times as SQLite keeps them."""
