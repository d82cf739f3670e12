"""The show as a zip, for a room without network: each film is fetched and written straight into it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from app.submissions import MAX_FILM_BYTES
from graph_adapters import libraries, transport
from graph_adapters.errors import Gone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.submissions import Film
    from jobs.tenant import Tenant


async def pack_show(tenant: Tenant, films: Sequence[Film], to: Path) -> None:
    """Write the films in running order, `01 Kirurgi.mp4`; they are packed as they are, since film does not shrink.

    The file is there when it is whole, and not before. Raises TenantError when a film cannot be fetched.
    """
    half = to.with_suffix(".part")
    with ZipFile(half, "w", ZIP_STORED) as show:
        for film in films:
            details = await libraries.details(tenant.connection, film.library_id, film.item_id)
            if details.download_url is None:
                raise Gone("The film is not there any more.")
            with show.open(film.file_name, "w", force_zip64=True) as kept:
                async for chunk in transport.file_chunks(
                    tenant.outside, details.download_url, most=MAX_FILM_BYTES
                ):
                    kept.write(chunk)
    half.replace(to)
