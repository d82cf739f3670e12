"""Thumbnails: pictures of a file, seeded by a control; the sandbox draws none, and scales none."""

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files.downloads import picture_url

# The longer side of each size, in pixels, as OneDrive has them.
SIZES = {"large": 800, "medium": 176, "small": 96}


def thumbnails_of(call: Call, item: Row) -> list[Json]:
    """Return the one set of a file that has a picture; other files have none."""
    if "picture" not in item:
        return []
    sizes = {
        name: {"height": side * 9 // 16, "width": side, "url": picture_url(call.state, call.origin, item)}
        for name, side in SIZES.items()
    }
    return [{"id": "0"} | sizes]
