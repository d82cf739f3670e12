"""How a person places each kind of thing, step by step, with the names and addresses they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.provisioning.nouns import THING, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.people.models import Person

    Value = Mapping[str, Any]

IT, OWNER = "IT", "eieren av teamet"
ITS = frozenset({"msteam", "guest"})
ROLES = {"owner": "eier", "member": "medlem", "guest": "gjest"}
TO_MAKE: dict[str, tuple[str, ...]] = {
    "msteam": (
        "Lag et privat Microsoft-team med dette navnet, denne beskrivelsen og disse eierne.",
        "Velg «Hent lenke til team» og lim inn lenken her.",
    ),
    "channel": (
        "Lag en standardkanal med dette navnet i {path}.",
        "Sett inn hele beskrivelsen; siste linje er den vi kjenner kanalen igjen på.",
        "Velg «Hent lenke til kanal» og lim inn lenken her.",
    ),
    "folder": ("Lag mappen i {path}.",),
    "file": ("Last ned filen her, og legg den i {path}.",),
    "tab": ("Fest en fane med dette navnet i {path}.",),
    "library": (
        "Lag mappen i {path}.",
        "Velg «Administrer tilgang», fjern redigering for medlemmene og gi dem lesetilgang.",
    ),
    "member": ("Legg personen til i {path}.",),
    "guest": ("Inviter personen som gjest: Entra, «Brukere», «Inviter ekstern bruker».",),
    "taskplan": (
        "Lag en plan med dette navnet i {path}.",
        "Åpne planen og lim inn adressen her.",
    ),
    "bucket": ("Lag listen i {path}.",),
    "task": ("Lag oppgaven i {path}.",),
    "door": ("Åpne møtealternativene i Teams, og la de fagansvarlige slippe folk inn.",),
    "entry": ("Lag møtet i kalenderen og kall inn disse.",),
}
TO_REMOVE = "Fjern {thing} {name} fra {path}."
TO_CHANGE = "Endre {thing} i {path} så den blir slik."


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something to type in: what it is, and the text itself."""

    label: str
    text: str


def who(kind: str) -> str:
    return IT if kind in ITS else OWNER


def steps(kind: str, act: str, value: Value, path: str) -> tuple[str, ...]:
    """Return what to do, in order. `path` is where the thing stands."""
    thing, place = THING[kind], path or "Microsoft 365"
    if act == "remove":
        return (TO_REMOVE.format(thing=thing, name=title_of(value), path=place).replace("  ", " "),)
    if act == "change":
        return (TO_CHANGE.format(thing=thing, path=place),)
    return tuple(step.format(path=place) for step in TO_MAKE[kind])


def facts(kind: str, key: str, value: Value, people: Mapping[str, Person]) -> tuple[Fact, ...]:
    """Return what to type in; what is empty is left out."""
    said = _FACTS.get(kind, _named)(key, value, people)
    return tuple(Fact(label=label, text=text) for label, text in said if text)


def _named(_key: str, value: Value, _people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield "Navn", title_of(value)


def _msteam(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield from _named(key, value, people)
    yield "Beskrivelse", value.get("description", "")
    yield "Eiere", _addresses(value.get("owners", ()), people)


def _channel(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield from _named(key, value, people)
    yield "Beskrivelse", f"{value['description']}\n\nkull:{value['key']}"


def _tab(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield from _named(key, value, people)
    shows = {"planner": "planen i Planner", "folder": "mappen til kanalen"}
    yield "Viser", value.get("url") or shows.get(value["app"], "")


def _member(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    person = people.get(key.rpartition("/member:")[2]) or people.get(value["user_id"])
    yield "Navn", person.name if person else ""
    yield "E-post", person.email if person else ""
    yield "Rolle", ROLES[value["role"]]


def _guest(_key: str, value: Value, _people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield "Navn", value["name"]
    yield "E-post", value["email"]


def _task(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield from _named(key, value, people)
    yield "Frist", value["due"] or ""
    yield "Beskrivelse", value["description"]
    yield "Huskeliste", "\n".join(value["checklist"])
    yield "Tildelt", _addresses(value["assignees"], people)


def _entry(key: str, value: Value, people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    yield from _named(key, value, people)
    yield "Begynner", value["starts_at"].replace("T", " kl. ")
    yield "Slutter", value["ends_at"].replace("T", " kl. ")
    yield "Sted", value["place"] or ("Teams-møte" if value["online"] else "")
    for label, required in (("Må komme", True), ("Kan komme", False)):
        invited = (one["email"] for one in value["attendees"] if one["required"] is required)
        yield label, "; ".join(invited)


def _addresses(ids: Any, people: Mapping[str, Person]) -> str:  # noqa: ANN401 - a list out of JSON
    return "; ".join(people[one].email for one in ids if one in people)


_FACTS: dict[str, Callable[[str, Value, Mapping[str, Person]], Iterator[tuple[str, str]]]] = {
    "msteam": _msteam,
    "channel": _channel,
    "tab": _tab,
    "member": _member,
    "guest": _guest,
    "task": _task,
    "entry": _entry,
}
