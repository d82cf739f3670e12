"""Which addresses cards are posted to, and when a channel is owed one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support import small_network
from support.small_network import KIRURGI, MEDISIN, NOW, UNNS

from app.audit import AuditRecord, Deed
from app.channel_posts import service
from app.channel_posts.models import ChannelAddress
from app.cohorts.models import Team
from app.errors import Conflict, Invalid, NotFound
from app.outbox.models import OwedMessage

if TYPE_CHECKING:
    from sqlmodel import Session

HOST = "default0.71.environment.api.powerplatform.com"
HOSTS = (".logic.azure.com", ".environment.api.powerplatform.com")
INVOKE = (
    "/powerautomate/automations/direct/workflows/7ee5/triggers/manual/paths/invoke?api-version=1&sig=abcd"
)
ADDRESS = f"https://{HOST}{INVOKE}"
GOOD = {
    ADDRESS: ADDRESS,
    f" https://{HOST}:443{INVOKE}\n": ADDRESS,
    f"https://prod-12.westeurope.logic.azure.com:443{INVOKE}": (
        f"https://prod-12.westeurope.logic.azure.com{INVOKE}"
    ),
}
NOT_ONE = [
    "",
    "ikke en adresse",
    f"http://{HOST}{INVOKE}",
    f"https://{HOST}:8443{INVOKE}",
    f"https://kari:hemmelig@{HOST}{INVOKE}",
    f"https://{HOST}.example.no{INVOKE}",
    f"https://{HOST}@example.no{INVOKE}",
    f"https://evil-logic.azure.com{INVOKE}",
    "https://169.254.169.254/metadata",
    "https://[::1]/",
    "https://localhost/",
    "https://0.0.0.0/",
    "https://2852039166/metadata",
    "https://0xa9fea9fe/metadata",
    "https://0251.0376.0251.0376/metadata",
    "https://[::ffff:169.254.169.254]/",
    "https://169.254.169.254#@prod-12.logic.azure.com/",
    f"https://{HOST}./",
    f"https://{HOST}\\@example.no{INVOKE}",
    f"https://example.no/@{HOST}{INVOKE}",
    f"gopher://{HOST}/",
    "file:///etc/passwd",
    f"//{HOST}{INVOKE}",
    f"https://{HOST}%00.example.no/",
    f"https://{HOST}\x00/",
    "https://[::1",
    f"ftp://{HOST}/",
    f"https://{HOST}:port/",
    f"https://{HOST}/{'a' * 2000}",
]


@pytest.fixture
def kirurgi(session: Session) -> Team:
    small_network.start(session)
    return session.get_one(Team, KIRURGI)


def _set(session: Session, team: Team, address: str = ADDRESS, *, deed: Deed = UNNS) -> None:
    service.set_address(session, team, address=address, hosts=HOSTS, deed=deed)


def _remove(session: Session, team: Team) -> None:
    service.remove_address(session, team, deed=UNNS)
    session.flush()


def _post(session: Session, team: Team, step: str = "received") -> None:
    service.post_card(
        session, team, about="submission:1", step=step, title="Poster: mottatt", text="", now=NOW
    )


def _owed(session: Session) -> list[tuple[str, str, str]]:
    found = session.exec(select(OwedMessage).order_by(col(OwedMessage.id)))
    return [(one.recipient, one.subject, one.state.value) for one in found]


def _listed(session: Session) -> list[tuple[str, str, str | None]]:
    return [(one.team.name, one.address, one.problem) for one in service.of_cohort(session, 1)]


@pytest.mark.parametrize("written", GOOD)
def test_an_address_of_a_workflow_is_kept_as_it_will_be_posted_to(
    session: Session, kirurgi: Team, written: str
) -> None:
    _set(session, kirurgi, written)
    assert service.channel_address_for(session, f"team:{kirurgi.uid}") == GOOD[written]


@pytest.mark.parametrize("written", NOT_ONE)
def test_an_address_of_anything_else_is_refused(session: Session, kirurgi: Team, written: str) -> None:
    with pytest.raises(Invalid) as refused:
        _set(session, kirurgi, written)
    assert str(refused.value) == (
        "Dette er ingen adresse fra Arbeidsflyter i Teams. Den begynner med https:// og ligger hos logic.azure.com og "
        "environment.api.powerplatform.com. Kopier hele adressen på nytt."
    )
    assert session.exec(select(ChannelAddress)).all() == []


def test_two_teams_do_not_share_an_address(session: Session, kirurgi: Team) -> None:
    _set(session, kirurgi)
    with pytest.raises(Conflict, match="Et annet team har alt denne adressen"):
        _set(session, session.get_one(Team, MEDISIN))
    assert _listed(session) == [("Kirurgi", f"{HOST} … abcd", None), ("Medisin", "", None)]


def test_the_first_card_says_what_comes_and_a_new_address_says_it_again(
    session: Session, kirurgi: Team
) -> None:
    _set(session, kirurgi)
    _set(session, kirurgi)
    _set(session, kirurgi, deed=Deed(actor="unn", at=NOW + timedelta(days=1)))
    first = (f"team:{kirurgi.uid}", "Beskjeder om innleveringer kommer her", "approved")
    assert _owed(session) == [first, first]


def test_a_channel_without_an_address_is_owed_nothing(session: Session, kirurgi: Team) -> None:
    _post(session, kirurgi)
    _set(session, kirurgi)
    _remove(session, kirurgi)
    _post(session, kirurgi)
    assert [subject for _, subject, _ in _owed(session)] == ["Beskjeder om innleveringer kommer her"]
    assert service.channel_address_for(session, f"team:{kirurgi.uid}") is None


def test_a_refused_address_is_owed_nothing_more_until_another_is_set(session: Session, kirurgi: Team) -> None:
    _set(session, kirurgi)
    service.note_channel_refused(
        session, f"team:{kirurgi.uid}", said="Microsoft tar ikke imot kort (HTTP 404)."
    )
    _post(session, kirurgi)
    assert _listed(session)[0] == ("Kirurgi", f"{HOST} … abcd", "Microsoft tar ikke imot kort (HTTP 404).")
    assert (service.refused_channels_in(session, 1), len(_owed(session))) == (1, 1)
    _set(session, kirurgi)
    _post(session, kirurgi)
    assert (service.refused_channels_in(session, 1), len(_owed(session))) == (0, 2)


def test_channels_that_take_no_more_cards_are_listed_first(session: Session, kirurgi: Team) -> None:
    medisin = session.get_one(Team, MEDISIN)
    _set(session, medisin)
    service.note_channel_refused(session, f"team:{medisin.uid}", said="Nei.")
    assert [one.team.name for one in service.of_cohort(session, 1)] == ["Medisin", "Kirurgi"]


def test_setting_and_removing_are_audited_without_the_address(session: Session, kirurgi: Team) -> None:
    _set(session, kirurgi)
    _remove(session, kirurgi)
    _remove(session, kirurgi)
    session.commit()
    about = select(AuditRecord).where(AuditRecord.about == f"channel posts:{kirurgi.uid}")
    records = session.exec(about.order_by(col(AuditRecord.id))).all()
    assert [(one.actor, one.act) for one in records] == [
        ("unn", "channel address set"),
        ("unn", "channel address removed"),
    ]
    assert [one.details for one in records] == [{"team": "Kirurgi"}] * 2


def test_a_team_is_found_by_its_uid_in_its_own_cohort_only(session: Session, kirurgi: Team) -> None:
    assert service.team_in(session, 1, kirurgi.uid).name == "Kirurgi"
    with pytest.raises(NotFound, match="ikke noe slikt team i kullet"):
        service.team_in(session, 2, kirurgi.uid)


def test_a_card_leads_to_the_page_of_the_team_it_is_for() -> None:
    assert service.team_page("team:t0123456789") == "/team/t0123456789"
