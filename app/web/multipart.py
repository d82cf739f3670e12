"""Forms with a file in them, read no further than we are willing to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.errors import AppError, Code, Invalid
from app.web.http.heads import declared_bytes

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from fastapi import Request
    from starlette.datastructures import FormData

MAX_BYTES_AROUND_FILE = 64 * 1024


class TooLarge(AppError):
    status = 413
    title = "For stor fil"


async def form_with_file(request: Request, *, field: str, most: int) -> tuple[FormData, UploadFile]:
    """Read the form and its only file, and stop reading when it is too large. Raises Invalid and TooLarge.

    A form that says how large it is, is refused before any of it is read.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Invalid(Code.form_malformed, f"Send filen i et skjema (multipart/form-data), i feltet {field}.")
    if declared_bytes(request.headers) > most + MAX_BYTES_AROUND_FILE:
        raise _too_large(most)
    parser = MultiPartParser(request.headers, _capped(request, most), max_files=1, max_fields=5)
    form = await _parsed(parser, field)
    file = next((part for part in form.values() if isinstance(part, UploadFile)), None)
    if file is None:
        for half in parser._files_to_close_on_error:  # noqa: SLF001 - a file without an end stands in no form
            half.close()
        raise Invalid(Code.file_missing, f"Det er ingen fil i skjemaet. Legg den i feltet {field}.")
    return form, file


async def _parsed(parser: MultiPartParser, field: str) -> FormData:
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:  # ValueError: a charset that can read nothing
        raise _malformed(field) from error
    if all(map(_is_text, _words(form))):
        return form
    await form.close()
    raise _malformed(field)


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
