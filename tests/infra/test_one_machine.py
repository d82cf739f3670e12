"""Compose, the systemd unit and the examples for CI are well formed, and name settings and commands that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML
from support.paths import ROOT

from app.config import Settings

if TYPE_CHECKING:
    from pathlib import Path

INFRA = ROOT / "infra"
COMPOSE: dict[str, Any] = YAML(typ="safe").load((INFRA / "compose" / "compose.yaml").read_text("utf-8"))
UNIT = INFRA / "systemd" / "kull.service"
BESIDE = {"KULL_HOST", "KULL_SECRETS_DIR"}
"""The proxy's own, and the folder of secrets, which is read before any setting."""


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.compose-spec", "compose/compose.yaml"),
        ("vendor.github-workflows", "ci/github-actions.yml"),
        ("vendor.azure-pipelines", "ci/azure-pipelines.yml"),
    ],
)
def test_a_file_is_what_its_published_schema_says(schema: str, file: str) -> None:
    check = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--regex-variant",
        "python",
        "--builtin-schema",
        schema,
    ]
    told = subprocess.run([*check, INFRA / file], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (told.returncode, told.stdout.strip()) == (0, "ok -- validation done")


def test_every_setting_that_is_named_exists() -> None:
    files = [*INFRA.glob("compose/*"), UNIT, *INFRA.glob("azure/*"), *INFRA.glob("entra/*.py")]
    named = {
        name for file in files if file.is_file() for name in re.findall(r"KULL_[A-Z_]+", file.read_text())
    }
    assert named - {f"KULL_{name.upper()}" for name in Settings.model_fields} == BESIDE


def test_every_secret_of_the_service_is_a_setting_or_named_by_one() -> None:
    asked = {name.removeprefix("kull_") for name in COMPOSE["services"]["kull"]["secrets"]}
    named = COMPOSE["services"]["kull"]["environment"]["KULL_GRAPH_SECRET_FILE"]
    assert asked - Settings.model_fields.keys() == {"graph_secret"}
    assert named == "/run/secrets/kull_graph_secret"
    assert COMPOSE["secrets"].keys() == {*COMPOSE["services"]["kull"]["secrets"], "database_password"}


def test_what_is_ours_runs_read_only_and_without_rights() -> None:
    ours = [COMPOSE["services"][name] for name in ("kull", "sandbox")]
    assert [(one["read_only"], one["cap_drop"], one["security_opt"]) for one in ours] == [
        (True, ["ALL"], ["no-new-privileges:true"])
    ] * 2
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["proxy"]


def test_the_sandbox_comes_by_its_profile_alone() -> None:
    assert [name for name, one in COMPOSE["services"].items() if "profiles" in one] == ["sandbox"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Its program is not installed here, so another stands in for it."""
    unit = tmp_path / "kull.service"
    unit.write_text(UNIT.read_text().replace("/opt/kull/bin/kull", "/bin/true"))
    told = subprocess.run(  # noqa: S603 - systemd's own
        ["systemd-analyze", "verify", unit],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("file", ["github-actions.yml", "azure-pipelines.yml"])
def test_ci_runs_the_two_commands_of_the_readme(file: str) -> None:
    run = re.findall(r"^\s*- (?:run|script): (.*)$", (INFRA / "ci" / file).read_text(), re.MULTILINE)
    assert run == ["make run ONCE=1", "make test"]
