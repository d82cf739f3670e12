"""Sharing links: the item behind an address, and the rights the link gives to its holder."""

import base64
import binascii

from graph_adapters.sandbox.engine.answers import METADATA, Answer, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files.drives import READ, get, item_row
from graph_adapters.sandbox.files.permissions import shape


@operation("GET", "/shares/{share_id}/driveItem", "share.driveItem.get", READ, options="select expand")
def get_shared_item(call: Call, share_id: str) -> Answer:
    """Show the item to an app that may read all files, whatever the link's scope."""
    row = _permission(call, share_id)
    item = call.state.get("item", row["item"])
    if item is None:
        raise _gone()
    return get(call, item_row(call.state, item["drive"], item["id"]))


@operation("GET", "/shares/{share_id}/permission", "share.permission.get", READ)
def get_permission(call: Call, share_id: str) -> Answer:
    """Return the link's scope: `organization` gives it to all people of the tenant who have it."""
    return Answer(200, {"@odata.context": f"{METADATA}permission"} | shape(_permission(call, share_id)))


def _permission(call: Call, share_id: str) -> Row:
    address = _address(share_id)
    for row in call.state.all("permission"):
        if row.get("link", {}).get("webUrl") == address:
            return row
    raise _gone()


def _address(share_id: str) -> str:
    """Read the address that was encoded: `u!` and base64 for addresses, without padding."""
    kind, _, encoded = share_id.partition("!")
    try:
        return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode() if kind == "u" else ""
    except (binascii.Error, UnicodeDecodeError):
        raise bad_request("The sharing token is malformed.", "invalidRequest") from None


def _gone() -> RefusedError:
    return RefusedError(
        404, "itemNotFound", "The sharing link no longer exists, or you do not have permission."
    )
