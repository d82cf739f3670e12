"""Thirty tokens an attacker would send are refused, each by name, and asking for keys cannot be made expensive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest
import respx
from support.sign_in.forgery import ATTACKS, GONE, ISSUER, KEY, KEY_ID, OTHER_KEY, token

from app.sign_in.errors import TokenRefused
from app.sign_in.keys import Keys
from app.sign_in.tokens import Identity, bearer

if TYPE_CHECKING:
    from collections.abc import Iterator


def published(**keys: Any) -> dict[str, Any]:
    """What the issuer shows: each public key by its id."""
    shown = {
        kid: json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())) for kid, key in keys.items()
    }
    return {"keys": [jwk | {"kid": kid.replace("_", "-"), "use": "sig"} for kid, jwk in shown.items()]}


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def issuer() -> Iterator[respx.Route]:
    with respx.mock:
        yield respx.get(ISSUER.keys_address).respond(json=published(key_1=KEY))


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def keys(issuer: respx.Route, clock: Hands) -> Iterator[Keys]:
    with httpx.Client() as client:
        yield Keys(ISSUER.keys_address, client, clock=clock)


def read(text: str, keys: Keys) -> Identity:
    return bearer(text, issuer=ISSUER, keys=keys)


def refused(text: str, keys: Keys) -> str:
    with pytest.raises(TokenRefused) as refusal:
        read(text, keys)
    return refusal.value.reason


def test_v9_1_a_token_from_the_issuer_tells_who_sends_it(keys: Keys) -> None:
    assert read(token(), keys) == Identity(
        entra_id="person-1",
        name="Frida Forbedring",
        email="frida@example.no",
        app_roles=frozenset({"improvement_unit"}),
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_v9_1_an_attackers_token_is_refused_by_name(keys: Keys, attack: str) -> None:
    made, reason = ATTACKS[attack]
    assert refused(made(), keys) == reason


def test_v9_2_who_has_no_role_is_known_and_holds_none(keys: Keys) -> None:
    assert read(token(roles=GONE), keys).app_roles == frozenset()


def test_v9_1_fifty_unknown_keys_cost_one_question(keys: Keys, issuer: respx.Route) -> None:
    read(token(), keys)
    assert {refused(token(kid=f"key-{number}"), keys) for number in range(2, 52)} == {"unknown key"}
    assert issuer.call_count == 2  # the first, for the keys themselves; the second, for all fifty


def test_v9_1_after_five_minutes_an_unknown_key_may_cost_one_more(
    keys: Keys, issuer: respx.Route, clock: Hands
) -> None:
    for clock.seconds in (0, 10, 299, 301, 400):
        refused(token(kid="key-9"), keys)
    assert issuer.call_count == 3


def test_v9_1_a_new_key_is_learnt_by_one_question(keys: Keys, issuer: respx.Route) -> None:
    read(token(), keys)
    issuer.respond(json=published(key_1=KEY, key_2=OTHER_KEY))
    for _ in range(3):
        read(token(key=OTHER_KEY, kid="key-2"), keys)
        read(token(), keys)
    assert issuer.call_count == 2


def test_v9_1_a_key_that_is_put_away_is_worth_nothing(keys: Keys, issuer: respx.Route) -> None:
    read(token(), keys)
    issuer.respond(json=published(key_2=OTHER_KEY))
    read(token(key=OTHER_KEY, kid="key-2"), keys)
    assert refused(token(), keys) == "unknown key"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(503),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"keys": []}),
        httpx.Response(302, headers={"Location": "https://evil.example/keys"}),
    ],
)
def test_the_last_good_keys_are_kept_while_the_issuer_does_not_answer(
    keys: Keys, issuer: respx.Route, clock: Hands, answer: httpx.Response
) -> None:
    read(token(), keys)
    issuer.mock(return_value=answer)
    clock.seconds = 25 * 3600
    assert read(token(), keys).entra_id == "person-1"
    assert refused(token(kid="key-9"), keys) == "unknown key"


def test_an_issuer_that_was_down_is_asked_again_and_not_all_the_time(
    keys: Keys, issuer: respx.Route, clock: Hands
) -> None:
    issuer.mock(side_effect=httpx.ConnectError)
    for clock.seconds in (0, 1, 9):
        assert refused(token(), keys) == "unknown key"
    issuer.mock(return_value=httpx.Response(200, json=published(key_1=KEY)))
    clock.seconds = 11
    assert read(token(), keys).entra_id == "person-1"
    assert issuer.call_count == 2


def test_a_key_for_something_else_than_signing_is_not_used(keys: Keys, issuer: respx.Route) -> None:
    shown = published(key_1=KEY)
    shown["keys"][0]["use"] = "enc"
    issuer.respond(json=shown)
    assert refused(token(kid=KEY_ID), keys) == "unknown key"
