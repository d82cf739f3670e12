"""Acts of an owner in Teams for which Graph v1.0 has no request."""

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.routes import Body, Call, control
from graph_adapters.sandbox.teams.channels import DELETED_CHANNEL_RETENTION, channel_shape, living_channels


class ChannelRestore(Body):
    channel: str


@control("POST", "/channels/restore", body=ChannelRestore)
def restore_channel(call: Call, body: ChannelRestore) -> Answer:
    """Take {"channel": id}: an owner restores a channel deleted in the last 30 days, as it was, with the same id."""
    row = call.state.get("channel", body.channel)
    if row is None or not row["deletedAt"]:
        raise RefusedError(404, "NotFound", "No such channel was deleted.")
    if call.state.has_aged(row["deletedAt"], DELETED_CHANNEL_RETENTION.total_seconds()):
        raise RefusedError(404, "NotFound", "The channel was deleted more than 30 days ago.")
    names = {other["displayName"].casefold() for other in living_channels(call.state, row["team"])}
    if row["displayName"].casefold() in names:
        raise RefusedError(400, "NameAlreadyExists", "Another channel has the name by now.")
    return Answer(200, channel_shape(call.state, call.state.put("channel", row | {"deletedAt": None})))
