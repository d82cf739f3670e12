"""One file of code, and the edits that make it follow a table of moves and renames."""

from __future__ import annotations

import ast
import builtins
import io
import re
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING

from table import ROOT, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from table import Table

SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


@dataclass
class Edit:
    start: int
    end: int
    text: str


class File:
    """One file of code, and the edits that make it follow the table."""

    def __init__(self, path: Path, table: Table) -> None:
        self.path, self.table = path, table
        self.source = path.read_text()
        self.tree = ast.parse(self.source)
        self.name = dotted(path)
        self.package = self.name if path.stem == "__init__" else self.name.rpartition(".")[0]
        self.offsets = self._line_offsets()
        self.edits: list[Edit] = []
        self.warnings: list[str] = []

    def _line_offsets(self) -> list[int]:
        offsets = [0]
        for line in self.source.splitlines(keepends=True):
            offsets.append(offsets[-1] + len(line))
        return offsets

    def at(self, line: int, column: int) -> int:
        """Return the place in the text; ast counts columns in UTF-8 bytes."""
        start = self.offsets[line - 1]
        text = self.source[start : self.offsets[line]]
        return start + len(text.encode()[:column].decode())

    def span(self, node: ast.AST) -> tuple[int, int]:
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)

    def follow(self) -> str:
        renamed: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                self._import_from(node, renamed, aliases)
            elif isinstance(node, ast.Import):
                self._import(node)
        own = {name: new for (module, name), new in self.table.names.items() if module == self.name}
        self._rename_definitions(own)
        self._rename_names({**renamed, **own})
        self._rename_attributes(aliases)
        self._follow_mentions()
        return self._edited()

    def _follow_mentions(self) -> None:
        for token in tokenize.generate_tokens(io.StringIO(self.source).readline):
            if token.type in (tokenize.STRING, tokenize.COMMENT):
                said = mentions(token.string, self.table)
                if said != token.string:
                    start = self.offsets[token.start[0] - 1] + token.start[1]
                    self.edits.append(Edit(start, start + len(token.string), said))

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            new = self.table.module(alias.name)
            if new != alias.name:
                start, end = self.span(alias)
                parent, _, last = new.rpartition(".")
                kept = alias.asname or alias.name
                if "." in kept and not alias.asname:
                    self.edits.append(Edit(start, end, new))
                elif parent:
                    start, end = self.span(node)
                    suffix = "" if last == kept else f" as {kept}"
                    self.edits.append(Edit(start, end, f"from {parent} import {last}{suffix}"))
                else:
                    self.edits.append(Edit(start, end, new + ("" if new == kept else f" as {kept}")))

    def absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        base = self.package.split(".")
        base = base[: len(base) - node.level + 1]
        return ".".join([*base, *([node.module] if node.module else [])])

    def _import_from(self, node: ast.ImportFrom, renamed: dict[str, str], aliases: dict[str, str]) -> None:
        module = self.absolute(node)
        made: dict[str, list[str]] = {}
        for alias in node.names:
            target, name = self._target(module, alias.name)
            local = alias.asname or alias.name
            inner = f"{module}.{alias.name}"
            if inner in self.table.modules and (module, alias.name) not in self.table.names:
                aliases[local] = inner
            written = name
            if alias.asname and alias.asname != name:
                written = f"{name} as {alias.asname}"
            elif name != local:
                if self._is_bound(name):
                    written = f"{name} as {local}"
                    self.warnings.append(f"{self.path.relative_to(ROOT)}: {name} is in use, kept as {local}")
                else:
                    renamed[local] = name
            made.setdefault(target, []).append(written)
        same = [self._target(module, alias.name) for alias in node.names] == [
            (module, alias.name) for alias in node.names
        ]
        if same and not (node.level and self.table.module(self.name) != self.name):
            return
        start, end = self.span(node)
        if self.path.suffix == ".pyi":
            self.edits.append(Edit(start, end, self._door_line(made)))
            return
        indent = " " * node.col_offset
        lines = [f"from {target} import {', '.join(names)}" for target, names in made.items()]
        self.edits.append(Edit(start, end, f"\n{indent}".join(lines)))

    def _door_line(self, made: dict[str, list[str]]) -> str:
        """Write a line of a door: relative, and under the new name alone."""
        ((target, (written,)),) = made.items()
        name = written.partition(" as ")[0]
        return f"from {target.removeprefix(self.name)} import {name} as {name}"

    def _target(self, module: str, name: str) -> tuple[str, str]:
        inner = f"{module}.{name}" if module else name
        if inner in self.table.modules and (module, name) not in self.table.names:
            new = self.table.module(inner)
            parent, _, last = new.rpartition(".")
            return parent, last
        return self.table.module(module), self.table.name(module, name)

    def _is_bound(self, name: str) -> bool:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and node.id == name and name not in vars(builtins):
                return True
            if isinstance(node, ast.arg) and node.arg == name:
                return True
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
                inside_class = any(
                    isinstance(other, ast.ClassDef) and node in other.body for other in ast.walk(self.tree)
                )
                if not inside_class:
                    return True
            if isinstance(node, ast.alias) and (node.asname or node.name) == name:
                return True
        return False

    def _rename_definitions(self, own: dict[str, str]) -> None:
        for node in self.tree.body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name in own:
                start = self.at(node.lineno, node.col_offset)
                place = self.source.index(node.name, start + 3)
                self.edits.append(Edit(place, place + len(node.name), own[node.name]))
        missing = own.keys() - set(bound_in(self.tree))
        if missing and self.path.stem != "__init__":  # a door defines nothing
            self.warnings.append(
                f"{self.path.relative_to(ROOT)}: does not define {', '.join(sorted(missing))}"
            )

    def _rename_names(self, renamed: dict[str, str]) -> None:
        if renamed:
            self._walk(self.tree, renamed)

    def _walk(self, node: ast.AST, renamed: dict[str, str]) -> None:
        if isinstance(node, SCOPES):
            hidden = set(bound_in(node))
            inner = {old: new for old, new in renamed.items() if old not in hidden}
            clash = [new for old, new in inner.items() if new in hidden and _uses(node, old)]
            if clash:
                where = f"{self.path.relative_to(ROOT)}:{node.lineno}"
                self.warnings.append(f"{where}: {', '.join(clash)} is a local name here")
            self._outer_parts(node, renamed)
            for child in _body_of(node):
                self._walk(child, inner)
            return
        if isinstance(node, ast.Name) and node.id in renamed:
            start, end = self.span(node)
            self.edits.append(Edit(start, end, renamed[node.id]))
        for child in ast.iter_child_nodes(node):
            self._walk(child, renamed)

    def _outer_parts(self, node: ast.AST, renamed: dict[str, str]) -> None:
        """Follow what a function evaluates outside itself: decorators, defaults, annotations."""
        for child in _outside_of(node):
            self._walk(child, renamed)

    def _rename_attributes(self, aliases: dict[str, str]) -> None:
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in aliases
            ):
                new = self.table.name(aliases[node.value.id], node.attr)
                if new != node.attr:
                    _start, end = self.span(node)
                    self.edits.append(Edit(end - len(node.attr), end, new))

    def _edited(self) -> str:
        text = self.source
        done: set[tuple[int, int]] = set()
        for edit in sorted(self.edits, key=lambda one: one.start, reverse=True):
            if (edit.start, edit.end) not in done:
                done.add((edit.start, edit.end))
                text = text[: edit.start] + edit.text + text[edit.end :]
        return text


