"""Nynorsk and English say everything that bokmål says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from support.paths import ROOT
from support.service import ask

from app.config import settings
from app.web.language import COOKIE, LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

OTHERS = [code for code in LANGUAGES if code != "nb"]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "said": None}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACES = re.compile(r"%\((\w+)\)s")


def _texts() -> Iterator[tuple[str, ...]]:
    for _file, _line, text, _comments, _context in extract_from_dir(
        ROOT / "app", METHODS, {"**/templates/**.html": {"trimmed": "true"}}, KEYWORDS
    ):
        yield (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    written = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(language)
    }
    assert written - {""} == {forms[0] for forms in _texts()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_with_the_same_places_in_it(language: str) -> None:
    wrong = []
    for message in catalogue(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        places = [set(PLACES.findall(text)) for text in (ids[-1], strings[-1])]
        if ids != [""] and (message.fuzzy or not all(strings) or places[0] != places[1]):
            wrong.append(ids[0])
    assert wrong == []


ENGLISH_BROWSER = {"Accept-Language": "en-GB,en;q=0.9"}


@pytest.mark.parametrize(
    ("setting", "chosen", "spoken"),
    [("nb", None, "nb"), ("nn", None, "nn"), ("nb", "en", "en"), ("nn", "tlh", "nn")],
)
def test_a_page_is_in_the_chosen_language_else_the_services_own_whatever_the_browser_asks_for(
    here: Path, monkeypatch: pytest.MonkeyPatch, setting: str, chosen: str | None, spoken: str
) -> None:
    monkeypatch.setenv("KULL_LANGUAGE", setting)
    settings.cache_clear()

    async def look(client: httpx.AsyncClient) -> str:
        cookies = {"Cookie": f"{COOKIE}={chosen}"} if chosen else {}
        return (await client.get("/", headers=ENGLISH_BROWSER | cookies)).text

    assert re.findall(r'<html lang="(\w+)"', ask(look)) == [spoken]


def test_v3_3_over_https_the_language_is_kept_in_a_cookie_of_this_host_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://127.0.0.1:8000")
    settings.cache_clear()

    async def chosen(client: httpx.AsyncClient) -> tuple[str, str]:
        answer = await client.post("/sprak", data={"language": "en"})
        cookie = answer.headers["set-cookie"]
        page = await client.get("/", headers={"Cookie": cookie.partition(";")[0]})
        return cookie, page.text

    cookie, page = ask(chosen)
    assert cookie == "__Host-kull-language=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax; Secure"
    assert re.findall(r'<html lang="(\w+)"', page) == ["en"]
