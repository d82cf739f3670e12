"""Read pip-audit's answer: fail on a known vulnerability, and say plainly what could not be looked up."""

from __future__ import annotations

import json
import sys

said = sys.stdin.read()
packages = json.loads(said)["dependencies"] if said else []
known = [
    f"{package['name']} {package['version']}: {found['id']}"
    for package in packages
    for found in package.get("vulns", [])
]
unseen = [package["name"] for package in packages if "skip_reason" in package]
if unseen or not packages:
    print(
        f"pip-audit: NOT audited: {len(unseen) or 'all'} packages; the service that knows was out of reach."
    )
print(
    "\n".join(known)
    or f"pip-audit: {len(packages) - len(unseen)} audited, none of them known to be vulnerable."
)
sys.exit(bool(known))
