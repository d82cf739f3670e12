"""Every parser of foreign bytes, given bytes made for it: it ends, raises nothing but our own, and stays in bounds.

`make test` tries a few of each; `make fuzz-parsers` as many as RUNS says, the same ones each time.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import tracemalloc
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable  # noqa: TC003 - it says what two tables hold
from contextlib import suppress
from functools import cache
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from starlette.requests import Request
from support.forms import field_pdf, word_form
from support.papers.films import look
from support.papers.reports import filled, filled_plan_in_word, filled_poster, saved

from app.deliverables.fields import POSTER
from app.enrolment.csv_text import read_csv
from app.enrolment.forms.pdf import try_pdf
from app.enrolment.forms.word import try_word
from app.enrolment.problems import Unreadable as UnreadableSheet
from app.enrolment.xlsx import try_workbook
from app.errors import AppError, Invalid
from app.programmes.language.check import problems_in_text
from app.safe.zips import Bounds, opened_zip
from app.sign_in.errors import TokenRefused
from app.sign_in.issuer import entra
from app.sign_in.tokens import bearer
from app.submissions.api.notifications import router as notifications_router
from app.submissions.reading.film.boxes import MAX_READ_BYTES, MAX_REQUESTS
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.fields import read
from app.submissions.reading.reports.plans import plan_in_word
from app.submissions.reading.reports.templates import bindings
from app.web.multipart import form_with_file

RUNS = int(os.environ.get("KULL_FUZZ_RUNS", "25"))
ROOM_BYTES, TIMES_ITS_SIZE = 64 * 1024**2, 100
"""Memory a parser may take: some room of its own, and so many times the bytes it was given."""
KIND = "multipart/form-data; boundary=b"


def _film(content: bytes) -> None:
    _, reader = look(content)
    assert (len(reader.asked) <= MAX_REQUESTS + 64, reader.bytes_read <= 2 * MAX_READ_BYTES) == (True, True)


def _form(content: bytes, kind: str = KIND) -> None:
    waiting = [content[at : at + 7000] for at in range(0, len(content), 7000)] or [b""]

    async def receive() -> dict[str, Any]:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def taken() -> None:
        scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode("latin-1"))]}
        form, file = await form_with_file(Request(scope, receive), field="file", most=1024**2)
        "".join(str(one) for one in (*form.keys(), file.filename)).encode()
        await form.close()

    asyncio.run(taken())


class _Keys:
    def key(self, key_id: str) -> Any:
        raise TokenRefused(f"unknown key {len(key_id)}")


def _token(content: bytes) -> None:
    issuer = entra("8ddc6e3b-0000-4000-8000-000000000001", "6b756c6c-0000-4000-8000-000000000001")
    bearer(content.decode("latin-1"), issuer=issuer, keys=_Keys())  # type: ignore[arg-type]


NOTIFICATIONS = FastAPI()
NOTIFICATIONS.include_router(notifications_router)


def _notifications(content: bytes) -> None:
    """Send them to the door itself: nothing in it is known, so nothing is written down."""

    async def asked() -> int:
        over = httpx.ASGITransport(NOTIFICATIONS)
        async with httpx.AsyncClient(transport=over, base_url="https://kull.example.no") as client:
            answer = await client.post("/graph/notifications", content=content)
            return answer.status_code

    assert asyncio.run(asked()) == 400


def _header(value: object) -> bytes:
    coded = urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")
    return coded + b"." + urlsafe_b64encode(b"{}").rstrip(b"=") + b".c2ln"


def _zip(content: bytes) -> None:
    with opened_zip(content, Bounds()):
        pass


PARSERS: dict[str, Callable[[bytes], object]] = {
    "film": _film,
    "report in Word": lambda content: read(content, fields=POSTER),
    "poster in PowerPoint": lambda content: read(content, fields=POSTER),
    "plan in Word": lambda content: plan_in_word(content, source="fremdriftsplan-tiltak"),
    "template": lambda content: bindings(content, fields=POSTER),
    "workbook": try_workbook,
    "application in Word": try_word,
    "application in PDF": try_pdf,
    "CSV": lambda content: read_csv(content, "ark.csv"),
    "zip": _zip,
    "programme": problems_in_text,
    "form": _form,
    "token": _token,
    "notifications": _notifications,
}
OUR_OWN = (Unreadable, UnreadableSheet, AppError, TokenRefused)


def _book() -> bytes:
    book = Workbook()
    book.active.append(["Team", "Navn", "E-post"])
    return saved(book)


FORM = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\ninnhold\r\n--b--\r\n'
GOOD: dict[str, Callable[[], bytes]] = {
    "film": lambda: (
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x28moov\0\0\0\x20trak\0\0\0\x18mdia\0\0\0\x10hdlr" + bytes(8)
    ),
    "report in Word": lambda: filled({"mal": "Halvere ventetiden"}),
    "poster in PowerPoint": lambda: filled_poster({"mal": "Halvere ventetiden"}),
    "plan in Word": lambda: filled_plan_in_word("fremdriftsplan-tiltak", {"tiltak": "Tavlemøte"}),
    "template": lambda: filled({"mal": "Halvere ventetiden"}),
    "workbook": _book,
    "application in Word": word_form,
    "application in PDF": lambda: field_pdf({"Team": "Sengepost A", "Navn1": "Kari Nes"}),
    "CSV": "Team;Navn;E-post\nKirurgi;Åse Nes;ase@example.no\n".encode,
    "zip": _book,
    "programme": lambda: b"key: a\nname: &n A\nowner: *n\nmeetings:\n  - {key: a, kind: gathering}\n",
    "form": lambda: FORM,
    "notifications": lambda: b'{"value": {"subscriptionId": "a", "clientState": "b"}}',
    "token": lambda: _header({"alg": "RS256", "kid": "k"}),
}


@cache
def _good(parser: str) -> bytes:
    """Return bytes the parser reads, for the fuzzer to spoil."""
    return GOOD[parser]()


PIECES = st.sampled_from(
    [
        b"\0",
        b"\xff" * 4,
        b"\r\n",
        b"--b",
        b"]]>",
        b"<!DOCTYPE",
        b"&a;",
        b"*a",
        b"{",
        b"[",
        b"9" * 20,
        b"\\ud800",
    ]
)


@st.composite
def spoilt(draw: st.DrawFn, parser: str) -> bytes:
    """Bytes of any kind, or good ones of which a part of the package, or any part, was changed, cut or said twice."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=600))
    content = bytearray(_good(parser))
    if content.startswith(b"PK") and draw(st.booleans()):
        return _repacked(draw, bytes(content))
    for _ in range(draw(st.integers(1, 5))):
        _spoil(draw, content)
    return bytes(content)


