"""What a reader of a mailbox prefers, and the header in which Outlook says that it was done."""

import re
from html import unescape

from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.sync_tokens import PAGE_SIZE
from graph_adapters.sandbox.outlook.zones import canonical_zone

IMMUTABLE = 'IdType="ImmutableId"'
AS_TEXT = 'outlook.body-content-type="text"'
ZONE = re.compile(r'outlook\.timezone\s*=\s*(?:"([^"]*)"|([^",;]+))', re.IGNORECASE)


def as_preferred(call: Call, body: Json) -> Json:
    """Return a body, without its HTML for a reader who prefers text."""
    if not call.prefers(AS_TEXT) or body["contentType"] == "text":
        return dict(body)
    words = re.sub(r"<[^>]*>", "", body["content"])
    return {"contentType": "text", "content": unescape(words).strip()}


def preferred_zone(call: Call) -> str | None:
    """Return the zone asked for, as Outlook writes it; an unknown one is refused."""
    match = ZONE.search(call.headers.get("prefer", ""))
    return canonical_zone(match[1] or match[2] or "") if match else None


def with_preferences(call: Call, answer: Answer) -> Answer:
    """Say which of the reader's wishes the answer keeps to."""
    zone, page = preferred_zone(call), PAGE_SIZE.search(call.headers.get("prefer", ""))
    kept = [f'outlook.timezone="{zone}"'] if zone else []
    kept += [wish for wish in (AS_TEXT, IMMUTABLE) if call.prefers(wish)]
    if page and call.path.rstrip("()").endswith("delta"):
        kept.append(f"odata.maxpagesize={page[1]}")
    if kept:
        answer.headers["Preference-Applied"] = ", ".join(kept)
    return answer
