"""People and apps sign in as they do elsewhere: with MSAL, over TLS, by a page and a code."""

from pathlib import Path
from typing import Any

import httpx
import jwt
import msal
import pytest
import requests
from support.contract_tenants import served
from support.sandbox.tenant import KARI, Client, error, live

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.certificates import certificates

VERIFIER = "hemmelig-og-lang-nok-til-at-ingen-gjetter-den"
LOGIN = "https://login.microsoftonline.com/kull"
BACK = "https://kull.example.no/signin"
ASKED = {
    "client_id": "kull",
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid offline_access User.Read",
    "nonce": "n1",
    "state": "s1",
    "code_challenge": "t5f18h1uf_hbmK1ue2e-zbBCBfU9ISssVlzPijVZg0U",  # SHA-256 of VERIFIER
    "code_challenge_method": "S256",
}


async def _code(ask: Client, **changed: str) -> httpx.Response:
    (kari,) = await ask.people(KARI)
    form = ASKED | {"person": kari} | changed
    return await ask.http.post(f"{LOGIN}/oauth2/v2.0/authorize", data=form)


async def _redeemed(ask: Client, code: str, **changed: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "client_id": "kull", "client_secret": "x"}
    form |= {"redirect_uri": BACK, "code": code, "code_verifier": VERIFIER} | changed
    return await ask.http.post(f"{LOGIN}/oauth2/v2.0/token", data=form)


def _code_in(answer: httpx.Response) -> str:
    return str(httpx.URL(answer.headers["location"]).params["code"])


def test_a_person_chooses_who_they_are_and_comes_back_with_a_code() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        page = await ask.http.get(f"{LOGIN}/oauth2/v2.0/authorize", params=ASKED)
        assert (page.status_code, "Hvem er du?" in page.text, "kari@example.no" in page.text) == (
            200,
            True,
            True,
        )
        back = await _code(ask)
        assert (back.status_code, httpx.URL(back.headers["location"]).params["state"]) == (302, "s1")

    live(scenario)


def test_the_identity_of_a_person_can_be_checked_with_the_published_keys() -> None:
    async def scenario(ask: Client) -> None:
        told = (await _redeemed(ask, _code_in(await _code(ask)))).json()
        document = (await ask.http.get(f"{LOGIN}/v2.0/.well-known/openid-configuration")).json()
        shown = jwt.PyJWKSet.from_dict((await ask.http.get(document["jwks_uri"])).json())
        key = shown[jwt.get_unverified_header(told["id_token"])["kid"]].key
        claims = jwt.decode(
            told["id_token"], key, algorithms=["RS256"], audience="kull", issuer=document["issuer"]
        )
        assert (claims["preferred_username"], claims["name"], claims["nonce"], claims["ver"]) == (
            KARI["mail"],
            KARI["displayName"],
            "n1",
            "2.0",
        )

    live(scenario)


def test_a_code_is_good_once() -> None:
    async def scenario(ask: Client) -> None:
        code = _code_in(await _code(ask))
        answers = [(await _redeemed(ask, code)).status_code for _ in range(2)]
        assert answers == [200, 400]

    live(scenario)


@pytest.mark.parametrize(
    "wrong",
    [{"redirect_uri": "https://andre.example.no"}, {"client_id": "andre"}, {"code_verifier": ""}],
)
def test_a_code_is_for_who_asked_for_it(wrong: dict[str, str]) -> None:
    async def scenario(ask: Client) -> None:
        answer = await _redeemed(ask, _code_in(await _code(ask)), **wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")

    live(scenario)


@pytest.mark.parametrize("verifier", ["", "noe annet", ASKED["code_challenge"]])
def test_a_code_without_the_answer_to_its_challenge_is_refused(verifier: str) -> None:
    async def scenario(ask: Client) -> None:
        answer = await _redeemed(ask, _code_in(await _code(ask)), code_verifier=verifier)
        assert (answer.status_code, answer.json()["error_description"][:12]) == (400, "AADSTS501481")

    live(scenario)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code_challenge": ""}, "AADSTS50147"),
        ({"code_challenge": "hemmelig"}, "AADSTS50147"),
        ({"code_challenge_method": ""}, "AADSTS50149"),
        ({"code_challenge_method": "plain"}, "AADSTS50149"),
    ],
)
def test_no_code_is_given_without_a_challenge(changed: dict[str, str], code: str) -> None:
    async def scenario(ask: Client) -> None:
        answer = await _code(ask, **changed)
        assert (answer.status_code, code in answer.text) == (400, True)

    live(scenario)


