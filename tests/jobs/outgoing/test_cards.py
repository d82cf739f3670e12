"""A team's channel gets a card when something is received or decided: once, whatever the line does."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import SQLModel, col, select
from support import small_cohort
from support.handing_in import channel_of, drop, look
from support.service import ask

from app.audit import AuditRecord, Deed
from app.channel_posts import service
from app.cohorts.models import Team
from app.config import settings
from app.db import unit_of_work
from app.errors import Halted
from app.halt import service as halt
from app.outbox.models import MessageState, OwedMessage, Way
from app.submissions import service as submissions
from app.submissions.review import receipts
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.webhooks.workflows import address_of, posted_in
from jobs.outgoing.cards import post_in_channels
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

PAGE = "/kull/1/innleveringer/kanaler"
POSTER, FILM = "05 Poster/poster.pdf", "01 Presentasjon/film.mp4"
FIRST = [
    "Beskjeder om innleveringer kommer her",
    "Når dere leverer noe, og når veilederen har sett på det, står det her.",
]
NO_FILM = b"PK\x03\x04 dokument"
MENDED = [
    "Teampresentasjon på video: må rettes",
    "Det gjelder versjon 1 fra Kirurgi.",
    "Vi fant én ting som må rettes. Se hva det er på siden til teamet.",
]
RECEIVED = ["Poster: mottatt", "Det gjelder versjon 1 fra Kirurgi.", "Veilederen ser på den."]


class Channel:
    """Kirurgi's channel in the sandbox, whose owner has made an address for it."""

    def __init__(self, sandbox: SandboxOnASocket) -> None:
        self.id, self._sandbox = channel_of(1, "Kirurgi"), sandbox
        self.address = address_of(sandbox.state, sandbox.address, self.id)
        with unit_of_work() as session:
            self.team = session.exec(select(Team.uid).where(Team.name == "Kirurgi")).one()

    def cards(self) -> list[list[str]]:
        """Each card's texts, from its title on."""
        return [
            [block["inlines"][0]["text"] for block in one["card"]["body"]]
            for one in posted_in(self._sandbox.state, self.id)
        ]

    def leads_to(self) -> list[str]:
        return [one["card"]["actions"][0]["url"] for one in posted_in(self._sandbox.state, self.id)]

    def goes_wrong(self, **how: Any) -> None:
        rules(self._sandbox.state).append(Fault(operation="workflow.post", **how))


