"""The sign-in service as msal speaks to it: a page and a code, with PKCE, state and nonce."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import msal

from app.safe import client, host_of, trusting
from app.sign_in.errors import TokenRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.sign_in.issuer import Issuer

Credential = str | dict[str, str]
TIMEOUT_SECONDS = 10.0
warnings.filterwarnings("ignore", message="response_mode='form_post'", category=UserWarning)  # decision 13


class _NoCache(msal.TokenCache):  # type: ignore[misc]  # msal has no types
    """A cache that forgets every token at once: people are remembered by our own session."""

    def add(self, event: dict[str, Any], now: float | None = None) -> None:
        """Keep nothing."""


class _PlainLoopback(httpx.HTTPTransport):
    """Let msal, which takes https alone, reach a sandbox that answers http on this machine (decision 13)."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        plain = request.url.copy_with(scheme="http")
        inner = httpx.Request(request.method, plain, headers=request.headers, content=request.read())
        answer = super().handle_request(inner)
        if not request.url.path.endswith("/openid-configuration"):
            return answer
        here = f"{plain.host}:{plain.port}".encode()
        told = answer.read().replace(b"http://" + here, b"https://" + here)
        return httpx.Response(answer.status_code, headers={"Content-Type": "application/json"}, content=told)


def client_for(issuer: Issuer, *, trusted: Path | None = None) -> httpx.Client:
    """Make a client that reaches an issuer and follows it nowhere else; `trusted` is a rehearsal's own authority."""
    transport = _PlainLoopback() if issuer.authority.startswith("http://") else None
    return client(
        [host_of(issuer.authority)], transport=transport, verify=trusting(trusted), timeout=TIMEOUT_SECONDS
    )


@dataclass(frozen=True, kw_only=True)
class Granted:
    """The tokens given for a code or a renewal: an id token, not yet checked, and the next renewal."""

    id_token: str
    renewal: str


@dataclass(frozen=True, kw_only=True)
class Entra:
    """The sign-in service by msal. `credential` is read each time, since it may be renewed while we run."""

    issuer: Issuer
    credential: Callable[[], Credential]
    client: httpx.Client
    _made: list[tuple[Credential, msal.ConfidentialClientApplication]] = field(default_factory=list)

    def begin(self, back: str, *, anew: bool = False) -> dict[str, Any]:
        """Begin a sign-in: `auth_uri` is where the browser goes, and the rest checks its answer."""
        flow: dict[str, Any] = self._app.initiate_auth_code_flow(
            [], redirect_uri=back, prompt="login" if anew else None
        )
        if self._is_plain:
            flow["auth_uri"] = flow["auth_uri"].replace("https://", "http://", 1)
        return flow

    def finish(self, flow: dict[str, Any], answer: dict[str, str]) -> Granted:
        """Redeem the code. Raises TokenRefused for another state, nonce or verifier, and for a used code."""
        try:
            return _granted(self._app.acquire_token_by_auth_code_flow(flow, answer))
        except (ValueError, RuntimeError) as error:
            raise TokenRefused("state") from error

    def renew(self, renewal: str) -> Granted:
        """Ask for a person's identity anew. Raises TokenRefused when they are shut out, or came without a renewal."""
        if not renewal:
            raise TokenRefused("no renewal")
        return _granted(self._app.acquire_token_by_refresh_token(renewal, []))

    @property
    def _is_plain(self) -> bool:
        return self.issuer.authority.startswith("http://")

    @property
    def _app(self) -> msal.ConfidentialClientApplication:
        """Return msal's client, made anew for another credential: making it costs a request to the sign-in service."""
        credential = self.credential()
        if not self._made or self._made[-1][0] != credential:
            self._made[:] = [(credential, self._app_with(credential))]
        return self._made[-1][1]

    def _app_with(self, credential: Credential) -> msal.ConfidentialClientApplication:
        return msal.ConfidentialClientApplication(
            self.issuer.client_id,
            client_credential=credential,
            authority=self.issuer.authority.replace("http://", "https://", 1),
            instance_discovery=False,
            token_cache=_NoCache(),
            http_client=self.client,
        )


def _granted(told: dict[str, Any]) -> Granted:
    if "id_token" not in told:
        raise TokenRefused("code")
    return Granted(id_token=str(told["id_token"]), renewal=str(told.get("refresh_token", "")))
