"""Operations that take a while: a team is made or archived, a channel is shared."""

from datetime import timedelta

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.queries.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


def start_operation(state: State, team_id: str, kind: str, *, seconds: float = 0) -> Row:
    ends = (state.now() + timedelta(seconds=seconds)).isoformat()
    row = {
        "id": state.uuid(),
        "team": team_id,
        "operationType": kind,
        "createdDateTime": state.stamp(),
        "endsAt": ends,
    }
    return state.put("operation", row)


def accepted_answer(team_id: str, row: Row) -> Answer:
    return Answer(202, None, {"Location": f"/teams('{team_id}')/operations('{row['id']}')"})


@operation("GET", "/teams/{team_id}/operations/{operation_id}", "team.operation.get")
def get_operation(call: Call, team_id: str, operation_id: str) -> Answer:
    row = call.state.get("operation", operation_id)
    if row is None or row["team"] != team_id:
        raise RefusedError(404, "NotFound", "The operation was not found.")
    ended = call.state.has_aged(row["endsAt"], 0)
    body = {
        "id": row["id"],
        "operationType": row["operationType"],
        "createdDateTime": row["createdDateTime"],
        "status": "succeeded" if ended else "inProgress",
        "lastActionDateTime": call.state.stamp(),
        "attemptsCount": 1,
        "targetResourceId": team_id,
        "targetResourceLocation": f"/teams('{team_id}')",
        "error": None,
    }
    return entity_answer(call, body, f"teams('{team_id}')/operations/$entity")
