"""An issuer's addresses: Entra's follow from the tenant's id, a sandbox says its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.sign_in.issuer import entra
from app.sign_in.issuer import sandbox as sandbox_issuer

if TYPE_CHECKING:
    from support.sandbox_on_a_socket import SandboxOnASocket


def test_entras_addresses_follow_from_the_tenants_id() -> None:
    issuer = entra("tenant-1", "client-1")
    assert (issuer.name, issuer.client_id) == (
        "https://login.microsoftonline.com/tenant-1/v2.0",
        "client-1",
    )
    assert issuer.keys_address == "https://login.microsoftonline.com/tenant-1/discovery/v2.0/keys"


def test_a_browser_that_signs_out_is_sent_back_to_us() -> None:
    assert entra("tenant-1", "client-1").way_out("https://kull.example.no/signed-out?a=1") == (
        "https://login.microsoftonline.com/tenant-1/oauth2/v2.0/logout"
        "?post_logout_redirect_uri=https%3A%2F%2Fkull.example.no%2Fsigned-out%3Fa%3D1"
    )


def test_a_sandbox_says_what_its_tenant_is_called(sandbox: SandboxOnASocket) -> None:
    issuer = sandbox_issuer(sandbox.address, "client-1")
    assert issuer.authority == f"{sandbox.address}/kull"
    assert issuer.name.split("/")[-2:] == [issuer.tenant_id, "v2.0"]
