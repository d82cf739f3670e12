"""Tokens: an RS256 key of the tenant's own, app-only tokens with roles, and the caller of a request."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote
from uuid import NAMESPACE_URL, uuid5

import jwt

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError
from graph_adapters.sandbox.engine.routes import GRAPH, Call, Caller, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.registrations.app_roles import granted_roles
from graph_adapters.sandbox.registrations.applications import application_of
from graph_adapters.sandbox.registrations.credentials import assertion_holds, secret_holds
from graph_adapters.sandbox.registrations.service_principals import principal_of
from graph_adapters.sandbox.sign_in import keys

AUDIENCE = "https://graph.microsoft.com"
LIFETIME_SECONDS = 3599
UTI_LETTERS = 22  # sixteen bytes
Grant = Callable[[Call, dict[str, str]], Answer]
GRANTS: dict[str, Grant] = {}


def handles_grants(*names: str) -> Callable[[Grant], Grant]:
    """Say which kinds of grant a function turns into tokens."""

    def register(grant: Grant) -> Grant:
        GRANTS.update(dict.fromkeys(names, grant))
        return grant

    return register


def all_roles() -> list[str]:
    return sorted(frozenset().union(*(operation.permissions for operation in GRAPH.operations)))


def mint_token(
    state: State,
    *,
    roles: Iterable[str] | None = None,
    app_id: str = "sandbox-client",
    proof: Literal["1", "2"] = "1",
) -> str:
    """Sign an app-only token with the claims of Entra's version 1; without roles an unregistered app may do everything.

    `proof` is how the app proved itself: 1 by a secret, 2 by a certificate.
    """
    registered, principal = application_of(state, app_id), principal_of(state, app_id)
    issuer = f"https://sts.windows.net/{state.tenant_id}/"
    subject = principal["id"] if principal else str(uuid5(NAMESPACE_URL, app_id))
    who = {"oid": subject, "sub": subject, "idp": issuer, "idtyp": "app", "appidacr": proof}
    name = {"appid": app_id, "app_displayname": registered["displayName"] if registered else app_id}
    granted = _granted(state, app_id, roles)
    told = {"roles": granted} if granted else {}  # a token without permissions has no such claim
    return sign(state, _times(state, AUDIENCE) | {"iss": issuer, "ver": "1.0"} | who | name | told)


def _granted(state: State, app_id: str, roles: Iterable[str] | None) -> list[str]:
    if roles is not None:
        return list(roles)
    if application_of(state, app_id):
        return granted_roles(state, app_id)
    setting: list[str] | None = state.setting("roles")
    return all_roles() if setting is None else setting


def _times(state: State, audience: str) -> Json:
    """Return what every token has; of what only Microsoft can read, a value of the right form."""
    now = int(state.now().timestamp())
    state.memory["minted"] = state.memory.get("minted", 0) + 1
    digest = hashlib.sha256(f"{state.tenant_id} {now} {state.memory['minted']}".encode()).digest()
    opaque = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    ends = {"iat": now, "nbf": now, "exp": now + LIFETIME_SECONDS}
    sealed = {"aio": f"k2RgY{opaque}", "rh": f"1.AQ8A{opaque}.", "uti": opaque[:UTI_LETTERS]}
    return {"aud": audience, "tid": state.tenant_id} | ends | sealed


def caller(state: State, authorization: str) -> Caller:
    kind, _, token = authorization.partition(" ")
    if not token:
        raise _invalid("Access token is empty.")
    if kind.casefold() != "bearer":
        raise _invalid("CompactToken parsing failed with error code: 80049217")
    claims = _claims(state, token)
    if claims["exp"] <= state.now().timestamp():
        raise _invalid("Lifetime validation failed, the token is expired.")
    if "scp" in claims:
        return Caller(claims["appid"], frozenset(), claims["oid"])
    return Caller(claims["appid"], claims["roles"])


def _claims(state: State, token: str) -> Json:
    """Verify a token once; afterwards it is known by its letters."""
    known: dict[str, Json] = state.memory.setdefault("tokens", {})
    if token not in known:
        claims = _verified(state, token)
        known[token] = claims | {"roles": frozenset(claims.get("roles", []))}
    return known[token]


def _verified(state: State, token: str) -> Json:
    check: Any = {
        "verify_exp": False,
        "verify_nbf": False,
        "verify_iat": False,
    }  # the tenant's clock can be moved
    try:
        row = keys.by_id(state, jwt.get_unverified_header(token).get("kid"))
        if row is None:
            raise _invalid("Signing key is invalid.")
        key = keys.private_key(row).public_key()
        return jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, options=check)
    except jwt.InvalidTokenError:
        raise _invalid("CompactToken parsing failed with error code: 80049217") from None


def _invalid(message: str) -> RefusedError:
    challenge = (
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"'
    )
    return RefusedError(401, "InvalidAuthenticationToken", message, headers={"WWW-Authenticate": challenge})


def issuer_of(call: Call) -> str:
    """Name the tenant by its id, whatever its name in the address, as the sign-in service does."""
    return f"{call.origin}/{call.state.tenant_id}/v2.0"


def user_token(state: State, user: Json, where: str, audience: str, client_id: str, more: Json) -> str:
    """Sign a token of version 2 for a person."""
    claims = {
        "iss": where,
        "azp": client_id,
        "appid": client_id,
        "name": user["displayName"],
        "oid": user["id"],
        "preferred_username": user["userPrincipalName"],
        "roles": user.get("appRoles", []),
        "sub": str(uuid5(NAMESPACE_URL, f"{client_id}:{user['id']}")),
        "ver": "2.0",
    }
    if user.get("homeTenant"):
        claims["idp"] = f"https://sts.windows.net/{uuid5(NAMESPACE_URL, user['homeTenant'])}/"
    return sign(state, _times(state, audience) | claims | more)


def sign(state: State, claims: Json) -> str:
    row = keys.newest(state)
    token = jwt.encode(claims, keys.private_key(row), algorithm="RS256", headers={"kid": row["id"]})
    state.commit()  # the key must outlive what it signed
    return token


# --- what stands outside Graph: the sign-in service ---------------------------------------------


@outside("POST", "/{tenant}/oauth2/v2.0/token", "token")
def sign_in(call: Call, tenant: str) -> Answer:
    """Any client may have a token, this is a sandbox; unless it is told which secrets are good."""
    del tenant
    form = dict(parse_qsl(call.content.decode())) | _basic(call)
    good, secret = call.state.setting("clientSecrets"), form.get("client_secret")
    if good is not None and secret is not None and secret not in good:
        return token_refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401)
    if (grant := GRANTS.get(form.get("grant_type", ""))) is None:
        return token_refusal(
            "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type."
        )
    return grant(call, form)


def _basic(call: Call) -> dict[str, str]:
    """Read a client's name and secret where they stand in the header."""
    kind, _, text = call.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "basic":
        return {}
    name, _, secret = base64.b64decode(text).decode().partition(":")
    return {"client_id": unquote(name), "client_secret": unquote(secret)}


