"""Relations of an account: its groups and teams, its manager, its licences."""

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import PLANS, SKU_ID, SKU_NAME, is_licensed, whole_user
from graph_adapters.sandbox.directory.group_members import READ_MEMBERS, groups_around, linked_id
from graph_adapters.sandbox.directory.users import READ_USERS, USUAL, user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.teams.msteams import team_shape

MEMBER_OF = f"{READ_USERS} {READ_MEMBERS}"
OPTIONS = "filter select top count skiptoken"
JOINED = "Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All Directory.Read.All"
JOINED += " Directory.ReadWrite.All User.Read.All User.ReadWrite.All"
WRITE = "User.ReadWrite.All Directory.ReadWrite.All"


@operation("GET", "/users/{user_id}/memberOf", "user.memberOf", MEMBER_OF, options=OPTIONS)
def list_groups_of_user(call: Call, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    return collection_answer(call, groups_around(call.state, user["id"], deep=False), "directoryObjects")


@operation(
    "GET", "/users/{user_id}/transitiveMemberOf", "user.transitiveMemberOf", MEMBER_OF, options=OPTIONS
)
def list_all_groups_of_user(call: Call, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    return collection_answer(call, groups_around(call.state, user["id"], deep=True), "directoryObjects")


@operation("GET", "/users/{user_id}/joinedTeams", "user.joinedTeams", JOINED)
def list_joined_teams(call: Call, user_id: str) -> Answer:
    """List the teams the person is a member of; Graph takes no query options here."""
    state, user = call.state, user_by_key(call.state, user_id)
    rows = [row for row in state.by("member", "user", user["id"]) if row["member"] or row["owner"]]
    teams = [state.get("team", row["group"]) for row in rows if state.get("group", row["group"])]
    shapes = [team_shape(state, team) for team in teams if team]
    return collection_answer(call, shapes, "teams", counted=True)


# --- the manager ---------------------------------------------------------------------------------


class ManagerReference(Body):
    odata_id: str = Field(alias="@odata.id")


def _manager(call: Call, user: Row) -> Row:
    row = call.state.get("user", user.get("manager") or "")
    if row is None:
        message = "Resource 'manager' does not exist or one of its queried reference-property objects are not present."
        raise RefusedError(404, "Request_ResourceNotFound", message)
    return row


@operation("GET", "/users/{user_id}/manager", "user.manager", READ_USERS, options="select")
def get_manager(call: Call, user_id: str) -> Answer:
    whole = whole_user(_manager(call, user_by_key(call.state, user_id)))
    shown = whole if "$select" in call.query else {name: whole[name] for name in USUAL}
    return entity_answer(call, {"@odata.type": "#microsoft.graph.user"} | shown, "directoryObjects/$entity")


@operation("PUT", "/users/{user_id}/manager/$ref", "user.manager.assign", WRITE, body=ManagerReference)
def assign_manager(call: Call, body: ManagerReference, user_id: str) -> Answer:
    user, manager = user_by_key(call.state, user_id), call.state.get("user", linked_id(body.odata_id))
    if manager is None:
        message = f"Resource '{body.odata_id}' does not exist or is not a valid reference update."
        raise bad_request(message, "Request_BadRequest")
    call.state.put("user", user | {"manager": manager["id"]})
    return no_content_answer()


@operation("DELETE", "/users/{user_id}/manager/$ref", "user.manager.remove", WRITE)
def remove_manager(call: Call, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    _manager(call, user)
    call.state.put("user", user | {"manager": None})
    return no_content_answer()


# --- licences ------------------------------------------------------------------------------------


@operation("GET", "/users/{user_id}/licenseDetails", "user.licenseDetails", READ_USERS, options="select")
def list_licence_details(call: Call, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    rows: list[Json] = [_licence(call, user)] if is_licensed(user) else []
    return collection_answer(call, rows, f"users('{user['id']}')/licenseDetails")


def _licence(call: Call, user: Row) -> Json:
    off = user["mail"] in call.state.setting("withoutTeamsLicence")
    plans = [
        {
            "appliesTo": "User",
            "provisioningStatus": "Disabled" if off and service == "TeamspaceAPI" else "Success",
            "servicePlanId": plan,
            "servicePlanName": name,
        }
        for plan, (service, name) in PLANS.items()
    ]
    return {
        "id": f"{call.state.tenant_id}-{SKU_ID}",
        "servicePlans": plans,
        "skuId": SKU_ID,
        "skuPartNumber": SKU_NAME,
    }
