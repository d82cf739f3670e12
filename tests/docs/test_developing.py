"""The guide for developers names files, functions and tests that are there, and its diff still fits."""

from __future__ import annotations

import ast
import re
import subprocess
from typing import TYPE_CHECKING

from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUIDE = (ROOT / "docs" / "developing.md").read_text("utf-8")
PROSE, _, DIFF = GUIDE.partition("```diff\n")
RECIPES = PROSE.partition("## 4. ")[2].partition("## 5. ")[0]
FOLDERS = "app|bench|docs|graph_adapters|jobs|migrations|tests"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)(?:::(\w+))?`")


def _defined(place: Path) -> set[str]:
    """Return the functions, classes and constants of a file, or of every file below a folder."""
    files = [place] if place.is_file() else place.rglob("*.py")
    return {name for file in files for name in _names(ast.parse(file.read_text("utf-8")))}


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_file_the_guide_names_is_there() -> None:
    named = {path for path, _ in NAMED.findall(PROSE)}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
    assert len(named) > 60


def test_every_function_and_test_the_guide_names_is_in_its_file() -> None:
    named = {(path, name) for path, name in NAMED.findall(PROSE) if name}
    assert sorted((path, name) for path, name in named if name not in _defined(ROOT / path)) == []
    assert len(named) > 40


def test_each_of_the_five_recipes_names_a_test() -> None:
    recipes = re.split(r"^### 4\.\d ", RECIPES, flags=re.MULTILINE)[1:]
    assert [recipe.partition("\n")[0] for recipe in recipes] == [
        "A deliverable type with a field",
        "A kind of thing in the tenant",
        "A letter",
        "An invitation's text",
        "A sandbox operation",
    ]
    assert all(any(name.startswith("test_") for _, name in NAMED.findall(recipe)) for recipe in recipes)


def test_the_diff_of_a_onenote_section_fits_the_code_as_it_is() -> None:
    diff = DIFF.partition("\n```")[0] + "\n"
    tried = subprocess.run(
        ["git", "apply", "--check", "-"],  # noqa: S607 - git is on the path
        cwd=ROOT,
        input=diff,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tried.returncode, tried.stderr) == (0, "")


def test_the_diff_touches_the_places_the_recipe_counts() -> None:
    touched = re.findall(r"^diff --git a/(\S+)", DIFF, re.MULTILINE)
    assert touched == [
        "app/provisioning/desired/wanted.py",
        "app/provisioning/kinds.py",
        "app/tenant/__init__.pyi",
        "app/tenant/things.py",
        "graph_adapters/notebooks.py",
        "jobs/provision/kinds/msteam.py",
    ]
