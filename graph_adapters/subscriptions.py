"""Being told that a library changed: a subscription for each, made, prolonged and ended.

Microsoft calls our address back while it answers the create, so something else than the caller must answer there
(fact 26). Twice the same subscription is allowed, so we look before we make one.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.tenant import Subscribed
from graph_adapters.errors import Gone
from graph_adapters.transport import call, id_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

LANE = "subscriptions"
LIFETIME = timedelta(minutes=42_000)  # Microsoft lets one live 42,300


async def subscribe(
    connection: Connection, library_id: str, *, address: str, secret: str, now: datetime
) -> Subscribed:
    """Subscribe `address` to every change in a library; our earlier subscription there is renewed."""
    standing = await _standing(connection, library_id, address)
    if standing is not None:
        return await renew(connection, standing, now=now)
    body = {
        "changeType": "updated",  # the only one a library has (fact 24)
        "resource": _resource(library_id),
        "notificationUrl": f"{address}/graph/notifications",
        "lifecycleNotificationUrl": f"{address}/graph/lifecycle",
        "clientState": secret,
        "expirationDateTime": _until(now),
    }
    answer = await connection.send(call(connection.graph.subscriptions, "POST", body=body, lane=LANE))
    return _subscribed(id_of(answer), answer.body)


async def renew(connection: Connection, subscription_id: str, *, now: datetime) -> Subscribed:
    """Renew a subscription, and confirm that we may still see its library. Raises Gone when it has ended."""
    builder = connection.graph.subscriptions.by_subscription_id(subscription_id)
    answer = await connection.send(
        call(builder, "PATCH", body={"expirationDateTime": _until(now)}, lane=LANE)
    )
    return _subscribed(subscription_id, answer.body)


async def end(connection: Connection, subscription_id: str) -> None:
    with suppress(Gone):
        builder = connection.graph.subscriptions.by_subscription_id(subscription_id)
        await connection.send(call(builder, "DELETE", lane=LANE))


async def _standing(connection: Connection, library_id: str, address: str) -> str | None:
    """Find a subscription left behind by a lost answer: it has our address, and so our secret too."""
    async for one in connection.pages(call(connection.graph.subscriptions, lane=LANE)):
        same_place = one["resource"].strip("/").casefold() == _resource(library_id).strip("/").casefold()
        if same_place and one["notificationUrl"] == f"{address}/graph/notifications":
            return str(one["id"])
    return None


def _resource(library_id: str) -> str:
    return f"/drives/{library_id}/root"


def _until(now: datetime) -> str:
    return (now + LIFETIME).strftime("%Y-%m-%dT%H:%M:%SZ")


def _subscribed(subscription_id: str, body: Any) -> Subscribed:  # noqa: ANN401 - any JSON
    """Believe the end Microsoft gives, which may be another than we asked for."""
    return Subscribed(
        subscription_id=subscription_id, until=datetime.fromisoformat(body["expirationDateTime"])
    )
