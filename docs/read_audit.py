"""Read pip-audit's answer, and a dated file of advisories for what the service that knows could not be asked about.

    pip-audit --format json … | python docs/read_audit.py requirements.lock [--advisories FILE] [--unseen-is-told]

The file is JSON: {"date": "2026-11-30", "source": "…", "advisories": [{"package": "x", "ids": ["CVE-…"], "fixed_in":
"1.2"}]}; an empty `fixed_in` means that no version is good. Exit code 1 for a known vulnerability, 2 where something
was not looked up at all; `--unseen-is-told` makes that a sentence alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

MAX_AGE_DAYS = 31
VULNERABLE, NOT_AUDITED = 1, 2
LOCKED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)


class UnusableFile(Exception):
    """The file of advisories tells nothing, with the reason."""


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    return {canonicalize_name(name): version for name, version in LOCKED.findall(lock)}


def told_by_service(said: str) -> tuple[list[str], set[str]]:
    """Return the vulnerabilities pip-audit found, and the packages it was told of at all."""
    packages = json.loads(said)["dependencies"] if said.strip() else []
    seen = [package for package in packages if "skip_reason" not in package]
    known = [
        f"{one['name']} {one['version']}: {found['id']}" for one in seen for found in one.get("vulns", [])
    ]
    return known, {canonicalize_name(package["name"]) for package in seen}


def told_by_file(file: dict[str, Any], versions: dict[str, str], *, today: date) -> tuple[list[str], str]:
    """Return the vulnerabilities a file of advisories knows in these versions, and how old it is, in a sentence.

    Raises UnusableFile for one that is empty, has no date, or is too old.
    """
    try:
        age = (today - date.fromisoformat(file["date"])).days
        found = [text for one in file["advisories"] for text in _found(one, versions)]
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableFile(f"cannot be read ({type(error).__name__}: {error})") from error
    if not file["advisories"]:
        raise UnusableFile("lists no advisory")
    if not 0 <= age <= MAX_AGE_DAYS:
        raise UnusableFile(f"is of {file['date']}: {age} days old, and {MAX_AGE_DAYS} are the most")
    return found, f"{len(file['advisories'])} advisories of {file['date']} ({age} days old)"


def _found(advisory: dict[str, Any], versions: dict[str, str]) -> list[str]:
    name, fixed_in = canonicalize_name(advisory["package"]), advisory["fixed_in"]
    has = versions.get(name)
    is_good = has is None or (fixed_in and Version(has) >= Version(fixed_in))
    mend = f"fixed in {fixed_in}" if fixed_in else "no version is good"
    return [] if is_good else [f"{name} {has}: {', '.join(advisory['ids'])} ({mend})"]


def main(arguments: list[str], said: str, *, today: date) -> int:
    asked = _parser().parse_args(arguments)
    versions = locked_versions(asked.lock.read_text())
    known, seen = told_by_service(said)
    unseen = {name: version for name, version in versions.items() if name not in seen}
    if seen:
        print(f"pip-audit: {len(seen)} of {len(versions)} packages looked up.")
    if unseen and asked.advisories:
        more, told = told_by_file(json.loads(asked.advisories.read_text()), unseen, today=today)
        print(f"{asked.advisories}: {len(unseen)} packages held against {told}.")
        known, unseen = known + more, {}
    if known or len(unseen) < len(versions):
        print("\n".join(known) or "No vulnerability found in what was looked up.")
    if unseen:
        print(
            f"NOT audited: {len(unseen)} packages; the service that knows was out of reach (see ADVISORIES=file)."
        )
    return VULNERABLE if known else NOT_AUDITED if unseen and not asked.unseen_is_told else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("lock", type=Path)
    parser.add_argument("--advisories", type=Path)
    parser.add_argument("--unseen-is-told", action="store_true")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], sys.stdin.read(), today=datetime.now(UTC).date()))
    except (UnusableFile, OSError, json.JSONDecodeError) as unusable:
        print(f"NOT audited: the file of advisories {unusable}.")
        sys.exit(NOT_AUDITED)
