"""The retention label of an item: read it, take it away."""

from graph_adapters.sandbox.engine.answers import Answer, RefusedError, no_content_answer
from graph_adapters.sandbox.engine.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.drives import READ, WRITE, item_row, not_found
from graph_adapters.sandbox.files.retention_labels import is_record, label_shape

URL = "/drives/{drive_id}/items/{item_id}/retentionLabel"


@operation("GET", URL, "driveItem.retentionLabel.get", READ)
def get_label(call: Call, drive_id: str, item_id: str) -> Answer:
    shape = label_shape(item_row(call.state, drive_id, item_id).get("retention"))
    if shape is None:
        raise not_found()
    return entity_answer(call, shape, f"drives('{drive_id}')/items('{item_id}')/retentionLabel/$entity")


@operation("DELETE", URL, "driveItem.retentionLabel.remove", WRITE)
def remove_label(call: Call, drive_id: str, item_id: str) -> Answer:
    """Take a label away; an app alone may not do it to a record."""
    item = item_row(call.state, drive_id, item_id)
    if is_record(item):
        raise RefusedError(403, "accessDenied", "The label classifies the item as a record.")
    kept = {name: value for name, value in item.items() if name != "retention"}
    sites.put_item(call.state, drive_id, kept)
    return no_content_answer()
