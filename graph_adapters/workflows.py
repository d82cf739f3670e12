"""Posting a card in a channel by an incoming webhook of Teams' Workflows app. It is not Graph and knows no token.

The owner of a channel makes the address in Teams, and whoever holds it can post: it stands in no error of ours.
Source: Microsoft's "Create incoming webhooks with Workflows for Microsoft Teams" and "Create and send messages"
(learn.microsoft.com, microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using): adaptive cards alone,
28 KB at most, 429 when asked too often. 202 says that the flow has begun, no more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from graph_adapters.errors import NotAccepted, TryAgain, Unsure, retry_after

if TYPE_CHECKING:
    from app.tenant import ChannelCard

TIMEOUT = httpx.Timeout(15.0, connect=5.0)
NOT_BEGUN_STATUSES = {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}


async def post(client: httpx.AsyncClient, address: str, card: ChannelCard) -> str | None:
    """Post a card and return the id of the flow's run.

    There is no key against posting twice, so whoever gets no answer must not try again. Raises TryAgain when surely
    nothing was posted, Unsure when it may have been, and NotAccepted when the address is good for nothing.
    """
    try:
        answer = await client.post(address, json=_message(card), timeout=TIMEOUT, follow_redirects=False)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise TryAgain(f"No contact with the workflow ({type(error).__name__}).") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise NotAccepted("The address is on no host we post to.") from None
    except httpx.HTTPError as error:
        raise Unsure(f"The line to the workflow broke ({type(error).__name__}).") from None
    _raise_for(answer)
    run_id: str | None = answer.headers.get("x-ms-workflow-run-id")
    return run_id


def _raise_for(answer: httpx.Response) -> None:
    """Raise by the status alone: the rest may hold the address. A redirect is not followed."""
    status = answer.status_code
    if answer.is_success:
        return
    said, wait = f"HTTP {status}", retry_after(answer.headers)
    if status in NOT_BEGUN_STATUSES:
        raise TryAgain(said, status=status, wait=wait)
    raise (Unsure if answer.is_server_error or status == httpx.codes.REQUEST_TIMEOUT else NotAccepted)(
        said, status=status
    )


def _message(card: ChannelCard) -> dict[str, Any]:
    content: dict[str, Any] = {
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [_text(card.title, weight="Bolder", size="Medium"), *map(_text, card.lines)],
    }
    if card.leads_to:
        content["actions"] = [{"type": "Action.OpenUrl", "title": card.leads_to_title, "url": card.leads_to}]
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": content}],
    }


def _text(text: str, **look: str) -> dict[str, Any]:
    """Write a text that is shown as it stands; in a TextBlock, Markdown is read, and so are other people's links."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}
