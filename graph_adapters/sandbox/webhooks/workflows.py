"""Incoming webhooks of Teams' Workflows app: an address for each channel, signed, that takes a card without a token.

Microsoft's own lie on hosts of Power Automate, and answer 202 when the flow has begun: no more than that.
"""

import hashlib
import hmac
from typing import Any, Literal

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.routes import Body, Call, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files.downloads import refuse_bearer

MAX_CARD_BYTES = 28 * 1024  # of a message with a card


class Card(Body):
    type: Literal["AdaptiveCard"]
    version: str
    body: list[dict[str, Any]]
    actions: list[dict[str, Any]] = Field(default_factory=list)


class CardAttachment(Body):
    contentType: Literal["application/vnd.microsoft.card.adaptive"]  # noqa: N815 -- Microsoft's own name
    content: Card


class CardMessage(Body):
    type: Literal["message"]
    attachments: list[CardAttachment] = Field(min_length=1, max_length=1)


def address_of(state: State, origin: str, channel_id: str) -> str:
    return f"{origin}/_workflows/{channel_id}/invoke?sig={_signature(state, channel_id)}"


def posted_in(state: State, channel_id: str) -> list[Row]:
    """Give the cards a channel has got, the oldest first."""
    return state.by("channelPost", "channel", channel_id)


def titles(state: State, channel_id: str) -> list[str]:
    """Return the headings of a channel's cards."""
    return [card["card"]["body"][0]["inlines"][0]["text"] for card in posted_in(state, channel_id)]


@outside("POST", "/_workflows/{channel_id}/invoke", "workflow.post", body=CardMessage)
def post_card(call: Call, body: CardMessage, channel_id: str) -> Answer:
    refuse_bearer(call)
    channel = call.state.get("channel", channel_id)
    if call.query.get("sig") != _signature(call.state, channel_id):
        raise RefusedError(401, "DirectApiAuthorizationRequired", "The address is not one of ours.")
    if channel is None or channel["deletedAt"]:
        raise RefusedError(404, "WorkflowNotFound", "The workflow could not be found.")
    if len(call.content) > MAX_CARD_BYTES:
        raise RefusedError(413, "RequestEntityTooLarge", "The message is too large.")
    card = body.attachments[0].content.sent()
    run = f"run-{call.state.number()}"
    call.state.put("channelPost", {"id": run, "channel": channel_id, "card": card, "at": call.state.stamp()})
    return Answer(202, None, {"x-ms-workflow-run-id": run})


def _signature(state: State, channel_id: str) -> str:
    secret = f"workflow:{state.seed}:{state.tenant_id}".encode()
    return hmac.new(secret, channel_id.encode(), hashlib.sha256).hexdigest()
