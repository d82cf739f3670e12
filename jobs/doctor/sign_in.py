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
from graph_adapters import own_mailbox
from graph_adapters.errors import TenantError
from jobs.demo_people import CAST, bearer_token
from jobs.doctor.database import check_database
from jobs.doctor.result import CheckResult
from jobs.permissions import granted_in, missing_optional, missing_permissions
from jobs.provision import try_again_if_changed
from jobs.tenant import embedded_sandbox_address, open_tenant

if TYPE_CHECKING:
    from app.sign_in import SignIn
    from jobs.tenant import Tenant

WITHOUT_TEXTS = {
    "Mail.Read": (
        "Mail.Read på postboksen er ikke gitt: "
        "Kommer svaret på et brev bort, må et menneske avgjøre om det ble sendt."
    ),
    "OnlineMeetings.ReadWrite.All": (
        "OnlineMeetings.ReadWrite.All er ikke gitt: Lobbyen i møtene må settes for hånd i Teams."
    ),
}

OF_A_MAILBOX = ("Calendars.ReadWrite", "Mail.Send", "Mail.Read")
NARROW_TEXT = (
    "De om kalender og e-post åpner alle postbokser til Exchange avgrenser dem: gi dem med RBAC for Applications for "
    "bare postboksen vår. New-ApplicationAccessPolicy er avløst og lages ikke på nytt."
)
IN_EXCHANGE_TEXT = "Postboksen svarer oss: {} gis i Exchange (RBAC for Applications) og står ikke i tokenet."
UNTRIED_TEXT = "Mail.Send kan vi ikke prøve uten å sende: se etter med Test-ServicePrincipalAuthorization."


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
        granted, by_exchange = asyncio.run(_granted())
    except TenantError as error:
        told = f"Microsoft 365 ga oss ikke noe token ({type(error).__name__})."
        return CheckResult(name="permissions", ok=False, detail=told, fix="Se på appregistreringen i Entra.")
    _note(granted)
    return _as_result(granted, by_exchange)


def _as_result(granted: frozenset[str], by_exchange: frozenset[str]) -> CheckResult:
    """Say which are missing; what the mailbox gives us beside the token is not."""
    known, modes = granted | by_exchange, settings().modes
    missing = missing_permissions(known, modes)
    is_wide = settings().tenant != "sandbox" and not granted.isdisjoint(OF_A_MAILBOX)
    said = (
        f"Mangler {', '.join(missing)}." if missing else "Alle som trengs, er gitt.",
        IN_EXCHANGE_TEXT.format(", ".join(sorted(by_exchange))) if by_exchange else "",
        UNTRIED_TEXT if "Mail.Send" in by_exchange else "",
        *(WITHOUT_TEXTS[name] for name in missing_optional(known, modes)),
        NARROW_TEXT if is_wide else "",
    )
    fix = "Be IT gi dem til appregistreringen, med administratorsamtykke." if missing else ""
    return CheckResult(name="permissions", ok=not missing, detail=" ".join(filter(None, said)), fix=fix)


def _note(granted: frozenset[str]) -> None:
    """Have what was refused tried again when they are others. A database that takes no row has its own check."""
    with suppress(SQLAlchemyError):
        if check_database().ok:
            try_again_if_changed(granted, now=settings().clock())


async def _granted() -> tuple[frozenset[str], frozenset[str]]:
    """Return the permissions in our token, and those that our mailbox gives us beside it."""
    async with open_tenant(settings()) as tenant:
        granted = granted_in(await tenant.connection.token())
        return granted, await _given_by_exchange(tenant, granted)


async def _given_by_exchange(tenant: Tenant, granted: frozenset[str]) -> frozenset[str]:
    """Ask the mailbox itself; whoever gives us one of its permissions there is taken to give us Mail.Send there too."""
    tried = {
        name: opens
        for name, opens in (
            ("Calendars.ReadWrite", own_mailbox.opens_its_calendars),
            ("Mail.Read", own_mailbox.opens_its_mail),
        )
        if name not in granted
    }
    given = {name for name, opens in tried.items() if await opens(tenant.connection, tenant.organiser)}
    return frozenset(given | ({"Mail.Send"} - granted if given else set()))
