"""What we are made of is listed whole, and what is known to be vulnerable is never passed over in silence."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

TODAY = date(2026, 11, 30)
LOCK = "starlette==1.10.0 \\\n    --hash=sha256:00\npsycopg[binary,pool]==3.3.9 ; sys_platform == 'linux'\n"
OF_TODAY = {"date": "2026-11-30", "source": "a hand"}


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


audit = script("read_audit")


def advisory(package: str, fixed_in: str) -> dict[str, Any]:
    return {"package": package, "ids": ["CVE-2026-1"], "fixed_in": fixed_in}


def audited(folder: Path, said: str, *more: str, advisories: Any = None) -> int:
    lock, file = folder / "a.lock", folder / "advisories.json"
    lock.write_text(LOCK)
    file.write_text(json.dumps(advisories))
    named = ["--advisories", str(file)] if advisories is not None else []
    return int(audit.main([str(lock), *named, *more], said, today=TODAY))


def answer(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(packages)})


BOTH = answer(
    {"name": "starlette", "version": "1.10.0", "vulns": []},
    {"name": "psycopg", "version": "3.3.9", "vulns": []},
)
NONE = answer(
    {"name": "starlette", "skip_reason": "away"},
    {"name": "psycopg", "skip_reason": "away"},
)


def test_the_service_that_knows_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(tmp_path, BOTH) == 0
    ill = answer({"name": "starlette", "version": "1.10.0", "vulns": [{"id": "CVE-2026-2"}]})
    assert audited(tmp_path, ill) == 1
    assert "starlette 1.10.0: CVE-2026-2" in capsys.readouterr().out


@pytest.mark.parametrize("said", [NONE, "", "\n"])
def test_what_nobody_looked_up_does_not_pass(
    tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (audited(tmp_path, said), audited(tmp_path, said, "--unseen-is-told")) == (2, 0)
    assert capsys.readouterr().out.count("NOT audited: 2 packages") == 2


def test_a_dated_file_is_asked_instead_and_its_age_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = OF_TODAY | {"date": "2026-11-20", "advisories": [advisory("Starlette", "1.10.0")]}
    assert audited(tmp_path, NONE, advisories=old) == 0
    assert "2 packages held against 1 advisories of 2026-11-20 (10 days old)." in capsys.readouterr().out


@pytest.mark.parametrize(("package", "fixed_in"), [("Starlette", "1.10.1"), ("psycopg", "")])
def test_a_version_the_file_knows_to_be_vulnerable_fails(
    tmp_path: Path, package: str, fixed_in: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(tmp_path, NONE, advisories=OF_TODAY | {"advisories": [advisory(package, fixed_in)]}) == 1
    assert "CVE-2026-1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (OF_TODAY | {"advisories": []}, "lists no advisory"),
        ({"advisories": [advisory("x", "1")]}, "cannot be read"),
        (OF_TODAY | {"date": "2026-10-29", "advisories": [advisory("x", "1")]}, "32 days old"),
        (OF_TODAY | {"date": "2026-12-01", "advisories": [advisory("x", "1")]}, "-1 days old"),
        (OF_TODAY | {"advisories": [{"package": "starlette"}]}, "cannot be read"),
        (OF_TODAY | {"advisories": [advisory("starlette", "soon")]}, "cannot be read"),
        ([], "cannot be read"),
    ],
)
def test_a_file_that_tells_nothing_is_refused(tmp_path: Path, file: Any, why: str) -> None:
    with pytest.raises(audit.UnusableFile, match=why):
        audited(tmp_path, NONE, advisories=file)


def test_v15_1_the_sbom_lists_every_locked_package() -> None:
    listed = {one["purl"] for one in script("make_sbom").document()["components"]}
    python = audit.locked_versions((ROOT / "requirements.lock").read_text())
    pages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {f"pkg:pypi/{name}@{version}" for name, version in python.items()}
    wanted |= {
        f"pkg:npm/{path.removeprefix('node_modules/').replace('@', '%40')}@{one['version']}"
        for path, one in pages.items()
        if path
    }
    assert wanted - listed == set()
    assert len(wanted) > 100


def test_every_release_carries_its_sbom() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (wheel,) = re.findall(r"^wheel:(.*?)^\S", makefile, re.MULTILINE | re.DOTALL)
    assert "sbom" in wheel.partition("##")[0].split()
    assert "cp sbom.json dist/" in wheel
