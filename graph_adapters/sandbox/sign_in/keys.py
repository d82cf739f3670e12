"""The keys tokens are signed with. The newest signs; older ones are still shown until they are put away."""

import json
from functools import cache
from typing import cast

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.routes import Body, Call, control, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


class RollKeysBody(Body):
    forget: bool = False  # the older keys at once, so that what they signed is worth nothing


def rows(state: State) -> list[Row]:
    """Oldest first. A tenant that has none yet gets its first."""
    found = [row for row in state.all("secret") if "pem" in row]
    return found or [state.put("secret", {"id": "key-1", "pem": _first_pem()})]


def private_key(row: Row) -> rsa.RSAPrivateKey:
    return _read(row["pem"])


@cache
def _read(pem: str) -> rsa.RSAPrivateKey:
    """Read a key once: that takes a tenth of a second."""
    return cast("rsa.RSAPrivateKey", serialization.load_pem_private_key(pem.encode(), None))


def newest(state: State) -> Row:
    return rows(state)[-1]


def by_id(state: State, key_id: object) -> Row | None:
    return next((row for row in rows(state) if row["id"] == key_id), None)


@cache
def _first_pem() -> str:
    """Make a key once a process: it takes a fifth of a second, and a tenant is often made anew."""
    return _new_pem()


def _new_pem() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


@outside("GET", "/{tenant}/discovery/v2.0/keys", "keys")
def show(call: Call, tenant: str) -> Answer:
    del tenant
    return Answer(200, {"keys": [_public(row) for row in rows(call.state)]})


def _public(row: Row) -> Json:
    public = json.loads(RSAAlgorithm.to_jwk(private_key(row).public_key()))
    return dict(public) | {"use": "sig", "kid": row["id"]}


@control("POST", "/keys/roll", body=RollKeysBody, body_optional=True)
def roll(call: Call, body: RollKeysBody) -> Answer:
    """Sign with a new key from now on."""
    known = rows(call.state)
    call.state.put("secret", {"id": f"key-{call.state.number()}", "pem": _new_pem()})
    for row in known if body.forget else []:
        call.state.remove("secret", row["id"])
    call.state.memory.pop("tokens", None)
    return Answer(200, {"kid": newest(call.state)["id"]})
