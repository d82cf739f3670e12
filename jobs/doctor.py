"""The checks of `kull doctor` and Teknisk status, a function each; CHECKS lists them all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import jwt
from sqlalchemy.exc import SQLAlchemyError

from app import halt
from app.audit import AuditHead, broken_links
from app.config import settings
from app.db import has_newest_shape, unit_of_work
from app.sign_in import NOTHING_EXPIRES_TEXT, TokenRefused, credentials_expiry, expiry_warnings, open_sign_in
from graph_adapters.errors import TenantError
from jobs.demo_people import CAST, bearer_token
from jobs.permissions import missing_permissions
from jobs.tenant import embedded_sandbox_address, open_tenant

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.sign_in import SignIn

MAX_BROKEN_LINKS_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The finding of a check; `fix` tells a person how to mend it."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


def check_configuration() -> CheckResult:
    problems = settings().unsafe()
    return CheckResult(
        name="configuration",
        ok=not problems,
        detail=" ".join(problems) or f"Innstillingene holder for {settings().tenant}.",
        fix="Rett innstillingene; docs/settings.md sier hva hver av dem er." if problems else "",
    )


def check_database() -> CheckResult:
    try:
        newest = has_newest_shape()
    except SQLAlchemyError as error:
        told = f"Databasen svarer ikke ({type(error).__name__})."
        return CheckResult(
            name="database", ok=False, detail=told, fix="Se at KULL_DATABASE_URL peker riktig."
        )
    return CheckResult(
        name="database",
        ok=newest,
        detail="Databasen er oppdatert."
        if newest
        else "Databasen er ikke laget, eller eldre enn programmet.",
        fix="" if newest else "Start tjenesten: da oppdateres den.",
    )


def check_audit_chain() -> CheckResult:
    """Walk the whole audit. The end of the chain is shown, so that it can be kept somewhere else."""
    if not check_database().ok:
        return CheckResult(name="audit", ok=False, detail="Loggen kan ikke leses.", fix="Se under database.")
    with unit_of_work() as session:
        broken = list(broken_links(session))
        head = session.get(AuditHead, 1) or AuditHead()
        intact = f"{head.records} poster henger sammen. Siste: {head.digest[:16] or '–'}"
    return CheckResult(
        name="audit",
        ok=not broken,
        detail=" ".join(broken[:MAX_BROKEN_LINKS_SHOWN]) or intact,
        fix="Noen har endret loggen. Ta vare på databasen slik den er, og varsle sikkerhetsansvarlig."
        if broken
        else "",
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
        missing = missing_permissions(asyncio.run(_granted()), settings().modes)
    except TenantError as error:
        told = f"Microsoft 365 ga oss ikke noe token ({type(error).__name__})."
        return CheckResult(name="permissions", ok=False, detail=told, fix="Se på appregistreringen i Entra.")
    return CheckResult(
        name="permissions",
        ok=not missing,
        detail=f"Mangler {', '.join(missing)}." if missing else "Alle som trengs, er gitt.",
        fix="Be IT gi dem til appregistreringen, med administratorsamtykke." if missing else "",
    )


async def _granted() -> frozenset[str]:
    async with open_tenant(settings()) as tenant:
        token = await tenant.connection.token()
    return frozenset(jwt.decode(token, options={"verify_signature": False}).get("roles", ()))


def check_halt() -> CheckResult:
    """Fail while a person has halted all writing, so that it is not forgotten."""
    if not check_database().ok:
        return CheckResult(name="halt", ok=True, detail="Kan ikke leses. Se under database.")
    with unit_of_work() as session:
        standing = halt.standing_halt(session)
        told = halt.halt_in_words(standing) if standing else "Skrivingen til Microsoft 365 er ikke stanset."
    return CheckResult(
        name="halt",
        ok=standing is None,
        detail=told,
        fix="En administrator slipper den løs når det er trygt." if standing else "",
    )


CHECKS: tuple[Callable[[], CheckResult], ...] = (
    check_configuration,
    check_database,
    check_audit_chain,
    check_tokens,
    check_credentials,
    check_permissions,
    check_halt,
)
