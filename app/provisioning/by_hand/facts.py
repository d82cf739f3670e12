"""The facts a person types in when a thing is placed by hand: label and text, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from app.provisioning.desired.wanted_thing import title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    People = Mapping[str, "Addressed"]
    Value = Mapping[str, Any]
    Facts = Callable[[str, Value, People], Iterator[tuple[str, str]]]


class Addressed(Protocol):
    """As much of a person as is typed in."""

    name: str
    email: str


ROLES = {"owner": "eier", "member": "medlem", "guest": "gjest"}


def name_only(_key: str, value: Value, _people: People) -> Iterator[tuple[str, str]]:
    yield "Navn", title_of(value)


def of_msteam(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    yield from name_only(key, value, people)
    yield "Beskrivelse", value.get("description", "")
    yield "Eiere", _addresses(value.get("owners", ()), people)


def of_channel(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    yield from name_only(key, value, people)
    yield "Beskrivelse", f"{value['description']}\n\nkull:{value['key']}"


def of_tab(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    yield from name_only(key, value, people)
    shows = {"planner": "planen i Planner", "folder": "mappen til kanalen"}
    yield "Viser", value.get("url") or shows.get(value["app"], "")


def of_member(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    person = people.get(key.rpartition("/member:")[2]) or people.get(value["user_id"])
    yield "Navn", person.name if person else ""
    yield "E-post", person.email if person else ""
    yield "Rolle", ROLES[value["role"]]


def of_guest(_key: str, value: Value, _people: People) -> Iterator[tuple[str, str]]:
    yield "Navn", value["name"]
    yield "E-post", value["email"]


def of_task(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    yield from name_only(key, value, people)
    yield "Frist", value["due"] or ""
    yield "Beskrivelse", value["description"]
    yield "Huskeliste", "\n".join(value["checklist"])
    yield "Tildelt", _addresses(value["assignees"], people)


def of_entry(key: str, value: Value, people: People) -> Iterator[tuple[str, str]]:
    yield from name_only(key, value, people)
    yield "Begynner", value["starts_at"].replace("T", " kl. ")
    yield "Slutter", value["ends_at"].replace("T", " kl. ")
    yield "Sted", value["place"] or ("Teams-møte" if value["online"] else "")
    for label, required in (("Må komme", True), ("Kan komme", False)):
        invited = (one["email"] for one in value["attendees"] if one["required"] is required)
        yield label, "; ".join(invited)


def _addresses(ids: Any, people: People) -> str:  # noqa: ANN401 - a list out of JSON
    return "; ".join(people[one].email for one in ids if one in people)
