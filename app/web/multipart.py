"""Forms with a file in them, read no further than we are willing to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.errors import AppError, Code, Invalid

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from fastapi import Request
    from starlette.datastructures import FormData

MAX_BYTES_AROUND_FILE = 64 * 1024


class TooLarge(AppError):
    status = 413
    title = "For stor fil"


async def form_with_file(request: Request, *, field: str, most: int) -> tuple[FormData, UploadFile]:
    """Read the form and its only file, and stop reading when it is too large. Raises Invalid and TooLarge."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Invalid(Code.form_malformed, f"Send filen i et skjema (multipart/form-data), i feltet {field}.")
    try:
        form = await MultiPartParser(
            request.headers, _capped(request, most), max_files=1, max_fields=5
        ).parse()
    except (MultiPartException, KeyError) as error:
        raise Invalid(
            Code.form_malformed, f"Skjemaet kan ikke leses. Send én fil i feltet {field}."
        ) from error
    for part in form.values():
        if isinstance(part, UploadFile):
            return form, part
    raise Invalid(Code.file_missing, f"Det er ingen fil i skjemaet. Legg den i feltet {field}.")


async def _capped(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > most + MAX_BYTES_AROUND_FILE:
            raise TooLarge(Code.file_too_large, f"Filen er over {most // 1024**2} MB.")
        yield chunk
