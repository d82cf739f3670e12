"""Hold a cohort against the limits of Microsoft 365 before anything of it is begun. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from app.provisioning.desired import limits
from app.provisioning.desired.wanted_thing import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.provisioning.desired.changes import ChangeSet, LedgerRow
    from app.provisioning.desired.limits import Limit
    from app.provisioning.desired.wanted_thing import Wanted

COHORT = "Kullet"
IN_PLAN = {"bucket": limits.BUCKETS, "task": limits.TASKS}
LISTED = (
    ("task", "assignees", limits.ASSIGNEES),
    ("task", "checklist", limits.CHECKLIST),
    ("entry", "attendees", limits.ATTENDEES),
)
TEXTS = (
    ("entry", "subject", limits.SUBJECT),
    ("msteam", "name", limits.MSTEAM_NAME),
    ("msteam", "description", limits.MSTEAM_TEXT),
    ("taskplan", "title", limits.PLAN_TITLE),
    ("bucket", "name", limits.BUCKET_NAME),
    ("task", "title", limits.TASK_TITLE),
)
SITE = "sites/kull-{uid}/Shared Documents"
"""How the address of a file in a Team of ours begins."""
MAX_SAID_CHARACTERS = 80


class Passed(NamedTuple):
    """A limit that a cohort passes, and by how many."""

    limit: Limit
    place: str
    number: int

    @property
    def said(self) -> str:
        limit = self.limit
        return (
            f"{self.place} har {self.number} {limit.what}. Microsoft 365 tar høyst {limit.most} {limit.where}. "
            f"{limit.advice}"
        )


class _Count(NamedTuple):
    limit: Limit
    place: str
    number: int
    keys: tuple[str, ...]
    """The things counted. A limit is passed by what is to be made or changed, not by what stands."""


def passed(things: Sequence[Wanted], found: ChangeSet, known: Mapping[str, LedgerRow]) -> list[Passed]:
    """Return the limits that would be passed, were the changes made."""
    due = {change.key for change in found.changes if change.action in {"create", "change"}}
    kept = {change.key for change in found.changes if change.action != "withdraw"}
    counts = _count([thing for thing in things if thing.key in kept], known)
    return [
        Passed(one.limit, one.place, one.number)
        for one in counts
        if one.number > one.limit.most and not due.isdisjoint(one.keys)
    ]


def _count(things: Sequence[Wanted], known: Mapping[str, LedgerRow]) -> Iterator[_Count]:
    yield _channels(things, known)
    yield from _people(things)
    yield _of_kind(things, "taskplan", limits.PLANS)
    yield from _in_plans(things)
    yield from _lists(things)
    yield from _texts(things)
    yield from _paths(things)


def _of_kind(things: Iterable[Wanted], kind: str, limit: Limit) -> _Count:
    keys = tuple(thing.key for thing in things if thing.kind == kind)
    return _Count(limit, COHORT, len(keys), keys)


def _channels(things: Iterable[Wanted], known: Mapping[str, LedgerRow]) -> _Count:
    """Count the channels wanted, those we have let go, which stand or were deleted lately, and General."""
    wanted = tuple(thing.key for thing in things if thing.kind == "channel")
    standing = {row.key for row in known.values() if row.kind == "channel" and row.placed}
    return _Count(limits.CHANNELS, COHORT, len(standing.union(wanted)) + 1, wanted)


def _people(things: Sequence[Wanted]) -> Iterator[_Count]:
    """Count the members and owners, each once; an owner is a member too."""
    first = {owner: thing.key for thing in things for owner in thing.value.get("owners", ())}
    members = {thing.value["user_id"]: thing.key for thing in things if thing.kind == "member"}
    yield _Count(limits.OWNERS, COHORT, len(first), tuple(first.values()))
    yield _Count(limits.MEMBERS, COHORT, len(first | members), tuple((first | members).values()))


def _in_plans(things: Iterable[Wanted]) -> Iterator[_Count]:
    plan_of: dict[str | None, str | None] = {}
    titles: dict[str | None, str] = {}
    inside: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for thing in things:
        if thing.kind == "taskplan":
            titles[thing.key] = f"Planen «{title_of(thing.value)}»"
        elif thing.kind in IN_PLAN:
            plan = plan_of[thing.key] = plan_of.get(thing.parent_key, thing.parent_key)
            inside[plan, thing.kind].append(thing.key)
    for (plan, kind), keys in inside.items():
        yield _Count(IN_PLAN[kind], titles.get(plan, COHORT), len(keys), tuple(keys))


def _lists(things: Iterable[Wanted]) -> Iterator[_Count]:
    of_kind = _by_kind(things)
    for kind, field, limit in LISTED:
        for thing in of_kind[kind]:
            yield _Count(limit, f"«{title_of(thing.value)}»", len(thing.value[field]), (thing.key,))


def _texts(things: Iterable[Wanted]) -> Iterator[_Count]:
    of_kind = _by_kind(things)
    for kind, field, limit in TEXTS:
        for thing in of_kind[kind]:
            yield _text(limit, thing, str(thing.value.get(field, "")))
    for thing in of_kind["channel"]:
        marked = f"{thing.value['description']}\n\nkull:{thing.key}"  # as channels.marked ends it
        yield _text(limits.CHANNEL_TEXT, thing, marked)


def _text(limit: Limit, thing: Wanted, text: str) -> _Count:
    return _Count(limit, f"«{_short(title_of(thing.value))}»", _length(text), (thing.key,))


def _paths(things: Iterable[Wanted]) -> Iterator[_Count]:
    """Count the characters of each file and folder with all that it lies in."""
    above: dict[str | None, str] = {}
    for thing in things:
        if thing.kind == "msteam":
            above[thing.key] = SITE.format(uid=thing.key)
        elif thing.kind in {"channel", "general", "files", "folder", "file"}:
            name = title_of(thing.value)
            path = "/".join(part for part in (above.get(thing.parent_key, ""), name) if part)
            above[thing.key] = path
            yield _Count(limits.PATH, f"«{_short(name)}»", _length(path), (thing.key,))


def _by_kind(things: Iterable[Wanted]) -> dict[str, list[Wanted]]:
    of_kind: dict[str, list[Wanted]] = defaultdict(list)
    for thing in things:
        of_kind[thing.kind].append(thing)
    return of_kind


def _length(text: str) -> int:
    """Count as Microsoft does: in UTF-16 units, of which a rare character takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _short(name: str) -> str:
    """Return a name as it is said in a sentence; one that is too long itself is cut."""
    return name if len(name) <= MAX_SAID_CHARACTERS else f"{name[: MAX_SAID_CHARACTERS - 1]}…"
