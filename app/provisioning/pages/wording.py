"""Counts of things as people say them: 15 kanaler, 225 oppgaver og 11 møter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.web.language import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping


def _named(kind: str, number: int) -> str:
    names = {
        "msteam": ngettext("%(n)s Microsoft-team", "%(n)s Microsoft-team", number),
        "guest": ngettext("%(n)s gjest", "%(n)s gjester", number),
        "member": ngettext("%(n)s medlem", "%(n)s medlemmer", number),
        "general": ngettext("%(n)s fellesområde", "%(n)s fellesområder", number),
        "channel": ngettext("%(n)s kanal", "%(n)s kanaler", number),
        "files": ngettext("%(n)s filområde", "%(n)s filområder", number),
        "folder": ngettext("%(n)s mappe", "%(n)s mapper", number),
        "file": ngettext("%(n)s mal", "%(n)s maler", number),
        "taskplan": ngettext("%(n)s oppgaveplan", "%(n)s oppgaveplaner", number),
        "bucket": ngettext("%(n)s oppgaveliste", "%(n)s oppgavelister", number),
        "task": ngettext("%(n)s oppgave", "%(n)s oppgaver", number),
        "tab": ngettext("%(n)s fane", "%(n)s faner", number),
        "entry": ngettext("%(n)s møte", "%(n)s møter", number),
    }
    return names.get(kind, "%(n)s " + kind) % {"n": number}


MOST_SAID = ("channel", "task", "entry")
IN_ORDER = (
    *("msteam", "channel", "member", "guest", "entry", "task", "bucket", "taskplan"),
    *("folder", "file", "tab", "general", "files"),
)


def of_kind(kind: str, number: int) -> str:
    """Say how many there are of one kind."""
    return _named(kind, number)


def in_short(by_kind: Mapping[str, int]) -> str:
    """Say the kinds people think of; when there are none of those, the others."""
    said = [_named(kind, by_kind[kind]) for kind in MOST_SAID if by_kind.get(kind)]
    others = [_named(kind, by_kind[kind]) for kind in IN_ORDER if by_kind.get(kind)]
    return listed(said or others[:3])


def listed(parts: list[str]) -> str:
    """Write a list as people say it: a, b og c."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no «og»
        return "".join(parts)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
