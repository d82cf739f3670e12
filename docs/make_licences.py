"""Write docs/licences.md from requirements.lock, as installed, and package-lock.json: `python docs/make_licences.py`."""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
FILE = HERE / "licences.md"
LOCK = HERE.parent / "requirements.lock"
PAGES_LOCK = HERE.parent / "package-lock.json"
HEAD = """# Tredjeparts lisenser

Det tjenesten kjører på, slik pakkene selv oppgir det. Laget av `requirements.lock` og `package-lock.json` med
`python docs/make_licences.py`; pakker for andre systemer enn Linux er ikke med. En liste for maskiner lages med
`make sbom`.

## Tjenesten

"""
PAGES = """
## Sidene

Hentes av npm når tjenesten bygges, og ligger ikke i kildekoden.

"""
TABLE = "| pakke | versjon | lisens |\n|---|---|---|\n"


def text() -> str:
    """Return the page as it should be."""
    names = sorted(set(re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(), flags=re.MULTILINE)))
    found = [package for name in names if (package := _installed(name))]
    service = [(package.metadata["Name"], package.version, licence_of(package)) for package in found]
    return HEAD + _table(service) + PAGES + _table(_of_the_pages())


def _table(rows: list[tuple[str, str, str]]) -> str:
    return TABLE + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)


def _of_the_pages() -> list[tuple[str, str, str]]:
    """Read what npm's own lock says; the first entry is the project itself."""
    found = json.loads(PAGES_LOCK.read_text())["packages"]
    return [
        (path.rpartition("node_modules/")[2], package["version"], package.get("license", "ikke oppgitt"))
        for path, package in found.items()
        if path
    ]


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence_of(package: Distribution) -> str:
    """Return the licence by its short name: the expression, else the classifier, else the field's first line."""
    told = package.metadata
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if "License ::" in one]
    field = (told.get("License") or "").strip().partition("\n")[0]
    return told.get("License-Expression") or ", ".join(classified) or field or "ikke oppgitt"


if __name__ == "__main__":
    FILE.write_text(text())