@handles_grants("client_credentials")
def as_app(call: Call, form: dict[str, str]) -> Answer:
    if not form.get("client_id") or not (form.get("client_secret") or form.get("client_assertion")):
        return token_refusal(
            "invalid_client", "AADSTS7000216: 'client_assertion' or 'client_secret' is required.", 401
        )
    if form.get("scope") != f"{AUDIENCE}/.default":
        return token_refusal("invalid_scope", "AADSTS1002012: The provided value for scope is not valid.")
    if (problem := _unproven(call.state, form)) is not None:
        return problem
    proof: Literal["1", "2"] = "2" if form.get("client_assertion") else "1"
    token = mint_token(call.state, app_id=form["client_id"], proof=proof)
    times = {"expires_in": LIFETIME_SECONDS, "ext_expires_in": LIFETIME_SECONDS}
    return Answer(200, {"token_type": "Bearer", **times, "access_token": token})


def _unproven(state: State, form: dict[str, str]) -> Answer | None:
    """Refuse a registered app that has no service principal, or shows a secret or certificate that is not its own."""
    app_id = form["client_id"]
    registered = application_of(state, app_id)
    if registered is None:
        return None
    if principal_of(state, app_id) is None:
        text = f"AADSTS7000229: The client application '{app_id}' is missing service principal in the tenant."
        return token_refusal("unauthorized_client", text)
    if assertion := form.get("client_assertion"):
        if assertion_holds(registered, assertion, state.now()):
            return None
        return token_refusal("invalid_client", "AADSTS700027: The certificate is not registered.", 401)
    if secret_holds(registered, form["client_secret"], state.now()):
        return None
    return token_refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401)


def token_refusal(error: str, description: str, status: int = 400) -> Answer:
    return Answer(status, {"error": error, "error_description": description})


@outside("GET", "/{tenant}/v2.0/.well-known/openid-configuration", "discovery")
def discovery(call: Call, tenant: str) -> Answer:
    base = f"{call.origin}/{tenant}"
    return Answer(
        200,
        {
            "issuer": issuer_of(call),
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "end_session_endpoint": f"{base}/oauth2/v2.0/logout",
            "response_modes_supported": ["query", "form_post"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "code_challenge_methods_supported": ["S256"],
            "tenant_region_scope": "EU",
            "token_endpoint_auth_methods_supported": [
                "client_secret_post",
                "private_key_jwt",
                "client_secret_basic",
            ],
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        },
    )
