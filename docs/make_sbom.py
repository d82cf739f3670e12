"""Write what the service is made of, as CycloneDX: `python docs/make_sbom.py FILE`. Python's packages and the pages'."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[1]


def document() -> dict[str, Any]:
    """Return the document of the tool for Python's lock file, with the pages' packages added."""
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.lock")),
        *("--of", "JSON", "-o", "-"),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own tool
    found: dict[str, Any] = json.loads(made.stdout)
    found["components"] += page_components(json.loads((ROOT / "package-lock.json").read_text()))
    return found


def page_components(lock: dict[str, Any]) -> list[dict[str, str]]:
    """List the packages that pages are dressed in, which lie in the wheel."""
    named = {
        path.rpartition("node_modules/")[2]: one["version"] for path, one in lock["packages"].items() if path
    }
    return [_component(name, version) for name, version in sorted(named.items())]


def _component(name: str, version: str) -> dict[str, str]:
    purl = f"pkg:npm/{quote(name, safe='/')}@{version}"
    return {"bom-ref": purl, "name": name, "purl": purl, "type": "library", "version": version}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(document(), indent=1, ensure_ascii=False))
