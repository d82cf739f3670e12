"""Channels, the folder Microsoft makes for each, and their tabs."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from app.tenant import Channel, Placed, Seen, Tab
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, TryAgain
from graph_adapters.transport import V1, Connection, call, id_of, thing_in

if TYPE_CHECKING:
    from app.tenant import Above

MARK = re.compile(r"\s*kull:(\S+)\s*$")
PLANNER, WEBSITE = "com.microsoft.teamspace.tab.planner", "com.microsoft.teamspace.tab.web"
_IN_ADDRESS = re.compile(r"[?&#]kull=([^&#]+)")


def marked(text: str, key: str) -> str:
    """End a text with our key, so that we know the thing again in a tenant people also edit."""
    return f"{text}\n\nkull:{key}"


def _lane(msteam_id: str) -> str:
    return f"msteam:{msteam_id}"


async def listed(connection: Connection, msteam_id: str) -> list[Seen]:
    builder = connection.graph.teams.by_team_id(msteam_id).channels
    asked = call(builder, select="id,displayName,description,webUrl", lane=_lane(msteam_id))
    return [_seen_channel(channel) async for channel in connection.pages(asked)]


def _seen_channel(channel: dict[str, Any]) -> Seen:
    text = channel.get("description") or ""
    mark = MARK.search(text)
    key = mark.group(1) if mark else None
    return Seen(
        external_id=channel["id"],
        name=channel["displayName"],
        key=key,
        ours=key is not None,
        web_url=channel.get("webUrl"),
        value={"name": channel["displayName"], "description": MARK.sub("", text), "key": key},
    )


async def create(connection: Connection, msteam_id: str, wanted: Channel) -> Placed:
    body = {**_body(wanted), "membershipType": "standard"}
    builder = connection.graph.teams.by_team_id(msteam_id).channels
    answer = await connection.send(call(builder, "POST", body=body, lane=_lane(msteam_id)))
    return Placed(external_id=id_of(answer), web_url=answer.body.get("webUrl"), request_id=answer.request_id)


async def change(connection: Connection, msteam_id: str, channel_id: str, wanted: Channel) -> Placed:
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id)
    answer = await connection.send(call(builder, "PATCH", body=_body(wanted), lane=_lane(msteam_id)))
    return Placed(external_id=channel_id, request_id=answer.request_id)


async def archived(connection: Connection, msteam_id: str, channel_id: str) -> list[Seen]:
    """Tell whether a channel is archived: an empty list says that it is not."""
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id)
    answer = await connection.send(call(builder, lane=_lane(msteam_id)))
    if not answer.body.get("isArchived"):
        return []
    return [Seen(external_id=channel_id, name="", ours=True, value={"archived": True})]


async def archive(connection: Connection, msteam_id: str, channel_id: str) -> Placed:
    """Archive a channel. Microsoft says yes at once and does it in a while, so look again until it is done."""
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id).archive
    answer = await connection.send(call(builder, "POST", lane=_lane(msteam_id)))
    if not await archived(connection, msteam_id, channel_id):
        raise TryAgain("The channel is being archived.", request_id=answer.request_id, wait=30)
    return Placed(external_id=channel_id, request_id=answer.request_id)


async def unarchive(connection: Connection, msteam_id: str, channel_id: str) -> None:
    """Let a channel be written in again."""
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id).unarchive
    await connection.send(call(builder, "POST", lane=_lane(msteam_id)))


def _body(wanted: Channel) -> dict[str, str]:
    return {"displayName": wanted.name, "description": marked(wanted.description, wanted.key)}


async def general(connection: Connection, msteam_id: str) -> Seen:
    """Find the channel every Team is born with."""
    builder = connection.graph.teams.by_team_id(msteam_id).primary_channel
    answer = await connection.send(call(builder, lane=_lane(msteam_id)))
    return Seen(
        external_id=id_of(answer), name="General", ours=True, web_url=answer.body.get("webUrl"), value={}
    )


async def files(connection: Connection, msteam_id: str, channel_id: str) -> Seen:
    """Find a channel's folder, which comes some minutes after the channel: until then wait, never create."""
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id).files_folder
    try:
        answer = await connection.send(call(builder, lane=_lane(msteam_id)))
    except Gone as late:
        raise TryAgain(str(late), status=404, code=late.code, request_id=late.request_id) from late
    folder = thing_in(answer)
    place = f"{folder['parentReference']['driveId']}/{folder['id']}"
    return Seen(external_id=place, name=folder["name"], ours=True, web_url=folder.get("webUrl"), value={})


