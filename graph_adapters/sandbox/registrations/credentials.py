"""Hold secrets and certificates against those of an application."""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from graph_adapters.sandbox.engine.answers import Json, bad_request
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


def shown_credentials(row: Row) -> Json:
    """Show all of a secret but the secret, and of a certificate all but its key."""
    secrets = [{**one, "hash": None, "secretText": None} for one in row["passwordCredentials"]]
    keys = [{**one, "key": None} for one in row["keyCredentials"]]
    return {"passwordCredentials": [_without(one, "hash") for one in secrets], "keyCredentials": keys}


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}


def plain_moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --- certificates --------------------------------------------------------------------------------


def key_row(state: State, sent: Row, known: dict[str, Row]) -> Row:
    """Keep a certificate; one that is known may be sent back without its key."""
    if sent.get("key") is None and sent.get("keyId") in known:
        return known[sent["keyId"]]
    certificate = _read(sent.get("key") or "")
    usual = {
        "customKeyIdentifier": _thumbprint(certificate),
        "displayName": certificate.subject.rfc4514_string(),
        "endDateTime": plain_moment(certificate.not_valid_after_utc),
        "keyId": state.uuid(),
        "startDateTime": plain_moment(certificate.not_valid_before_utc),
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }
    return usual | {name: value for name, value in sent.items() if value is not None}


def _thumbprint(certificate: x509.Certificate) -> str:
    """Return the SHA-1 of a certificate, by which Entra names it; nothing is kept safe by it."""
    written = certificate.public_bytes(Encoding.DER)
    return base64.b64encode(hashlib.sha1(written, usedforsecurity=False).digest()).decode()


def _read(key: str) -> x509.Certificate:
    """Read base64 of a certificate, in DER or as the text of a PEM file."""
    raw = base64.b64decode(key)
    try:
        if raw.startswith(b"-----"):
            return x509.load_pem_x509_certificate(raw)
        return x509.load_der_x509_certificate(raw)
    except ValueError:
        message = "Key credential must have a valid certificate or key."
        raise bad_request(message, "KeyCredentialsInvalid") from None


# --- proof ---------------------------------------------------------------------------------------


def secret_holds(row: Row, secret: str, now: datetime) -> bool:
    given = hashed(secret)
    return any(
        hmac.compare_digest(one["hash"], given) and _is_current(one, now)
        for one in row["passwordCredentials"]
    )


def assertion_holds(row: Row, assertion: str, now: datetime) -> bool:
    """Hold a signed assertion against each certificate of the application."""
    keys = [_read(one["key"]) for one in row["keyCredentials"] if one.get("key") and _is_current(one, now)]
    return any(_is_signed_by(key, assertion, row["appId"]) for key in keys)


def _is_signed_by(certificate: x509.Certificate, assertion: str, app_id: str) -> bool:
    check: Any = {"verify_aud": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
    key: Any = certificate.public_key()
    try:
        claims = jwt.decode(assertion, key, algorithms=["RS256", "PS256"], options=check)
    except jwt.InvalidTokenError:
        return False
    return bool(claims.get("iss") == app_id and claims.get("sub") == app_id)


def _is_current(one: Row, now: datetime) -> bool:
    start, end = (datetime.fromisoformat(one[name]) for name in ("startDateTime", "endDateTime"))
    return start <= now < end
