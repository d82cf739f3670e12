"""The row of each kind, a file per Graph service: how a thing is found, made, changed, withdrawn and priced.

The ledger speaks JSON, the adapters speak the tenant's dataclasses; here the two meet. What a kind is called stands
in `app/provisioning/kinds.py`, whose rows are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobs.provision.kinds import directory, msteam, outlook, planner, sharepoint
from jobs.provision.kinds.kind import Kind, Price

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Kind", "Price"]

KINDS: Mapping[str, Kind[Any]] = {
    **directory.KINDS,
    **msteam.KINDS,
    **sharepoint.KINDS,
    **planner.KINDS,
    **outlook.KINDS,
}
