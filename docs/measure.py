"""Measure the layout of the code: rooms, names, functions, mirrored tests and circles. Standard library only.

Run `python docs/measure.py`; `--list` names what each figure counts against us. The goals are those of decision 30.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "graph_adapters", "jobs")
DOORS = {"__init__", "__main__", "api", "pages", "models", "main", "tables", "cli"}
DOOR_ENDINGS = ("_api", "_page", "_pages")
VAGUE = {"what", "who", "whom", "whoever", "one", "somebody", "nobody", "those", "everybody", "whatever"}
MAX_LINES = 300
MAX_FILES = 20
TABLES = (
    "app/audit/acts.py",  # one row an act, in three languages
    "app/privacy/register.py",  # one row a table we keep, and why
    "app/provisioning/kinds.py",  # one row a kind of thing, with its words
    "tests/contract/facts.py",  # one row an operation of Graph, with its source
    "migrations/",  # one file a change of the database, written once and never split
)


@dataclass(frozen=True)
class Module:
    """A Python file, by its path below the repository."""

    path: Path

    @property
    def relative(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def dotted(self) -> str:
        return self.relative.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        return self.path.parent.relative_to(ROOT).as_posix().replace("/", ".")

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text().splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())

    @property
    def is_rule(self) -> bool:
        """Tell whether the file holds rules: public functions in a room of `app`, and no door or row."""
        stem = self.path.stem
        inside_door = "cli" in self.path.parts or {"api", "pages"} & set(self.path.parts)
        return (
            self.dotted.startswith("app.")
            and not inside_door
            and stem not in DOORS
            and not stem.endswith(DOOR_ENDINGS)
            and any(isinstance(node, FUNCTIONS) and not node.name.startswith("_") for node in self.tree.body)
        )


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules(*folders: str) -> list[Module]:
    """Return every module below some folders, in order."""
    files = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return [Module(file) for file in sorted(files) if "node_modules" not in file.parts]


def crowded(found: list[Module], most: int) -> list[tuple[int, str]]:
    """Return the flat folders, the fullest first, that hold more than `most` files; doors are not counted."""
    counts = Counter(
        module.path.parent.relative_to(ROOT).as_posix() for module in found if not _is_init(module)
    )
    return [(count, folder) for folder, count in counts.most_common() if count > most]


def _is_init(module: Module) -> bool:
    return module.path.name == "__init__.py"


def in_ing(found: list[Module]) -> list[str]:
    """Return the modules named by an act, `…ing`, where a noun would tell more."""
    return [module.relative for module in found if module.path.stem.split("_")[-1].endswith("ing")]


def function_lines(found: list[Module]) -> list[int]:
    """Return the length of each function in lines, from `def` to its end, docstring and all."""
    return sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in found
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS)
    )


def too_long(found: list[Module]) -> list[str]:
    """Return files of more than MAX_LINES lines that are not tables."""
    return [
        f"{module.relative} ({len(module.lines)})"
        for module in found
        if len(module.lines) > MAX_LINES and not module.relative.startswith(TABLES)
    ]


def vague(found: list[Module]) -> tuple[list[str], int]:
    """Return docstring first lines with two vague pronouns or more, and how many docstrings there are."""
    first_lines = list(_first_lines(found))
    return [text for text in first_lines if sum(word in VAGUE for word in _words(text)) > 1], len(first_lines)


def _first_lines(found: list[Module]) -> Iterator[str]:
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) and (said := ast.get_docstring(node)):
                yield said.splitlines()[0]


def _words(text: str) -> list[str]:
    return [word.strip(".,:;!?()«»'\"").lower() for word in text.split()]


def mirrored(rules: list[Module]) -> list[Module]:
    """Return the rule modules with a test at the mirrored place that imports them and uses what it imports."""
    return [module for module in rules if _is_mirrored(module)]


def _is_mirrored(module: Module) -> bool:
    test = ROOT / "tests" / module.path.relative_to(ROOT).parent / f"test_{module.path.stem}.py"
    return test.exists() and _exercises(ast.parse(test.read_text()), module)


def _exercises(test: ast.Module, module: Module) -> bool:
    names = set(_imported_from(test, module))
    return any(
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names
        for node in ast.walk(test)
    )


def _imported_from(test: ast.Module, module: Module) -> Iterator[str]:
    package, _, stem = module.dotted.rpartition(".")
    for node in ast.walk(test):
        if isinstance(node, ast.ImportFrom) and node.module == module.dotted:
            yield from (name.asname or name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == package:
            yield from (name.asname or name.name for name in node.names if name.name == stem)


def circles(found: list[Module]) -> list[list[str]]:
    """Return the groups of modules that import each other, imports for types included (Tarjan's algorithm)."""
    graph = imports(found)
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    circle: list[list[str]] = []

    def visit(name: str) -> None:
        number[name] = low[name] = len(number)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in number:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], number[other])
        if low[name] == number[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                circle.append(sorted(group))

    for name in sorted(graph):
        if name not in number:
            visit(name)
    return circle


def imports(found: list[Module]) -> dict[str, set[str]]:
    """Return our modules that each module imports; a room imports every module its door lists."""
    known = {module.dotted for module in found}
    return {module.dotted: set(_imports_of(module, known)) - {module.dotted} for module in found}


def _imports_of(module: Module, known: set[str]) -> Iterator[str]:
    for node in [*ast.walk(module.tree), *_door(module)]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_modules(node, module, known)


def _imported_modules(node: ast.ImportFrom, module: Module, known: set[str]) -> Iterator[str]:
    """Yield the modules among the imported names, and the module the other names stand in."""
    base = ".".join(filter(None, [module.package if node.level else "", node.module]))
    inner = [f"{base}.{alias.name}" for alias in node.names]
    yield from (name for name in inner if name in known)
    if base in known and not all(name in known for name in inner):
        yield base


def _door(module: Module) -> list[ast.stmt]:
    """Return the imports of the `__init__.pyi` beside a package's `__init__.py`, which are relative to the package."""
    stub = module.path.with_suffix(".pyi")
    return ast.parse(stub.read_text()).body if _is_init(module) and stub.exists() else []


def say(title: str, figure: str, goal: str, against: list[str]) -> None:
    """Print a figure beside its goal and, when asked to, what it counts against us."""
    print(f"{title:<58} {figure:>10}   goal {goal}")
    if "--list" in sys.argv:
        for line in against:
            print(f"    {line}")


def main() -> None:
    sys.setrecursionlimit(10_000)
    ours, everything = modules(*PACKAGES), modules(*PACKAGES, "tests", "bench", "docs", "migrations")
    named = [module for module in ours if not _is_init(module)]
    fullest = crowded(everything, 0)
    say(
        "fullest flat folder (files)",
        str(fullest[0][0]),
        f"≤ {MAX_FILES}",
        [f"{n} {f}" for n, f in fullest if n > MAX_FILES],
    )
    ing = in_ing(named)
    say("modules named …ing", f"{len(ing) / len(named):.1%}", "≤ 3 %", ing)
    rules = [module for module in ours if module.is_rule]
    tested = mirrored(rules)
    without = [module.relative for module in rules if module not in tested]
    say("rule modules with a mirrored test", f"{len(tested) / len(rules):.0%}", "≥ 60 %", without)
    lines = function_lines(ours)
    say("function length, median", f"{statistics.median(lines):.0f}", "≤ 7", [])
    say("function length, ninetieth percentile", f"{lines[len(lines) * 9 // 10]}", "≤ 16", [])
    long = too_long(everything)
    say(f"files over {MAX_LINES} lines that are not tables", str(len(long)), "0", long)
    unclear, docstrings = vague(ours)
    say("docstring first lines with two vague pronouns", f"{len(unclear) / docstrings:.1%}", "≤ 2 %", unclear)
    rings = circles(ours)
    say("circles, imports for types included", str(len(rings)), "0", [", ".join(ring) for ring in rings])


if __name__ == "__main__":
    main()
