"""Both tables of kinds are whole: a kind without one of its words is named here, with the word that is missing."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, get_args

from support.pictures import meeting, picture, somebody, team

from app.provisioning import kinds
from app.provisioning.desired.wanted import wanted
from app.tenant import things
from jobs.provision import kinds as ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOTHING = ways.Price()


def missing(
    rows: Mapping[str, kinds.Kind] = kinds.KINDS, how: Mapping[str, ways.Kind[Any]] = ways.KINDS
) -> list[str]:
    """Name each kind with each word it lacks."""
    named = sorted({*get_args(things.Kind), *rows, *how})
    return [f"{kind}: {word}" for kind in named for word in _missing(kind, rows.get(kind), how.get(kind))]


def _missing(name: str, row: kinds.Kind | None, way: ways.Kind[Any] | None) -> Iterator[str]:
    if name not in get_args(things.Kind):
        yield "not among the Kind of app/tenant/things.py"
    if row is None:
        yield "no row in app/provisioning/kinds.py"
    if way is None:
        yield "no row in jobs/provision/kinds"
    if row is not None:
        yield from _words(row)
        yield from _by_hand(row)
    if way is not None:
        yield from _ways(way)
    if row is not None and way is not None:
        yield from _together(row, way)


def _words(row: kinds.Kind) -> Iterator[str]:
    for language in ("nb", "nn", "en"):
        if not all(getattr(row.noun, language)):
            yield f"its noun in {language}, for one and for many"
    if not row.noun.definite:
        yield "its noun in the definite form"
    if not {*_dataclasses(row)} <= {*get_args(things.Thing)}:
        yield "its dataclass among the Thing of app/tenant/things.py"


def _by_hand(row: kinds.Kind) -> Iterator[str]:
    is_ours = not row.found and not row.last
    if is_ours and row.capability is None:
        yield "the capability that sees to it"
    if is_ours and not (row.by_hand and all(row.by_hand.steps) and row.by_hand.steps):
        yield "how a person does it by hand"
    if row.found and not row.not_made_again:
        yield "why we do not make it again"


def _ways(way: ways.Kind[Any]) -> Iterator[str]:
    if not way.service:
        yield "its Graph service"
    if way.price_to_create == NOTHING:
        yield "what it costs to create"
    if way.change is not None and way.price_to_change == NOTHING:
        yield "what it costs to change"
    if way.withdraw is not None and way.price_to_withdraw == NOTHING:
        yield "what it costs to withdraw"


def _together(row: kinds.Kind, way: ways.Kind[Any]) -> Iterator[str]:
    if row.found and way.look is None:
        yield "how it is found"
    if not row.found and way.create is None and way.create_many is None:
        yield "how it is made"
    if row.removed != (way.withdraw is not None):
        yield "removed from the tenant when withdrawn, in one table and not in the other"
    if not way.owned <= {field.name for thing in _dataclasses(row) for field in fields(thing)}:
        yield "a field we own, in its dataclass"


def _dataclasses(row: kinds.Kind) -> tuple[Any, ...]:
    return get_args(row.thing) or (row.thing,)


def test_no_kind_lacks_a_word() -> None:
    assert missing() == []


def test_a_kind_that_is_nowhere_but_in_the_tenants_words_is_named() -> None:
    rows = {name: row for name, row in kinds.KINDS.items() if name != "tab"}
    how = {name: way for name, way in ways.KINDS.items() if name != "door"}
    assert missing(rows, how) == [
        "door: no row in jobs/provision/kinds",
        "tab: no row in app/provisioning/kinds.py",
    ]


def test_each_forgotten_word_is_named_with_its_kind() -> None:
    channel, files, tab = (kinds.KINDS[name] for name in ("channel", "files", "tab"))
    rows = {
        **kinds.KINDS,
        "channel": replace(channel, noun=replace(channel.noun, nn=("kanal", ""), definite="")),
        "files": replace(files, not_made_again=""),
        "tab": replace(tab, by_hand=None, removed=False, capability=None),
        "notebook": tab,
    }
    how = {
        **ways.KINDS,
        "bucket": replace(ways.KINDS["bucket"], create=None, price_to_change=NOTHING),
        "files": replace(ways.KINDS["files"], look=None, service=""),
        "folder": replace(ways.KINDS["folder"], owned=frozenset({"title"})),
    }
    assert missing(rows, how) == [
        "bucket: what it costs to change",
        "bucket: how it is made",
        "channel: its noun in nn, for one and for many",
        "channel: its noun in the definite form",
        "files: why we do not make it again",
        "files: its Graph service",
        "files: how it is found",
        "folder: a field we own, in its dataclass",
        "notebook: not among the Kind of app/tenant/things.py",
        "notebook: no row in jobs/provision/kinds",
        "tab: the capability that sees to it",
        "tab: how a person does it by hand",
        "tab: removed from the tenant when withdrawn, in one table and not in the other",
    ]


def test_a_kind_is_counted_in_three_languages() -> None:
    said = [
        kinds.counted("library", number, language) for language in ("nb", "nn", "en") for number in (1, 2)
    ]
    assert said == [
        "1 rapportbibliotek",
        "2 rapportbibliotek",
        "1 rapportbibliotek",
        "2 rapportbibliotek",
        "1 report library",
        "2 report libraries",
    ]
    assert kinds.heading("archive", "en") == "Archived Microsoft teams"


def test_nothing_stands_in_a_leaf_and_nothing_points_at_one() -> None:
    guest = somebody("Gro", "leader", reach="guest")
    drawn = picture(team(1, guest), meetings=(meeting("m", "teams"),), hosts=("id-eier",))
    asked = {thing.key: thing for thing in wanted(drawn)}
    stood_on = {
        asked[key].kind for thing in asked.values() for key in (thing.parent_key, thing.target_key) if key
    }
    assert {kind for kind in stood_on if kinds.KINDS[kind].leaf} == set()
