# ruff: noqa: N815 -- Graph's own names
"""Subscriptions to changes, and their lifetimes. Delivery is notifications.py's."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.mail.folder_names import folder_key

MIN_LIFETIME = timedelta(minutes=45)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class SubscribableResource:
    """A resource with subscriptions: the table its rows stand in and the column with their owner."""

    resource: re.Pattern[str]
    table: str
    column: str
    minutes: int
    kinds: frozenset[str]
    permissions: frozenset[str]
    odata_type: str
    lifecycle: frozenset[str] = frozenset({"reauthorizationRequired"})


ALL = frozenset({"created", "updated", "deleted"})
OUTLOOK = frozenset({"reauthorizationRequired", "missed", "subscriptionRemoved"})


def _watched(
    resource: str, table: str, column: str, minutes: int, permissions: str, odata_type: str, *only: str
) -> SubscribableResource:
    lifecycle = OUTLOOK if odata_type in ("Event", "Message") else frozenset({"reauthorizationRequired"})
    return SubscribableResource(
        re.compile(f"^/?{resource}/?$", re.IGNORECASE),
        table,
        column,
        minutes,
        frozenset(only) or ALL,
        frozenset(permissions.split()),
        f"#Microsoft.Graph.{odata_type}",
        lifecycle,
    )


FOLDER = r"mailFolders(?:\('?|/)([^/')]+)'?\)?"
KINDS = [
    _watched(r"drives/([^/]+)/root", "drive", "id", 42_300, "Files.ReadWrite.All", "DriveItem", "updated"),
    _watched(
        r"users/([^/]+)/(?:calendar/)?events", "event", "mailbox", 4_230,
        "Calendars.Read Calendars.ReadWrite", "Event",
    ),
    _watched(
        rf"users/([^/]+)/(?:{FOLDER}/)?messages", "message", "mailbox", 4_230,
        "Mail.Read Mail.ReadWrite", "Message",
    ),
    _watched(r"teams/([^/]+)/channels", "channel", "team", 4_320, "Channel.ReadBasic.All", "Channel"),
    _watched(r"groups()", "group", "", 41_760, "Group.Read.All Group.ReadWrite.All", "Group"),
    _watched(r"users()", "user", "", 41_760, "User.Read.All User.ReadWrite.All", "User"),
]  # fmt: skip


class NewSubscription(Body):
    graph_type: ClassVar[str] = "subscription"
    changeType: str
    notificationUrl: str
    resource: str
    expirationDateTime: Moment
    clientState: str | None = Field(None, max_length=128)
    lifecycleNotificationUrl: str | None = None
    latestSupportedTlsVersion: str | None = None
    includeResourceData: bool | None = None


class SubscriptionChange(Body):
    """A change; a lifecycleNotificationUrl cannot be added later, only with a new subscription."""

    graph_type: ClassVar[str] = "subscription"
    expirationDateTime: Moment | None = None
    notificationUrl: str | None = None


def kind_of(resource: str) -> tuple[SubscribableResource, str]:
    for kind in KINDS:
        if match := kind.resource.match(resource):
            return kind, match[1]
    raise _invalid(f"Resource '{resource}' cannot be subscribed to.")


def is_in_watched_folder(resource: str, row: Row) -> bool:
    """Tell whether a message lies where a subscription looks: in its folder, or anywhere in the mailbox."""
    folder = re.search(FOLDER, resource, re.IGNORECASE)
    return folder is None or "folder" not in row or folder_key(row["mailbox"], folder[1]) == row["folder"]


def _invalid(message: str) -> RefusedError:
    return bad_request(message, "ExtensionError")


def notification_addresses(body: NewSubscription) -> list[str]:
    return [url for url in (body.notificationUrl, body.lifecycleNotificationUrl) if url]


# --- creating -----------------------------------------------------------------------------------


@operation("POST", "/subscriptions", "subscription.create", body=NewSubscription)
def create(call: Call, body: NewSubscription) -> Answer:
    """Answer only when every address has echoed its token; app.py has let them be asked meanwhile."""
    checked = check_new_subscription(call, body)
    for url in notification_addresses(body):
        if problem := call.handshakes.get(url, "it was not asked"):
            raise bad_request(f"Subscription validation request failed: {problem}.", "ValidationError")
    sent = {name: value for name, value in body.sent().items() if name != "expirationDateTime"}
    row = {
        "id": call.state.uuid(),
        "applicationId": call.caller.app_id,
        "creatorId": call.caller.app_id,
        "madeAt": call.state.stamp(),
    }
    stored = call.state.put("subscription", row | sent | checked)
    return created_answer(shape(stored), "subscriptions/$entity")


def check_new_subscription(call: Call, body: NewSubscription) -> Json:
    """Refuse all that can be refused before an endpoint is called."""
    kind, key = kind_of(body.resource)
    wanted = set(body.changeType.replace(" ", "").split(","))
    if not wanted <= kind.kinds:
        raise _invalid(f"changeType '{body.changeType}' is not supported for '{body.resource}'.")
    if not kind.permissions & call.caller.roles:
        raise RefusedError(403, "Forbidden", f"The app needs one of {', '.join(sorted(kind.permissions))}.")
    if body.includeResourceData:
        raise _invalid("Resource data needs an encryption certificate; this tenant gives none.")
    for url in notification_addresses(body):
        _check_address(url)
    return {
        "resource": body.resource.strip("/"),
        "watched": _key(call.state, kind, key),
        "expirationDateTime": _ends(call.state, kind, body.expirationDateTime),
    }


def _key(state: State, kind: SubscribableResource, key: str) -> str:
    """Find the row that is followed, however it was named."""
    if kind.table in ("event", "message"):
        user = state.get("user", key) or state.first("user", "userPrincipalName", key)
        key = user["id"] if user else ""
    table = {"drive": "drive", "channel": "group"}.get(kind.table, "user")
    if kind.column and state.get(table, key) is None:
        raise RefusedError(404, "ResourceNotFound", "The resource does not exist.")
    return key


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise _invalid("The notification URL must use https.")


def _ends(state: State, kind: SubscribableResource, text: str) -> str:
    """Too short is made longer, too long and past are refused."""
    try:
        wanted = datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise _invalid(f"Invalid expirationDateTime '{text}'.") from None
    now = state.now()
    if wanted <= now:
        raise _invalid("Subscription expiration must be in the future.")
    if wanted > now + timedelta(minutes=kind.minutes):
        raise _invalid(f"Subscription expiration can only be {kind.minutes} minutes in the future.")
    return max(wanted, now + MIN_LIFETIME).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


# --- reading, prolonging, ending ----------------------------------------------------------------


def shape(row: Row) -> Json:
    empty = dict.fromkeys(("clientState", "encryptionCertificate", "encryptionCertificateId"), None)
    more = {
        "lifecycleNotificationUrl": None,
        "includeResourceData": None,
        "latestSupportedTlsVersion": "v1_2",
        "notificationQueryOptions": None,
        "notificationContentType": "application/json",
        "notificationUrlAppId": None,
    }
    return empty | more | {key: value for key, value in row.items() if key not in ("watched", "madeAt")}


def living_subscriptions(state: State) -> list[Row]:
    """Return the subscriptions that have not expired by the tenant's clock."""
    now = state.now()
    rows = state.all("subscription")
    return [row for row in rows if datetime.fromisoformat(row["expirationDateTime"]) > now]


