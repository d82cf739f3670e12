"""A form with one file is read; what is no such form, or is too large, is refused with a sentence."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from app.errors import AppError
from app.web.multipart import TooLarge, form_with_file

MEGABYTE = 1024 * 1024
KIND = "multipart/form-data; boundary=b"


def part(field: str, content: bytes, filename: str | None = None) -> bytes:
    named = f'; filename="{filename}"' if filename else ""
    head = f'--b\r\nContent-Disposition: form-data; name="{field}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def read(*chunks: bytes, kind: str = KIND) -> tuple[dict[str, Any], str | None, bytes]:
    """Send a form in chunks; return its fields, and the file's name and content."""
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def taken() -> tuple[dict[str, Any], str | None, bytes]:
        scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
        form, file = await form_with_file(Request(scope, receive), field="file", most=MEGABYTE)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        content = await file.read()
        await file.close()
        return fields, file.filename, content

    return asyncio.run(taken())


def test_a_form_gives_its_fields_and_its_file() -> None:
    body = part("note", b"Hei") + part("file", b"a;b", "ark.csv") + b"--b--\r\n"
    assert read(body[:40], body[40:]) == ({"note": "Hei"}, "ark.csv", b"a;b")


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        (b"{}", "application/json", "Send filen i et skjema (multipart/form-data), i feltet file."),
        (b"hello", KIND, "Skjemaet kan ikke leses. Send én fil i feltet file."),
        (b"", "multipart/form-data", "Skjemaet kan ikke leses. Send én fil i feltet file."),
        (
            part("file", b"1", "a") + part("more", b"2", "b") + b"--b--\r\n",
            KIND,
            "Skjemaet kan ikke leses. Send én fil i feltet file.",
        ),
        (
            part("note", b"Hei") + b"--b--\r\n",
            KIND,
            "Det er ingen fil i skjemaet. Legg den i feltet file.",
        ),
    ],
)
def test_a_form_without_its_one_file_is_refused(body: bytes, kind: str, sentence: str) -> None:
    with pytest.raises(AppError) as refusal:
        read(body, kind=kind)
    assert (refusal.value.status, str(refusal.value)) == (422, sentence)


HEAD_OF_FILE = '--b\r\nContent-Disposition: form-data; name="file"; filename="F.mp4"\r\n'
CODED = "Filen i feltet file er sendt som base64 eller i en annen koding. Send den som den er (binary)."


@pytest.mark.parametrize("coding", ["base64", "BASE64", "quoted-printable"])
def test_a_file_that_is_coded_for_the_road_is_refused(coding: str) -> None:
    """Its letters would be kept as the film."""
    head = f"{HEAD_OF_FILE}Content-Transfer-Encoding: {coding}"
    with pytest.raises(AppError) as refusal:
        read(head.encode() + b"\r\n\r\naW5uaG9sZA==\r\n--b--\r\n")
    assert (refusal.value.status, str(refusal.value)) == (422, CODED)


@pytest.mark.parametrize("coding", ["binary", "8bit", "7bit"])
def test_a_file_that_is_sent_as_it_is_may_say_so(coding: str) -> None:
    head = f"{HEAD_OF_FILE}Content-Transfer-Encoding: {coding}"
    assert read(head.encode() + b"\r\n\r\nx\r\n--b--\r\n") == ({}, "F.mp4", b"x")


@pytest.mark.parametrize("second", [b"Medisin", b"Kirurgi", b""])
def test_a_field_that_is_given_twice_is_refused(second: bytes) -> None:
    with pytest.raises(AppError) as refusal:
        read(part("team", b"Kirurgi") + part("team", second) + part("file", b"x", "a") + b"--b--\r\n")
    sentence = "Feltet team står flere ganger i skjemaet. Send det én gang."
    assert (refusal.value.status, str(refusal.value)) == (422, sentence)


WHOLE = part("note", b"Hei") + part("file", b"x" * 500, "Film.mp4") + b"--b--\r\n"
BROKEN_OFF = "Skjemaet ble brutt av før alt var kommet, og ingenting er tatt imot. Send det på nytt."


