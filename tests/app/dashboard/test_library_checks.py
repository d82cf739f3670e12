"""Whether the teams' libraries are read, and whether Microsoft tells us of news in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.workbooks import a_cohort

from app.config import settings
from app.dashboard.library_checks import followed
from app.submissions.models import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
FRESH, STALE = NOW - timedelta(minutes=10), NOW - timedelta(minutes=70)


@pytest.fixture(autouse=True)
def _at_eight(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KULL_NOW", NOW.isoformat())
    settings.cache_clear()
    yield
    settings.cache_clear()


def checks(session: Session, *libraries: dict[str, Any]) -> list[tuple[str, str, str]]:
    cohort = a_cohort(session)
    for number, facts in enumerate(libraries):
        session.add(Library(library_id=f"l-{number}", cohort_id=cohort.id, **facts))
    session.add(Library(library_id="closed", cohort_id=a_cohort(session, name="B", closed_at=NOW).id))
    session.flush()
    return [(one.how, one.word, one.value.replace("\N{NO-BREAK SPACE}", " ")) for one in followed(session)]


@pytest.mark.parametrize(
    ("libraries", "told"),
    [
        (
            [{"looked_at": FRESH}, {"looked_at": NOW}],
            ("done", "I orden", "2 bibliotek, sist onsdag 1. april 2026 (uke 14) kl. 07.50."),
        ),
        (
            [{"looked_at": STALE}, {"looked_at": NOW}],
            ("waits", "Venter", "2 bibliotek, sist onsdag 1. april 2026 (uke 14) kl. 06.50."),
        ),
        ([{}], ("waits", "Venter", "1 bibliotek, sist –.")),
        (
            [{"looked_at": STALE, "problem": "Vi har ikke tilgang."}],
            (
                "late",
                "Bør ses på",
                "1 bibliotek, sist onsdag 1. april 2026 (uke 14) kl. 06.50. Vi har ikke tilgang.",
            ),
        ),
    ],
)
def test_the_oldest_reading_tells_whether_files_are_read(
    session: Session, libraries: list[dict[str, Any]], told: tuple[str, str, str]
) -> None:
    assert checks(session, *libraries)[0] == told


def test_without_an_address_microsoft_tells_us_nothing_and_files_are_read_all_the_same(
    session: Session,
) -> None:
    assert checks(session)[1] == ("done", "I orden", "Ikke i bruk. Filer leses hvert tiende minutt.")


@pytest.mark.parametrize(
    ("until", "how", "counted"), [(NOW + timedelta(days=1), "done", "1 av 1"), (NOW, "waits", "0 av 1")]
)
def test_a_subscription_that_has_ended_is_waited_for(
    session: Session, monkeypatch: pytest.MonkeyPatch, until: datetime, how: str, counted: str
) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    settings.cache_clear()
    told = checks(session, {"looked_at": NOW, "subscribed_until": until})[1]
    assert (told[0], told[2][: len(counted)]) == (how, counted)
