# ruff: noqa: N815 -- Graph's own names
"""Access to a file: links, invitations, permissions. Copies stand here too, as they are asked for alike."""

from typing import ClassVar, Literal

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError, bad_request, not_built
from graph_adapters.sandbox.engine.queries.odata import collection_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.downloads import file_host_of
from graph_adapters.sandbox.files.drives import READ, WRITE, ParentReference, item_row, parent_named
from graph_adapters.sandbox.files.items import identity_of
from graph_adapters.sandbox.files.names import check_name, free_name, name_taken
from graph_adapters.sandbox.files.readers import cut_off
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail

ROLES = {"view": ["read"], "edit": ["write"]}


class NewLink(Body):
    type: Literal["view", "edit", "embed"]
    scope: Literal["anonymous", "organization", "users"] = "organization"
    expirationDateTime: Moment | None = None
    password: str | None = None
    message: str | None = None
    retainInheritedPermissions: bool | None = None
    sendNotification: bool | None = None


class Recipient(Body):
    graph_type: ClassVar[str] = "driveRecipient"
    email: str | None = None
    alias: str | None = None
    objectId: str | None = None


class Invitation(Body):
    recipients: list[Recipient]
    roles: list[Literal["read", "write"]]
    requireSignIn: bool = True
    sendInvitation: bool = False
    message: str | None = None
    expirationDateTime: Moment | None = None
    password: str | None = None
    retainInheritedPermissions: bool | None = None


class Copy(Body):
    name: str | None = None
    parentReference: ParentReference | None = None


# --- links and invitations ----------------------------------------------------------------------


@operation(
    "POST", "/drives/{drive_id}/items/{item_id}/createLink", "driveItem.createLink", WRITE, body=NewLink
)
def create_link(call: Call, body: NewLink, drive_id: str, item_id: str) -> Answer:
    """Return the same link to every request for the same."""
    item = item_row(call.state, drive_id, item_id)
    if body.type == "embed":
        raise bad_request("Embeddable links are for personal OneDrive alone.", "notSupported")
    if body.scope == "anonymous":
        raise RefusedError(403, "accessDenied", "The sharing policy of the tenant allows no anonymous links.")
    kind = f"{body.scope}/{body.type}"
    known = next((row for row in _own(call.state, item) if row.get("kind") == kind), None)
    url = f"https://sharepoint.example.no/:u:/s/{item['id']}?e={kind.replace('/', '')}"
    link = {"type": body.type, "scope": body.scope, "webUrl": url, "preventsDownload": False}
    more: Json = {"kind": kind, "link": link} | _kept(body)
    row = known or _granted(call, item, ROLES[body.type], more)
    context = {"@odata.context": f"{METADATA}permission"}
    return Answer(200 if known else 201, context | shape(row))


@operation("POST", "/drives/{drive_id}/items/{item_id}/invite", "driveItem.invite", WRITE, body=Invitation)
def invite(call: Call, body: Invitation, drive_id: str, item_id: str) -> Answer:
    """Give people or a group a role; `retainInheritedPermissions: false` cuts off inherited permissions, once."""
    item = item_row(call.state, drive_id, item_id)
    if body.retainInheritedPermissions is False and not item.get("ownPermissions"):
        item = sites.put_item(call.state, drive_id, item | {"ownPermissions": True})
    rows = [_invited(call, body, item, recipient) for recipient in body.recipients]
    return Answer(200, {"@odata.context": f"{METADATA}Collection(permission)", "value": rows})


def _invited(call: Call, body: Invitation, item: Row, recipient: Recipient) -> Json:
    group = call.state.get("group", recipient.objectId or "")
    user = group or _person(call.state, recipient)
    identity = {"id": user["id"], "displayName": user["displayName"], "email": user["mail"]}
    who = {"group": identity} if group else {"user": identity, "siteUser": _site_user(user, identity)}
    invitation = {"email": user["mail"], "signInRequired": True}
    row = _granted(call, item, list(body.roles), {"grantedToV2": who, "invitation": invitation} | _kept(body))
    if body.sendInvitation and user["mail"]:
        deliver_mail(
            call.state, user["mail"], kind="share", subject=f"Delt med deg: {item['name']}", text=body.message
        )
    return shape(row)


def _kept(body: NewLink | Invitation) -> Json:
    ends = {"expirationDateTime": body.expirationDateTime} if body.expirationDateTime else {}
    return ends | {"hasPassword": bool(body.password)}


def _site_user(user: Row, identity: Json) -> Json:
    """Return a person as the site knows them: by a number of its own, and the name they sign in with."""
    number = str(int(user["id"][:6], 16) % 1000)
    login = f"i:0#.f|membership|{user['userPrincipalName']}"
    return {"id": number, "displayName": identity["displayName"], "loginName": login}


def _person(state: State, recipient: Recipient) -> Row:
    user = state.get("user", recipient.objectId or "") or state.first(
        "user", "mail", recipient.email or recipient.alias or ""
    )
    if user is None:
        raise bad_request("One of the recipients could not be found.", "invalidRequest")
    return user


