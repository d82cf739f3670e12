"""What is noted of a source that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.health import NOT_BELIEVED, Refusal
from graph_adapters.errors import Unsure

if TYPE_CHECKING:
    from graph_adapters.errors import TenantError

OURS = "An error of ours."


class NotBelieved(Unsure):
    """All was read anew, and nothing that we knew of stands there: another tenant's, or all was taken away."""

    def __init__(self) -> None:
        super().__init__(NOT_BELIEVED)


def refusal_of(error: TenantError) -> Refusal:
    """Tell a refusal by its kind, status and code: what Microsoft says in words may name people."""
    if isinstance(error, NotBelieved):
        return Refusal(said=NOT_BELIEVED)
    status = f"HTTP {error.status} {error.code}".strip() if error.status else type(error).__name__
    return Refusal(said=status, wait_seconds=error.wait)
