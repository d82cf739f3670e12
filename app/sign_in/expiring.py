"""When what we prove ourselves by runs out: a certificate says so itself, of a secret it must be told us."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from app.config import Settings


class Credential(NamedTuple):
    """`ends` is None where nobody has told us; `setting` is where the file, or the day, is set."""

    used_for: str
    setting: str
    ends: datetime | None


def credentials(settings: Settings) -> list[Credential]:
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


def _one(
    used_for: str, setting: str, certificate: Path | None, *, has_secret: bool, told: date | None
) -> Credential | None:
    if certificate is not None:
        return Credential(used_for, f"{setting}_CERTIFICATE_FILE", _end_of(certificate))
    if not has_secret:
        return None
    ends = datetime.combine(told, time(), UTC) if told else None
    return Credential(used_for, f"{setting}_SECRET_ENDS", ends)


def _end_of(file: Path) -> datetime:
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
