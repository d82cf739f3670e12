"""The unit's own templates, with their logo and their order: which fields can be read back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.programmes import listed
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, warning
from app.submissions.reading.reports.answers import Source, gathered, places
from app.submissions.reading.reports.fields import opened
from app.submissions.reading.reports.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.deliverables import FormField


@dataclass(frozen=True, kw_only=True)
class Bindings:
    """How each field is known again, by its key; `lacks` are the keys the template has no place for.

    `said` is what stands at their places, which is no answer; `ending` is what a file of
    this kind is called by, whatever this one is.
    """

    sources: dict[str, Source]
    lacks: tuple[str, ...]
    said: tuple[str, ...]
    findings: tuple[Finding, ...]
    ending: Literal["docx", "pptx"]


def bindings(template: bytes, *, fields: Iterable[FormField]) -> Bindings:
    """Read a Word or PowerPoint template; raises Unreadable when it cannot be opened, or names people by number."""
    fields, document = tuple(fields), opened(template)
    if identity_numbers(document.whole):
        raise Unreadable("identity_number", "I malen står noe som ser ut som et fødselsnummer. Ta det bort.")
    by_source = sorted(places(document, fields), key=lambda place: place.source)  # by tag last
    sources = {place.key: place.source for place in by_source}
    lacks = tuple(one for one in fields if one.key not in sources)
    return Bindings(
        sources=sources,
        lacks=tuple(one.key for one in lacks),
        said=tuple(dict.fromkeys(found.text for found in gathered(document, fields))),
        findings=_findings(lacks),
        ending="docx" if "word/document.xml" in Office(template).names else "pptx",
    )


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
