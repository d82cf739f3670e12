"""Capabilities by the service, by hand or off: the kinds each covers, and its replacement when off. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.config import Capability, Mode  # noqa: TC001 - FastAPI reads the annotations
from app.provisioning.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TASKS_FILE = "Dette skal dere gjøre.xlsx"
INSTEAD: dict[Capability, str] = {
    "team": "Uten Microsoft-team får teamene innkallinger og e-post, og oppgavene står på teamets side.",
    "channels": "Uten kanaler er det ingen mapper og faner; alle møtes i teamets fellesområde.",
    "members": "Andre slipper folk inn i Microsoft-teamet.",
    "guests": "Folk utenfra nås på e-post og slippes ikke inn.",
    "planner": f"Oppgavene står i filen «{TASKS_FILE}» i teamets mappe, og på teamets side.",
    "calendar": "Datoene står på teamets side; ingen får innkalling herfra.",
    "mail": "Påminnelser står på sidene og blir ikke sendt.",
    "attendance": "Oppmøte føres for hånd.",
    "webhooks": "Nye filer blir funnet på klokkeslett i stedet for med en gang.",
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The mode of a capability; `instead` names its replacement when it is off."""

    capability: Capability
    mode: Mode
    instead: str


def chosen(modes: Mapping[Capability, Mode]) -> list[Chosen]:
    """Return every capability with how it is seen to."""
    return [
        Chosen(capability=name, mode=mode, instead=INSTEAD[name] if mode == "off" else "")
        for name, mode in modes.items()
    ]


def having(modes: Mapping[Capability, Mode], mode: Mode) -> frozenset[Capability]:
    return frozenset(name for name, said in modes.items() if said == mode)


def kinds_off(off: Collection[Capability]) -> frozenset[str]:
    """Return the kinds that are left out: kinds that are off, and kinds that would stand in them."""
    without = frozenset(off)
    return frozenset(name for name, kind in KINDS.items() if kind.capability in off or kind.needs & without)


def kinds_by_hand(by_hand: Collection[Capability]) -> frozenset[str]:
    """Return the kinds that a person places."""
    return frozenset(name for name, kind in KINDS.items() if kind.capability in by_hand)
