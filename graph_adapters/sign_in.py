"""How a connection proves who it is: app-only, by client credentials.

Live, azure-identity finds the credential (managed identity, workload identity or certificate). The sandbox's token
endpoint is asked like any other, but azure-identity refuses plain http, so its token is fetched here.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)

from graph_adapters.errors import Rejected, TryAgain

if TYPE_CHECKING:
    import httpx

SCOPE = "https://graph.microsoft.com/.default"
_BEFORE_IT_ENDS = 300.0


class SandboxTokens(AccessTokenProvider):
    """Tokens from a sandbox's own endpoint, kept until five minutes before they end."""

    def __init__(self, client: httpx.AsyncClient, address: str, app_id: str) -> None:
        self._client, self._address, self._app_id = client, address, app_id
        self._token, self._ends = "", 0.0

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        del uri, additional_authentication_context
        if time.monotonic() > self._ends - _BEFORE_IT_ENDS:
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


class SignIn(BaseBearerTokenAuthenticationProvider):
    """Signs each request; `forget` makes the next one fetch a fresh token."""

    def __init__(self, tokens: SandboxTokens) -> None:
        super().__init__(tokens)
        self.forget = tokens.forget


def sandbox_sign_in(client: httpx.AsyncClient, address: str, app_id: str) -> SignIn:
    return SignIn(SandboxTokens(client, address, app_id))
