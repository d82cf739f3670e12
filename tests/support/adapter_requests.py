"""Every request the adapters can make, read from their code: the SDK's own builders are walked as it walks them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient

from graph_adapters.transport.requests import call
from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANY_ID = "ANY"
FOLDER = ROOT / "graph_adapters"
OUR_LINK = re.compile(r"(?<=/shares/)u!\{id\}")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def all_requests() -> dict[str, str]:
    """Return each request, as `GET /users/{id}`, with a function that makes it; a call that cannot be read fails."""
    modules = {file.stem: _Module(file) for file in sorted(FOLDER.glob("*.py"))}
    graph = GraphServiceClient(request_adapter=GraphRequestAdapter(AnonymousAuthenticationProvider()))
    return dict(asked for module in modules.values() for asked in _Reader(module, modules, graph).requests())


@dataclass
class _Module:
    file: Path

    @cached_property
    def functions(self) -> dict[str, Function]:
        tree = ast.parse(self.file.read_text("utf-8"))
        return {
            one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        }


@dataclass
class _Reader:
    module: _Module
    modules: dict[str, _Module]
    graph: GraphServiceClient

    def requests(self) -> Iterator[tuple[str, str]]:
        for name, function in self.module.functions.items():
            for node in _calls_in(function):
                for method, path in self._asked(node, function):
                    address = OUR_LINK.sub("{id}", path.replace(ANY_ID, "{id}"))
                    yield f"{method} {address}", f"{self.module.file.stem}.{name}"

    def _asked(self, node: ast.Call, function: Function) -> Iterator[tuple[str, str]]:
        if isinstance(node.func, ast.Name) and node.func.id == "call":
            method = _text(node.args[1]) if len(node.args) > 1 else "GET"
            found = self.builders(node.args[0], function)
            assert found, f"{ast.unparse(node)} in {self.module.file.name} cannot be read"
            yield from ((method, call(builder).path) for builder in found)
        elif isinstance(node.func, ast.Name) and node.func.id == "Request":
            given = {one.arg: one.value for one in node.keywords}
            yield _text(given["method"]), self._address(given["path"], function)

    def builders(self, node: ast.expr, function: Function) -> list[Any]:  # noqa: PLR0911 - one for each form
        """Walk an expression to the builders it may be: a parameter is whatever its callers hand over."""
        match node:
            case ast.Await():
                return self.builders(node.value, function)
            case ast.Attribute(attr="graph"):
                return [self.graph]
            case ast.Attribute():
                return [getattr(one, node.attr) for one in self.builders(node.value, function)]
            case ast.Call(func=ast.Attribute(attr=attr)) if attr.startswith(("by_", "groups_with_")):
                return [getattr(one, attr)(ANY_ID) for one in self.builders(node.func.value, function)]
            case ast.Call():
                return self._returned(node.func)
            case ast.Name():
                return self._named(node.id, function)
        return []

    def _returned(self, called: ast.expr) -> list[Any]:
        """Return what a function of an adapter gives back, here or in the module beside."""
        home, name = self, ast.unparse(called)
        if isinstance(called, ast.Attribute):
            home = _Reader(self.modules[ast.unparse(called.value)], self.modules, self.graph)
            name = called.attr
        function = home.module.functions[name]
        given_back = [one.value for one in ast.walk(function) if isinstance(one, ast.Return) and one.value]
        return [builder for value in given_back for builder in home.builders(value, function)]

    def _named(self, name: str, function: Function) -> list[Any]:
        assigned = _assigned(name, function)
        return self._handed_over(name, function) if assigned is None else self.builders(assigned, function)

    def _handed_over(self, name: str, function: Function) -> list[Any]:
        place = [one.arg for one in function.args.args].index(name)
        return [
            builder
            for caller in self.module.functions.values()
            for node in _calls_in(caller)
            if isinstance(node.func, ast.Name) and node.func.id == function.name
            for builder in self.builders(node.args[place], caller)
        ]

    def _address(self, node: ast.expr, function: Function) -> str:
        """Return an address that is written out, without its query."""
        written = _assigned(node.id, function) if isinstance(node, ast.Name) else node
        assert isinstance(written, ast.JoinedStr), ast.unparse(node)
        parts = [self._piece(one, function) for one in written.values]
        return "".join(parts).partition("?")[0]

    def _piece(self, node: ast.expr, function: Function) -> str:
        if isinstance(node, ast.Constant):
            return str(node.value)
        assert isinstance(node, ast.FormattedValue)
        inner = ast.unparse(node.value)
        if inner.endswith(".path"):  # an address made some lines above, and gone on with
            made = _assigned(inner.removesuffix(".path"), function)
            assert isinstance(made, ast.Call)
            return next(path for _, path in self._asked(made, function))
        begun = _assigned(inner, function)
        return self._address(begun, function) if isinstance(begun, ast.JoinedStr) else ANY_ID


def _calls_in(function: Function) -> Iterator[ast.Call]:
    """Return the calls of a function, those of functions inside it left to them."""
    inner = {
        node
        for one in ast.walk(function)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one is not function
        for node in ast.walk(one)
    }
    return (one for one in ast.walk(function) if isinstance(one, ast.Call) and one not in inner)


def _assigned(name: str, function: Function) -> ast.expr | None:
    """Return what a name is first given in a function; None for a parameter."""
    given = (one for one in ast.walk(function) if isinstance(one, ast.Assign))
    return next((one.value for one in given if ast.unparse(one.targets[0]) == name), None)


def _text(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return str(node.value)
