"""POST /_sandbox/notifications: lifecycle notifications, and the notifications a bad world may send."""

from collections import deque
from typing import Any, Literal

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body, Call, control
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.webhooks.notifications import lifecycle_notification, notification_of
from graph_adapters.sandbox.webhooks.subscriptions import kind_of

Action = Literal["lifecycle", "forge", "duplicate", "flood", "hold", "release", "reorder"]


class NotificationAct(Body):
    action: Action
    subscription: str = ""
    event: str = "reauthorizationRequired"
    clientState: str | None = None  # noqa: N815 -- Graph's own name; of a forged one
    body: Any = None  # of a forged one, instead of the usual words
    count: int = 1


@control("GET", "/notifications")
def list_notifications(call: Call) -> Answer:
    """List sent and waiting notifications."""
    memory = call.state.memory
    return Answer(200, {"value": list(memory.get("delivered", ())), "waiting": list(memory.get("queue", ()))})


@control("POST", "/notifications", body=NotificationAct)
def say(call: Call, body: NotificationAct) -> Answer:
    """Take {"action", "subscription"?, …}: hold, release or reorder waiting notifications, or send bad ones."""
    memory = call.state.memory
    if body.action in ("hold", "release", "reorder"):
        memory["held"] = body.action == "hold"
        if body.action == "reorder":
            memory.setdefault("queue", deque()).reverse()
        return Answer(204)
    row = call.state.get("subscription", body.subscription)
    if row is None:
        raise RefusedError(404, "NotFound", "No such subscription.")
    url, words = _words(call, body, row)
    for word in words:
        memory.setdefault("queue", deque()).append({"url": url, "body": word})
    return Answer(204)


def _words(call: Call, body: NotificationAct, row: Row) -> tuple[str, list[Json]]:
    if body.action == "lifecycle":
        return _of_its_life(call, body, row)
    if body.action == "duplicate":
        return row["notificationUrl"], [_last(call, row)] * body.count
    usual = notification_of(
        call.state, row, "updated", {"@odata.type": kind_of(row["resource"])[0].odata_type}
    )
    if body.action == "forge":
        usual |= {"clientState": body.clientState}
        return row["notificationUrl"], [body.body or usual]
    return row["notificationUrl"], [usual] * body.count


def _of_its_life(call: Call, body: NotificationAct, row: Row) -> tuple[str, list[Json]]:
    """Graph never says `missed` or `subscriptionRemoved` of files, so neither do we."""
    if body.event not in kind_of(row["resource"])[0].lifecycle:
        raise bad_request(f"Graph does not send {body.event} for {row['resource']}.")
    if body.event == "subscriptionRemoved":
        call.state.remove("subscription", row["id"])
    if not row.get("lifecycleNotificationUrl"):
        raise bad_request("This subscription has no lifecycleNotificationUrl.")
    return row["lifecycleNotificationUrl"], [lifecycle_notification(call.state, row, body.event)]


def _last(call: Call, row: Row) -> Json:
    for told in reversed(call.state.memory.get("delivered", ())):
        for word in reversed(told["value"]):
            if word.get("subscriptionId") == row["id"]:
                return dict(word)
    raise bad_request("Nothing has been sent to this subscription yet.")
