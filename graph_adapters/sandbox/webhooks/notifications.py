"""Notifications of a change: their content, the handshake before the first, and delivery in the background."""

import asyncio
import time
from collections import deque
from urllib.parse import urlencode, urlsplit

import httpx

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.bodies import body_of
from graph_adapters.sandbox.engine.routes import GRAPH as ROUTES
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import Change, State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.webhooks.subscriptions import (
    NewSubscription,
    check_new_subscription,
    is_in_watched_folder,
    kind_of,
    living_subscriptions,
    notification_addresses,
)

HANDSHAKE_TIMEOUT_SECONDS, ANSWER_TIMEOUT_SECONDS, SLOW_ANSWER_SECONDS = 10.0, 30.0, 2.9
MAX_BUNDLE_NOTIFICATIONS, REMEMBERED_ANSWERS, MAX_TRIES = 100, 100, 8


class Courier:
    """Carries notifications out of the tenant. `outside` is where they go: the network, or an app in a test."""

    def __init__(self, state: State, outside: httpx.AsyncBaseTransport | None = None) -> None:
        self.state, self.outside = state, outside
        self.task: asyncio.Task[None] | None = None
        state.watchers.append(self.notice)

    # --- the handshake, which is part of POST /subscriptions and holds nobody else up ------------

    async def shake_hands(self, call: Call) -> None:
        """Ask the addresses of a subscription that would be made, before it is."""
        urls = _asked_for(call)
        found = await asyncio.gather(*(self._validated(url) for url in urls))
        call.handshakes.update(zip(urls, found, strict=True))

    async def _validated(self, url: str) -> str:
        """Return the fault of the handshake; nothing when the token came back as it should."""
        token = f"Validation: Testing client application reachability. Id: {self._number()}"
        sign = "&" if urlsplit(url).query else "?"
        try:
            async with self._client(HANDSHAKE_TIMEOUT_SECONDS) as client:
                answer = await client.post(f"{url}{sign}{urlencode({'validationToken': token})}")
        except httpx.HTTPError as error:
            return f"the endpoint could not be reached ({type(error).__name__})"
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if (answer.status_code, kind, answer.text) != (200, "text/plain", token):
            return "the endpoint must answer 200, text/plain, with the decoded token"
        return ""

    def _number(self) -> int:
        self.state.memory["handshakes"] = self.state.memory.get("handshakes", 0) + 1
        return int(self.state.memory["handshakes"])

    def _client(self, seconds: float) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self.outside, timeout=seconds, trust_env=False)

    # --- noticing --------------------------------------------------------------------------------

    def notice(self, changes: list[Change]) -> None:
        """Queue a notification for each subscriber and changed thing."""
        for row in living_subscriptions(self.state) if self.state.tables["subscription"].rows else []:
            said = [word for change in changes if (word := _word(self.state, row, change))]
            for word in said[:1] if row["resource"].startswith("drives/") else said:
                self.queue.append({"url": row["notificationUrl"], "body": word})

    @property
    def queue(self) -> "deque[Json]":
        found: deque[Json] = self.state.memory.setdefault("queue", deque())
        return found

    @property
    def delivered(self) -> "deque[Json]":
        found: deque[Json] = self.state.memory.setdefault("delivered", deque(maxlen=1000))
        return found

    # --- delivering ------------------------------------------------------------------------------

    def wake(self) -> None:
        """Begin to deliver when something waits; called after each request, inside the server's loop."""
        if self.queue and not self.state.memory.get("held") and (self.task is None or self.task.done()):
            self.task = asyncio.get_running_loop().create_task(self._deliver())

    async def _deliver(self) -> None:
        await asyncio.sleep(self.state.setting("notificationSeconds"))
        while self.queue and not self.state.memory.get("held"):
            bundle = self._bundle()
            url = str(bundle[0]["url"])
            await self._persist(url, [item["body"] for item in bundle])

    def _bundle(self) -> list[Json]:
        """Take all notifications to an address, in the order they came, as a single POST."""
        url = self.queue[0]["url"]
        bundle = [item for item in self.queue if item["url"] == url][:MAX_BUNDLE_NOTIFICATIONS]
        for item in bundle:
            self.queue.remove(item)
        return bundle

    async def _persist(self, url: str, bodies: list[Json]) -> None:
        """Try again with growing pauses; an endpoint that is often slow is made to wait, later left out."""
        pause = self.state.setting("notificationRetrySeconds")
        for attempt in range(MAX_TRIES):
            slowness = self._slowness(url)
            if slowness >= self.state.setting("notificationDropShare"):
                self.delivered.append({"url": url, "status": 0, "dropped": True, "value": bodies})
                return
            if slowness >= self.state.setting("notificationSlowShare"):
                await asyncio.sleep(self.state.setting("notificationSlowSeconds"))
            if await self._post(url, bodies):
                return
            await asyncio.sleep(pause * 2**attempt)

    async def _post(self, url: str, bodies: list[Json]) -> bool:
        began = time.monotonic()
        try:
            async with self._client(ANSWER_TIMEOUT_SECONDS) as client:
                status = (await client.post(url, json={"value": bodies})).status_code
        except httpx.HTTPError:
            status = 0
        seconds = time.monotonic() - began
        self._times(url).append(seconds > SLOW_ANSWER_SECONDS)
        told = {"url": url, "status": status, "seconds": round(seconds, 3), "value": bodies}
        self.delivered.append(told)
        return status in range(200, 300)

    def _times(self, url: str) -> "deque[bool]":
        times: dict[str, deque[bool]] = self.state.memory.setdefault("slow", {})
        return times.setdefault(urlsplit(url).netloc, deque(maxlen=REMEMBERED_ANSWERS))

    def _slowness(self, url: str) -> float:
        """Give the share of the last hundred that were slow; ten must have been sent before it counts."""
        times = self._times(url)
        return sum(times) / len(times) if len(times) >= 10 else 0.0  # noqa: PLR2004


