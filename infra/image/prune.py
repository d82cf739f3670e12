"""Take out of a folder of packages what the service never loads: `python infra/image/prune.py /opt/kull`.

The SDK holds a builder for each of Graph's addresses and a model for each of its types. The adapters load the builders
in kept-builders.txt and no models (decision 3); a test holds the list against what they load.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = frozenset(Path(__file__).with_name("kept-builders.txt").read_text("utf-8").split())
LOCALES = ("root", "nb", "nn", "no", "en")
UNUSED = ("**/tests", "**/test", "**/__pycache__", "bin")
"""Other people's tests, bytecode of the building machine, and commands: ours is started as a module."""


def prune(packages: Path) -> int:
    """Remove what is not used, and return how many bytes went."""
    before = _bytes(packages)
    for one in list(_unused(packages)):
        shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)
    return before - _bytes(packages)


def _unused(packages: Path) -> Iterator[Path]:
    for pattern in UNUSED:
        yield from packages.glob(pattern)
    for file in (packages / "msgraph" / "generated").rglob("*"):
        if file.is_file() and _module(file, packages) not in KEPT and file.name != "__init__.py":
            yield file
    for file in (packages / "babel" / "locale-data").glob("*.dat"):
        if file.stem.partition("_")[0] not in LOCALES:
            yield file


def _module(file: Path, packages: Path) -> str:
    return ".".join(file.relative_to(packages).with_suffix("").parts) if file.suffix == ".py" else ""


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    print(f"{prune(Path(sys.argv[1])) // 1_000_000} MB less")