def row_of(call: Call, subscription_id: str) -> Row:
    row = next((row for row in living_subscriptions(call.state) if row["id"] == subscription_id), None)
    if row is None or row["applicationId"] != call.caller.app_id:
        raise RefusedError(404, "ResourceNotFound", "The object was not found.")
    return row


@operation("GET", "/subscriptions", "subscription.list", options="top skiptoken")
def list_subscriptions(call: Call) -> Answer:
    """Show an app its own."""
    rows = [
        shape(row) for row in living_subscriptions(call.state) if row["applicationId"] == call.caller.app_id
    ]
    return collection_answer(call, rows, "subscriptions")


@operation("GET", "/subscriptions/{subscription_id}", "subscription.get")
def get(call: Call, subscription_id: str) -> Answer:
    return entity_answer(call, shape(row_of(call, subscription_id)), "subscriptions/$entity")


@operation("PATCH", "/subscriptions/{subscription_id}", "subscription.update", body=SubscriptionChange)
def update(call: Call, body: SubscriptionChange, subscription_id: str) -> Answer:
    row = row_of(call, subscription_id)
    kind, _ = kind_of(row["resource"])
    changed: Json = {}
    if body.expirationDateTime:
        changed["expirationDateTime"] = _ends(call.state, kind, body.expirationDateTime)
    if body.notificationUrl:
        _check_address(body.notificationUrl)
        changed["notificationUrl"] = body.notificationUrl
    return entity_answer(call, shape(call.state.put("subscription", row | changed)), "subscriptions/$entity")


@operation("DELETE", "/subscriptions/{subscription_id}", "subscription.delete")
def delete(call: Call, subscription_id: str) -> Answer:
    call.state.remove("subscription", row_of(call, subscription_id)["id"])
    return no_content_answer()


@operation("POST", "/subscriptions/{subscription_id}/reauthorize", "subscription.reauthorize")
def reauthorize(call: Call, subscription_id: str) -> Answer:
    """Confirm that the app may still see its resource; the end stays where it is."""
    row_of(call, subscription_id)
    return no_content_answer()
