# ruff: noqa: N815 -- Graph's own names
"""Permissions of single applications on a site, which `Sites.Selected` is worth nothing without."""

from typing import Literal

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
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.scoped_access import drive_of_site

NEEDED = "Sites.FullControl.All"
ALL, ONE = "/sites/{site_id}/permissions", "/sites/{site_id}/permissions/{permission_id}"
Role = Literal["read", "write", "owner", "fullcontrol"]


class ApplicationIdentity(Body):
    id: str
    displayName: str | None = None


class Grantee(Body):
    application: ApplicationIdentity | None = None


class NewPermission(Body):
    roles: list[Role] = Field(min_length=1)
    grantedToIdentities: list[Grantee] | None = None
    grantedToIdentitiesV2: list[Grantee] | None = None
    grantedToV2: Grantee | None = None
    grantedTo: Grantee | None = None

    def applications(self) -> list[Json]:
        several = [*(self.grantedToIdentities or []), *(self.grantedToIdentitiesV2 or [])]
        given = [*several, *filter(None, (self.grantedToV2, self.grantedTo))]
        found = {one.application.id: one.application for one in given if one.application}
        return [one.sent() for one in found.values()]


class RoleChange(Body):
    roles: list[Role] = Field(min_length=1)


def _site(call: Call, site_id: str) -> str:
    drive = drive_of_site(call.state, site_id)
    if drive is None:
        raise _not_found()
    return str(drive["site"])


def _not_found() -> RefusedError:
    return RefusedError(404, "itemNotFound", "The resource could not be found.")


def _row(call: Call, site_id: str, permission_id: str) -> Row:
    row = call.state.get("sitePermission", permission_id)
    if row is None or row["site"] != _site(call, site_id):
        raise _not_found()
    return row


def _shape(row: Row, *, with_roles: bool) -> Json:
    """Leave the roles out of a list: Graph tells them of a single permission only."""
    to = [{"application": one} for one in row["identities"]]
    told: Json = {"id": row["id"]} | ({"roles": row["roles"]} if with_roles else {})
    return told | {"grantedToIdentitiesV2": to, "grantedToIdentities": to}


def _context(site_id: str) -> str:
    return f"sites('{site_id}')/permissions"


@operation("GET", ALL, "site.permissions.list", NEEDED, options="select")
def list_site_permissions(call: Call, site_id: str) -> Answer:
    rows = call.state.by("sitePermission", "site", _site(call, site_id))
    return collection_answer(call, [_shape(row, with_roles=False) for row in rows], _context(site_id))


@operation("POST", ALL, "site.permissions.create", NEEDED, body=NewPermission)
def create_site_permission(call: Call, body: NewPermission, site_id: str) -> Answer:
    identities = body.applications()
    if not identities:
        raise bad_request("A permission of a site is given to an application.", "invalidRequest")
    row: Row = {"id": call.state.hex(), "site": _site(call, site_id), "roles": list(body.roles)}
    row |= {"identities": identities, "applications": [one["id"] for one in identities]}
    made = call.state.put("sitePermission", row)
    return created_answer(_shape(made, with_roles=True), f"{_context(site_id)}/$entity")


@operation("GET", ONE, "site.permissions.get", NEEDED, options="select")
def get_site_permission(call: Call, site_id: str, permission_id: str) -> Answer:
    row = _row(call, site_id, permission_id)
    return entity_answer(call, _shape(row, with_roles=True), f"{_context(site_id)}/$entity")


@operation("PATCH", ONE, "site.permissions.update", NEEDED, body=RoleChange)
def update_site_permission(call: Call, body: RoleChange, site_id: str, permission_id: str) -> Answer:
    row = _row(call, site_id, permission_id) | {"roles": list(body.roles)}
    call.state.put("sitePermission", row)
    return entity_answer(call, _shape(row, with_roles=True), f"{_context(site_id)}/$entity")


@operation("DELETE", ONE, "site.permissions.delete", NEEDED)
def delete_site_permission(call: Call, site_id: str, permission_id: str) -> Answer:
    call.state.remove("sitePermission", _row(call, site_id, permission_id)["id"])
    return no_content_answer()
