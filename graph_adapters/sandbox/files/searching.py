"""Search in a library: by name. The sandbox does not read into files."""

from graph_adapters.sandbox.engine.answers import Answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files.drives import READ, below, item_row
from graph_adapters.sandbox.files.items import item_for_reader

OPTIONS = "select top skiptoken"
DEFAULT_PAGE_ITEMS = 200


@operation("GET", "/drives/{drive_id}/search(q='{text}')", "drive.search", READ, options=OPTIONS)
@operation("GET", "/drives/{drive_id}/root/search(q='{text}')", "drive.root.search", READ, options=OPTIONS)
@operation(
    "GET", "/drives/{drive_id}/items/{item_id}/search(q='{text}')", "driveItem.search", READ, options=OPTIONS
)
def search(call: Call, drive_id: str, text: str, item_id: str = "root") -> Answer:
    """Find all below a folder whose name has every word that is asked for."""
    words = text.replace("''", "'").casefold().split()
    rows = below(call.state, item_row(call.state, drive_id, item_id))
    found = [row for row in rows if _has(row, words)]
    shapes = [item_for_reader(call, row) | {"searchResult": {}} for row in found]
    return collection_answer(call, shapes, "Collection(driveItem)", page=DEFAULT_PAGE_ITEMS)


def _has(row: Row, words: list[str]) -> bool:
    return all(word in row["name"].casefold() for word in words)
