"""Counts of things as people say them: 15 kanaler, 225 oppgaver og 11 møter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.provisioning import kinds
from app.provisioning.kinds import KINDS
from app.web import current_language, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADLINES = sorted((kind.headline, name) for name, kind in KINDS.items() if kind.headline is not None)


def of_kind(kind: str, number: int) -> str:
    """Count things of a kind in words, in the reader's language."""
    return kinds.counted(kind, number, current_language())


def heading(kind: str) -> str:
    """Name all of a kind, as a row in a table begins."""
    return kinds.heading(kind, current_language())


def in_short(by_kind: Mapping[str, int]) -> str:
    """Count the kinds people think of; when there are none, up to three others."""
    said = [of_kind(kind, by_kind[kind]) for _, kind in HEADLINES if by_kind.get(kind)]
    others = [of_kind(kind, by_kind[kind]) for kind in KINDS if by_kind.get(kind)]
    return listed_in_language(said or others[:3])


def listed_in_language(parts: list[str]) -> str:
    """Write a list as people say it: a, b og c."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no «og»
        return "".join(parts)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
