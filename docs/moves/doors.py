"""Make rooms' doors, and let the others come in by them: `python docs/moves/doors.py app.provisioning app.meetings …`.

What other rooms use of a room is listed in its `__init__.pyi`, a line each; `from app.provisioning.ledger.due import
rows` outside the room becomes `from app.provisioning import rows`, and `due.rows(…)` becomes `provisioning.rows(…)`.
`main` and `tables` go past the doors: they put routers and tables together. Standard library only.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from follow import Edit, File
from table import ROOT, Table, code_files, dotted

if TYPE_CHECKING:
    from pathlib import Path

PAST_THE_DOORS = {"app.tables"}
CALLERS = ("app", "graph_adapters", "jobs")
INIT = '''"""{docstring}"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
'''


class Caller(File):
    """A file outside some rooms, whose imports from inside them are led through the doors."""

    def __init__(self, path: Path, table: Table, rooms: set[str]) -> None:
        super().__init__(path, table)
        self.rooms = {room for room in rooms if self.name != room and not self.name.startswith(f"{room}.")}
        self.used: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def room_of(self, module: str) -> str | None:
        return next((room for room in self.rooms if module == room or module.startswith(f"{room}.")), None)

    def lead(self) -> str:
        modules: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (room := self.room_of(self.absolute(node))):
                self._import(node, room, modules)
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in modules
            ):
                self._attribute(node, modules[node.value.id])
        self._bare(modules)
        return self._edited()

    def _import(self, node: ast.ImportFrom, room: str, modules: dict[str, str]) -> None:
        module = self.absolute(node)
        parent, _, door = room.rpartition(".")
        names: list[str] = []
        wants_door = False
        for alias in node.names:
            inner = f"{module}.{alias.name}"
            local = alias.asname or alias.name
            if inner in self.table.modules:
                modules[local] = inner
                wants_door = True
            else:
                names.append(f"{alias.name} as {alias.asname}" if alias.asname else alias.name)
                if module != room:
                    self.used[room].add((module, alias.name))
        if module == room and not wants_door:
            return
        lines = [f"from {room} import {', '.join(names)}"] if names else []
        if wants_door:
            lines.append(f"from {parent} import {door}")
        start, end = self.span(node)
        self.edits.append(Edit(start, end, f"\n{' ' * node.col_offset}".join(lines)))

    def _attribute(self, node: ast.Attribute, module: str) -> None:
        room = self.room_of(module) or ""
        door = room.rpartition(".")[2]
        self.used[room].add((module, node.attr))
        start, end = self.span(node.value)
        self.edits.append(Edit(start, end, door))
        bound = {
            name.id
            for name in ast.walk(self.tree)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        bound |= {name.arg for name in ast.walk(self.tree) if isinstance(name, ast.arg)}
        if door in bound:
            self.warnings.append(f"{self.path.relative_to(ROOT)}:{node.lineno}: {door} is a local name too")

    def _bare(self, modules: dict[str, str]) -> None:
        owners = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and node.id in modules and id(node) not in owners:
                self.warnings.append(
                    f"{self.path.relative_to(ROOT)}:{node.lineno}: the module {node.id} is used as a value"
                )


def main() -> None:
    rooms = set(sys.argv[1:])
    table = Table(modules={dotted(path) for path in code_files() if path.suffix == ".py"})
    used: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in code_files():
        if (
            path.suffix != ".py"
            or path.relative_to(ROOT).parts[0] not in CALLERS
            or dotted(path) in PAST_THE_DOORS
        ):
            continue
        caller = Caller(path, table, rooms)
        text = caller.lead()
        for room, names in caller.used.items():
            used[room] |= names
        for warning in caller.warnings:
            print(warning)
        if text != caller.source:
            path.write_text(text)
    for room in sorted(rooms):
        write_door(room, used[room])


def write_door(room: str, used: set[tuple[str, str]]) -> None:
    folder = ROOT / room.replace(".", "/")
    init, stub = folder / "__init__.py", folder / "__init__.pyi"
    known = listed(stub) | listed(init) | used
    by_name: dict[str, set[str]] = defaultdict(set)
    for module, name in known:
        by_name[name].add(module)
    for name, modules in by_name.items():
        if len(modules) > 1:
            print(f"{room}: {name} stands in {', '.join(sorted(modules))}")
    docstring = ast.get_docstring(ast.parse(init.read_text())) or room
    init.write_text(INIT.format(docstring=docstring))
    lines: list[str] = []
    for module in sorted({module for module, _ in known}):
        inner = module.removeprefix(room)
        lines += [
            f"from {inner} import {name} as {name}" for name in sorted(n for m, n in known if m == module)
        ]
        lines.append("")
    stub.write_text("\n".join(lines).rstrip("\n") + "\n")


def listed(door: Path) -> set[tuple[str, str]]:
    """Return what a door opens already: a stub by relative imports, an old `__init__` by absolute ones."""
    if not door.exists():
        return set()
    room = dotted(door)
    imports = [node for node in ast.walk(ast.parse(door.read_text())) if isinstance(node, ast.ImportFrom)]
    named = [(f"{room}.{node.module}" if node.level else node.module or "", node.names) for node in imports]
    return {
        (module, alias.name) for module, names in named if module.startswith(f"{room}.") for alias in names
    }


if __name__ == "__main__":
    main()
