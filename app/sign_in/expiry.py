"""The end of our credentials: a certificate holds its own, a secret's is a setting."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from app.config import Settings

WARN_BEFORE = timedelta(days=30)
NOTHING_EXPIRES_TEXT = "Ingenting løper ut de neste 30 dagene."


class Credential(NamedTuple):
    """A secret or certificate. `ends` is None where it is not set; `setting` names the file's or the day's setting."""

    used_for: str
    setting: str
    ends: datetime | None
    is_readable: bool = True

    def is_good(self, now: datetime) -> bool:
        return self.is_readable and (self.ends is None or self.ends > now)


def credentials_expiry(settings: Settings) -> list[Credential]:
    """Return the secrets and certificates in use; a machine's own identity is renewed by the platform."""
    found = [
        _one(
            "Microsoft Graph",
            "KULL_GRAPH",
            settings.graph_certificate_file,
            has_secret=settings.graph_secret_file is not None,
            told=settings.graph_secret_ends,
        ),
        _one(
            "innlogging",
            "KULL_SIGN_IN",
            settings.sign_in_certificate_file,
            has_secret=settings.tenant == "live",
            told=settings.sign_in_secret_ends,
        ),
    ]
    return [one for one in found if one is not None]


def expiry_warnings(in_use: Iterable[Credential], *, now: datetime) -> list[str]:
    """Name in sentences the credentials that have ended or soon will, and those whose end is not set."""
    return [sentence for one in in_use if (sentence := _about_the_end(one, now))]


def _about_the_end(one: Credential, now: datetime) -> str:
    if not one.is_readable:
        return f"Sertifikatet i {one.setting} kan ikke leses."
    if one.ends is None:
        return f"Vi vet ikke når hemmeligheten for {one.used_for} løper ut. Sett {one.setting}."
    if one.ends <= now:
        return f"Det vi beviser oss med for {one.used_for}, løp ut {one.ends:%d.%m.%Y}."
    if one.ends - now > WARN_BEFORE:
        return ""
    days = (one.ends - now).days
    return f"Det vi beviser oss med for {one.used_for}, løper ut {one.ends:%d.%m.%Y}, om {days} dager."


def _one(
    used_for: str, setting: str, certificate: Path | None, *, has_secret: bool, told: date | None
) -> Credential | None:
    if certificate is not None:
        ends = _end_of(certificate)
        return Credential(used_for, f"{setting}_CERTIFICATE_FILE", ends, is_readable=ends is not None)
    if not has_secret:
        return None
    ends = datetime.combine(told, time(), UTC) if told else None
    return Credential(used_for, f"{setting}_SECRET_ENDS", ends)


def _end_of(file: Path) -> datetime | None:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None
