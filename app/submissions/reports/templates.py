"""The unit's own templates, with their logo and their order: which fields can be read back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes.norwegian import listed
from app.submissions.findings import Finding, warning
from app.submissions.reports.gathering import Source, places
from app.submissions.reports.reading import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.deliverables.fields import FormField


@dataclass(frozen=True, kw_only=True)
class Bindings:
    """How each field is known again, by its key; `lacks` are the keys the template has no place for."""

    sources: dict[str, Source]
    lacks: tuple[str, ...]
    findings: tuple[Finding, ...]


def bindings(template: bytes, *, fields: Iterable[FormField]) -> Bindings:
    """Read a Word or PowerPoint template; raises Unreadable when it cannot be opened."""
    fields = tuple(fields)
    by_source = sorted(places(opened(template), fields), key=lambda place: place.source)  # by tag last
    sources = {place.key: place.source for place in by_source}
    lacks = tuple(one for one in fields if one.key not in sources)
    return Bindings(sources=sources, lacks=tuple(one.key for one in lacks), findings=_findings(lacks))


def _findings(lacks: tuple[FormField, ...]) -> tuple[Finding, ...]:
    if not lacks:
        return ()
    labels = listed(f"«{one.label}»" for one in lacks)
    return (
        warning(
            "unbound_fields",
            f"Malen mangler plass til {labels}. Legg inn en rad eller overskrift med disse ordene, "
            "eller en innholdskontroll med samme navn som kode.",
        ),
    )
