"""The documents say what is true."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest
from support.paths import ROOT

CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def made(page: str) -> str:
    """Return a page as its script would write it now."""
    spec = importlib.util.spec_from_file_location(f"make_{page}", ROOT / "docs" / f"make_{page}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.text())


@pytest.mark.parametrize("page", ["settings", "errors"])
def test_every_setting_and_every_error_is_documented(page: str) -> None:
    assert (ROOT / "docs" / f"{page}.md").read_text() == made(page)


def test_every_permission_is_documented() -> None:
    assert (ROOT / "infra" / "permissions.md").read_text() == made("permissions")


def test_every_decision_is_listed() -> None:
    records = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    listed = re.findall(r"\]\((0.*?\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text())
    assert listed == records


def test_every_make_target_in_the_readme_exists() -> None:
    named = set(re.findall(r"[`    ]make ([a-z]+)", (ROOT / "README.md").read_text()))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert named - targets == set()


def test_links_between_our_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{document.name}: {link}"
        for document in documents
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", CODE.sub("", document.read_text()))
        if not (document.parent / link).exists()
    ]
    assert broken == []


def test_no_lock_file_names_an_address() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert [lock.name for lock in locks] == [
        "requirements-dev.lock",
        "requirements-node.lock",
        "requirements-tools.lock",
        "requirements.lock",
    ]
    locks.append(ROOT / "package-lock.json")
    assert [lock.name for lock in locks if "://" in lock.read_text()] == []


def test_help_loads_nothing_slow() -> None:
    asked = "import sys, app.cli; print(sorted({'sqlmodel', 'fastapi', 'msgraph'} & set(sys.modules)))"
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_the_adapters_know_no_module_of_ours_but_the_tenants_words() -> None:
    """Contract 5 forbids a list of modules; the list must be whole."""
    ours = {
        f"app.{path.stem}"
        for path in (ROOT / "app").iterdir()
        if path.name not in {"__init__.py", "__pycache__"} and path.suffix in {"", ".py"}
    }
    contract = (ROOT / "pyproject.toml").read_text().partition('name = "5 ')[2].partition("[[")[0]
    forbidden = set(re.findall(r'"(app\.\w+)"', contract))
    assert ours - forbidden == {"app.tenant"}
