"""What is noted of a source that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.health import Refusal

if TYPE_CHECKING:
    from graph_adapters.errors import TenantError

OURS = "An error of ours."
NOT_BELIEVED = "All was read anew, and nothing that we knew of stands there: it is not believed."


def refusal_of(error: TenantError) -> Refusal:
    """Tell a refusal by its kind, status and code: what Microsoft says in words may name people."""
    status = f"HTTP {error.status} {error.code}".strip() if error.status else type(error).__name__
    return Refusal(said=status, wait_seconds=error.wait)
