"""A certificate tells when it ends, a secret's end must be told us; both are warned of thirty days before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from support.sign_in.forgery import KEY

from app.config import Settings
from app.sign_in.expiry import Credential, credentials_expiry, expiry_warnings

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
ENDS = datetime(2026, 9, 1, 8, tzinfo=UTC)


def certificate(file: Path) -> Path:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kull")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(KEY.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(ENDS)
        .sign(KEY, hashes.SHA256())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file


def in_use(**settings: Any) -> list[Credential]:
    return credentials_expiry(Settings(**settings))


def test_a_certificate_tells_its_own_end(tmp_path: Path) -> None:
    file = certificate(tmp_path / "kull.pem")
    assert in_use(graph_certificate_file=file, graph_secret_ends=date(2030, 1, 1)) == [
        Credential("Microsoft Graph", "KULL_GRAPH_CERTIFICATE_FILE", ENDS)
    ]


def test_a_secret_ends_on_the_day_we_are_told_and_only_what_is_in_use_is_asked_about(tmp_path: Path) -> None:
    told = {"graph_secret_file": tmp_path / "secret", "graph_secret_ends": date(2026, 5, 1)}
    assert in_use() == []
    assert in_use(**told, tenant="live") == [
        Credential("Microsoft Graph", "KULL_GRAPH_SECRET_ENDS", datetime(2026, 5, 1, tzinfo=UTC)),
        Credential("innlogging", "KULL_SIGN_IN_SECRET_ENDS", None),
    ]


def test_a_certificate_that_cannot_be_read_is_no_good(tmp_path: Path) -> None:
    (broken := tmp_path / "broken.pem").write_text("not a certificate")
    (one,) = in_use(graph_certificate_file=broken)
    assert (one.is_readable, one.is_good(NOW)) == (False, False)
    assert expiry_warnings([one], now=NOW) == ["Sertifikatet i KULL_GRAPH_CERTIFICATE_FILE kan ikke leses."]


@pytest.mark.parametrize(
    ("ends", "warnings", "good"),
    [
        (NOW + timedelta(days=30, seconds=1), [], True),
        (NOW + timedelta(days=30), ["Det vi beviser oss med for X, løper ut 01.05.2026, om 30 dager."], True),
        (NOW, ["Det vi beviser oss med for X, løp ut 01.04.2026."], False),
        (None, ["Vi vet ikke når hemmeligheten for X løper ut. Sett KULL_X."], True),
    ],
)
def test_what_ends_within_thirty_days_is_said(ends: datetime | None, warnings: list[str], good: bool) -> None:
    one = Credential("X", "KULL_X", ends)
    assert (expiry_warnings([one], now=NOW), one.is_good(NOW)) == (warnings, good)
