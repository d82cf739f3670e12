"""Tokens: an RS256 key of the tenant's own, app-only tokens with roles, and who is asking."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import parse_qsl
from uuid import NAMESPACE_URL, uuid5

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from .answers import Answer, Json, RefusedError
from .routes import GRAPH, Call, Caller, outside
from .state import State

AUDIENCE = "https://graph.microsoft.com"
LIFETIME = 3599
KEY_ID = "sandbox-1"


def all_roles() -> list[str]:
    return sorted(frozenset().union(*(operation.permissions for operation in GRAPH.operations)))


def mint_token(state: State, *, roles: Iterable[str] | None = None, app_id: str = "sandbox-client") -> str:
    """Sign an app-only token; without roles it may do everything."""
    now = int(state.now().timestamp())
    granted = state.setting("roles") if roles is None else list(roles)
    claims = {
        "aud": AUDIENCE,
        "iss": f"https://sts.windows.net/{state.tenant_id}/",
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME,
        "appid": app_id,
        "tid": state.tenant_id,
        "oid": str(uuid5(NAMESPACE_URL, app_id)),
        "idtyp": "app",
        "roles": all_roles() if granted is None else granted,
    }
    token = jwt.encode(claims, _pem(state), algorithm="RS256", headers={"kid": KEY_ID})
    state.commit()  # the key must outlive what it signed
    return token


def caller(state: State, authorization: str) -> Caller:
    kind, _, token = authorization.partition(" ")
    if not token:
        raise _invalid("Access token is empty.")
    if kind.casefold() != "bearer":
        raise _invalid("CompactToken parsing failed with error code: 80049217")
    claims = _claims(state, token)
    if claims["exp"] <= state.now().timestamp():
        raise _invalid("Lifetime validation failed, the token is expired.")
    return Caller(claims["appid"], claims["roles"])


def _claims(state: State, token: str) -> Json:
    """Verify a token once; afterwards it is known by its letters."""
    known: dict[str, Json] = state.memory.setdefault("tokens", {})
    if token not in known:
        claims = _verified(state, token)
        known[token] = claims | {"roles": frozenset(claims.get("roles", []))}
    return known[token]


def _verified(state: State, token: str) -> Json:
    key = _private_key(state).public_key()
    check: Any = {
        "verify_exp": False,
        "verify_nbf": False,
        "verify_iat": False,
    }  # the tenant's clock can be moved
    try:
        return jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, options=check)
    except jwt.InvalidTokenError:
        raise _invalid("CompactToken parsing failed with error code: 80049217") from None


def _invalid(message: str) -> RefusedError:
    challenge = (
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"'
    )
    return RefusedError(401, "InvalidAuthenticationToken", message, headers={"WWW-Authenticate": challenge})


def _private_key(state: State) -> rsa.RSAPrivateKey:
    if "key" not in state.memory:
        state.memory["key"] = serialization.load_pem_private_key(_pem(state).encode(), None)
    key: rsa.RSAPrivateKey = state.memory["key"]
    return key


def _pem(state: State) -> str:
    row = state.get("secret", "key")
    if row is None:
        row = state.put("secret", {"id": "key", "pem": _new_pem()})
    return str(row["pem"])


@cache
def _new_pem() -> str:
    """Make one key a process: it takes a fifth of a second, and a tenant is often made anew."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


# --- what stands outside Graph: the sign-in service ---------------------------------------------


@outside("POST", "/{tenant}/oauth2/v2.0/token", "token")
def sign_in(call: Call, tenant: str) -> Answer:
    """Any client may have a token, this is a sandbox."""
    del tenant
    form = dict(parse_qsl(call.content.decode()))
    if form.get("grant_type") != "client_credentials":
        return _refused("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.")
    if not form.get("client_id") or not (form.get("client_secret") or form.get("client_assertion")):
        return _refused(
            "invalid_client", "AADSTS7000216: 'client_assertion' or 'client_secret' is required.", 401
        )
    if form.get("scope") != f"{AUDIENCE}/.default":
        return _refused("invalid_scope", "AADSTS1002012: The provided value for scope is not valid.")
    token = mint_token(call.state, app_id=form["client_id"])
    times = {"expires_in": LIFETIME, "ext_expires_in": LIFETIME}
    return Answer(200, {"token_type": "Bearer", **times, "access_token": token})


def _refused(error: str, description: str, status: int = 400) -> Answer:
    return Answer(status, {"error": error, "error_description": description})


@outside("GET", "/{tenant}/v2.0/.well-known/openid-configuration", "discovery")
def discovery(call: Call, tenant: str) -> Answer:
    base = f"{call.origin}/{tenant}"
    return Answer(
        200,
        {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported": [
                "client_secret_post",
                "private_key_jwt",
                "client_secret_basic",
            ],
            "response_types_supported": ["code", "id_token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        },
    )


@outside("GET", "/{tenant}/discovery/v2.0/keys", "keys")
def keys(call: Call, tenant: str) -> Answer:
    del tenant
    public = json.loads(RSAAlgorithm.to_jwk(_private_key(call.state).public_key()))
    return Answer(200, {"keys": [public | {"use": "sig", "kid": KEY_ID}]})
