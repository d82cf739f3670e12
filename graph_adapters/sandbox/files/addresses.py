"""Other ways to address a site, a library and what is in it; each is rewritten to the plain way."""

import re
from urllib.parse import quote, unquote

from graph_adapters.sandbox.engine.addresses import rewriting
from graph_adapters.sandbox.engine.answers import not_built
from graph_adapters.sandbox.engine.routes import BY_PATH, Call, path_parts
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files.drive_lists import library_of_user
from graph_adapters.sandbox.files.drives import item_row, not_found
from graph_adapters.sandbox.files.libraries import HOST, drive_of_site, id_of_site, library_of_group


@rewriting(BY_PATH.pattern)
def item_by_path(call: Call, found: re.Match[str]) -> str:
    """`PATCH /drives/x/root:/Plan.docx:` is meant for the item itself, whatever the method."""
    _, drive, *_, item = path_parts(found["item"])
    below = item_row(call.state, unquote(drive), unquote(item), unquote(found["path"]))
    return f"/drives/{drive}/items/{quote(below['id'])}{found['rest'] or ''}"


@rewriting(r"^/+groups/+(?P<group>[^/]+)/+drive(?P<rest>/.*)$")
def library_of_a_group(call: Call, found: re.Match[str]) -> str:
    return f"/drives/{quote(library_of_group(call.state, unquote(found['group']))['id'])}{found['rest']}"


@rewriting(r"^/+users/+(?P<user>[^/]+)/+drive(?P<rest>/.*)$")
def library_of_a_person(call: Call, found: re.Match[str]) -> str:
    return f"/drives/{quote(library_of_user(call.state, unquote(found['user']))['id'])}{found['rest']}"


@rewriting(r"^/+sites/+(?P<site>[^/:]+)/+drive(?P<rest>/.*)?$")
def library_of_a_site(call: Call, found: re.Match[str]) -> str:
    if found["site"].casefold() in ("root", HOST):
        raise not_built("the library of the tenant's own site")
    return f"/drives/{quote(drive_of_site(call.state, unquote(found['site']))['id'])}{found['rest'] or ''}"


@rewriting(
    r"^/+sites/+(?P<host>[^/:,]+)(?::|%3A)(?:/|%2F)(?P<path>.+?)(?:(?::|%3A)(?P<rest>/.*)?)?$", always=True
)
def site_by_path(call: Call, found: re.Match[str]) -> str:
    host, path = found["host"].casefold(), unquote(found["path"]).strip("/").casefold()
    mine = (row for row in call.state.all("drive") if f"sites/{row['nickname']}".casefold() == path)
    drive = next(mine, None) if host == HOST else None
    if drive is None:
        raise not_found()
    return _of(drive, found["rest"])


def _of(drive: Row, rest: str | None) -> str:
    return f"/sites/{quote(id_of_site(drive), safe=',')}{rest or ''}"
