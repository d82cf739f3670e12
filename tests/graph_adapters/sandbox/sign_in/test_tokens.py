"""Tokens carry the claims Entra's do, and an app is nobody's `me`."""

import jwt
import pytest
from support.sandbox.tenant import KARI, Client, error, live

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.tokens import mint_token


def claims_of(token: str) -> dict[str, object]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_an_apps_token_has_the_claims_of_entras_own() -> None:
    state = State()
    claims = claims_of(mint_token(state, roles=["User.Read.All"], app_id="kull"))
    issuer = f"https://sts.windows.net/{state.tenant_id}/"
    opaque = {name: claims.pop(name) for name in ("aio", "rh", "uti")}
    times = [claims.pop(name) for name in ("iat", "nbf", "exp")]
    subject = claims.pop("sub")
    assert claims == {
        "aud": "https://graph.microsoft.com",
        "iss": issuer,
        "app_displayname": "kull",
        "appid": "kull",
        "appidacr": "1",
        "idp": issuer,
        "idtyp": "app",
        "oid": subject,
        "roles": ["User.Read.All"],
        "tid": state.tenant_id,
        "ver": "1.0",
    }
    assert [times[0] == times[1], int(str(times[2])) - int(str(times[0]))] == [True, 3599]
    assert all(isinstance(value, str) and value for value in opaque.values())
    assert len(str(opaque["uti"])) == 22


def test_a_token_without_permissions_names_none() -> None:
    assert "roles" not in claims_of(mint_token(State(), roles=[]))


@pytest.mark.parametrize("path", ["/me", "/me/events", "/ME/joinedTeams", "/me/no/such/thing"])
def test_an_app_is_told_that_it_is_nobody(path: str) -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("GET", path)
        assert error(answer) == (400, "BadRequest")
        message = answer.json()["error"]["message"]
        assert message == "/me request is only valid with delegated authentication flow."

    live(scenario)


def test_a_person_is_me() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        for url, found in (("/me", kari), ("/me/calendar", None)):
            answer = await ask.control("POST", "/as/kari@example.no", {"method": "GET", "url": url})
            assert found is None or answer["id"] == found
            assert "error" not in answer

    live(scenario)
