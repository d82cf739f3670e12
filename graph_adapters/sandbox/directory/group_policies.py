"""Rules of the organisation for its groups: how they may be named, that they carry a label, and when they expire."""

from datetime import datetime, timedelta

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

NAMES = ("displayName", "mailNickname")


def refuse_against_policy(state: State, columns: Row, *, new: bool) -> None:
    """Refuse a Microsoft 365 group whose names break the naming policy, or a new one that lacks a demanded label."""
    policy = state.setting("groupNaming")
    broken = [one for name in NAMES if columns.get(name) for one in _broken(policy, name, columns[name])]
    if broken:
        said = "; ".join(one["message"] for one in broken)
        raise RefusedError(400, "Request_BadRequest", said, details=broken)
    if new and state.setting("groupLabelRequired"):
        raise RefusedError(
            400,
            "Request_BadRequest",
            "A sensitivity label is required: property 'assignedLabels' is missing.",
        )


def _broken(policy: Row, name: str, value: str) -> list[Json]:
    """List the policy's objections in the words of group: validateProperties."""
    words = [word for word in policy.get("blockedWords", []) if word.casefold() in value.casefold().split()]
    found = [_objection(name, "ContainsBlockedWord", f"contains the blocked word '{word}'") for word in words]
    prefix, suffix = policy.get("prefix", ""), policy.get("suffix", "")
    if value.startswith(prefix) and value.endswith(suffix):
        return found
    return [*found, _objection(name, "MissingPrefixSuffix", "is missing the required prefix/suffix")]


def _objection(name: str, code: str, said: str) -> Json:
    return {"target": name, "code": code, "message": f"The property '{name}' {said}."}


def with_expiration(state: State, row: Row) -> Row:
    """Tell when a Microsoft 365 group expires, where the organisation lets its groups live for so many days."""
    days = state.setting("groupLifetimeDays")
    if not days or "Unified" not in row["groupTypes"]:
        return row
    renewed = datetime.fromisoformat(row["renewedDateTime"])
    return row | {"expirationDateTime": f"{renewed + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"}
