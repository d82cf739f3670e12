"""Sign people in: a page to choose a person, a code, and tokens for it. Any password is right here."""

import base64
import hashlib
import html
import json
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.routes import Call, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.sign_in.tokens import (
    AUDIENCE,
    LIFETIME_SECONDS,
    handles_grants,
    issuer_of,
    token_refusal,
    user_token,
)

CODE_LIFETIME = timedelta(minutes=10)
NEEDED_FIELDS = ("client_id", "redirect_uri", "response_type", "scope")
CHALLENGE_LETTERS = 43  # a SHA-256 in base64url
LOOPBACK = {"localhost", "127.0.0.1", "::1"}

PAGE_TEMPLATE = """<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Logg inn i sandkassen</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; }}
button {{ display: block; width: 100%; margin: .5rem 0; padding: .75rem; text-align: left; font: inherit; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
{form}
</main>
</body>
</html>
"""


def _page(title: str, text: str, form: str = "", status: int = 200) -> Answer:
    whole = PAGE_TEMPLATE.format(title=html.escape(title), text=html.escape(text), form=form)
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Answer(status, whole.encode(), headers)


# --- the page -----------------------------------------------------------------------------------


@outside("GET", "/{tenant}/oauth2/v2.0/authorize", "authorize")
def ask_who(call: Call, tenant: str) -> Answer:
    del tenant
    if problem := _wrong_with(call.state, call.query):
        return _page("Innloggingen stoppet", problem, status=400)
    hidden = "".join(_field(name, value) for name, value in call.query.items())
    known = [row for row in call.state.all("user") if row["accountEnabled"]]
    people = "\n".join(_button(row) for row in sorted(known, key=lambda row: not row.get("appRoles")))
    form = f'<form method="post">\n{hidden}\n{people}\n</form>'
    return _page("Hvem er du?", "Dette er en sandkasse. Velg hvem du vil logge inn som.", form)


def _field(name: str, value: str) -> str:
    return f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'


def _button(row: Row) -> str:
    name, roles = html.escape(row["displayName"]), html.escape(", ".join(row.get("appRoles", [])))
    mail = html.escape(row["mail"] or row["userPrincipalName"]) + (f"<br>{roles}" if roles else "")
    return f'<button name="person" value="{row["id"]}"><strong>{name}</strong><br>{mail}</button>'


def _wrong_with(state: State, asked: dict[str, str]) -> str:
    if missing := [name for name in NEEDED_FIELDS if not asked.get(name)]:
        return f"AADSTS900144: Forespørselen mangler {missing[0]}."
    if asked["response_type"] != "code":
        return "AADSTS700051: Bare response_type=code støttes."
    if not _is_ours(state, asked["redirect_uri"]):
        return f"AADSTS50011: Adressen {asked['redirect_uri']} er ikke registrert for programmet."
    return _wrong_with_challenge(asked)


def _wrong_with_challenge(asked: dict[str, str]) -> str:
    """Take PKCE with S256 and nothing less, so that a code is worth nothing to whoever picks it up."""
    if len(asked.get("code_challenge", "")) != CHALLENGE_LETTERS:
        return "AADSTS50147: Forespørselen mangler code_challenge, eller den har ikke rett lengde."
    if asked.get("code_challenge_method") != "S256":
        return "AADSTS50149: Bare code_challenge_method=S256 støttes."
    return ""


def _is_ours(state: State, address: str) -> bool:
    """Accept a registered address; when none is registered, https and loopback."""
    registered = state.setting("redirectUris")
    if registered is not None:
        return address in registered
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