@pytest.mark.parametrize("kept", [-4, -6, -8, -10, -300, 130, 60])
def test_a_form_that_is_broken_off_is_told_so(kept: int) -> None:
    """In its last line, in the file, in what stands before the file."""
    with pytest.raises(AppError) as refusal:
        read(WHOLE[:kept])
    assert (refusal.value.status, str(refusal.value)) == (422, BROKEN_OFF)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("filename*=UTF-8''M%C3%A5l.mp4", "Mål.mp4"),
        ("filename*=utf-8'nb'M%C3%A5l%20%22%22.mp4", 'Mål "".mp4'),
        ("filename*=\"UTF-8''M%C3%A5l.mp4\"", "Mål.mp4"),
        ("FileName*=ISO-8859-1''M%E5l.mp4", "Mål.mp4"),
        ("filename=\"M_l; 1.mp4\"; filename*=UTF-8''M%C3%A5l.mp4", "Mål.mp4"),
        ("filename*=UTF-8''M%C3%A5l.mp4; filename=M_l.mp4", "Mål.mp4"),
        ('filename="=?utf-8?B?TcOlbGZpbG0ubXA0?="', "Målfilm.mp4"),
        ('filename="=?utf-8?Q?M=C3=A5l_1.mp4?="', "Mål 1.mp4"),
        ('filename="=?ukjent?Q?M=C3=A5l.mp4?="', "=?ukjent?Q?M=C3=A5l.mp4?="),
        ('filename="Film %22endelig%22.mp4"', 'Film "endelig".mp4'),
        ('filename="100 % av %20.mp4"', "100 % av %20.mp4"),
        ('filename="Mål.mp4"', "Mål.mp4"),
    ],
)
def test_a_files_name_is_read_as_clients_write_it(written: str, name: str) -> None:
    head = f'--b\r\nContent-Disposition: form-data; name="file"; {written}\r\n\r\n'
    assert read(head.encode() + b"x\r\n--b--\r\n") == ({}, name, b"x")


def test_a_forms_kind_is_known_in_capitals() -> None:
    assert read(WHOLE, kind="Multipart/Form-Data; boundary=b")[1] == "Film.mp4"


MANY = part("file", b"1", "a") * 1_000 + b"--b--\r\n"
HEAD = b"--b\r\nX: "


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (MANY, KIND),
        (part("note", b"1") * 1_000 + MANY, KIND),
        (HEAD + b"a" * 500_000 + b"\r\n\r\nx\r\n--b--\r\n", KIND),
        (b"--b\r\n" + b"X: a\r\n" * 50_000 + b"\r\nx\r\n--b--\r\n", KIND),
        (part("n" * 1_000_000, b"x"), KIND),
        (part("file", b"x", "a"), "multipart/form-data; boundary="),
        (part("file", b"x", "a"), f"multipart/form-data; boundary={'b' * 100_000}"),
        (part("file", b"x", "a\0.pdf") + b"--b--\r\n", KIND),
        (part("note", b"a\0") + part("file", b"x", "a") + b"--b--\r\n", KIND),
        (
            part("note", b"\\ud800") + part("file", b"x", "a") + b"--b--\r\n",
            f"{KIND}; charset=unicode_escape",
        ),
        (part("file", b"x", "a") + b"--b--\r\n", f"{KIND}; charset=undefined"),
        (part("file", b"x", "a") + b"--b--\r\n", f"{KIND}; charset=a\0b"),
    ],
)
def test_a_form_that_is_made_to_do_harm_is_refused_in_the_same_words(body: bytes, kind: str) -> None:
    with pytest.raises(AppError) as refusal:
        read(body, kind=kind)
    assert (refusal.value.status, str(refusal.value)) == (
        422,
        "Skjemaet kan ikke leses. Send én fil i feltet file.",
    )


def test_a_form_that_says_it_is_too_large_is_not_read() -> None:
    asked = []

    async def receive() -> dict[str, Any]:
        asked.append(1)
        return {"type": "http.request", "body": b"", "more_body": False}

    said = [(b"content-type", KIND.encode()), (b"content-length", b"2147483648")]
    scope = {"type": "http", "method": "POST", "headers": said}
    with pytest.raises(TooLarge, match=r"^Filen er over 1 MB\.$"):
        asyncio.run(form_with_file(Request(scope, receive), field="file", most=MEGABYTE))
    assert asked == []


def test_a_file_may_be_as_large_as_is_said_and_is_refused_while_it_is_sent() -> None:
    whole = part("file", b"x" * MEGABYTE, "film.mp4") + b"--b--\r\n"
    assert len(read(whole)[2]) == MEGABYTE
    with pytest.raises(TooLarge, match=r"^Filen er over 1 MB\.$"):
        read(part("file", b"x" * MEGABYTE, "film.mp4")[:-2], *[b"x" * 32 * 1024] * 3)
