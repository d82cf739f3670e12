"""Forms with a file in them, read no further than we are willing to hold."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.errors import AppError, Code, Invalid
from app.web.http.heads import declared_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from fastapi import Request
    from starlette.datastructures import FormData

MAX_BYTES_AROUND_FILE = 64 * 1024
_EXTENDED_NAME = re.compile(rb";\s*filename\*=\"?([\w-]*)'[^']*'([^;\"\s]*)", re.IGNORECASE)
_PLAIN_NAME = re.compile(rb";\s*filename=(\"(?:[^\"\\]|\\.)*\"|[^;]*)", re.IGNORECASE)
_FOR_THE_ROAD = re.compile(r"=\?[\w-]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_AS_IT_IS = {b"", b"binary", b"7bit", b"8bit"}
_WRITTEN_BY_BROWSERS = {"%22": '"', "%0D": "\r", "%0A": "\n"}
"""How they write what would end a name too soon; they write nothing else so, not even the sign itself."""


class TooLarge(AppError):
    status = 413
    title = "For stor fil"


class Rewritten(MultiPartException):
    """A part that is sent as base64 or the like: its letters would be kept as the file."""

    def __init__(self) -> None:
        super().__init__("rewritten")


class _Parser(MultiPartParser):
    """Takes names of files as older clients write them, and knows whether the form came to its end."""

    has_ended = False

    def on_headers_finished(self) -> None:
        part = self._current_part
        written = dict(part.item_headers).get(b"content-transfer-encoding", b"").strip().lower()
        if written not in _AS_IT_IS:
            raise Rewritten
        part.content_disposition = _with_plain_name(part.content_disposition or b"") or None
        super().on_headers_finished()

    def on_end(self) -> None:
        self.has_ended = True


def _with_plain_name(disposition: bytes) -> bytes:
    """Write a name that is given in letters of its own (`filename*=UTF-8''M%C3%A5l.mp4`) as all others are.

    A plain name beside it is for old programs, and has lost letters.
    """
    told = _EXTENDED_NAME.search(disposition)
    if not told:
        return disposition
    disposition = _PLAIN_NAME.sub(b"", disposition)
    letters = "latin-1" if told[1].lower() == b"iso-8859-1" else "utf-8"
    name = unquote_to_bytes(told[2]).decode(letters, "replace").encode()
    return disposition + b'; filename="' + name.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


async def form_with_file(request: Request, *, field: str, most: int) -> tuple[FormData, UploadFile]:
    """Read the form and its only file, and stop reading when it is too large. Raises Invalid and TooLarge.

    A form that says how large it is, is refused before any of it is read.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Invalid(Code.form_malformed, f"Send filen i et skjema (multipart/form-data), i feltet {field}.")
    if declared_bytes(request.headers) > most + MAX_BYTES_AROUND_FILE:
        raise _too_large(most)
    parser = _Parser(request.headers, _capped(request, most), max_files=1, max_fields=5)
    form = await _parsed(parser, field)
    file = next((part for part in form.values() if isinstance(part, UploadFile)), None)
    if file is None or not parser.has_ended:
        for half in parser._files_to_close_on_error:  # noqa: SLF001 - a file without an end stands in no form
            half.close()
        raise _broken_off() if not parser.has_ended else _without_file(field)
    file.filename = _unwritten(file.filename or "")
    return form, file


def _unwritten(name: str) -> str:
    for written, sign in _WRITTEN_BY_BROWSERS.items():
        name = name.replace(written, sign)
    try:
        return str(make_header(decode_header(name))) if _FOR_THE_ROAD.search(name) else name
    except (LookupError, ValueError, HeaderParseError):
        return name


async def _parsed(parser: _Parser, field: str) -> FormData:
    try:
        form = await parser.parse()
    except Rewritten as error:
        raise _not_as_it_is(field) from error
    except (MultiPartException, KeyError, ValueError) as error:  # ValueError: a charset that can read nothing
        raise _malformed(field) from error
    names = [name for name, _ in form.multi_items()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is None and all(map(_is_text, _words(form))):
        return form
    await form.close()
    raise _malformed(field) if twice is None else _given_twice(twice)


async def _capped(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > most + MAX_BYTES_AROUND_FILE:
            raise _too_large(most)
        yield chunk


def _words(form: FormData) -> Iterator[str]:
    for name, value in form.multi_items():
        yield name
        yield (value.filename or "") if isinstance(value, UploadFile) else value


def _is_text(text: str) -> bool:
    """Tell whether text can be stored: no database takes a nought, nor half a character that a charset has made."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _too_large(most: int) -> TooLarge:
    return TooLarge(Code.file_too_large, f"Filen er over {most // 1024**2} MB.")


def _malformed(field: str) -> Invalid:
    return Invalid(Code.form_malformed, f"Skjemaet kan ikke leses. Send én fil i feltet {field}.")


def _given_twice(name: str) -> Invalid:
    return Invalid(Code.form_malformed, f"Feltet {name} står flere ganger i skjemaet. Send det én gang.")


def _not_as_it_is(field: str) -> Invalid:
    return Invalid(
        Code.form_malformed,
        f"Filen i feltet {field} er sendt som base64 eller i en annen koding. Send den som den er (binary).",
    )


def _broken_off() -> Invalid:
    return Invalid(
        Code.form_malformed,
        "Skjemaet ble brutt av før alt var kommet, og ingenting er tatt imot. Send det på nytt.",
    )


def _without_file(field: str) -> Invalid:
    return Invalid(Code.file_missing, f"Det er ingen fil i skjemaet. Legg den i feltet {field}.")
