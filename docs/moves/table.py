"""The moves and renames asked for, and the files of code they are about."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("app", "graph_adapters", "jobs", "tests", "bench", "docs", "migrations", "examples")


@dataclass
class Table:
    """The moves and renames asked for; `modules` are all dotted names before the move."""

    modules: set[str]
    moves: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def module(self, dotted: str) -> str:
        """Return where a module, or what stands in a package that moves, is found afterwards."""
        head, tail = dotted, ""
        while head:
            if head in self.moves:
                return self.moves[head] + tail
            head, dot, last = head.rpartition(".")
            tail = f"{dot}{last}{tail}"
        return dotted

    def name(self, dotted: str, name: str) -> str:
        return self.names.get((dotted, name), name)


def read_table(path: Path) -> Table:
    table = Table(modules={dotted(file) for file in code_files()})
    for line in path.read_text().splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        old, _arrow, new = words
        module, _, name = old.partition(":")
        if module not in table.modules:
            sys.exit(f"There is no module {module}: {line}")
        if name:
            table.names[module, name] = new
        else:
            table.moves[module] = new
    for file in code_files():
        if file.suffix == ".pyi":
            table.names |= _through(file, table)
    return table


def _through(door: Path, table: Table) -> dict[tuple[str, str], str]:
    """Return the renames that others see through a door."""
    room = dotted(door)
    lines = [node for node in ast.walk(ast.parse(door.read_text())) if isinstance(node, ast.ImportFrom)]
    listed = [(f"{room}.{line.module}", alias.name) for line in lines for alias in line.names]
    return {
        (room, name): table.names[module, name] for module, name in listed if (module, name) in table.names
    }


def code_files() -> list[Path]:
    listed = subprocess.run(  # noqa: S603 - our own words
        ["git", "ls-files", *CODE],  # noqa: S607 - git is on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [ROOT / name for name in listed if name.endswith((".py", ".pyi")) and (ROOT / name).exists()]


def _roots() -> list[Path]:
    """Return the folders that pytest puts on the path, the innermost first: files there are imported without them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    return sorted((ROOT / name for name in settings["pythonpath"]), key=lambda path: -len(path.parts))


ROOTS = _roots()


def _root_of(file: Path) -> Path:
    """Return the folder a file's dotted name begins in. A mirrored test is never imported, and named in full."""
    root = next((root for root in ROOTS if root in file.parents), ROOT)
    return ROOT if file.relative_to(root).parts[0] in CODE else root


def dotted(file: Path) -> str:
    """Return the name a file is imported by."""
    inner = file.relative_to(_root_of(file)).with_suffix("")
    return inner.as_posix().removesuffix("/__init__").replace("/", ".")


def path_of(name: str, old: Path) -> Path:
    """Return the file of a dotted name; a test's support stays below `tests`."""
    base = ROOT if name.partition(".")[0] in CODE else ROOT / "tests"
    inner = base / name.replace(".", "/")
    return inner / "__init__.py" if old.name == "__init__.py" else inner.with_suffix(old.suffix)
