"""Each mail of the table is sent to the unit's mailbox in a tenant of our own, and read by the job over HTTP."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import do, look

from app.config import settings
from app.db import unit_of_work
from app.outbox.models import OwedMessage
from app.submissions.library import libraries
from app.submissions.models import Arrival
from corpora.mails.table import MAILS, SAMPLE
from graph_adapters.transport.requests import Request
from jobs.intake.bring import bring_in, read_mailbox
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

    from corpora.mails.sent import Sent

UNIT = "kvalitetsforbedring@example.no"
PLACEHOLDER = re.compile(r"\{(open|closed|safe|folder):([^}]+)\}")
SAFE = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02&reserved=0"
Outcome = tuple[set[str], set[tuple[str, str | None]], set[str], bool]


class Network:
    """One tenant, one cohort and one mailbox for all the mails."""

    def __init__(self, sandbox: SandboxOnASocket) -> None:
        self.sandbox = sandbox
        self.links: dict[tuple[str, str], str] = {}
        self.sent: dict[str, str] = {}
        self.cohort_id = small_cohort.begin("torn-kull-3", 2026)
        look(self.cohort_id)
        with unit_of_work() as session:
            (library,) = libraries.libraries_of_cohorts(session, [self.cohort_id])
            self.drive = library.library_id
        self.work()

    def work(self) -> None:
        async def worked() -> None:
            async with open_tenant(settings()) as tenant:
                await read_mailbox(tenant, settings())
                await bring_in(tenant, settings())

        asyncio.run(worked())

    def send(self, mail: Sent) -> None:
        """Let a mail come from outside, with real links in the place of those that stand for them."""
        text = self.filled(mail.text)
        body: dict[str, Any] = {
            "to": UNIT,
            "from": {"address": mail.by},
            "subject": mail.subject,
            "body": {"contentType": "text" if mail.plain else "html", "content": text},
            "attachments": [self._filled_in(one) for one in mail.files],
            "internetMessageHeaders": [
                {"name": name, "value": value} for name, value in mail.headers.items()
            ],
        }
        if mail.calendar:
            body["@odata.type"] = f"#microsoft.graph.{mail.calendar}"
        answer = httpx.post(f"{self.sandbox.address}/_sandbox/mail", json=body, timeout=30)
        answer.raise_for_status()
        self.sent[answer.json()["id"]] = mail.name

    def filled(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda match: self._link(match[1], match[2]), text)

    def _filled_in(self, one: dict[str, Any]) -> dict[str, Any]:
        if "item" not in one or "body" not in one["item"]:
            return one
        body = one["item"]["body"]
        item = one["item"] | {"body": body | {"content": self.filled(body["content"])}}
        return one | {"item": item}

    def _link(self, kind: str, name: str) -> str:
        scope = "users" if kind == "closed" else "organization"
        if (scope, name) not in self.links:
            self.links[scope, name] = asyncio.run(self._linked(name, scope, is_folder=kind == "folder"))
        link = self.links[scope, name]
        return SAFE.format(quote(link, safe="")) if kind == "safe" else link

    async def _linked(self, name: str, scope: str, *, is_folder: bool) -> str:
        content = base64.b64encode(b"innhold").decode()
        where = {"path": name} if is_folder else {}
        item = do(self.sandbox.address, "drop", drive=self.drive, name=name, content=content, **where)
        async with open_tenant(settings()) as tenant:
            item_id = item["parentReference"]["id"] if is_folder else item["id"]
            path = f"/drives/{self.drive}/items/{item_id}/createLink"
            body = {"type": "view", "scope": scope}
            answer = await tenant.connection.send(Request(method="POST", path=path, body=body))
            return str(answer.body["link"]["webUrl"])

    def outcomes(self) -> dict[str, Outcome]:
        """What became of each mail: taken, waiting with their sentences, asked about, seen."""
        asked = self.asked_about()
        with unit_of_work() as session:
            rows = session.exec(select(Arrival)).all()
            found: dict[str, Outcome] = {name: (set(), set(), set(), False) for name in self.sent.values()}
            for row in rows:
                name = self.sent[re.split("[/#]", row.source)[0]]
                taken, waiting, links, seen = found[name]
                if row.set_aside_at:
                    seen = True
                elif row.item_id:
                    taken.add(row.name)
                else:
                    waiting.add((row.name, row.problem))
                if row.link in asked:
                    links.add(row.link or "")
                found[name] = (taken, waiting, links, seen)
            assert len(rows) == sum(len(one[0]) + len(one[1]) + one[3] for one in found.values())
        return found

    def asked_about(self) -> set[str]:
        calls = httpx.get(f"{self.sandbox.address}/_sandbox/requests", timeout=30).json()["value"]
        tokens = re.findall(r"/shares/u!([\w-]+)/", " ".join(str(call) for call in calls))
        return {base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode() for token in tokens}

    def wanted(self, mails: Sequence[Sent]) -> dict[str, Outcome]:
        return {
            mail.name: (
                set(mail.taken),
                {(self.filled(name), sentence) for name, sentence in mail.waiting},
                {self.filled(link) for link in mail.asked},
                mail.seen,
            )
            for mail in mails
        }


@pytest.fixture
def network(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.setenv("KULL_MAILBOX", UNIT)
    settings.cache_clear()
    sandbox.state.add_person(mail=UNIT, displayName="Forbedringsenheten")
    return Network(sandbox)


def _read(network: Network, mails: Sequence[Sent]) -> None:
    for mail in mails:
        network.send(mail)
    network.work()


def _letters() -> list[str]:
    with unit_of_work() as session:
        return [one.subject for one in session.exec(select(OwedMessage)).all()]


def test_a_sample_of_mails_ends_as_taken_or_waiting(network: Network) -> None:
    sample = [mail for mail in MAILS if mail.name in SAMPLE]
    letters = _letters()
    _read(network, sample)
    assert (len(sample), _letters()) == (len(SAMPLE), letters)
    assert network.outcomes() == network.wanted(sample)
    assert network.asked_about() == {network.filled(link) for mail in sample for link in mail.asked}


@pytest.mark.corpora
def test_every_mail_ends_as_taken_or_waiting_and_once_however_often_it_is_told_of(network: Network) -> None:
    _read(network, MAILS)
    assert network.outcomes() == network.wanted(MAILS)
    assert network.asked_about() == {network.filled(link) for mail in MAILS for link in mail.asked}
    settled = network.sandbox.writes()
    for key in network.sent:  # marked as read, each is told of again
        row = network.sandbox.state.get("message", key) or {}
        network.sandbox.state.put("message", row | {"sequence": network.sandbox.state.number()})
    network.work()
    assert (network.outcomes(), network.sandbox.writes()) == (network.wanted(MAILS), settled)
