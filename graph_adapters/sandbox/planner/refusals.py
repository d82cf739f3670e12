"""What Planner refuses: its codes are empty, and a limit is 403."""

import re

from graph_adapters.sandbox.engine.answers import RefusedError, bad_request

# A hint that was sent before may be part of the next: "  !!" stands before " !".
HINT = re.compile(r"^.* .*!$")


def planner_refusal(message: str) -> RefusedError:
    return bad_request(message, "")


def not_found() -> RefusedError:
    return RefusedError(404, "", "The requested item is not found.")


def too_many(code: str) -> RefusedError:
    """Planner's limits are 403, not 429: trying again never helps."""
    return RefusedError(403, code, f"The operation would exceed a limit of the service: {code}.")


def check_hint(hint: str | None) -> None:
    if hint is not None and not HINT.match(hint):
        raise planner_refusal(
            f"The order hint '{hint}' is not valid: it is '<before> <after>!', never one that was returned."
        )
