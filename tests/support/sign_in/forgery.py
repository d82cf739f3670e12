"""Tokens an attacker would send: each is what the issuer signs, but for one thing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.sign_in.issuer import Issuer

if TYPE_CHECKING:
    from collections.abc import Callable

TENANT = "7e2a0000-0000-4000-8000-000000000001"
ISSUER = Issuer(
    authority=f"https://login.microsoftonline.com/{TENANT}",
    name=f"https://login.microsoftonline.com/{TENANT}/v2.0",
    tenant_id=TENANT,
    client_id="kull-client",
)
KEY_ID = "key-1"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
GONE: Any = object()


def claims(**changed: Any) -> dict[str, Any]:
    """What Entra writes in an access token for a person; GONE leaves a claim out."""
    now = int(time.time())
    usual = {
        "aud": ISSUER.client_id,
        "iss": ISSUER.name,
        "iat": now,
        "nbf": now,
        "exp": now + 3599,
        "oid": "person-1",
        "sub": "pairwise-1",
        "tid": TENANT,
        "ver": "2.0",
        "name": "Frida Forbedring",
        "preferred_username": "Frida@example.no",
        "roles": ["improvement_unit"],
        "scp": "access_as_user",
    }
    return {name: value for name, value in (usual | changed).items() if value is not GONE}


def token(*, key: Any = KEY, kid: Any = KEY_ID, alg: str = "RS256", **changed: Any) -> str:
    return jwt.encode(claims(**changed), key, algorithm=alg, headers={"kid": kid} if kid is not GONE else {})


def unsigned() -> str:
    return jwt.encode(claims(), None, algorithm="none", headers={"kid": KEY_ID})


def signed_with_the_public_key() -> str:
    """PyJWT refuses to make this one, so it is made by hand."""
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': KEY_ID})}.{_part(claims())}"
    return f"{signed}.{_bare(hmac.new(PUBLIC_PEM, signed.encode(), hashlib.sha256).digest())}"


def with_another_body() -> str:
    head, _, signature = token().split(".")
    return f"{head}.{_part(claims(oid='somebody-else'))}.{signature}"


def with_no_signature() -> str:
    return token().rpartition(".")[0] + "."


def with_its_own_key() -> str:
    """The header brings the key it wants to be checked with."""
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OTHER_KEY.public_key()))
    return jwt.encode(claims(), OTHER_KEY, algorithm="RS256", headers={"kid": KEY_ID, "jwk": own})


def _part(value: dict[str, Any]) -> str:
    return _bare(json.dumps(value).encode())


def _bare(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _late(seconds: int) -> int:
    return int(time.time()) + seconds


ATTACKS: dict[str, tuple[Callable[[], str], str]] = {
    "alg none": (unsigned, "algorithm"),
    "HS256 with the public key": (signed_with_the_public_key, "algorithm"),
    "HS256 with a guessed secret": (lambda: token(key="0" * 32, alg="HS256"), "algorithm"),
    "PS256 with the right key": (lambda: token(alg="PS256"), "algorithm"),
    "another key under a known id": (lambda: token(key=OTHER_KEY), "signature"),
    "a key the header brings": (with_its_own_key, "signature"),
    "another body under a good signature": (with_another_body, "signature"),
    "no signature": (with_no_signature, "signature"),
    "an unknown key id": (lambda: token(kid="key-9"), "unknown key"),
    "no key id": (lambda: token(kid=GONE), "unknown key"),
    "another audience": (lambda: token(aud="https://graph.microsoft.com"), "audience"),
    "ours among several audiences": (lambda: token(aud=["kull-client", "other"]), "audience"),
    "no audience": (lambda: token(aud=GONE), "incomplete"),
    "another issuer": (lambda: token(iss="https://login.example/v2.0"), "issuer"),
    "the issuer of version 1": (lambda: token(iss=f"https://sts.windows.net/{TENANT}/"), "issuer"),
    "another tenant": (lambda: token(tid="7e2a0000-0000-4000-8000-00000000000f"), "tenant"),
    "no tenant": (lambda: token(tid=GONE), "incomplete"),
    "version 1": (lambda: token(ver="1.0"), "version"),
    "expired": (lambda: token(exp=_late(-61)), "expired"),
    "no end": (lambda: token(exp=GONE), "incomplete"),
    "not valid yet": (lambda: token(nbf=_late(120)), "not valid yet"),
    "issued in the future": (lambda: token(iat=_late(120)), "not valid yet"),
    "no person": (lambda: token(oid=GONE), "incomplete"),
    "an id token": (lambda: token(scp=GONE, nonce="n"), "not an access token"),
    "an app's token": (lambda: token(idtyp="app", scp=GONE), "app token"),
    "an app's token that does not say so": (lambda: token(sub="person-1", scp=GONE), "app token"),
    "another scope": (lambda: token(scp="User.Read access_as_users"), "scope"),
    "roles that are no list": (lambda: token(roles="administrator"), "unreadable"),
    "no token at all": (lambda: "hello", "unreadable"),
    "a token of 17 kB": (lambda: token(name="x" * 17_000), "too long"),
}
