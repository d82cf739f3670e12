"""What a file or folder may be called, and what it is called when the name is taken."""

import re

from graph_adapters.sandbox.engine.answers import RefusedError, bad_request
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites

FORBIDDEN = re.compile(r'["*:<>?/\\|]|^\s|\s$|\.$|^~\$|_vti_', re.IGNORECASE)
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9]|\.lock|desktop\.ini)$", re.IGNORECASE)
MAX_NAME_LENGTH, MAX_PATH_LENGTH = 255, 400


def check_name(state: State, parent: Row, name: str) -> None:
    if not name or FORBIDDEN.search(name) or RESERVED.search(name) or len(name) > MAX_NAME_LENGTH:
        raise bad_request(
            "The name cannot be used: it is reserved, too long or has characters that are not allowed.",
            "invalidRequest",
        )
    if len("/".join([*sites.path_of(state, parent), name])) > MAX_PATH_LENGTH:
        raise bad_request("The path is too long.", "pathIsTooLong")


def free_name(state: State, parent: Row, name: str) -> str:
    """`Plan.docx` becomes `Plan 1.docx`, as SharePoint does it."""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    number = 1
    while sites.child(state, parent["id"], f"{stem} {number}{dot}{ending}"):
        number += 1
    return f"{stem} {number}{dot}{ending}"


def name_taken() -> RefusedError:
    return RefusedError(409, "nameAlreadyExists", "Name already exists")
