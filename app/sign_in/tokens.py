"""A token is checked before a word in it is believed: key, issuer, audience, tenant, time, kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt
from jwt import exceptions as refusals

from app.sign_in.errors import TokenRefused

if TYPE_CHECKING:
    from app.sign_in.issuer import Issuer
    from app.sign_in.keys import Keys

ALGORITHM = "RS256"
SCOPE = "access_as_user"
LEEWAY_SECONDS = 60
MAX_TOKEN_LETTERS = 16 * 1024
NEEDED = ["exp", "iat", "nbf", "iss", "aud", "tid", "oid", "ver"]
REASONS: dict[type[Exception], str] = {
    refusals.InvalidSignatureError: "signature",
    refusals.ExpiredSignatureError: "expired",
    refusals.ImmatureSignatureError: "not valid yet",
    refusals.InvalidAudienceError: "audience",
    refusals.InvalidIssuerError: "issuer",
    refusals.MissingRequiredClaimError: "incomplete",
    refusals.InvalidAlgorithmError: "algorithm",
}


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person as the directory vouches for them; `app_roles` are assigned in Entra."""

    entra_id: str
    name: str
    email: str
    app_roles: frozenset[str]


def bearer(token: str, *, issuer: Issuer, keys: Keys) -> Identity:
    """Identify the sender of an access token. Raises TokenRefused: it must be a person's, and for us."""
    claims = _checked(token, issuer=issuer, keys=keys)
    if claims.get("idtyp") == "app" or claims.get("oid") == claims.get("sub"):
        raise TokenRefused("app token")
    if "scp" not in claims:
        raise TokenRefused("not an access token")
    if SCOPE not in str(claims["scp"]).split():
        raise TokenRefused("scope")
    return _identity(claims)


def identity(id_token: str, *, issuer: Issuer, keys: Keys) -> Identity:
    """Identify the person of an id token. It is to be trusted only straight from the issuer's token endpoint."""
    claims = _checked(id_token, issuer=issuer, keys=keys)
    if "scp" in claims:
        raise TokenRefused("not an id token")
    return _identity(claims)


def _checked(token: str, *, issuer: Issuer, keys: Keys) -> dict[str, Any]:
    try:
        key = keys.key(_key_id(token))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=issuer.client_id,
            issuer=issuer.name,
            leeway=LEEWAY_SECONDS,
            options={"require": NEEDED, "strict_aud": True},
        )
    except refusals.PyJWTError as error:
        raise TokenRefused(REASONS.get(type(error), "unreadable")) from None
    if claims["tid"] != issuer.tenant_id:
        raise TokenRefused("tenant")
    if claims["ver"] != "2.0":
        raise TokenRefused("version")
    return claims


def _key_id(token: str) -> str:
    if len(token) > MAX_TOKEN_LETTERS:
        raise TokenRefused("too long")
    header = jwt.get_unverified_header(token)
    if header.get("alg") != ALGORITHM:
        raise TokenRefused("algorithm")
    if not isinstance(header.get("kid"), str):
        raise TokenRefused("unknown key")
    return str(header["kid"])


def _identity(claims: dict[str, Any]) -> Identity:
    roles, email = claims.get("roles", []), claims.get("preferred_username") or claims.get("email") or ""
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise TokenRefused("unreadable")
    return Identity(
        entra_id=str(claims["oid"]),
        name=str(claims.get("name") or email or claims["oid"]),
        email=str(email).casefold(),
        app_roles=frozenset(roles),
    )
