"""`/me`: the signed-in person's own addresses. An app is nobody, and is told so."""

from graph_adapters.sandbox.engine.answers import bad_request
from graph_adapters.sandbox.engine.routes import Call


def own_address(call: Call) -> str:
    """Return the path with `/me` written as the person's own; refuse it to an app."""
    first, slash, rest = call.path.removeprefix("/").partition("/")
    if first.casefold() != "me":
        return call.path
    if call.caller.user_id is None:
        raise bad_request("/me request is only valid with delegated authentication flow.")
    return f"/users/{call.caller.user_id}{slash}{rest}"
