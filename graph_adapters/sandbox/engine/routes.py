"""The route table: a function per operation, its method and URL right above it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, NoReturn, Self
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.enumerations import in_declared_case
from graph_adapters.sandbox.engine.queries.entity_types import EntityType
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

Handler = Callable[..., Answer]

# /drives/{id}/items/{id}:/a/b.txt:/content and /drives/{id}/root:/a/b.txt; colons and slashes may be encoded
BY_PATH = re.compile(
    r"^(?P<item>/+drives(?:/+[^/]+|\('[^/']+'\))/+(?:root|items(?:/+[^/:%]+|\('[^/']+'\))))(?::|%3A)(?:/|%2F)"
    r"(?P<path>.*?)(?:(?::|%3A)(?P<rest>/.*)?)?$",
    re.IGNORECASE,
)
# What never is an id: a word of OData's, a cast, a function.
NO_ID = re.compile(r"^(\$.*|(microsoft\.)?graph\..*|delta|getAll\w+)$", re.IGNORECASE)
BY_SLASH = re.compile("%2F", re.IGNORECASE)
KEYED = re.compile(r"\('([^'/]*)'\)")  # teams('x')
NAMED = re.compile(r"\((\w+)='([^'/]*)'\)")  # groups(uniqueName='x')
SIGNS = {"%24": "$", "%27": "'", "%28": "(", "%29": ")", "%3D": "="}  # what a client may encode around a key
ENCODED = re.compile("|".join(SIGNS), re.IGNORECASE)


class Body(BaseModel):
    """The writable properties. Any other, read-only ones included, is refused as Graph refuses it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    odata_type: str | None = Field(None, alias="@odata.type")
    graph_type: ClassVar[str] = ""
    ignored: ClassVar[frozenset[str]] = frozenset()  # read-only members that Graph takes and does not heed

    @model_validator(mode="before")
    @classmethod
    def _without_annotations(cls, sent: Any) -> Any:  # noqa: ANN401 -- whatever JSON was sent
        """Leave out what OData has a service ignore: annotations it does not know. A binding is none of them."""
        if not isinstance(sent, dict):
            return sent
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {
            name: value
            for name, value in sent.items()
            if name in known or not (name in cls.ignored or _is_annotation(name))
        }

    @model_validator(mode="before")
    @classmethod
    def _in_declared_case(cls, sent: object) -> object:
        return in_declared_case(cls, sent)

    @model_validator(mode="after")
    def _is_of_its_type(self) -> Self:
        named = (self.odata_type or "").lstrip("#").casefold()
        if self.graph_type and named and named != f"microsoft.graph.{self.graph_type}".casefold():
            raise ValueError(f"'{self.odata_type}' is not 'microsoft.graph.{self.graph_type}'")
        return self

    def sent(self) -> Row:
        """Return only the properties in the request, under Graph's names."""
        return self.model_dump(exclude_unset=True, by_alias=True, exclude={"odata_type"})


def _is_annotation(name: object) -> bool:
    return isinstance(name, str) and "@" in name and not name.endswith("@odata.bind")


def without_type(sent: object) -> object:
    """Take the name of its own type out of an open object, where some clients write it."""
    return (
        {key: value for key, value in sent.items() if key != "@odata.type"}
        if isinstance(sent, dict)
        else sent
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """The asking app with its roles, or (through /_sandbox) a person of the tenant."""

    app_id: str
    roles: frozenset[str]
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    url: str
    name: str
    handler: Handler
    permissions: frozenset[str] = frozenset()
    body: type[Body] | None = None
    body_optional: bool = False
    options: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(slots=True)
class Call:
    """A request, on its own or inside a batch."""

    state: State
    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    content: bytes = b""
    json: Any = None
    origin: str = "https://graph.microsoft.com"
    caller: Caller = field(default_factory=lambda: Caller("", frozenset()))
    dispatch: "Callable[[Call], Answer] | None" = None
    in_batch: bool = False
    crowd: int = 0  # how many ask the same mailbox at this moment, this one counted
    handshakes: dict[str, str] = field(default_factory=dict)  # an address, and what is wrong with it
    cast: str = ""  # the type an address ends with: /members/microsoft.graph.user
    kind: EntityType | None = None  # what the address answers with, once its operation is known

    def prefers(self, wish: str) -> bool:
        return wish.casefold() in self.headers.get("prefer", "").casefold()


class Routes:
    """A tree over the parts of a path: literals first, then placeholders of ids."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self._root: Row = {}

    def operation(  # noqa: PLR0913 -- what an operation is takes this many words
        self,
        method: str,
        url: str,
        name: str = "",
        permissions: str = "",
        *,
        body: type[Body] | None = None,
        body_optional: bool = False,
        options: str = "",
        refused: str = "",
    ) -> Callable[[Handler], Handler]:
        """Register a function. `options` it carries out; `refused` Graph itself refuses; others are not built."""

        def register(handler: Handler) -> Handler:
            operation = Operation(
                method,
                url,
                name,
                handler,
                frozenset(permissions.split()),
                body,
                body_optional,
                frozenset(options.split()),
                frozenset(refused.split()),
            )
            self._add(operation)
            return handler

        return register

    def _add(self, operation: Operation) -> None:
        self.operations.append(operation)
        node, names = self._root, []
        for part in path_parts(operation.url):
            names += [part[1:-1]] if part.startswith("{") else []
            node = node.setdefault("{}" if part.startswith("{") else part.casefold(), {})
        node.setdefault("/", {})[operation.method] = (operation, names)

    def find(self, method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
        given = path_parts(path)
        for leaf, values in _walk(self._root, given, ()):
            if method in leaf:
                operation, names = leaf[method]
                return operation, dict(zip(names, map(unquote, values), strict=True))
        return None


def _walk(
    node: Row, given: list[str], values: tuple[str, ...], *, is_path: bool = False
) -> list[tuple[Row, tuple[str, ...]]]:
    """Go down the tree; after a colon comes a path of names, and a name may be any word."""
    if not given:
        return [(node["/"], values)] if "/" in node else []
    found = []
    if (literal := node.get(given[0].casefold())) is not None:
        found += _walk(literal, given[1:], values, is_path=given[0] == ":")
    wild = node.get("{}")
    if wild is not None and (is_path or not NO_ID.match(given[0])):
        found += _walk(wild, given[1:], (*values, given[0]))
    return found


def path_parts(path: str) -> list[str]:
    """Take a path (or its template) apart; an item addressed by path is a single piece, teams('x') is teams/x."""
    if by_path := BY_PATH.match(path):
        return [
            *path_parts(by_path["item"]),
            ":",
            BY_SLASH.sub("/", by_path["path"]).strip("/"),
            *path_parts(by_path["rest"] or ""),
        ]
    plain = ENCODED.sub(lambda sign: SIGNS[sign[0].upper()], path)
    plain = NAMED.sub(r"(\1)/\2", KEYED.sub(r"/\1", plain)).replace("()", "")
    return [part for part in plain.split("/") if part]


def refuse_unknown(method: str, path: str) -> NoReturn:
    raise RefusedError(501, "NotImplemented", f"The sandbox does not know {method} {path}.")


GRAPH = Routes()
OUTSIDE = Routes()  # what stands beside Graph and takes no token: sign-in, uploads, downloads
CONTROL = Routes()
operation = GRAPH.operation
outside = OUTSIDE.operation
control = CONTROL.operation
