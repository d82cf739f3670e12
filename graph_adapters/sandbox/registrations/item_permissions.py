"""Permissions of single applications on a file or folder, for `Files.SelectedOperations.Selected`."""

from graph_adapters.sandbox.engine.answers import Answer, RefusedError, bad_request, created_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.registrations.site_permissions import NewPermission

NEEDED = "Sites.FullControl.All"


@operation(
    "POST",
    "/drives/{drive_id}/items/{item_id}/permissions",
    "driveItem.permissions.create",
    NEEDED,
    body=NewPermission,
)
def create_item_permission(call: Call, body: NewPermission, drive_id: str, item_id: str) -> Answer:
    """Give one application a role on an item, and on all that lies below it."""
    state, item = call.state, call.state.get("item", item_id)
    if item is None or item["drive"] != drive_id:
        raise RefusedError(404, "itemNotFound", "The resource could not be found.")
    applications = body.applications()
    if len(applications) != 1:
        raise bad_request("A permission of an item is given to a single application.", "invalidRequest")
    to = {"application": applications[0]}
    row = {"id": state.hex(), "item": item_id, "roles": list(body.roles), "grantedToV2": to}
    state.put("permission", row | {"grantedTo": to})
    shown = {name: value for name, value in (row | {"grantedTo": to}).items() if name != "item"}
    return created_answer(shown, f"drives('{drive_id}')/items('{item_id}')/permissions/$entity")
