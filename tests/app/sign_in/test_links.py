"""Personal links: nobody guesses one, it opens one thing, it ends, and a wrong one tells nothing."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import small_cohort
from service import ask
from sqlmodel import select

from app.db import unit_of_work
from app.errors import NotFound
from app.meetings import feeds
from app.people import service as people
from app.privacy import service as privacy
from app.sign_in.links import HOLDS_NO_MORE, make_link, open_link, revoke_links
from app.sign_in.models import PersonalLink

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session

URL_SAFE = 64
A_DAY = timedelta(days=1)


def made(
    session: Session, *, scope: str = "feed", about: str = "team:1", person_id: int | None = None
) -> str:
    now = small_cohort.now()
    token = make_link(session, scope=scope, about=about, ends=now + A_DAY, now=now, person_id=person_id)
    session.flush()
    return token


def opened(session: Session, token: str, *, scope: str = "feed", after: timedelta = timedelta()) -> str:
    """What a link opens, or what the refusal says."""
    try:
        return open_link(session, token, scope=scope, now=small_cohort.now() + after).about
    except NotFound as refusal:
        return str(refusal)


def test_v7_2_a_link_is_256_bits_that_never_come_again(session: Session) -> None:
    tokens = {made(session) for _ in range(1000)}
    assert len(tokens) == 1000
    assert {math.floor(len(token) * math.log2(URL_SAFE)) for token in tokens} == {258}  # 43 letters carry 256
    firsts = {token[0] for token in tokens}
    assert len(firsts) == URL_SAFE  # all of it is chance


def test_v13_3_what_is_kept_opens_nothing(session: Session) -> None:
    token = made(session)
    (row,) = session.exec(select(PersonalLink)).all()
    assert token not in str(row.model_dump())
    assert opened(session, row.token_hash) == HOLDS_NO_MORE


@pytest.mark.parametrize("scope", ["consent", "list at the door", "", "FEED"])
def test_v8_2_a_link_for_one_thing_opens_no_other(session: Session, scope: str) -> None:
    token = made(session)
    assert opened(session, token) == "team:1"
    assert opened(session, token, scope=scope) == HOLDS_NO_MORE


def test_v7_3_a_link_ends(session: Session) -> None:
    token = made(session)
    assert opened(session, token, after=A_DAY - timedelta(seconds=1)) == "team:1"
    assert opened(session, token, after=A_DAY) == HOLDS_NO_MORE


def test_v7_4_a_link_taken_back_is_dead_and_the_others_live(session: Session) -> None:
    taken, beside, elsewhere = made(session), made(session, about="team:2"), made(session, scope="consent")
    revoke_links(session, now=small_cohort.now(), scope="feed", about="team:1")
    assert [opened(session, taken), opened(session, beside)] == [HOLDS_NO_MORE, "team:2"]
    assert opened(session, elsewhere, scope="consent") == "team:1"


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "å" * 43, "' or 1=1 --", "a" * 10_000])
def test_v16_5_what_is_no_link_is_answered_like_one_that_has_ended(session: Session, token: str) -> None:
    made(session)
    assert opened(session, token) == HOLDS_NO_MORE


def test_a_link_of_somebody_who_is_erased_is_dead(here: Path) -> None:
    cohort_id, now = small_cohort.started("torn-kull-3", 2026), small_cohort.now()
    with unit_of_work() as session:
        token = feeds.open_person(session, cohort_id, email=small_cohort.ANNE, actor="rhf", now=now)
        other = feeds.open_person(session, cohort_id, email=small_cohort.BERIT, actor="rhf", now=now)
        person = people.with_address(session, email=small_cohort.ANNE)
        assert person is not None
        assert len(session.exec(select(PersonalLink).where(PersonalLink.person_id == person.id)).all()) == 1
    with unit_of_work() as session:
        privacy.erase(session, email=small_cohort.ANNE, actor="rhf", now=now)

    async def asked(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(f"/kalender/{one}.ics")).status_code for one in (token, other)]

    assert ask(asked, as_role=None) == [404, 200]


def test_v16_5_every_wrong_link_is_answered_alike_over_http(here: Path) -> None:
    """One that never was, one for another thing, one taken back, one that has ended: the same 404 to the letter."""
    cohort_id, now = small_cohort.started("torn-kull-3", 2026), small_cohort.now()
    with unit_of_work() as session:
        live = feeds.open_person(session, cohort_id, email=small_cohort.ANNE, actor="rhf", now=now)
        taken = feeds.open_person(session, cohort_id, email=small_cohort.BERIT, actor="rhf", now=now)
        feeds.close(session, cohort_id, team=None, email=small_cohort.BERIT, actor="rhf", now=now)
        ended = make_link(session, scope=feeds.SCOPE, about="-", ends=now - A_DAY, now=now - 2 * A_DAY)
        other = make_link(session, scope="consent", about="shown:1", ends=now + A_DAY, now=now)

    async def asked(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        feed = [await client.get(f"/kalender/{one}.ics") for one in (taken, ended, other, "0" * 43)]
        page = [await client.get(f"/samtykke/{one}") for one in (live, taken, "0" * 43)]
        return [(answer.status_code, answer.json()["detail"]) for answer in feed + page]

    assert ask(asked, as_role=None) == [(404, HOLDS_NO_MORE)] * 7