@outside("POST", "/{tenant}/oauth2/v2.0/authorize", "authorize.choose")
def choose(call: Call, tenant: str) -> Answer:
    """Send the person back with a code that is good once and for ten minutes."""
    del tenant
    asked = dict(parse_qsl(call.content.decode()))
    if problem := _wrong_with(call.state, asked):
        return _page("Innloggingen stoppet", problem, status=400)
    if call.state.get("user", asked.get("person", "")) is None:
        return _page("Innloggingen stoppet", "AADSTS50034: Denne personen finnes ikke.", status=400)
    code = call.state.put("code", {"id": call.state.hex(), "madeAt": call.state.stamp()} | {"asked": asked})
    back = {"code": code["id"]} | ({"state": asked["state"]} if "state" in asked else {})
    if asked.get("response_mode") == "form_post":
        form = "".join(_field(name, value) for name, value in back.items())
        target = html.escape(asked["redirect_uri"])
        form = f'<form method="post" action="{target}">{form}<button autofocus>Fortsett</button></form>'
        return _page("Du er logget inn", "Gå videre til tjenesten.", form)
    sign_ = "&" if urlsplit(asked["redirect_uri"]).query else "?"
    return Answer(302, None, {"Location": f"{asked['redirect_uri']}{sign_}{urlencode(back)}"})


@outside("GET", "/{tenant}/oauth2/v2.0/logout", "logout")
def log_out(call: Call, tenant: str) -> Answer:
    del tenant
    where = call.query.get("post_logout_redirect_uri", "")
    if where and _is_ours(call.state, where):
        return Answer(302, None, {"Location": where})
    return _page("Du er logget ut", "Du kan lukke vinduet.")


# --- a code, or a refresh token, becomes tokens -------------------------------------------------


@handles_grants("authorization_code", "refresh_token")
def redeem(call: Call, form: dict[str, str]) -> Answer:
    state = call.state
    if form["grant_type"] == "refresh_token":
        row = state.get("code", form.get("refresh_token", ""))
        problem = "" if row and row["asked"]["client_id"] == form.get("client_id") else "AADSTS9002313"
    else:
        row = state.get("code", form.get("code", ""))
        problem = _wrong_with_code(state, row, form)
    if row is None or problem:
        return token_refusal("invalid_grant", f"{problem or 'AADSTS70000'}: The provided grant is not valid.")
    state.remove("code", row["id"])
    return Answer(200, _tokens(call, row["asked"]))


def _wrong_with_code(state: State, row: Row | None, form: dict[str, str]) -> str:
    if row is None or "refresh" in row or state.has_aged(row["madeAt"], CODE_LIFETIME.total_seconds()):
        return "AADSTS70008"
    asked = row["asked"]
    if (asked["client_id"], asked["redirect_uri"]) != (form.get("client_id"), form.get("redirect_uri")):
        return "AADSTS500112"
    return "" if _answers(form.get("code_verifier", ""), asked) else "AADSTS501481"


def _answers(verifier: str, asked: Json) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return bool(base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"])


def _tokens(call: Call, asked: Json) -> Json:
    state, scopes = call.state, asked["scope"].split()
    user = state.get("user", asked["person"]) or {}
    mine = [scope for scope in scopes if scope not in ("openid", "profile", "email", "offline_access")]
    is_graph = all("://" not in scope or scope.startswith(AUDIENCE) for scope in mine)
    audience = AUDIENCE if is_graph else mine[0].rpartition("/")[0].removeprefix("api://")
    scp = " ".join(scope.rpartition("/")[2] for scope in mine) or "User.Read"
    where = issuer_of(call)
    answer: Json = {"token_type": "Bearer", "scope": asked["scope"], "expires_in": LIFETIME_SECONDS}
    answer["ext_expires_in"] = LIFETIME_SECONDS
    answer["access_token"] = user_token(state, user, where, audience, asked["client_id"], {"scp": scp})
    if "openid" in scopes:
        nonce = {"nonce": asked["nonce"]} if asked.get("nonce") else {}
        answer["id_token"] = user_token(state, user, where, asked["client_id"], asked["client_id"], nonce)
        told = {"uid": user["id"], "utid": state.tenant_id}
        answer["client_info"] = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
    if "offline_access" in scopes:
        row = {"id": state.hex() + state.hex(), "madeAt": state.stamp(), "refresh": True, "asked": asked}
        answer["refresh_token"] = state.put("code", row)["id"]
    return answer
