"""Who is asking, and what may they see: the one place that decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who sent a request; `actor` is how the audit names them."""

    actor: str


def who_asks() -> Asker:
    """Tell who is asking. Nobody can sign in yet, so everybody at this machine is the same."""
    return Asker(actor="api (sandkasse)")


AskerDep = Annotated[Asker, Depends(who_asks)]
