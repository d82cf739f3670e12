"""The issuer of tokens about people: Entra, or the sandbox's own sign-in service."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from app.safe import client, host_of

ENTRA = "https://login.microsoftonline.com"


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """`authority` is the base of its addresses, `name` the `iss` and `client_id` the `aud` of its tokens."""

    authority: str
    name: str
    tenant_id: str
    client_id: str

    @property
    def keys_address(self) -> str:
        return f"{self.authority}/discovery/v2.0/keys"

    def way_out(self, back: str) -> str:
        """Return where a browser signs out, to be sent on to `back`."""
        return f"{self.authority}/oauth2/v2.0/logout?{urlencode({'post_logout_redirect_uri': back})}"


def entra(tenant_id: str, client_id: str, *, host: str = ENTRA) -> Issuer:
    """Name a tenant of Entra; its own description is not asked for, so that nothing can be slipped in."""
    return Issuer(
        authority=f"{host}/{tenant_id}",
        name=f"{host}/{tenant_id}/v2.0",
        tenant_id=tenant_id,
        client_id=client_id,
    )


def sandbox(address: str, client_id: str) -> Issuer:
    """Ask a sandbox for its name: its tenant has an id of its own."""
    authority = f"{address}/kull"
    with client([host_of(address)], timeout=10) as asking:
        document = asking.get(f"{authority}/v2.0/.well-known/openid-configuration").json()
    name = str(document["issuer"])
    tenant_id = urlsplit(name).path.split("/")[1]
    return Issuer(authority=authority, name=name, tenant_id=tenant_id, client_id=client_id)
