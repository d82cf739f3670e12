"""Tokens of a reader's place in a mailbox, which grow old."""

import base64
import json
import re
from urllib.parse import quote

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.routes import Call

DEFAULT_PAGE_ITEMS = 10
PAGE_SIZE = re.compile(r"odata\.maxpagesize\s*=\s*(\d+)", re.IGNORECASE)


def read_token(call: Call) -> Json | None:
    """None when it is the first time. A token that is foreign or too old means starting anew."""
    text = call.query.get("$deltatoken") or call.query.get("$skiptoken")
    if text is None:
        return None
    try:
        token: Json = json.loads(base64.urlsafe_b64decode(text))
        lost = call.state.has_aged(token["at"], call.state.setting("calendarDeltaSeconds"))
    except (ValueError, KeyError, TypeError):
        lost = True
    if lost:
        raise RefusedError(410, "SyncStateNotFound", "The sync state generation is not found.")
    return token | ({"at": call.state.stamp()} if "$deltatoken" in call.query else {})


def page_size(call: Call) -> int:
    match = PAGE_SIZE.search(call.headers.get("prefer", ""))
    return max(1, int(match[1])) if match else DEFAULT_PAGE_ITEMS


def sync_link(call: Call, token: Json, *, more: bool) -> Json:
    """Return the link to the next page, or to later changes."""
    text = quote(base64.urlsafe_b64encode(json.dumps(token).encode()).decode())
    kept = "".join(f"{name}={quote(call.query[name])}&" for name in ("$select",) if name in call.query)
    name, word = ("@odata.nextLink", "$skiptoken") if more else ("@odata.deltaLink", "$deltatoken")
    return {name: f"{call.origin}/v1.0{call.path}?{kept}{word}={text}"}
