"""Our verdict on a request is the one the pack's own validator gives, but for differences that have a reason here."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from support.graph import pack
from support.graph.requests import problems
from support.graph.wrong_bodies import wrong_bodies
from support.sandbox.story import told

pytestmark = pack.needs_pack

# What only ours refuses, by the words it does so in.
STRICTER = {
    r"no such property on (group|team|event|message|driveitem|onlinemeeting|identity|identityset|opentypeextension)$": (
        "the metadata calls the type open, for extensions; Kull has none, and Graph refuses what it does not know"
    ),
    r"no such property on teamstabconfiguration$": "the same, and a tab's page describes all it has",
    r"no such property on referencecreate$": "a reference is an address and nothing else",
    r"^not for applications: an application may only while it migrates": "the pack lets every application try",
    r"@microsoft\.graph\.(channelCreationMode|teamCreationMode|temporaryId)": "only while a channel is migrated",
    r"@odata\.bind(\[\d+\])?: (str|a list) expected": "the pack does not look at what is bound",
    r"@odata\.bind: there is nothing to bind": "the pack binds the usual names to whatever type is named",
    r": '.*' is no \w+$": "the pack takes any type that there is, also where another is meant",
    r"body\.(sharedWith|appliedCategories)\.\S+: bool expected": "the pack does not look into these",
    r"body\.\S+ is missing$": "the pack takes a null for a value that must be there, or asks for fewer",
    r"^a JSON body is missing$": "the pack takes an action without its parameters",
    r"^no query option": "the pack does not look at what is asked for",
    r"^no such operation$": "the pack takes beta for v1.0",
    r"^\[\S+\] (id, method and url are texts|headers: texts by name expected)$": "the pack takes anything there",
    r"^body\.requests: a list of requests expected$": "the pack takes a batch of nothing",
}
# What only the pack refuses.
LOOSER = {
    r"^no such operation in the subset": "an operation of the sandbox that the pack leaves out",
    r"^event\.create(\.calendar)?: body\.subject required$": "an event without a subject has an empty one",
}
ENOUGH = 6_000


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: Any


def _published() -> Iterator[Asked]:
    """Take every published request as an application would send it: it is nobody, so that there is no /me."""
    for row in [*(pair["request"] for pair in pack.pairs()), *pack.example_requests()]:
        if row.get("method") and row.get("url"):
            path = re.sub(r"^https?://[^/]+", "", row["url"])
            path = re.sub(r"^(/v1\.0|/beta)/me/", r"\1/users/me/", path)
            yield Asked(row["method"], path, row.get("headers") or {}, row.get("body"))


def _of_the_story() -> Iterator[Asked]:
    for step in told():
        headers = {name.replace("_", "-"): value for name, value in step.headers.items()}
        yield Asked(step.method, step.path, headers, step.body)


def _a_little_wrong(asked: list[Asked]) -> Iterator[Asked]:
    """Spoil what both take, in one place at a time."""
    for one in asked:
        if isinstance(one.body, dict) and not _theirs(one) and not _ours(one):
            yield from (one._replace(body=body) for _, _, body in wrong_bodies(one.body))


@cache
def _all_asked() -> list[Asked]:
    asked = [one for one in (*_published(), *_of_the_story()) if not one.path.startswith("/_upload")]
    return [*asked, *_a_little_wrong(asked)]


def _theirs(one: Asked) -> list[str]:
    try:
        found = pack.validator().check(one.method, one.path, one.headers, one.body)
    except (AttributeError, LookupError, TypeError) as problem:
        return [f"it cannot read the request: {problem}"]
    return [problem for problem in found if "warning:" not in problem]


def _ours(one: Asked) -> list[str]:
    found = problems(one.method, one.path, one.headers, one.body)
    return [problem.removeprefix(f"{one.method} {one.path}: ") for problem in found]


def _reasons(found: list[str], known: dict[str, str]) -> set[str]:
    return {pattern for pattern in known for problem in found if re.search(pattern, problem)}


def test_what_one_refuses_the_other_refuses_too_but_for_a_reason() -> None:
    used: Counter[str] = Counter()
    unexplained = []
    for one in _all_asked():
        ours, theirs = _ours(one), _theirs(one)
        if bool(ours) == bool(theirs):
            continue
        reasons = _reasons(ours, STRICTER) | _reasons(theirs, LOOSER)
        used.update(reasons)
        if not reasons:
            unexplained.append((one.method, one.path, ours or theirs))
    assert unexplained == []
    assert (STRICTER.keys() | LOOSER.keys()) - used.keys() == set()


def test_many_requests_are_compared() -> None:
    assert len(_all_asked()) > ENOUGH


def test_most_verdicts_are_the_same() -> None:
    verdicts = Counter((not _ours(one), not _theirs(one)) for one in _all_asked())
    same = verdicts[True, True] + verdicts[False, False]
    assert same / verdicts.total() > 0.8
    assert verdicts[True, True] > 2_000
    assert verdicts[False, False] > 3_000


def test_the_published_requests_that_an_application_sends_are_taken() -> None:
    """The pack's pairs are held to our verdict here; that the sandbox answers each as published is another issue's."""
    for_applications = [one for one in _published() if not _theirs(one)]
    refused = [_ours(one) for one in for_applications if _ours(one)]
    assert len(for_applications) == 326
    assert len(refused) == 34
