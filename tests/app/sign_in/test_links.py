"""Personal links: nobody guesses one, it opens one thing, it ends, and a wrong one tells nothing."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort
from support.service import ask

from app.audit import Deed
from app.cohorts.models import Team
from app.dashboard.team import send_links
from app.dashboard.team_pages import LINK_IS_GOOD_FOR
from app.db import unit_of_work
from app.deliverables.models import Deliverable
from app.errors import NotFound
from app.meetings import feeds
from app.meetings.attendance import door_list
from app.meetings.models import Meeting
from app.outbox.models import OwedMessage
from app.people import service as people
from app.people.models import Role, RoleGrant
from app.privacy import service as privacy
from app.sign_in.links import LINK_HOLDS_NO_MORE, make_link, open_link, revoke_links
from app.sign_in.models import PersonalLink
from app.submissions.review import consent
from app.submissions.review.consent import Somebody

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
    assert opened(session, row.token_hash) == LINK_HOLDS_NO_MORE


@pytest.mark.parametrize("scope", ["consent", "list at the door", "", "FEED"])
def test_v8_2_a_link_for_one_thing_opens_no_other(session: Session, scope: str) -> None:
    token = made(session)
    assert opened(session, token) == "team:1"
    assert opened(session, token, scope=scope) == LINK_HOLDS_NO_MORE


def test_v7_3_a_link_ends(session: Session) -> None:
    token = made(session)
    assert opened(session, token, after=A_DAY - timedelta(seconds=1)) == "team:1"
    assert opened(session, token, after=A_DAY) == LINK_HOLDS_NO_MORE


def test_v7_4_a_link_taken_back_is_dead_and_the_others_live(session: Session) -> None:
    taken, beside, elsewhere = made(session), made(session, about="team:2"), made(session, scope="consent")
    revoke_links(session, now=small_cohort.now(), scope="feed", about="team:1")
    assert [opened(session, taken), opened(session, beside)] == [LINK_HOLDS_NO_MORE, "team:2"]
    assert opened(session, elsewhere, scope="consent") == "team:1"


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "å" * 43, "' or 1=1 --", "a" * 10_000])
def test_v16_5_what_is_no_link_is_answered_like_one_that_has_ended(session: Session, token: str) -> None:
    made(session)
    assert opened(session, token) == LINK_HOLDS_NO_MORE


def test_a_link_of_somebody_who_is_erased_is_dead(here: Path) -> None:
    cohort_id, now = small_cohort.started("torn-kull-3", 2026), small_cohort.now()
    with unit_of_work() as session:
        token = feeds.open_person(session, cohort_id, email=small_cohort.ANNE, deed=Deed(actor="rhf", at=now))
        other = feeds.open_person(
            session, cohort_id, email=small_cohort.BERIT, deed=Deed(actor="rhf", at=now)
        )
        person = people.with_address(session, email=small_cohort.ANNE)
        assert person is not None
        assert len(session.exec(select(PersonalLink).where(PersonalLink.person_id == person.id)).all()) == 1
    with unit_of_work() as session:
        privacy.erase(session, email=small_cohort.ANNE, deed=Deed(actor="rhf", at=now))

    async def asked(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(f"/kalender/{one}.ics")).status_code for one in (token, other)]

    assert ask(asked, as_role=None) == [404, 200]


def test_v16_5_every_wrong_link_is_answered_alike_over_http(here: Path) -> None:
    """One that never was, one for another thing, one taken back, one that has ended: the same 404 to the letter."""
    cohort_id, now = small_cohort.started("torn-kull-3", 2026), small_cohort.now()
    with unit_of_work() as session:
        live = feeds.open_person(session, cohort_id, email=small_cohort.ANNE, deed=Deed(actor="rhf", at=now))
        taken = feeds.open_person(
            session, cohort_id, email=small_cohort.BERIT, deed=Deed(actor="rhf", at=now)
        )
        feeds.close(session, cohort_id, team=None, email=small_cohort.BERIT, deed=Deed(actor="rhf", at=now))
        ended = make_link(session, scope=feeds.SCOPE, about="-", ends=now - A_DAY, now=now - 2 * A_DAY)
        other = make_link(session, scope="consent", about="shown:1", ends=now + A_DAY, now=now)

    async def asked(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        feed = [await client.get(f"/kalender/{one}.ics") for one in (taken, ended, other, "0" * 43)]
        page = [await client.get(f"/samtykke/{one}") for one in (live, taken, "0" * 43)]
        return [(answer.status_code, answer.json()["detail"]) for answer in feed + page]

    assert ask(asked, as_role=None) == [(404, LINK_HOLDS_NO_MORE)] * 7


OPENED_AT = {
    "calendar feed": "/kalender/{}.ics",
    "list at the door": "/oppmote/{}",
    "withdraw-consent": "/samtykke/{}",
    "team page": "/hva-na/{}",
}


@pytest.mark.parametrize(
    ("scope", "last_day", "day_after"),
    [
        ("calendar feed", "2028-03-30", "2028-03-31"),
        ("list at the door", "2026-09-18", "2026-09-19"),
        ("withdraw-consent", "2027-03-31", "2027-04-01"),
        ("team page", "2027-03-31", "2027-04-01"),
    ],
)
def test_v8_2_each_kind_of_link_opens_its_own_page_alone_until_it_ends_or_is_taken_back(
    here: Path, monkeypatch: pytest.MonkeyPatch, scope: str, last_day: str, day_after: str
) -> None:
    small_cohort.started("torn-kull-3", 2026)
    token = a_link(scope)
    assert [name for name in OPENED_AT if opens(token, name)] == [scope]
    small_cohort.on(last_day, monkeypatch)
    assert opens(token, scope)
    small_cohort.on(day_after, monkeypatch)
    assert not opens(token, scope)
    small_cohort.on("2026-04-01", monkeypatch)
    take_back(scope)
    assert not opens(token, scope)


def test_v8_3_whoever_leads_the_team_no_more_has_no_link_to_its_page(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    token = a_link("team page")
    with unit_of_work() as session:
        person = people.with_address(session, email=small_cohort.ANNE)
        assert person is not None
        grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == person.id)).one()
        grant.role = Role.staff
    assert not opens(token, "team page")


def opens(token: str, scope: str) -> bool:
    async def asked(client: httpx.AsyncClient) -> int:
        return (await client.get(OPENED_AT[scope].format(token))).status_code

    status = ask(asked, as_role=None)
    assert status in {200, 404}
    return bool(status == 200)


def a_link(scope: str) -> str:
    """Make one as the unit does: it is told, or mailed to Anne."""
    with unit_of_work() as session:
        usual: dict[str, Any] = {"deed": Deed(actor="rhf", at=small_cohort.now())}
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        match scope:
            case "calendar feed":
                return feeds.open_person(session, 1, email=small_cohort.ANNE, **usual)
            case "list at the door":
                return door_list.open_list(session, first_gathering(session), now=small_cohort.now())
            case "withdraw-consent":
                shown_in_a_film(session, team, "Anne Aas", **usual)
            case "team page":
                send_links(session, team, address="", ends=small_cohort.now() + LINK_IS_GOOD_FOR, **usual)
        (mail,) = session.exec(select(OwedMessage)).all()
        (found,) = re.findall(r"/(?:samtykke|hva-na)/(\S+)", mail.text)
        assert mail.recipient == small_cohort.ANNE
        return str(found)


def take_back(scope: str) -> None:
    with unit_of_work() as session:
        usual: dict[str, Any] = {"deed": Deed(actor="rhf", at=small_cohort.now())}
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        match scope:
            case "calendar feed":
                feeds.close(session, 1, team=None, email=small_cohort.ANNE, **usual)
            case "list at the door":
                door_list.open_list(session, first_gathering(session), now=small_cohort.now())
            case "withdraw-consent":
                shown_in_a_film(session, team, "Berit Bø", **usual)  # the list is written anew, without her
            case "team page":
                send_links(session, team, address="", ends=small_cohort.now() + LINK_IS_GOOD_FOR, **usual)


def shown_in_a_film(session: Session, team: Team, name: str, **usual: Any) -> None:
    film = session.exec(select(Deliverable).where(Deliverable.key == "video")).one()
    somebody = Somebody(name=name, email=f"{name.split(maxsplit=1)[0].lower()}@example.no")
    which: dict[str, Any] = {"team_id": team.id, "deliverable_id": film.id}
    consent.confirm(session, **which, people=[somebody], page_address="https://kull.example.no", **usual)


def first_gathering(session: Session) -> int:
    return session.exec(select(Meeting.id).where(Meeting.key == "samling-1")).one() or 0
