"""Move modules and rename what stands in them, in one go: `python docs/moves/move.py TABLE`. Standard library only.

A line of the table moves a module, `app.provisioning.drawing -> app.provisioning.preview.picture_of`, or renames a
function, class or constant in one, `app.provisioning.mail_budget:due -> mail_due`; the module is named as it was before.
A package moves with all that is in it. Imports, names and dotted or slashed mentions in other files follow. New
folders get an `__init__.py`; `ruff` sorts and folds the imports afterwards.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from follow import File, mentions
from table import ROOT, code_files, path_of, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from table import Table

TEXTS = {".md", ".toml", ".yml", ".yaml", ".html", ".json", ".csv", ".ini", ".mako", ".po", ""}
HISTORY = {"CHANGELOG.md"}


def move(table: Table) -> None:
    files = [File(path, table) for path in code_files()]
    written = {file.path: file.follow() for file in files}
    for file in files:
        for warning in file.warnings:
            print(warning)
    for path, text in written.items():
        path.write_text(text)
    for path in texts():
        text = path.read_text()
        followed = mentions(text, table)
        if followed != text:
            path.write_text(followed)
    for file in files:
        _move_file(file.path, table.module(file.name), file.name)


def texts() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - git is on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [
        ROOT / name
        for name in listed
        if Path(name).suffix in TEXTS
        and name not in HISTORY
        and "lock" not in name
        and (ROOT / name).exists()
    ]


def _move_file(old: Path, new: str, name: str) -> None:
    if new == name:
        return
    target = path_of(new, old)
    if target == old:  # a root of the tests goes, and the file stays
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "mv", str(old), str(target)], cwd=ROOT, check=True)  # noqa: S603, S607 - our own words
    for folder in _new_packages(target):
        door = folder / "__init__.py"
        door.write_text('""""""\n')
        subprocess.run(["git", "add", str(door)], cwd=ROOT, check=True)  # noqa: S603, S607 - our own words


def _new_packages(target: Path) -> Iterator[Path]:
    if target.relative_to(ROOT).parts[0] not in {"app", "graph_adapters", "jobs"}:
        return
    for folder in target.parents:
        if folder == ROOT:
            return
        if not (folder / "__init__.py").exists():
            yield folder


if __name__ == "__main__":
    move(read_table(Path(sys.argv[1])))
