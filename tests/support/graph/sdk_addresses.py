"""Read msgraph-sdk's request builders as text: which addresses there are, and what each method takes and gives."""

import re
from pathlib import Path
from typing import Any

from support.graph.sdk_types import GENERATED, key_of, type_of

TEMPLATE = re.compile(r'super\(\).__init__\(request_adapter, "\{\+baseurl\}([^"]*)"')
METHOD = r"async def {}\(self,(?:body: (\w+), )?.*\) -> (?:Optional\[(\w+)\]|None):"
OPTION = re.compile(r"[?&,{]\+?([%\w-]+)(?=[,}=*])")
WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def operation(address: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return a row of "GET /teams/{id}/channels", and the types only it has; None where the SDK has no such thing."""
    method, path = address.split(" ")
    folder = GENERATED.joinpath(*map(_folder, path.strip("/").split("/")))
    for file in folder.glob("*_request_builder.py"):
        text = file.read_text("utf-8")
        template, found = TEMPLATE.search(text), re.search(METHOD.format(method.casefold()), text)
        if template and found and _shape(_path(template[1])) == _shape(path):
            body, answer = (_type(folder, address, name) for name in found.groups())
            row = {"options": _options(template[1]), "body": body[0], "answer": answer[0]}
            return row, {str(key): kind for key, kind in (body, answer) if kind}
    return None


def _folder(part: str) -> str:
    """Name the folder a part of an address lies in: delta(token='{token}') in delta_with_token."""
    if part.startswith("{"):
        return "item"
    name, _, keys = part.replace("microsoft.graph.", "graph.").lstrip("$").partition("(")
    return _snake("_with_".join([name, *re.findall(r"(\w+)=", keys)]))


def _path(template: str) -> str:
    return re.split(r"\?|\{\?", template)[0]


def _shape(path: str) -> str:
    plain = re.sub(r"\{[^}]*\}", "{}", path).replace("%24", "$")
    return plain.replace("microsoft.graph.", "graph.").casefold()


def _options(template: str) -> list[str]:
    rest = template.removeprefix(_path(template))
    return sorted({name.replace("%24", "$") for name in OPTION.findall(rest)})


def _type(folder: Path, address: str, name: str | None) -> tuple[str | None, dict[str, Any] | None]:
    """Return a type's key, and the type itself where it lies beside the builder: an action's own."""
    if name in {None, "bytes"}:
        return name, None
    file = folder / f"{_snake(str(name))}.py"
    if file.exists():
        return f"{key_of(str(name))} of {address}", type_of(file)
    return key_of(str(name)), None


def _snake(name: str) -> str:
    return WORDS.sub("_", name).replace(".", "_").casefold()
