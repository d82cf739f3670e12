"""Properties that an app puts on events and messages of its own: looked up by value, shown when asked for by name."""

import re
from collections.abc import Callable
from functools import partial

from graph_adapters.sandbox.engine.answers import Json, bad_request
from graph_adapters.sandbox.engine.queries.odata import Expansions
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row

NAME, MANY = "singleValueExtendedProperties", "multiValueExtendedProperties"
PROPERTY = re.compile(
    rf"{NAME}/any\(\s*(\w+)\s*:\s*\1/id eq '([^']+)' and \1/value eq '([^']*)'\s*\)", re.IGNORECASE
)
WANTED_PROPERTY = re.compile(rf"(?:{NAME}|{MANY})\(\$filter=id eq '([^']+)'\)", re.IGNORECASE)


def is_asked_for(call: Call) -> bool:
    """Tell whether rows are looked up by a property. A filter that asks for more beside it is refused."""
    asked = call.query.get("$filter", "")
    if NAME.casefold() not in asked.casefold():
        return False
    if not PROPERTY.fullmatch(asked.strip()):
        raise bad_request(f"Invalid filter clause: {asked}")
    return True


def with_the_property(call: Call, rows: list[Row]) -> list[Row]:
    match = PROPERTY.fullmatch(call.query["$filter"].strip())
    return [row for row in rows if match and _has(row, match[2], match[3])]


def _has(row: Row, name: str, value: str) -> bool:
    return any(
        found["id"].casefold() == name.casefold() and found["value"] == value
        for found in row.get("properties", ())
    )


def expand_properties(call: Call, row_of: Callable[[Json], Row | None]) -> Expansions:
    """Only the property that is named in the $expand's own filter comes along."""
    wanted = {name.casefold() for name in WANTED_PROPERTY.findall(call.query.get("$expand", ""))}

    def properties(shape: Json, kind: type = str) -> list[Json]:
        known = [
            found for found in (row_of(shape) or {}).get("properties", ()) if isinstance(found["value"], kind)
        ]
        return [found for found in known if found["id"].casefold() in wanted]

    return {NAME: properties, MANY: partial(properties, kind=list)}