def _spoil(draw: st.DrawFn, content: bytearray) -> None:
    begins = draw(st.integers(0, len(content)))
    ends = min(len(content), begins + draw(st.integers(0, 40)))
    content[begins:ends] = draw(
        st.one_of(
            st.binary(max_size=8), PIECES, st.just(bytes(content[begins:ends]) * draw(st.integers(2, 50)))
        )
    )


def _repacked(draw: st.DrawFn, content: bytes) -> bytes:
    """Spoil a part and pack it well, so that it is the parser that meets it and not the unpacking."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        chosen = draw(st.sampled_from([name for name in names if name.endswith(".xml")]))
        for name in names:
            part = bytearray(before.read(name))
            if name == chosen:
                _spoil(draw, part)
            after.writestr(name, bytes(part))
    return out.getvalue()


@pytest.mark.parametrize("parser", PARSERS)
def test_no_bytes_make_a_parser_raise_what_is_not_ours_or_take_without_bound(parser: str) -> None:
    @seed(20)
    @settings(max_examples=RUNS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(spoilt(parser))
    def tried(content: bytes) -> None:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        with suppress(*OUR_OWN):
            PARSERS[parser](content)
        taken = tracemalloc.get_traced_memory()[1] - before
        assert taken <= ROOM_BYTES + TIMES_ITS_SIZE * len(content)

    _good(parser)
    tracemalloc.start()
    try:
        tried()
    finally:
        tracemalloc.stop()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["alg", "kid", "x"]), inner),
    max_leaves=10,
)


@seed(20)
@settings(max_examples=4 * RUNS, database=None)
@given(JSON)
def test_no_header_of_a_token_is_more_than_refused(header: object) -> None:
    with pytest.raises(TokenRefused):
        _token(_header(header))


@seed(20)
@settings(max_examples=4 * RUNS, database=None)
@given(
    st.text(st.characters(max_codepoint=255), max_size=40), st.sampled_from(["", "b", '"b"', "b; charset="])
)
def test_no_kind_of_form_is_more_than_refused(more: str, boundary: str) -> None:
    with suppress(Invalid):
        _form(_good("form"), f"multipart/form-data; boundary={boundary}{more}")
