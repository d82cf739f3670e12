"""Checks of signing in: people's tokens, our credentials, and the permissions we are given."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import jwt
from sqlalchemy.exc import SQLAlchemyError

from app.config import settings
from app.sign_in import NOTHING_EXPIRES_TEXT, TokenRefused, credentials_expiry, expiry_warnings, open_sign_in
from graph_adapters.errors import TenantError
from jobs.demo_people import CAST, bearer_token
from jobs.doctor.database import check_database
from jobs.doctor.result import CheckResult
from jobs.permissions import granted_in, missing_optional, missing_permissions
from jobs.provision import try_again_if_changed
from jobs.tenant import embedded_sandbox_address, open_tenant

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.sign_in import SignIn

WITHOUT_MAIL_READ_TEXT = (
    "Mail.Read på postboksen er ikke gitt: "
    "Kommer svaret på et brev bort, må et menneske avgjøre om det ble sendt."
)

OF_A_MAILBOX = ("Calendars.ReadWrite", "Mail.Send", "Mail.Read")
NARROW_TEXT = (
    "De om kalender og e-post åpner alle postbokser til Exchange avgrenser dem: gi dem med RBAC for Applications for "
    "bare postboksen vår. New-ApplicationAccessPolicy er avløst og lages ikke på nytt."
)
GIVEN_BY_EXCHANGE_TEXT = (
    "Er de om kalender og e-post gitt i Exchange (RBAC for Applications), står de ikke i tokenet, og vi ser dem ikke "
    "her: prøv med Test-ServicePrincipalAuthorization."
)


def check_tokens() -> CheckResult:
    """Check that the sign-in service vouches for people, and that an unsigned token is refused."""
    address = settings().sandbox_url.rstrip("/") or embedded_sandbox_address(settings())
    if settings().tenant == "sandbox" and not address:
        return CheckResult(name="tokens", ok=True, detail="Sandkassens innlogging svarer når tjenesten går.")
    try:
        with open_sign_in(settings(), sandbox_address=address) as sign_in:
            return _tokens_of(sign_in, address)
    except (httpx.HTTPError, TokenRefused) as error:
        told = f"Innloggingstjenesten svarer ikke slik den skal ({type(error).__name__})."
        return CheckResult(
            name="tokens", ok=False, detail=told, fix="Se på nettet ut, og på innstillingene for innlogging."
        )


def _tokens_of(sign_in: SignIn, address: str) -> CheckResult:
    known = sign_in.keys.ids()
    if settings().tenant == "sandbox":
        email, _ = CAST["improvement_unit"]
        sign_in.by_token(bearer_token(address, email=email, client_id=sign_in.issuer.client_id))
    is_refused = _is_refused(sign_in)
    return CheckResult(
        name="tokens",
        ok=bool(known) and is_refused,
        detail=f"{len(known)} nøkler fra {sign_in.issuer.name}. Et usignert token blir avvist."
        if is_refused
        else "Et usignert token ble godtatt.",
        fix="" if known and is_refused else "Stopp tjenesten, og meld fra til utviklerne.",
    )


def _is_refused(sign_in: SignIn) -> bool:
    kid = next(iter(sign_in.keys.ids()), "")
    unsigned = jwt.encode({"oid": "x"}, "", algorithm="none", headers={"kid": kid})
    try:
        sign_in.by_token(unsigned)
    except TokenRefused:
        return True
    return False


def check_credentials() -> CheckResult:
    """Warn thirty days before a secret or a certificate ends, and fail after its end."""
    now, in_use = settings().clock(), credentials_expiry(settings())
    told = " ".join(expiry_warnings(in_use, now=now))
    return CheckResult(
        name="credentials",
        ok=all(one.is_good(now) for one in in_use),
        detail=told or NOTHING_EXPIRES_TEXT,
        fix="Lag en ny hos Entra, og bytt filen. Tjenesten tar den i bruk uten å startes på nytt."
        if told
        else "",
    )


def check_permissions() -> CheckResult:
    """Compare the permissions in our own token with the permissions the settings need."""
    if settings().tenant == "sandbox" and not (
        settings().sandbox_url or embedded_sandbox_address(settings())
    ):
        return CheckResult(name="permissions", ok=True, detail="Sandkassen gir dem når tjenesten går.")
    try:
        granted = asyncio.run(_granted())
    except TenantError as error:
        told = f"Microsoft 365 ga oss ikke noe token ({type(error).__name__})."
        return CheckResult(name="permissions", ok=False, detail=told, fix="Se på appregistreringen i Entra.")
    _note(granted)
    missing = missing_permissions(granted, settings().modes)
    told = f"Mangler {', '.join(missing)}." if missing else "Alle som trengs, er gitt."
    would_help = missing_optional(granted, settings().modes)
    is_wide = settings().tenant != "sandbox" and not granted.isdisjoint(OF_A_MAILBOX)
    said = (told, WITHOUT_MAIL_READ_TEXT if would_help else "", NARROW_TEXT if is_wide else "")
    return CheckResult(
        name="permissions", ok=not missing, detail=" ".join(filter(None, said)), fix=_how_to_give(missing)
    )


def _how_to_give(missing: Collection[str]) -> str:
    """Say whom to ask; a mailbox's permissions may have been given in Exchange, where we do not see them."""
    if not missing:
        return ""
    in_exchange = f" {GIVEN_BY_EXCHANGE_TEXT}" if not set(missing).isdisjoint(OF_A_MAILBOX) else ""
    return f"Be IT gi dem til appregistreringen, med administratorsamtykke.{in_exchange}"


def _note(granted: frozenset[str]) -> None:
    """Have what was refused tried again when they are others. A database that takes no row has its own check."""
    with suppress(SQLAlchemyError):
        if check_database().ok:
            try_again_if_changed(granted, now=settings().clock())


async def _granted() -> frozenset[str]:
    async with open_tenant(settings()) as tenant:
        return granted_in(await tenant.connection.token())