async def tabs(connection: Connection, msteam_id: str, channel_id: str) -> list[Seen]:
    builder = connection.graph.teams.by_team_id(msteam_id).channels.by_channel_id(channel_id).tabs
    asked = call(builder, expand="teamsApp", lane=_lane(msteam_id))
    return [_seen_tab(tab) async for tab in connection.pages(asked)]


def _seen_tab(tab: dict[str, Any]) -> Seen:
    configuration = tab.get("configuration") or {}
    in_address = _IN_ADDRESS.search(configuration.get("websiteUrl") or configuration.get("contentUrl") or "")
    key = unquote(in_address.group(1)) if in_address else None
    return Seen(
        external_id=tab["id"],
        name=tab["displayName"],
        key=key,
        ours=key is not None,
        web_url=tab.get("webUrl"),
        value={"name": tab["displayName"]},
    )


async def create_tab(connection: Connection, above: Above, wanted: Tab) -> Placed:
    """Pin a tab. A Planner tab may be refused for apps; a website tab on the plan's address stands in for it."""
    address = _address(above.target_url or wanted.url or "", wanted.key)
    if wanted.app == "planner":
        placed = await _pin_planner(connection, above, wanted.name, address)
        if placed is not None:
            return placed
    website = {"entityId": None, "contentUrl": address, "websiteUrl": address, "removeUrl": None}
    return await _pin(connection, above, wanted.name, WEBSITE, website)


async def _pin_planner(connection: Connection, above: Above, name: str, address: str) -> Placed | None:
    """Try it once for all: whether the tenant takes Planner tabs from apps is remembered (None: it does not)."""
    async with connection.takes(PLANNER) as question:
        if question.answer is False:
            return None
        try:
            placed = await _pin(connection, above, name, PLANNER, _planner_frame(above, address))
        except (NotAccepted, NeedsPerson):
            question.answer = False
            return None
        question.answer = True
        return placed


def _planner_frame(above: Above, address: str) -> dict[str, str | None]:
    return {
        "entityId": above.target_id,
        "contentUrl": address,
        "websiteUrl": address,
        "removeUrl": address,
    }


def _address(url: str, key: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}kull={quote(key, safe='')}"


async def _pin(
    connection: Connection, above: Above, name: str, app: str, configuration: dict[str, str | None]
) -> Placed:
    builder = _channel(connection, above).tabs
    body = {
        "displayName": name,
        "teamsApp@odata.bind": f"{V1}/appCatalogs/teamsApps/{app}",
        "configuration": configuration,
    }
    answer = await connection.send(call(builder, "POST", body=body, lane=_lane(above["msteam"])))
    return Placed(external_id=id_of(answer), web_url=answer.body.get("webUrl"), request_id=answer.request_id)


async def change_tab(connection: Connection, above: Above, tab_id: str, wanted: Tab) -> Placed:
    builder = _channel(connection, above).tabs.by_teams_tab_id(tab_id)
    body = {"displayName": wanted.name}
    answer = await connection.send(call(builder, "PATCH", body=body, lane=_lane(above["msteam"])))
    return Placed(external_id=tab_id, request_id=answer.request_id)


async def repin_tab(connection: Connection, above: Above, tab_id: str, wanted: Tab) -> Placed:
    """Point a tab at something else: Graph takes no new address for every app, so it is pinned anew."""
    with suppress(Gone):
        await remove_tab(connection, above, tab_id)
    pinned = await tabs(connection, above["msteam"], above["channel"])
    there = next((tab for tab in pinned if tab.key == wanted.key), None)
    if there is not None:  # an answer was lost
        return Placed(external_id=there.external_id, web_url=there.web_url)
    return await create_tab(connection, above, wanted)


async def remove_tab(connection: Connection, above: Above, tab_id: str) -> str | None:
    builder = _channel(connection, above).tabs.by_teams_tab_id(tab_id)
    return (await connection.send(call(builder, "DELETE", lane=_lane(above["msteam"])))).request_id


def _channel(connection: Connection, above: Above) -> Any:  # noqa: ANN401 - a builder
    return connection.graph.teams.by_team_id(above["msteam"]).channels.by_channel_id(above["channel"])
