"""Users, invitations, deleted objects, and the organisation itself."""

from graph_adapters.sandbox.directory.accounts import shown_user, whole_user
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

READ_USERS = (
    "AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All "
    "DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All "
    "DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All "
    "DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All "
    "DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read.All "
    "User.ReadBasic.All User.ReadWrite.All User.ReadWrite.CrossCloud"
)
# Without $select a user is only this much.
USUAL = [
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
    "id",
]


def no_such(row_id: str) -> RefusedError:
    message = (
        f"Resource '{row_id}' does not exist or one of its queried reference-property objects "
        "are not present."
    )
    return RefusedError(404, "Request_ResourceNotFound", message)


def user_by_key(state: State, key: str) -> Row:
    """By object id or user principal name."""
    row = state.get("user", key) or state.first("user", "userPrincipalName", key)
    if row is None:
        raise no_such(key)
    return row


def _shape(call: Call, row: Row) -> Json:
    user = shown_user(call.state, row)
    return (
        user if "$select" in call.query or "$filter" in call.query else {name: user[name] for name in USUAL}
    )


@operation(
    "GET", "/users", "user.list", READ_USERS, options="filter select top count skiptoken search orderby"
)
def list_users(call: Call) -> Answer:
    answer = collection_answer(call, (shown_user(call.state, row) for row in call.state.all("user")), "users")
    if "$select" not in call.query:
        answer.body["value"] = [{name: user[name] for name in USUAL} for user in answer.body["value"]]
    return answer


@operation("GET", "/users/{user_id}", "user.get", READ_USERS, options="select expand")
def get_user(call: Call, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    expand: Expansions = {"manager": lambda _: _manager_of(call, user)}
    answer = entity_answer(call, _shape(call, user), "users/$entity", expand=expand)
    if not answer.body.get("manager", True):
        del answer.body["manager"]  # Graph leaves out a manager there is not
    return answer


def _manager_of(call: Call, user: Row) -> Json:
    """Expand the nearest manager; the chain above (`$levels`) is not built."""
    if "$levels" in call.query.get("$expand", ""):
        raise RefusedError(501, "NotImplemented", "The sandbox does not expand a chain of managers.")
    row = call.state.get("user", user.get("manager") or "")
    whole = whole_user(row) if row else {}
    typed = {"@odata.type": "#microsoft.graph.user"}
    return typed | {name: whole[name] for name in USUAL} if whole else {}


def is_replicated(state: State, user: Row) -> bool:
    """Say no at first: a fresh guest can be read long before it can be put into a group."""
    if "invitedAt" not in user:
        return True
    if not state.has_aged(user["invitedAt"], state.setting("guestReplicationSeconds")):
        return False
    state.asked[user["id"]] += 1
    return bool(state.asked[user["id"]] > state.setting("guestReplicationCalls"))
