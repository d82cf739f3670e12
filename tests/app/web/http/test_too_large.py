"""What is too large is refused in words, on a page and to a program, whether it says its size or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.service import ask

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

MEGABYTE = 1024 * 1024
FORM = {"Content-Type": "multipart/form-data; boundary=b"}
WORDS = "Det du sendte, er større enn det som tas imot her. Gjør filen mindre, og prøv igjen."


async def _endless() -> AsyncIterator[bytes]:
    yield b'--b\r\nContent-Disposition: form-data; name="workbook"; filename="a.xlsx"\r\n\r\n'
    for _ in range(30):
        yield b"x" * MEGABYTE


def _send(address: str, **headers: str) -> tuple[int, str, str]:
    async def asked(client: httpx.AsyncClient) -> Any:
        answer = await client.post(address, content=_endless(), headers=FORM | headers)
        return answer.status_code, answer.headers["content-type"], answer.text

    found: tuple[int, str, str] = ask(asked)
    return found


def test_a_program_is_told_in_words(here: Path) -> None:
    status, kind, text = _send("/api/programmes/check", **{"Content-Length": "30000000"})
    assert (status, kind, WORDS in text) == (413, "application/problem+json", True)
    assert '"type":"urn:kull:file-too-large"' in text


@pytest.mark.parametrize("said", [{}, {"Content-Length": "30000000"}], ids=["drips", "says its size"])
def test_a_person_gets_a_page(here: Path, said: dict[str, str]) -> None:
    status, kind, text = _send("/kull/1/pamelding/ark", accept="text/html", **said)
    assert (status, kind, WORDS in text) == (413, "text/html; charset=utf-8", True)
