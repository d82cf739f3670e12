"""The headers of every answer, and the requests of other sites that are turned away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.service import ask, sandbox_of

from app.web.http.security_headers import origin_of, policy

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


def test_a_page_loads_nothing_from_elsewhere_and_its_forms_lead_here_or_out() -> None:
    assert policy(way_out="https://login.example.no", framed_by="'none'").split("; ") == [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "form-action 'self' https://login.example.no",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://login.example.no/tenant/v2.0?a=1", "https://login.example.no"),
        ("http://127.0.0.1:8010/kull", "http://127.0.0.1:8010"),
    ],
)
def test_an_origin_is_a_scheme_a_host_and_its_port(address: str, origin: str) -> None:
    assert origin_of(address) == origin


def test_v3_4_every_answer_carries_the_strict_headers(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[dict[str, str], str]:
        return dict((await client.get("/health/live")).headers), sandbox_of(client)

    headers, address = ask(asked, as_role=None)
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; form-action 'self' {address}; frame-ancestors 'none'; base-uri 'none'"
    )
    assert {
        name: headers[name] for name in ("x-content-type-options", "referrer-policy", "cache-control")
    } == {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
    }
