"""`/$count` of people and groups: a bare number."""

from graph_adapters.sandbox.directory.accounts import whole_user
from graph_adapters.sandbox.directory.groups import READ_GROUPS
from graph_adapters.sandbox.directory.users import READ_USERS
from graph_adapters.sandbox.engine.answers import Answer, Json, bad_request
from graph_adapters.sandbox.engine.odata import collection_answer
from graph_adapters.sandbox.engine.routes import Call, operation


def _count(call: Call, rows: list[Json], context: str) -> Answer:
    """Count what a list with the same filter would hold; it must be asked with eventual consistency."""
    if call.headers.get("consistencylevel", "").casefold() != "eventual":
        raise bad_request("$count is not currently supported.", "Request_BadRequest")
    counted = collection_answer(call, rows, context, counted=True).body["@odata.count"]
    return Answer(200, str(counted).encode(), {"Content-Type": "text/plain"})


@operation("GET", "/users/$count", "user.count", READ_USERS, options="filter")
def count_users(call: Call) -> Answer:
    return _count(call, [whole_user(row) for row in call.state.all("user")], "users")


@operation("GET", "/groups/$count", "group.count", READ_GROUPS, options="filter")
def count_groups(call: Call) -> Answer:
    return _count(call, call.state.all("group"), "groups")
