"""The thumbnails of an item."""

from graph_adapters.sandbox.engine.answers import Answer
from graph_adapters.sandbox.engine.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.files.drives import READ, item_row, not_found
from graph_adapters.sandbox.files.pictures import thumbnails_of

URL = "/drives/{drive_id}/items/{item_id}/thumbnails"


@operation("GET", URL, "driveItem.thumbnails.list", READ, options="select")
def list_thumbnails(call: Call, drive_id: str, item_id: str) -> Answer:
    found = thumbnails_of(call, item_row(call.state, drive_id, item_id))
    return collection_answer(call, found, f"drives('{drive_id}')/items('{item_id}')/thumbnails")


@operation("GET", f"{URL}/{{set_id}}", "driveItem.thumbnails.get", READ, options="select")
def get_thumbnails(call: Call, drive_id: str, item_id: str, set_id: str) -> Answer:
    found = thumbnails_of(call, item_row(call.state, drive_id, item_id))
    if not found or set_id != found[0]["id"]:
        raise not_found()
    return entity_answer(call, found[0], f"drives('{drive_id}')/items('{item_id}')/thumbnails/$entity")