# --- what is said -------------------------------------------------------------------------------


def _asked_for(call: Call) -> list[str]:
    """Call an endpoint only for a caller who would otherwise be let in."""
    if (call.method, call.path.rstrip("/")) != ("POST", "/subscriptions"):
        return []
    found = ROUTES.find(call.method, call.path)
    try:
        body = body_of(call, found[0]) if found else None
        if not isinstance(body, NewSubscription):
            return []
        check_new_subscription(call, body)
    except RefusedError:
        return []
    return notification_addresses(body)


def _word(state: State, subscription: Row, change: Change) -> Json | None:
    table, before, after = change
    kind, _ = kind_of(subscription["resource"])
    row = after or before or {}
    if table != kind.table or (kind.column and row.get(kind.column) != subscription["watched"]):
        return None
    what = _what(kind.table, before, after) if is_in_watched_folder(subscription["resource"], row) else None
    if what is None or what not in subscription["changeType"]:
        return None
    return notification_of(state, subscription, what, _data(kind.odata_type, row, subscription["resource"]))


def _what(table: str, before: Row | None, after: Row | None) -> str | None:
    """Name the change. A cancelled meeting still has its row; a library is only ever updated."""
    if table == "drive":
        return "updated" if before and after and before["version"] != after["version"] else None
    was = before is not None and not before.get("gone")
    stands = after is not None and not after.get("gone")
    return {(False, True): "created", (True, True): "updated", (True, False): "deleted"}.get((was, stands))


def _data(odata_type: str, row: Row, resource: str) -> Json:
    """Point at the changed thing. A library does not name the file: its changes must be asked for."""
    if odata_type.endswith("DriveItem"):
        return {"@odata.type": odata_type}
    key = row["id"] if odata_type.endswith("Message") else row.get("immutableId", row["id"])
    return {"@odata.type": odata_type, "@odata.id": f"{resource}/{key}", "id": key}


def notification_of(state: State, subscription: Row, what: str, data: Json) -> Json:
    where = data.get("@odata.id", subscription["resource"])
    return {
        "subscriptionId": subscription["id"],
        "subscriptionExpirationDateTime": subscription["expirationDateTime"],
        "changeType": what,
        "resource": where,
        "resourceData": data,
        "clientState": subscription.get("clientState"),
        "tenantId": state.tenant_id,
    }


def lifecycle_notification(state: State, subscription: Row, event: str) -> Json:
    word = notification_of(state, subscription, event, {})
    for name in ("changeType", "resourceData"):
        word.pop(name)
    return word | {"lifecycleEvent": event}
