"""In whose name a mailbox may send: its own, or another's that lets it."""

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


def own_address(user: Row) -> Json:
    return {"name": user["displayName"], "address": user["mail"]}


def senders_of(state: State, owner: Row, message: Json) -> Row:
    """Return who a message is from, and who sent it, which differ where it is sent on behalf of somebody.

    Exchange wants "Send As" or "Send on Behalf" on the other mailbox, of an app as of a person.
    """
    mine = own_address(owner)
    wanted = (message.get("from") or {}).get("emailAddress", mine)
    if wanted["address"].casefold() == mine["address"].casefold():
        return {"from": mine, "sender": mine}
    other = person_at(state, wanted["address"])
    named = own_address(other) if other else wanted
    if other and _lets(state, "sendAs", other, owner):
        return {"from": named, "sender": named}
    if other and _lets(state, "sendOnBehalf", other, owner):
        return {"from": named, "sender": mine}
    raise RefusedError(
        403,
        "ErrorSendAsDenied",
        "The user account which was used to submit this request does not have the right to send mail on behalf "
        "of the specified sending account. Cannot submit message.",
    )


def _lets(state: State, setting: str, other: Row, owner: Row) -> bool:
    granted = {str(mailbox).casefold(): people for mailbox, people in state.setting(setting).items()}
    allowed = granted.get(other["mail"].casefold(), [])
    return owner["mail"].casefold() in (str(one).casefold() for one in allowed)
