"""The language of a page: texts are written in bokmål, nynorsk and English are catalogues beside it.

A catalogue is read as it is written (`catalogues/nn.po`); there is no compiled form to forget.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.pofile import read_po

from app.config import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog
    from starlette.requests import Request

CATALOGUES = Path(__file__).parent / "catalogues"
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
COOKIE = "kull_language"
_LOCALES = {"nb": Locale("nb", "NO"), "nn": Locale("nn", "NO"), "en": Locale("en", "GB")}
_spoken: ContextVar[str] = ContextVar("language", default="nb")


def cookie_name(*, secure: bool) -> str:
    """Name the cookie that remembers a language, as the session's own is named."""
    return "__Host-kull-language" if secure else COOKIE


def language_of(request: Request) -> str:
    """Return the language chosen in this browser before, else the service's own.

    What a browser asks for says what it was installed in: many a hospital's machine asks for English.
    """
    chosen = request.cookies.get(cookie_name(secure=request.app.state.sign_in.secure))
    return chosen if chosen in LANGUAGES else settings().language


def speak(language: str) -> None:
    """Set the language of all texts from now on, in this context."""
    _spoken.set(language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak a language for a while: a letter's may be another than its reader's page."""
    before = _spoken.set(language if language in LANGUAGES else "nb")
    try:
        yield
    finally:
        _spoken.reset(before)


def current_language() -> str:
    return _spoken.get()


def locale() -> Locale:
    return _LOCALES[_spoken.get()]


def said(text: str) -> str:
    """Mark a text that is translated where it is shown, so that the catalogues know it."""
    return text


def gettext(text: str) -> str:
    """Return a text in the language that is spoken; bokmål when the catalogue lacks it."""
    return _translated(_spoken.get(), text)[0]


def ngettext(singular: str, plural: str, number: int) -> str:
    """Choose the singular or the plural; our three languages draw the line at the same place."""
    forms = _translated(_spoken.get(), singular)
    if forms == (singular,):
        forms = (singular, plural)
    return forms[0] if number == 1 else forms[-1]


def _translated(spoken: str, text: str) -> tuple[str, ...]:
    return _texts(spoken).get(text, (text,))


@cache
def _texts(spoken: str) -> dict[str, tuple[str, ...]]:
    """Return every text of a catalogue in its forms, by its bokmål."""
    if spoken == "nb":
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue(spoken):
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if key and all(forms):
            found[key] = forms
    return found


def catalogue(spoken: str) -> Catalog:
    with (CATALOGUES / f"{spoken}.po").open("rb") as file:
        return read_po(file, locale=spoken)
