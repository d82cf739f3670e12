"""What is taken is what Microsoft's metadata takes: nothing less, and no more."""

import copy
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import graph_facts
import pytest
from sandbox import facts
from sandbox.story import CHAPTERS, Step, Teller, told, without_sent_twice
from sandbox.tenant import KARI, OLA, Client, live

pytestmark = pytest.mark.skipif(
    graph_facts.CHECK is None, reason="the published facts are not here: set KULL_GRAPH_FACTS"
)

Place = tuple[str | int, ...]
WANTED = 200

# The validator asks for it, Outlook does not: an event without a subject is one with an empty subject.
ALLOWED = {(name, "missing", ("subject",)) for name in ("event.create", "event.create.calendar")}


def _problems(step: Step, body: Any) -> list[str]:
    headers = {name.replace("_", "-"): value for name, value in step.headers.items()}
    try:
        return graph_facts.problems(step.method, step.path, headers, body)
    except (AttributeError, LookupError, TypeError) as problem:
        return [f"the validator itself cannot read it: {problem}"]


def _written(steps: list[Step]) -> list[Step]:
    published = facts.operations()
    return [
        step for step in without_sent_twice(steps) if isinstance(step.body, dict) and step.name in published
    ]


def test_every_body_that_is_taken_is_one_that_is_published() -> None:
    assert [problem for step in _written(told()) for problem in _problems(step, step.body)] == []


def test_a_body_that_is_a_little_wrong_is_refused() -> None:
    taken: list[str] = []
    count = 0

    async def scenario(client: Client) -> None:
        nonlocal count
        teller = Teller(client.http)
        await teller.people(KARI, OLA)
        for chapter in CHAPTERS:
            await chapter(teller)
        for step in _written(teller.steps):
            for what, body in _mutations(step):
                count += 1
                answer = await client.ask(step.method, step.path, body, **step.headers)
                if answer.status_code != 400 or set(answer.json()["error"]) < {
                    "code",
                    "message",
                    "innerError",
                }:
                    taken.append(f"{step.method} {step.name} {what}: {answer.status_code}")

    live(scenario)
    assert taken == []
    assert count >= WANTED


# --- wrong in one place, and only where the metadata agrees that it is wrong ------------------------


def _mutations(step: Step) -> Iterator[tuple[str, Any]]:
    for place, (name, change) in itertools.product(_places(step.body), CHANGES.items()):
        if (step.name, name, place) in ALLOWED or (step.name == "batch" and "body" in place):
            continue  # what is inside one of its requests is refused in that request's own answer
        body = copy.deepcopy(step.body)
        if change(body, place) and _problems(step, body):
            yield f"{name} at {'.'.join(map(str, place))}", body


def _places(value: Any, here: Place = ()) -> Iterator[Place]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*here, key)
        yield from _places(inner, (*here, key))


def _around(body: Any, place: Place) -> Any:
    for key in place[:-1]:
        body = body[key]
    return body


def _of_another_type(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    around[key] = 7 if isinstance(around[key], str) else "sju"
    return True


def _misspelt(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(key, str) or key.startswith("@"):
        return False
    around[f"{key[:-1]}_{key[-1]}"] = around.pop(key)
    return True


def _missing(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(key, str):
        return False
    del around[key]
    return True


def _no_such_word(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(around[key], str):
        return False
    around[key] = "tull"
    return True


CHANGES: dict[str, Callable[[Any, Place], bool]] = {
    "another type": _of_another_type,
    "misspelt": _misspelt,
    "missing": _missing,
    "no such word": _no_such_word,
}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'"a"',
        b"null",
        b"\xff",
        b'{"displayName": "\\ud800"}',
        b"[" * 100_000,
        b'{"displayName": {"a": [1]}}',
        b'{"displayName": 1e999}',
        b'{"displayName": NaN}',
    ],
)
def test_what_is_no_json_of_ours_is_a_bad_request(content: bytes) -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("POST", "/groups", content, Content_Type="application/json")
        assert answer.status_code == 400

    live(scenario)
