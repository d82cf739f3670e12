"""No line can be had: a name that is not found, a certificate that is not trusted or names another (fault 5)."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from graph_adapters.errors import TryAgain
from graph_adapters.transport.connection import Connection
from graph_adapters.transport.requests import Request

if TYPE_CHECKING:
    from pathlib import Path

CREATE = Request(method="POST", path="/groups", body={"displayName": "Kull"})


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


def _self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that vouches for itself, for a name; gives its file and its key's."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, key_file = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, key_file


async def _create(address: str, client: httpx.AsyncClient) -> None:
    await Connection(client, _NoSignIn(), app_id="x", base_url=f"{address}/v1.0").send(CREATE)  # type: ignore[arg-type]


def _meet_tls(folder: Path, *, name: str, trusted: bool) -> tuple[str, int]:
    """Ask a server whose certificate is for `name` to make a group; gives the refusal, and the bytes it read."""
    certificate, key = _self_signed(folder, name)
    mine = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    mine.load_cert_chain(certificate, key)
    read = list[bytes]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        read.append(await reader.read(100))
        writer.close()

    async def ask() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=mine)
        port = server.sockets[0].getsockname()[1]
        trust = ssl.create_default_context(cafile=str(certificate)) if trusted else True
        async with server, httpx.AsyncClient(verify=trust) as client:
            await _create(f"https://localhost:{port}", client)

    with pytest.raises(TryAgain) as refused:
        asyncio.run(ask())
    return str(refused.value.__cause__), sum(map(len, read))


def test_a_certificate_nobody_vouches_for_means_that_nothing_was_done(tmp_path: Path) -> None:
    why, read = _meet_tls(tmp_path, name="localhost", trusted=False)
    assert ("self-signed certificate" in why or "self signed certificate" in why, read) == (True, 0)


def test_a_certificate_for_another_name_means_that_nothing_was_done(tmp_path: Path) -> None:
    why, read = _meet_tls(tmp_path, name="graph.microsoft.com", trusted=True)
    assert ("Hostname mismatch" in why, read) == (True, 0)


def test_a_name_that_is_not_found_means_that_nothing_was_done() -> None:
    async def ask() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            await _create("https://graph.microsoft.invalid", client)

    with pytest.raises(TryAgain, match=r"No contact with Microsoft 365 \(ConnectError\)"):
        asyncio.run(ask())