@pytest.fixture
def channel(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> Channel:
    monkeypatch.setenv("KULL_WORKFLOW_HOSTS", "127.0.0.1")
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    settings.cache_clear()
    small_cohort.begin("torn-kull-3", 2026)
    look(1)
    made = Channel(sandbox)
    assert _set(made, made.address).status_code == 303
    _post()
    return made


def _set(channel: Channel, address: str) -> httpx.Response:
    return ask(lambda client: client.post(PAGE, data={"team": channel.team, "address": address}))


def _page() -> str:
    return str(ask(lambda client: client.get(PAGE)).text)


def _answer() -> str:
    (said,) = re.findall(r'<p class="answer">(.*?)</p>', _page(), re.DOTALL)
    return " ".join(said.split())


def _post() -> None:
    async def posted() -> None:
        async with open_tenant(settings()) as tenant:
            await post_in_channels(tenant, settings())

    asyncio.run(posted())


def _hand_in(
    channel: Channel, sandbox: SandboxOnASocket, path: str = POSTER, content: bytes = b"innhold"
) -> None:
    drop(sandbox.address, channel.id, path, content=content)
    look(1)
    with unit_of_work() as session:
        receipts.answer_with_receipts(session, [1], now=settings().clock() + timedelta(minutes=1))


def _states() -> list[MessageState]:
    with unit_of_work() as session:
        owed = select(OwedMessage.state).where(OwedMessage.way == Way.channel)
        return list(session.exec(owed.order_by(col(OwedMessage.id))))


def test_the_channel_reads_what_was_received_and_what_a_mentor_decided(
    channel: Channel, sandbox: SandboxOnASocket
) -> None:
    _hand_in(channel, sandbox)
    now = settings().clock()
    with unit_of_work() as session:
        submissions.give_back(
            session, 1, question="Hvor er målet til Anne Aas?", deed=Deed(actor="mona", at=now)
        )
        submissions.accept(session, 1, deed=Deed(actor="mona", at=now))
    _post()
    _post()
    assert channel.cards() == [
        FIRST,
        RECEIVED,
        [
            "Poster: må ses på igjen",
            "Det gjelder versjon 1 fra Kirurgi.",
            "Veilederen har et spørsmål. Det er sendt til den som leverte.",
        ],
        ["Poster: godkjent", "Det gjelder versjon 1 fra Kirurgi.", "Veilederen har godkjent den."],
    ]
    assert set(channel.leads_to()) == {f"https://kull.example.no/team/{channel.team}"}
    assert _states() == [MessageState.sent] * 4


def test_what_must_be_mended_is_counted_and_what_may_not_be_shown_is_not_told(
    channel: Channel, sandbox: SandboxOnASocket
) -> None:
    _hand_in(channel, sandbox, FILM, NO_FILM)
    _hand_in(channel, sandbox, "05 Poster/13097248022 poster.pdf")
    _post()
    assert channel.cards() == [
        FIRST,
        MENDED,
        [
            "Poster: må rettes",
            "Det gjelder versjon 1 fra Kirurgi.",
            "Filen må rettes. De som leder teamet, har fått vite hva det gjelder.",
        ],
    ]


def test_a_channel_whose_address_is_removed_gets_no_card_and_neither_does_one_that_has_none(
    channel: Channel, sandbox: SandboxOnASocket
) -> None:
    _hand_in(channel, sandbox)
    drop(sandbox.address, channel_of(1, "Medisin"), POSTER)
    with unit_of_work() as session:  # not on its page: the service would post the card owed before it answers
        team = service.team_in(session, 1, channel.team)
        service.remove_address(session, team, deed=Deed(actor="unn", at=settings().clock()))
    _post()
    _hand_in(channel, sandbox, FILM, NO_FILM)
    assert (channel.cards(), _states()) == ([FIRST], [MessageState.sent, MessageState.failed])
    assert _answer() == "0 av 2 kanaler får beskjed om innleveringer."


@pytest.mark.parametrize(
    ("fault", "posted"),
    [({"kind": "hang_up", "after": True}, 1), ({"status": 504, "after": True}, 1), ({"status": 500}, 0)],
    ids=["a line that broke", "a lost answer", "a service that failed"],
)
def test_nothing_is_posted_twice_when_we_do_not_know_whether_it_was(
    channel: Channel, sandbox: SandboxOnASocket, fault: dict[str, Any], posted: int
) -> None:
    channel.goes_wrong(**fault)
    _hand_in(channel, sandbox)
    _hand_in(channel, sandbox, FILM, NO_FILM)
    _post()
    _post()
    assert channel.cards() == [FIRST] + [RECEIVED] * posted + [MENDED]
    assert _states() == [MessageState.sent, MessageState.unsure, MessageState.sent]


@pytest.mark.parametrize("status", [429, 503])
def test_a_channel_that_is_asked_too_often_is_left_alone_for_as_long_as_it_says(
    channel: Channel, sandbox: SandboxOnASocket, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel.goes_wrong(status=status, retry_after="900")
    _hand_in(channel, sandbox)
    _hand_in(channel, sandbox, FILM, NO_FILM)
    _post()
    _post()
    assert (channel.cards(), _states()[1:]) == ([FIRST], [MessageState.approved] * 2)
    small_cohort.on("2026-04-02", monkeypatch)
    _post()
    assert channel.cards() == [FIRST, RECEIVED, MENDED]


@pytest.mark.parametrize("status", [307, 401, 404])
def test_an_address_that_is_refused_is_used_no_more_and_the_unit_is_told_what_to_do(
    channel: Channel, sandbox: SandboxOnASocket, status: int
) -> None:
    channel.goes_wrong(status=status)
    _hand_in(channel, sandbox)
    _post()
    _hand_in(channel, sandbox, FILM, NO_FILM)
    _post()
    assert (channel.cards(), _states()) == ([FIRST], [MessageState.sent, MessageState.failed])
    assert _answer() == "0 av 2 kanaler får beskjed om innleveringer. 1 tar ikke imot lenger."
    assert f"Microsoft tar ikke imot kort til denne adressen lenger (HTTP {status})." in _page()
    at_hand = ask(lambda client: client.get("/kull/1")).text
    assert "1 kanal tar ikke imot beskjeder lenger. Lag en ny adresse i Teams." in at_hand
    _set(channel, channel.address)
    _post()
    assert channel.cards() == [FIRST, FIRST]
    assert _answer() == "1 av 2 kanaler får beskjed om innleveringer."


def test_an_address_is_shown_to_nobody_and_stands_in_no_log(
    channel: Channel, sandbox: SandboxOnASocket, capfd: pytest.CaptureFixture[str]
) -> None:
    signature = channel.address.partition("sig=")[2]
    channel.goes_wrong(status=403)
    _hand_in(channel, sandbox)
    _post()
    page = _page()
    refused = _set(channel, channel.address.replace("127.0.0.1", "localhost"))
    with unit_of_work() as session:
        audited = [one.model_dump_json() for one in session.exec(select(AuditRecord))]
    told = [page, refused.text, *audited, "".join(capfd.readouterr())]
    assert (refused.status_code, [text for text in told if signature in text or "_workflows" in text]) == (
        422,
        [],
    )
    assert f"<code>127.0.0.1 … {signature[-4:]}</code>" in page
    assert _tables_with(signature) == ["channeladdress"]


def _tables_with(text: str) -> list[str]:
    with unit_of_work() as session:
        rows = {
            name: session.execute(table.select()).all() for name, table in SQLModel.metadata.tables.items()
        }
    return [name for name, found in rows.items() if text in str(found)]


def test_the_unit_removes_an_address_and_nobody_else_sets_one(channel: Channel) -> None:
    form = {"team": channel.team, "address": "ikke en adresse"}
    refused = ask(lambda client: client.post(PAGE, data=form))
    assert (refused.status_code, re.findall(r'<a href="#address-(\w+)">', refused.text)) == (
        422,
        [channel.team],
    )
    assert ask(lambda client: client.post(PAGE, data=form), as_role="insight").status_code == 403
    assert _answer() == "1 av 2 kanaler får beskjed om innleveringer."
    assert ask(lambda client: client.post(f"{PAGE}/fjern", data=form)).status_code == 303
    assert _answer() == "0 av 2 kanaler får beskjed om innleveringer."


def test_a_card_waits_while_writing_is_halted(channel: Channel, sandbox: SandboxOnASocket) -> None:
    _hand_in(channel, sandbox)
    halting = Deed(actor="it", at=settings().clock())
    with unit_of_work() as session:
        halt.stop_writing(session, deed=halting)
    with pytest.raises(Halted):
        _post()
    assert (channel.cards(), _states()) == ([FIRST], [MessageState.sent, MessageState.approved])
    with unit_of_work() as session:
        halt.resume_writing(session, deed=halting)
    _post()
    assert channel.cards() == [FIRST, RECEIVED]
