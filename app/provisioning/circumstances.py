"""Circumstances around a thing of ours: acts of people and rules of the tenant, in words and with what to do. Pure.

A look sees them beside the fields we own (`Sight.facts`). What `holds` waits for a person: neither the thing nor what
stands in it is worked meanwhile. The others are told, and the work goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_DAYS_TOLD_AHEAD = 30
"""Microsoft writes to a group's owners thirty days, fifteen days and one day before it expires."""


@dataclass(frozen=True, kw_only=True)
class Circumstance:
    """A circumstance: `short` in a list of changes, `said` of the thing («{thing}») and its value, and the steps.

    `may_be_let_go` when a person may choose that we look after the thing no more. `by_changes_alone` when a calendar's
    changes tell it, and no look at the thing itself does.
    """

    short: str
    said: str
    steps: tuple[str, ...]
    holds: bool
    may_be_let_go: bool = False
    by_changes_alone: bool = False


CIRCUMSTANCES: Mapping[str, Circumstance] = {
    "archived": Circumstance(
        short="arkivert",
        said="Noen har arkivert {thing} i Teams. Alt i det kan leses, men vi gjør ingenting der så lenge.",
        steps=(
            "Skal det fortsatt brukes: en eier åpner Teams, «Administrer team», «Arkivert» og velger «Gjenopprett».",
            "Se etter på nytt her. Det som ventet, gjøres da av seg selv.",
            "Er kullet ferdig: avslutt det her. Da blir teamet stående arkivert.",
        ),
        holds=True,
    ),
    "series": Circumstance(
        short="gjort om til en serie",
        said="Noen har gjort {thing} om til en serie i Outlook. Vi endrer den ikke: det ville endret alle gangene.",
        steps=(
            "Åpne møtet i kalenderen til innkalleren, velg hele serien og ta bort gjentakelsen.",
            "Se etter på nytt her. Eller slipp det, så passer dere på serien selv.",
        ),
        holds=True,
        may_be_let_go=True,
    ),
    "elsewhere": Circumstance(
        short="flyttet til en annen kalender",
        said=(
            "Noen har flyttet {thing} til en annen kalender i postboksen. Innkallingen gjelder fortsatt. Der ser vi "
            "tidspunktet bare om natten, og ikke hvem som svarer."
        ),
        steps=("Flytt det tilbake til hovedkalenderen i Outlook, så følger vi det som før.",),
        holds=False,
        by_changes_alone=True,
    ),
    "expires": Circumstance(
        short="utløper",
        said=(
            "{thing} utløper {value}. Fornyer ingen det, sletter Microsoft teamet med kanaler, filer og oppgaver. "
            "Regelen er organisasjonens egen."
        ),
        steps=(
            "En eier åpner Teams, «Administrer team», «Innstillinger» og «Teamutløp», og velger «Forny nå».",
            "IT kan fornye gruppen i Entra, eller unnta den fra utløpsregelen.",
            "Er det slettet likevel, kan IT gjenopprette gruppen i Entra i 30 dager.",
        ),
        holds=False,
    ),
}


def held_by(facts: Mapping[str, Any]) -> list[str]:
    """Name the circumstances for which a thing waits for a person."""
    return [name for name in known(facts) if CIRCUMSTANCES[name].holds]


def known(facts: Iterable[str]) -> list[str]:
    """Name the circumstances among the facts, in the order they are told."""
    return [name for name in CIRCUMSTANCES if name in set(facts)]


def by_changes_alone(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the facts that stand until the calendar's changes tell otherwise."""
    return {name: facts[name] for name in known(facts) if CIRCUMSTANCES[name].by_changes_alone}


def seen_still(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what is known, in a sight's form, of a thing we have just worked: all else is to be seen anew."""
    kept = by_changes_alone(facts)
    return {"facts": kept, "there": True, "value": {}, "touched": False, "holds": None} if kept else None


def worth_keeping(facts: Mapping[str, Any], *, today: date, closed: bool) -> dict[str, Any]:
    """Leave out what is as it should be: the archived Team of a closed cohort, and an end that is far away."""
    return {
        name: value
        for name, value in facts.items()
        if not (name == "archived" and closed) and not (name == "expires" and _is_far(value, today))
    }


def _is_far(day: str, today: date) -> bool:
    return date.fromisoformat(day) > today + timedelta(days=MAX_DAYS_TOLD_AHEAD)


def in_a_sentence(name: str, thing: str, value: Any) -> str:  # noqa: ANN401 - as the look saw it
    """Say a circumstance of a thing, which is named as in the middle of a sentence."""
    said = CIRCUMSTANCES[name].said.format(thing=thing, value=_day(value))
    return said[0].upper() + said[1:]


def _day(value: Any) -> str:  # noqa: ANN401 - as the look saw it
    return f"{date.fromisoformat(value):%d.%m.%Y}" if isinstance(value, str) else ""
