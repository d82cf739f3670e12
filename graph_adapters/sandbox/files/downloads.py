"""Addresses without a token: each is signed for an item and an hour, and refuses a bearer token."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.routes import Call, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

HOST = "https://sharepoint.example.no"
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def file_host_of(origin: str) -> str:
    """Return another host than the asked host, since clients send their token to that host.

    On a loopback door the same machine has two names.
    """
    if "//localhost" in origin:
        return origin.replace("//localhost", "//127.0.0.1", 1)
    return origin.replace("//127.0.0.1", "//localhost", 1) if "//127.0.0.1" in origin else HOST


def download_url(state: State, origin: str, item: Row) -> str:
    """Sign it instead of remembering it: a list of a thousand files shows a thousand of these."""
    return f"{file_host_of(origin)}/_download/{_ticket(state, item['id'])}"


def picture_url(state: State, origin: str, item: Row) -> str:
    return f"{file_host_of(origin)}/_thumbnail/{_ticket(state, item['id'])}"


def version_url(state: State, origin: str, version: Row) -> str:
    return f"{file_host_of(origin)}/_version/{_ticket(state, version['id'])}"


def _ticket(state: State, item_id: str) -> str:
    ends = int((state.now() + timedelta(seconds=state.setting("downloadSeconds"))).timestamp())
    return f"{item_id}.{ends}.{_signature(state, item_id, ends)}"


def _signature(state: State, item_id: str, ends: int) -> str:
    secret = f"{state.seed}:{state.tenant_id}".encode()
    return hmac.new(secret, f"{item_id}:{ends}".encode(), hashlib.sha256).hexdigest()[:32]


def refuse_bearer(call: Call) -> None:
    if "authorization" in call.headers:
        raise RefusedError(
            401, "unauthenticated", "A pre-authenticated address takes no Authorization header."
        )


@outside("GET", "/_download/{ticket}", "download")
def download(call: Call, ticket: str) -> Answer:
    item = _admitted(call, ticket)
    if "content" not in item or "malware" in item:
        raise _nothing()
    return _ranged(call, call.state.blobs.get(item["content"]), item)


@outside("GET", "/_thumbnail/{ticket}", "thumbnail")
def download_picture(call: Call, ticket: str) -> Answer:
    item = _admitted(call, ticket)
    if "picture" not in item:
        raise _nothing()
    return Answer(200, call.state.blobs.get(item["picture"]), {"Content-Type": "image/jpeg"})


@outside("GET", "/_version/{ticket}", "version")
def download_version(call: Call, ticket: str) -> Answer:
    """Give the bytes of an earlier version; of the newest they are the file's own."""
    row = _admitted(call, ticket)
    return _ranged(call, call.state.blobs.get(row["content"]), row)


def _admitted(call: Call, ticket: str) -> Row:
    """Find what an address was signed for, as long as the address is good."""
    refuse_bearer(call)
    item_id, _, rest = ticket.partition(".")
    ends, _, signature = rest.partition(".")
    if not ends.isdigit() or signature != _signature(call.state, item_id, int(ends)):
        raise RefusedError(401, "unauthenticated", "The address is not one of ours.")
    if datetime.fromtimestamp(int(ends), call.state.now().tzinfo) <= call.state.now():
        raise RefusedError(401, "unauthenticated", "The address has expired.")
    item = call.state.get("item", item_id) or call.state.get("itemVersion", item_id)
    if item is None:
        raise _nothing()
    return item


def _nothing() -> RefusedError:
    return RefusedError(404, "itemNotFound", "The resource could not be found.")


def _ranged(call: Call, data: bytes, item: Row) -> Answer:
    headers = {"Content-Type": item["mime"], "Accept-Ranges": "bytes", "ETag": f'"{item["content"][:32]}"'}
    match = RANGE.match(call.headers.get("range", ""))
    if match is None or match.group(0) == "bytes=-":
        return Answer(200, data, headers)
    first, last = match[1], match[2]
    start = int(first) if first else max(0, len(data) - int(last))
    end = min(int(last), len(data) - 1) if first and last else len(data) - 1
    if start > end:
        return Answer(416, b"", headers | {"Content-Range": f"bytes */{len(data)}"})
    return Answer(206, data[start : end + 1], headers | {"Content-Range": f"bytes {start}-{end}/{len(data)}"})
