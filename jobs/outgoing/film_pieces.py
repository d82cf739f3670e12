"""Pass a film of the show on to the browser piece by piece, from where it lies; no copy is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Code, Conflict, Invalid, NotFound
from app.submissions import Piece
from graph_adapters import libraries, transport
from graph_adapters.errors import Gone, TenantError

if TYPE_CHECKING:
    from app.submissions import Film
    from jobs.tenant import Tenant

MAX_PIECE_BYTES = 4 * 1024 * 1024


async def film_piece(tenant: Tenant, film: Film, first: int, last: int | None) -> Piece:
    """Fetch a film's bytes from `first` to `last`, or as many of them as are passed on at once.

    Raises NotFound when the film is gone, Invalid beyond its end, and Conflict when it cannot be fetched now.
    """
    try:
        return await _piece(tenant, film, first, last)
    except Gone:
        raise NotFound(Code.no_such_film, "Filmen ligger ikke lenger i kanalen.") from None
    except TenantError:
        raise Conflict(
            Code.film_unreachable, "Filmen kan ikke hentes fra Microsoft 365 akkurat nå. Prøv igjen om litt."
        ) from None


async def _piece(tenant: Tenant, film: Film, first: int, last: int | None) -> Piece:
    details = await libraries.details(tenant.connection, film.library_id, film.item_id)
    if details.download_url is None:
        raise Gone("The film is not there any more.")
    if first >= details.size:
        raise Invalid(Code.outside_film, "Filmen er ikke så lang.")
    ends = details.size if last is None else min(details.size, last + 1)
    length = min(ends - first, MAX_PIECE_BYTES)
    content = await transport.range_reader(tenant.outside, details.download_url)(first, length)
    return Piece(content=content, offset=first, size=details.size)
