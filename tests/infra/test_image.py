"""The image holds what the service loads and no more, and runs read-only and without rights."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from support.faults.elsewhere import free_port
from support.paths import ROOT
from support.scripts import script

IMAGE = ROOT / "infra" / "image"
CONTAINERFILE = (IMAGE / "Containerfile").read_text("utf-8")
MAX_MB = 350


def test_the_builders_that_are_kept_are_those_that_the_adapters_load() -> None:
    """A process of its own: here tests have loaded others."""
    told = subprocess.run(
        [sys.executable, "-m", "support.loaded_builders"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (IMAGE / "kept-builders.txt").read_text("utf-8") == told.stdout


def test_pruning_leaves_what_is_listed_and_takes_the_rest(tmp_path: Path) -> None:
    kept = [
        "msgraph/generated/__init__.py",
        "msgraph/generated/base_graph_service_client.py",
        "msgraph/generated/drives/__init__.py",
        "msgraph/generated/drives/drives_request_builder.py",
        "babel/locale-data/nb_NO.dat",
        "babel/locale-data/en.dat",
        "kull/pages.css",
    ]
    gone = [
        "msgraph/generated/models/user.py",
        "msgraph/generated/security/security_request_builder.py",
        "msgraph/generated/kiota-dom-export.txt",
        "babel/locale-data/fr.dat",
        "lxml/tests/test_all.py",
        "bin/uvicorn",
    ]
    for name in [*kept, *gone]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("12345678")
    assert script(IMAGE / "prune.py").prune(tmp_path) == 8 * len(gone)
    left = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(left) == sorted(kept)


def test_the_image_runs_without_root_with_one_volume_and_a_health_check() -> None:
    last = CONTAINERFILE.rpartition("FROM ")[2]
    assert re.findall(r"^(?:USER|VOLUME|ENTRYPOINT|CMD) .*", last, re.MULTILINE) == [
        "USER 10001:10001",
        "VOLUME /var/lib/kull",
        'ENTRYPOINT ["python", "-m", "app.cli"]',
        'CMD ["serve", "--host", "0.0.0.0"]',
    ]
    assert "/health/live" in re.findall(r"^HEALTHCHECK [\s\S]*?\]$", last, re.MULTILINE)[0]


def test_the_image_copies_what_git_has_and_the_pages_dress() -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.MULTILINE)
    assert [name for line in copied for name in line.split() if not (ROOT / name).exists()] == []


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("image") / "tree"
    subprocess.run([IMAGE / "build-rootfs", place], check=True, capture_output=True)  # noqa: S603 - ours
    return place


def _started(tree: Path, data: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [IMAGE / "run-rootfs", tree, data, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PATH": os.environ["PATH"], "KULL_PACE": "off"},
    )


@pytest.mark.slow
def test_the_built_tree_serves_and_is_examined_read_only_and_without_rights(
    tree: Path, tmp_path: Path
) -> None:
    size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1_000_000
    assert size < MAX_MB
    port = free_port()
    service = _started(tree, tmp_path, "serve", "--port", str(port))
    try:
        assert _answers(service, port) == {"status": "ok"}
        status = dict(line.split(":\t", 1) for line in _status_of_the_service(port).splitlines())
        assert (status["Uid"].split(), status["CapEff"]) == (["10001"] * 4, "0" * 16)
        assert status["NoNewPrivs"] == "1"
        told, _ = _started(tree, tmp_path, "doctor").communicate(timeout=120)
        print(told.splitlines()[0])  # bwrap, unshare or setpriv
        assert [line for line in told.splitlines() if line.startswith("FEIL")] == []
    finally:
        service.terminate()
        service.communicate(timeout=60)
    assert {path.name for path in tmp_path.iterdir()} >= {".kull", "kull.db"}


def _answers(service: subprocess.Popen[str], port: int) -> object:
    """Wait for the service, as long as it lives."""
    while service.poll() is None:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health/live", timeout=5).json()
        except httpx.TransportError:
            time.sleep(0.2)
    return service.communicate()[0]


def _status_of_the_service(port: int) -> str:
    """Read what the kernel says of the process that listens."""
    serving = [
        place.parent
        for place in Path("/proc").glob("[0-9]*/cmdline")
        if f"app.cli\0serve\0--port\0{port}" in _text(place)
    ]
    return _text(max(serving, key=lambda one: int(one.name)) / "status")


def _text(place: Path) -> str:
    try:
        return place.read_text("utf-8", "replace")
    except OSError:
        return ""