def bound_in(scope: ast.AST) -> Iterator[str]:
    """Yield the names that a module, function or comprehension binds itself."""
    arguments = getattr(scope, "args", None)
    if isinstance(arguments, ast.arguments):
        for argument in ast.walk(arguments):
            if isinstance(argument, ast.arg):
                yield argument.arg
    waiting = list(ast.iter_child_nodes(scope)) if isinstance(scope, ast.Module) else _body_of(scope)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
            continue
        if isinstance(node, SCOPES):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.name
        if isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        waiting.extend(ast.iter_child_nodes(node))


def _body_of(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return list(node.body)
    if isinstance(node, ast.Lambda):
        return [node.body]
    return list(ast.iter_child_nodes(node))


def _outside_of(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return [node.args, *node.decorator_list, *([node.returns] if node.returns else [])]
    return [node.args] if isinstance(node, ast.Lambda) else []


def _uses(node: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node))


def mentions(text: str, table: Table) -> str:
    """Follow moved modules where text mentions them, as `app.x.y` or as `app/x/y.py`."""
    moves = {old: new for old, new in table.moves.items() if "." in old}
    if not moves:
        return text
    either = "|".join(re.escape(old) for old in sorted(moves, key=len, reverse=True))
    text = re.sub(rf"(?<![\w./])({either})(?!\w)", lambda found: moves[found[1]], text)
    files = {old.replace(".", "/"): new.replace(".", "/") for old, new in moves.items()}
    paths = "|".join(re.escape(old) for old in sorted(files, key=len, reverse=True))
    return re.sub(rf"(?<!\w)({paths})\.py\b", lambda found: f"{files[found[1]]}.py", text)
