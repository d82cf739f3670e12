# ruff: noqa: N815 -- Graph's own names
"""Secrets of an application: made and taken back."""

from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from graph_adapters.sandbox.engine.answers import METADATA, Answer, bad_request, no_content_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.registrations.applications import WRITE, application_row
from graph_adapters.sandbox.registrations.credentials import hashed, plain_moment

SECRET_LIFETIME = timedelta(days=730)
SECRET_LETTERS, HINT_LETTERS = 40, 3


class Secret(Body):
    graph_type: ClassVar[str] = "passwordCredential"
    displayName: str | None = None
    startDateTime: Moment | None = None
    endDateTime: Moment | None = None


class NewSecret(Body):
    passwordCredential: Secret = Field(default_factory=Secret)


class GoneSecret(Body):
    keyId: str


@operation(
    "POST",
    "/applications/{application_id}/addPassword",
    "application.addPassword",
    WRITE,
    body=NewSecret,
    body_optional=True,
)
def add_password(call: Call, body: NewSecret, application_id: str) -> Answer:
    """Make a secret, which is told this once."""
    state, row = call.state, application_row(call.state, application_id)
    text = f"{state.hex()[:3]}8Q~{state.hex()}{state.hex()}"[:SECRET_LETTERS]
    asked, now = body.passwordCredential, state.now()
    made = {
        "customKeyIdentifier": None,
        "displayName": asked.displayName,
        "endDateTime": asked.endDateTime or plain_moment(now + SECRET_LIFETIME),
        "hint": text[:HINT_LETTERS],
        "keyId": state.uuid(),
        "startDateTime": asked.startDateTime or plain_moment(now),
    }
    kept = [*row["passwordCredentials"], made | {"hash": hashed(text)}]
    state.put("application", row | {"passwordCredentials": kept})
    context = {"@odata.context": f"{METADATA}microsoft.graph.passwordCredential"}
    return Answer(200, context | made | {"secretText": text})


@operation(
    "POST",
    "/applications/{application_id}/removePassword",
    "application.removePassword",
    WRITE,
    body=GoneSecret,
)
def remove_password(call: Call, body: GoneSecret, application_id: str) -> Answer:
    row = application_row(call.state, application_id)
    left = [one for one in row["passwordCredentials"] if one["keyId"] != body.keyId]
    if len(left) == len(row["passwordCredentials"]):
        raise bad_request("No password credential found with keyId.", "Request_BadRequest")
    call.state.put("application", row | {"passwordCredentials": left})
    return no_content_answer()
