"""What is taken is what Graph takes: nothing less, and no more."""

from collections.abc import Iterator
from typing import Any

import pytest
from contract.facts import FACTS
from support.graph.requests import problems
from support.graph.wrong_bodies import wrong_bodies
from support.sandbox.story import CHAPTERS, Step, Teller, told, without_sent_twice
from support.sandbox.tenant import KARI, OLA, Client, live

WANTED = 1_500

# Where the sandbox takes more than Graph: any text, as the name of the type is one; a null, as if it were not sent.
LOOSE = {
    ("plan.details.update", "another type", "sharedWith"),
    ("task.update", "another type", "appliedCategories"),
    ("bucket.update", "null", "name"),
    ("group.upsertByUniqueName", "null", "groupTypes"),
    ("subscription.update", "null", "expirationDateTime"),
    ("subscription.update", "null", "notificationUrl"),
}


def _problems(step: Step, body: Any) -> list[str]:
    headers = {name.replace("_", "-"): value for name, value in step.headers.items()}
    return problems(step.method, step.path, headers, body)


def _written(steps: list[Step]) -> list[Step]:
    return [step for step in without_sent_twice(steps) if isinstance(step.body, dict) and step.name in FACTS]


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


def _mutations(step: Step) -> Iterator[tuple[str, Any]]:
    """Make a body wrong in one place, and only where Graph takes it for wrong."""
    for what, place, body in wrong_bodies(step.body):
        if step.name == "batch" and {"body", "id", "url"} & set(place):
            continue  # a number is a name too; an address and a body are refused in their request's own answer
        if (step.name, what, place[0]) not in LOOSE and _problems(step, body):
            yield f"{what} at {'.'.join(map(str, place))}", body


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