def _granted(call: Call, item: Row, roles: list[str], more: Json) -> Row:
    row = {"id": call.state.hex(), "item": item["id"], "roles": roles, "shareId": f"u!{call.state.hex()}"}
    return call.state.put("permission", row | more)


def _own(state: State, item: Row) -> list[Row]:
    return state.by("permission", "item", item["id"])


def shape(row: Row) -> Json:
    """Return the published type; people are named twice, in today's words and in those before them."""
    kept = {key: value for key, value in row.items() if key not in ("item", "kind")}
    if "link" in row:
        return {"grantedToIdentitiesV2": [], "grantedToIdentities": [], "hasPassword": False} | kept
    user = row.get("grantedToV2", {}).get("user")
    return ({"grantedTo": {"user": user}} if user else {}) | {"hasPassword": False} | kept


@operation(
    "GET",
    "/drives/{drive_id}/items/{item_id}/permissions",
    "driveItem.permissions.list",
    READ,
    options="select top skiptoken",
)
def list_permissions(call: Call, drive_id: str, item_id: str) -> Answer:
    """List the item's own permissions, and the rights of the group's owners and members on all of the library."""
    item = item_row(call.state, drive_id, item_id)
    drive = call.state.get("drive", drive_id) or {}
    if drive.get("user"):
        rows = [_of_owner(call.state, drive), *map(shape, _own(call.state, item))]
        return collection_answer(call, rows, f"drives('{drive_id}')/items('{item_id}')/permissions")
    group = call.state.get("group", drive["group"]) or {}
    from_above = [
        {
            "id": f"{group['id']}_{word}",
            "roles": [role],
            "grantedToV2": {
                "group": {"id": group["id"], "displayName": f"{group['displayName']} {word}", "email": None}
            },
            "inheritedFrom": {"driveId": drive_id, "id": drive["root"], "path": f"/drives/{drive_id}/root:"},
        }
        for word, role in (("Owners", "owner"), ("Members", "write"))
    ]
    if cut_off(call.state, item) is not None:
        from_above = from_above[:1]  # owners own the site, whatever is given
    rows = [*from_above, *map(shape, _own(call.state, item))]
    return collection_answer(call, rows, f"drives('{drive_id}')/items('{item_id}')/permissions")


def _of_owner(state: State, drive: Row) -> Json:
    user = state.get("user", drive["user"]) or {}
    identity = {"user": {"id": user["id"], "displayName": user["displayName"], "email": user["mail"]}}
    return {"id": f"{user['id']}_owner", "roles": ["owner"], "grantedTo": identity, "grantedToV2": identity}


# --- copies -------------------------------------------------------------------------------------


@operation("POST", "/drives/{drive_id}/items/{item_id}/copy", "driveItem.copy", WRITE, body=Copy)
def copy(call: Call, body: Copy, drive_id: str, item_id: str) -> Answer:
    """Answer at once; how it goes is asked at an address that needs no token."""
    item = item_row(call.state, drive_id, item_id)
    parent = parent_named(call.state, item, body.parentReference or ParentReference())
    name = body.name or item["name"]
    check_name(call.state, parent, name)
    conflict = call.query.get("@microsoft.graph.conflictBehavior", "fail")
    if conflict == "replace":
        raise not_built("a copy that replaces")
    row: Row = {"id": call.state.uuid(), "madeAt": call.state.stamp()}
    if conflict == "rename" and sites.child(call.state, parent["id"], name):
        name = free_name(call.state, parent, name)
    if sites.child(call.state, parent["id"], name):
        row |= {"error": {"code": "nameAlreadyExists", "message": str(name_taken())}}
    else:
        row |= {"resourceId": _copied(call, item, parent, name)["id"]}
    call.state.put("copyJob", row)
    return Answer(202, None, {"Location": f"{file_host_of(call.origin)}/_monitor/{row['id']}"})


def _copied(call: Call, item: Row, parent: Row, name: str) -> Row:
    below = call.state.by("item", "parent", item["id"])
    who = identity_of(call)
    kept = {key: item[key] for key in ("isFolder", "size", "mime", "hash", "content") if key in item}
    fresh = {"id": call.state.item_id(), "name": name, "parent": parent["id"], "cTagVersion": 1}
    made = sites.put_item(
        call.state, parent["drive"], kept | fresh | {"createdBy": who, "lastModifiedBy": who}
    )
    for row in below:
        _copied(call, row, made, row["name"])
    return made


@outside("GET", "/_monitor/{copy}", "copy.monitor")
def monitor(call: Call, copy: str) -> Answer:
    row = call.state.get("copyJob", copy)
    if row is None:
        raise RefusedError(404, "itemNotFound", "The resource could not be found.")
    if not call.state.has_aged(row["madeAt"], call.state.setting("copySeconds")):
        return Answer(202, {"operation": "itemCopy", "percentageComplete": 50.0, "status": "inProgress"})
    if "error" in row:
        return Answer(200, {"operation": "itemCopy", "status": "failed", "error": row["error"]})
    done = {"operation": "itemCopy", "percentageComplete": 100.0, "status": "completed"}
    return Answer(200, done | {"resourceId": row["resourceId"]})
