"""Forwarded headers: believed of the proxies in the settings, and of nobody else."""

from __future__ import annotations

import asyncio
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask

from app.config import settings
from app.errors import Refused
from app.web.http.behind_proxy import BehindProxy

if TYPE_CHECKING:
    from pathlib import Path

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))
PROXY, STRANGER = "10.0.0.4", "203.0.113.9"


@pytest.mark.parametrize(
    ("peer", "forwarded", "scheme", "taken"),
    [
        (PROXY, ["192.0.2.1"], ["https"], ("192.0.2.1", "https")),
        (PROXY, ["192.0.2.1:51234"], ["https"], ("192.0.2.1", "https")),
        (PROXY, ["[2001:db9::1]:443"], ["https"], ("2001:db9::1", "https")),
        (PROXY, ["127.0.0.1, 192.0.2.1"], ["http, https"], ("192.0.2.1", "https")),
        (PROXY, ["127.0.0.1", "192.0.2.1, 10.0.0.9"], [], ("192.0.2.1", "http")),
        (PROXY, ["192.0.2.1, noe"], ["ftp"], (PROXY, "http")),
        (PROXY, ["10.0.0.9"], [], (PROXY, "http")),
        (PROXY, [], [], (PROXY, "http")),
        ("::ffff:10.0.0.4", ["192.0.2.1"], [], ("192.0.2.1", "http")),
        (STRANGER, ["192.0.2.1"], ["https"], (STRANGER, "http")),
        ("127.0.0.1", ["192.0.2.1"], ["https"], ("127.0.0.1", "http")),
    ],
)
def test_v4_1_the_right_most_address_that_is_no_proxy_of_ours_is_the_senders(
    peer: str, forwarded: list[str], scheme: list[str], taken: tuple[str, str]
) -> None:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    headers += [(b"x-forwarded-proto", one.encode()) for one in scheme]
    assert asyncio.run(_taken(peer, headers, TRUSTED)) == taken


def test_v4_1_without_the_setting_forwarded_headers_are_ignored_from_this_machine_too() -> None:
    headers = [(b"x-forwarded-for", b"192.0.2.1"), (b"x-forwarded-proto", b"https")]
    assert asyncio.run(_taken("127.0.0.1", headers, ())) == ("127.0.0.1", "http")


async def _taken(peer: str, headers: list[tuple[bytes, bytes]], trusted: Any) -> tuple[str, str]:
    seen: list[Any] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append((scope["client"][0], scope["scheme"]))

    scope = {"type": "http", "client": (peer, 1), "scheme": "http", "headers": headers}
    await BehindProxy(app, trusted=trusted)(scope, None, None)  # type: ignore[arg-type]
    return seen[0]


def test_a_proxy_is_named_by_its_address_and_never_by_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    monkeypatch.setenv("KULL_TRUSTED_PROXIES", "10.0.0.4, 2001:db8::/32")
    assert settings().trusted_networks == (ip_network("10.0.0.4/32"), ip_network("2001:db8::/32"))
    settings.cache_clear()
    monkeypatch.setenv("KULL_TRUSTED_PROXIES", "proxy.example.no")
    with pytest.raises(Refused, match=r"«proxy\.example\.no» er verken en adresse eller et nett"):
        settings()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        ("https://kull.example.no", "kull.example.no", 401),
        ("http://kull.example.no", "kull.example.no", 403),
        ("https://kull.example.no.evil.no", "kull.example.no", 403),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", 401),
        ("https://127.0.0.1:8000", "127.0.0.1:8000", 403),
        ("null", "kull.example.no", 403),
    ],
)
def test_v3_5_the_scheme_of_an_origin_is_checked_whatever_a_proxy_speaks_to_us(
    here: Path, monkeypatch: pytest.MonkeyPatch, origin: str, host: str, status: int
) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    settings.cache_clear()
    headers = {"Origin": origin, "Host": host}
    answer = ask(lambda client: client.post("/api/cohorts", json={}, headers=headers), as_role=None)
    assert answer.status_code == status
