"""Read msgraph-sdk's models as text: each type's fields on the wire, its base type, and the enumerations.

A field's type is written as a word: "str", "datetime", "#channel" for an object or an enumeration, "[#channel]" for
a list. Types go by the class's name in lower case, as "@odata.type" may be written in any case.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = find_spec("msgraph")  # only found, not imported: that takes a second
assert PACKAGE is not None
assert PACKAGE.origin is not None
SITE = Path(PACKAGE.origin).parents[1]
GENERATED = SITE / "msgraph" / "generated"
CLASS = re.compile(r"^class (\w+)\(([\w, ]*)\)", re.MULTILINE)
FIELD = re.compile(
    r"""^ +"([^"]+)": lambda n : setattr\(self, '\w+', n\.get_(\w+)_values?\((\w*)\)\)""", re.MULTILINE
)
MEMBER = re.compile(r'^    \w+ = "([^"]*)",', re.MULTILINE)
KIOTA = {"AdditionalDataHolder", "BackedModel", "Parsable"}


def all_types() -> dict[str, Any]:
    """Read every model of v1.0; those in sub-namespaces are none of ours."""
    read = [type_of(file) for file in (GENERATED / "models").glob("[a-z]*.py")]
    return {key_of(row["class"]): row for row in read}


def type_of(file: Path) -> dict[str, Any]:
    text = file.read_text("utf-8")
    found = CLASS.search(text)
    assert found, file
    name, bases = found[1], found[2].split(", ")
    row = {"class": name, "module": ".".join(file.relative_to(SITE).with_suffix("").parts)}
    if "Enum" in bases:
        return row | {"members": MEMBER.findall(text)}
    base = next((key_of(one) for one in bases if one not in KIOTA), None)
    return row | {"base": base, "fields": {wire: _word(kind, of) for wire, kind, of in FIELD.findall(text)}}


def key_of(name: str) -> str:
    """Return a type's name in lower case: of "#microsoft.graph.channel", "Channel" and "List_"."""
    return name.lstrip("#").casefold().removeprefix("microsoft.graph.").rstrip("_")


def _word(kind: str, of: str) -> str:
    stem = kind.removeprefix("collection_of_")
    named = {"object": f"#{key_of(of)}", "enum": f"#{key_of(of)}", "primitive": of.casefold()}
    word = named.get(stem, stem)
    return f"[{word}]" if stem != kind else word
