"""Prove a connection's identity: app-only, by client credentials.

Live, azure-identity fetches the tokens: with a certificate, a secret, or the machine's own identity. The sandbox's
token endpoint is asked like any other, but azure-identity refuses plain http, so its token is fetched here.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError, ServiceResponseError
from azure.identity import CertificateCredential, ClientSecretCredential, ManagedIdentityCredential
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)

from graph_adapters.errors import Rejected, TryAgain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    from azure.core.credentials import AccessToken, TokenCredential

SCOPE = "https://graph.microsoft.com/.default"
_RENEWAL_MARGIN_SECONDS = 300.0


class SandboxTokens(AccessTokenProvider):
    """Tokens from a sandbox's own endpoint, kept until five minutes before they end."""

    def __init__(self, client: httpx.AsyncClient, address: str, app_id: str) -> None:
        self._client, self._address, self._app_id = client, address, app_id
        self._token, self._ends = "", 0.0

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        del uri, additional_authentication_context
        if time.monotonic() > self._ends - _RENEWAL_MARGIN_SECONDS:
            await self._fetch()
        return self._token

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return AllowedHostsValidator([])

    def forget(self) -> None:
        self._ends = 0.0

    async def _fetch(self) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._app_id,
            "client_secret": "sandbox",
            "scope": SCOPE,
        }
        try:
            answer = await self._client.post(f"{self._address}/kull/oauth2/v2.0/token", data=form)
        except Exception as error:
            raise TryAgain(f"No contact with the token endpoint ({type(error).__name__}).") from error
        if not answer.is_success:
            raise Rejected("The token endpoint refused our credentials.", status=answer.status_code)
        told = answer.json()
        self._token, self._ends = told["access_token"], time.monotonic() + told["expires_in"]


class LiveTokens(AccessTokenProvider):
    """Tokens from Entra by azure-identity, which keeps them; fetched outside our loop."""

    def __init__(self, credential: TokenCredential) -> None:
        self._credential = credential

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        del uri, additional_authentication_context
        try:
            return (await asyncio.to_thread(self._credential.get_token, SCOPE)).token
        except ClientAuthenticationError as error:
            if isinstance(error.__cause__, ServiceRequestError | ServiceResponseError):  # nobody answered
                raise TryAgain("No contact with Entra.") from error
            raise Rejected("Entra refused our credentials.", status=401) from error

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        return AllowedHostsValidator([])

    def forget(self) -> None:
        """Leave it to azure-identity, which fetches anew when a token has ended."""


class SignIn(BaseBearerTokenAuthenticationProvider):
    """Sign each request; `forget` makes the next request fetch a fresh token."""

    def __init__(self, tokens: SandboxTokens | LiveTokens) -> None:
        super().__init__(tokens)
        self.forget = tokens.forget


def sandbox_sign_in(client: httpx.AsyncClient, address: str, app_id: str) -> SignIn:
    return SignIn(SandboxTokens(client, address, app_id))


def live_sign_in(credential: TokenCredential) -> SignIn:
    return SignIn(LiveTokens(credential))


class MountedCredential:
    """A credential out of a mounted file, made anew when the file is: what it holds is rotated while we run.

    A file that is away for a moment, as when a platform lays another in its place, changes nothing.
    """

    def __init__(self, file: Path, make: Callable[[], TokenCredential]) -> None:
        self._file, self._make = file, make
        self._as_of, self._credential = self._written(), make()

    def get_token(self, *scopes: str, **more: Any) -> AccessToken:  # noqa: ANN401 - azure-identity's own signature
        with suppress(OSError):
            if (written := self._written()) != self._as_of:
                self._as_of, self._credential = written, self._make()
        return self._credential.get_token(*scopes, **more)

    def _written(self) -> tuple[int, int]:
        found = self._file.stat()
        return found.st_mtime_ns, found.st_ino


def credential_of(
    tenant_id: str,
    client_id: str,
    *,
    secret: Path | None = None,
    certificate: Path | None = None,
    **more: Any,  # noqa: ANN401 - what azure-identity takes besides
) -> TokenCredential:
    """Return how we prove ourselves to Entra: by a mounted certificate or secret, or the machine's own identity."""
    if certificate is not None:
        return MountedCredential(
            certificate, lambda: CertificateCredential(tenant_id, client_id, str(certificate), **more)
        )
    if secret is not None:
        return MountedCredential(
            secret, lambda: ClientSecretCredential(tenant_id, client_id, secret.read_text().strip(), **more)
        )
    return ManagedIdentityCredential(client_id=client_id)