def test_nobody_is_sent_to_an_address_that_is_not_registered() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("PATCH", "/settings", {"redirectUris": ["https://annen.example.no"]})
        answer = await ask.http.get(f"{LOGIN}/oauth2/v2.0/authorize", params=ASKED)
        assert (answer.status_code, "AADSTS50011" in answer.text) == (400, True)

    live(scenario)


def test_a_refresh_token_gives_new_tokens_and_is_used_up() -> None:
    async def scenario(ask: Client) -> None:
        told = (await _redeemed(ask, _code_in(await _code(ask)))).json()
        form = {"grant_type": "refresh_token", "client_id": "kull", "refresh_token": told["refresh_token"]}
        answers = [await ask.http.post(f"{LOGIN}/oauth2/v2.0/token", data=form) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 400]

    live(scenario)


def test_keys_are_rolled_and_old_ones_put_away() -> None:
    async def scenario(ask: Client) -> None:
        assert (await ask.ask("GET", "/users")).status_code == 200
        await ask.control("POST", "/keys/roll")
        assert (await ask.ask("GET", "/users")).status_code == 200
        await ask.control("POST", "/keys/roll", {"forget": True})
        assert error(await ask.ask("GET", "/users")) == (401, "InvalidAuthenticationToken")
        await ask.sign_in()
        assert (await ask.ask("GET", "/users")).status_code == 200

    live(scenario)


def test_who_logs_out_is_sent_on() -> None:
    async def scenario(ask: Client) -> None:
        asked = {"post_logout_redirect_uri": BACK}
        answer = await ask.http.get(f"{LOGIN}/oauth2/v2.0/logout", params=asked)
        assert (answer.status_code, answer.headers["location"]) == (302, BACK)

    live(scenario)


def test_msal_signs_a_person_in_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates(tmp_path).authority))
    state = State()
    kari = state.add_person(**KARI)
    state.commit()
    with served(create_sandbox(state), tls=tmp_path) as port, requests.Session() as session:
        app = msal.ConfidentialClientApplication(
            "kull",
            client_credential="x",
            authority=f"https://localhost:{port}/kull",
            instance_discovery=False,
            http_client=session,
        )
        flow = app.initiate_auth_code_flow(["User.Read"], redirect_uri=BACK)
        told: dict[str, Any] = app.acquire_token_by_auth_code_flow(flow, _answered(session, flow, kari["id"]))
        claims = told["id_token_claims"]
        assert (claims["oid"], claims["preferred_username"]) == (kari["id"], KARI["mail"])
        assert app.acquire_token_for_client(["https://graph.microsoft.com/.default"])["expires_in"] == 3599


def _answered(session: requests.Session, flow: dict[str, Any], person: str) -> dict[str, str]:
    """What the browser does: choose a person, and be sent back."""
    asked = dict(httpx.URL(flow["auth_uri"]).params) | {"person": person}
    where = str(httpx.URL(flow["auth_uri"]).copy_with(query=None))
    back = session.post(where, data=asked, allow_redirects=False).headers["location"]
    return dict(httpx.URL(back).params)


@pytest.mark.parametrize(
    ("method", "body", "code"), [("PATCH", {"accountEnabled": False}, "50057"), ("DELETE", None, "50034")]
)
def test_a_disabled_or_deleted_person_gets_no_token(method: str, body: Any, code: str) -> None:
    async def scenario(ask: Client) -> None:
        back = await _code(ask)
        await ask.control(method, "/people/kari@example.no", body)
        answer = (await _redeemed(ask, _code_in(back))).json()
        assert (answer["error"], answer["error_description"].split(":")[0]) == (
            "invalid_grant",
            f"AADSTS{code}",
        )

    live(scenario)


def test_a_registered_app_sends_people_back_to_its_own_addresses_alone() -> None:
    async def scenario(ask: Client) -> None:
        new = {"displayName": "Kull", "web": {"redirectUris": [BACK]}}
        app = (await ask.ask("POST", "/applications", new)).json()
        asked = ASKED | {"client_id": app["appId"]}
        url = f"{LOGIN}/oauth2/v2.0/authorize"
        assert (await ask.http.get(url, params=asked)).status_code == 200
        other = await ask.http.get(url, params=asked | {"redirect_uri": "https://other.example.no/"})
        assert (other.status_code, "AADSTS50011" in other.text) == (400, True)

    live(scenario)
