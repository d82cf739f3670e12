"""A certificate authority of one's own, so that clients that insist on TLS can meet the tenant.

The authority is made once in a folder and trusted by nobody who is not told to: a client is given its file.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAMES = [
    "localhost",
    "graph.microsoft.com",
    "login.microsoftonline.com",
    "sharepoint.example.no",
    "*.sharepoint.example.no",
]
LIFETIME, RENEWAL_MARGIN = timedelta(days=825), timedelta(days=30)
Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files: the authority a client is told to trust, and the server's certificate."""

    authority: Path
    certificate: Path
    key: Path


def certificates(folder: Path) -> Certificates:
    """Return the certificates in the folder; make them anew when they are missing or soon too old."""
    found = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    if not (found.key.exists() and _lasts(found.certificate) and _lasts(found.authority)):
        folder.mkdir(parents=True, exist_ok=True)
        _make(found)
    return found


def _lasts(file: Path) -> bool:
    if not file.exists():
        return False
    ends = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    return ends - datetime.now(UTC) > RENEWAL_MARGIN


def _make(files: Certificates) -> None:
    """Make certificates and keep no key of the authority: nothing can be signed with it later."""
    above, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = _name("Kull sandbox authority")
    authority = _authority(issuer, above)
    server = _server(issuer, above, own, authority)
    files.authority.write_bytes(_pem(authority))
    files.certificate.write_bytes(_pem(server) + _pem(authority))
    files.key.touch(mode=0o600)
    files.key.write_bytes(
        own.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _begun(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _authority(issuer: x509.Name, key: Key) -> x509.Certificate:
    """Let it sign for the names below and nothing else, so that trusting it is safe."""
    allowed = [x509.DNSName(name.removeprefix("*.")) for name in NAMES]
    loopback = x509.IPAddress(ipaddress.ip_network("127.0.0.0/8"))
    builder = _begun(issuer, issuer, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    builder = builder.add_extension(x509.NameConstraints([*allowed, loopback], None), critical=True)
    return builder.add_extension(_usage(signs=True), critical=True).sign(key, hashes.SHA256())


def _server(issuer: x509.Name, above: Key, own: Key, authority: x509.Certificate) -> x509.Certificate:
    names = [*map(x509.DNSName, NAMES), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    above_id = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    points = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above_id)
    builder = _begun(_name("Kull sandbox"), issuer, own)
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    builder = builder.add_extension(points, critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs=False), critical=True)
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return builder.add_extension(use, critical=False).sign(above, hashes.SHA256())


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
