"""Writes docs/licences.md from what is installed of requirements.lock: `python docs/make_licences.py`."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
FILE = HERE / "licences.md"
LOCK = HERE.parent / "requirements.lock"
HEAD = """# Tredjeparts lisenser

Det tjenesten kjører på, slik pakkene selv oppgir det. Laget av `requirements.lock` med `python docs/make_licences.py`;
pakker for andre systemer enn Linux er ikke med. En fullstendig liste for maskiner lages med `make sbom`.

| pakke | versjon | lisens |
|---|---|---|
"""


def text() -> str:
    """Return the page as it should be."""
    names = sorted(set(re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(), flags=re.MULTILINE)))
    found = [package for name in names if (package := _installed(name))]
    return HEAD + "".join(
        f"| {package.metadata['Name']} | {package.version} | {licence_of(package)} |\n" for package in found
    )


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
