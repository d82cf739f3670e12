"""The same job as the SDK's users would write it: its models, call by call, and no ledger.

It looks for nothing before it makes it, writes nothing down, and cannot be run twice; that is what it is held up for.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import httpx
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.drives.item.items.item.invite.invite_post_request_body import InvitePostRequestBody
from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember
from msgraph.generated.models.attendee import Attendee
from msgraph.generated.models.attendee_type import AttendeeType
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.channel import Channel
from msgraph.generated.models.channel_membership_type import ChannelMembershipType
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.drive_item import DriveItem
from msgraph.generated.models.drive_recipient import DriveRecipient
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.folder import Folder
from msgraph.generated.models.group import Group
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.location import Location
from msgraph.generated.models.message import Message
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.online_meeting_provider_type import OnlineMeetingProviderType
from msgraph.generated.models.planner_assignments import PlannerAssignments
from msgraph.generated.models.planner_bucket import PlannerBucket
from msgraph.generated.models.planner_checklist_items import PlannerChecklistItems
from msgraph.generated.models.planner_plan import PlannerPlan
from msgraph.generated.models.planner_plan_container import PlannerPlanContainer
from msgraph.generated.models.planner_task import PlannerTask
from msgraph.generated.models.planner_task_details import PlannerTaskDetails
from msgraph.generated.models.recipient import Recipient
from msgraph.generated.models.team import Team
from msgraph.generated.models.teams_tab import TeamsTab
from msgraph.generated.models.teams_tab_configuration import TeamsTabConfiguration
from msgraph.generated.teams.item.members.add.add_post_request_body import AddPostRequestBody
from msgraph.generated.users.item.send_mail.send_mail_post_request_body import SendMailPostRequestBody
from msgraph.generated.users.users_request_builder import UsersRequestBuilder
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient
from msgraph_core import GraphClientFactory

from app.config import settings
from app.deliverables import forms
from graph_adapters.transport.sign_in import sandbox_sign_in
from jobs.tenant import SANDBOX_APP_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.provisioning.desired.wanted_thing import Wanted
    from app.provisioning.preview.mail_forecast import Messages
    from app.provisioning.preview.service import Preview

GRAPH = "https://graph.microsoft.com/v1.0"
ZONE = "W. Europe Standard Time"
RETRY_SECONDS = 0.5
ASSIGNED = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}
CHECKLIST_ITEM = {"@odata.type": "microsoft.graph.plannerChecklistItem", "isChecked": False}


async def provision(address: str, preview: Preview, people: Sequence[str]) -> int:
    """Look all people up, write to them, and make everything, parents first; return the number of calls."""
    async with httpx.AsyncClient(timeout=30) as client:
        sign_in = sandbox_sign_in(client, address, SANDBOX_APP_ID)
        adapter = GraphRequestAdapter(
            sign_in, GraphClientFactory.create_with_default_middleware(client=client)
        )
        adapter.base_url = f"{address}/v1.0"
        script = _Script(GraphServiceClient(request_adapter=adapter), adapter)
        for email in people:
            await script.look_up(email)
        for person in filter(lambda one: one.letters, preview.messages):
            await script.letter(person)
        for thing in preview.things:
            await getattr(script, thing.kind)(thing, thing.value)
        return script.calls


class _Script:
    """A method for each kind of thing; `ids` are the things made so far, by key."""

    def __init__(self, graph: GraphServiceClient, adapter: GraphRequestAdapter) -> None:
        self.graph, self.adapter = graph, adapter
        self.ids: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.team = ""
        self.calls = 0

    def made(self, thing: Wanted, external_id: str | None) -> None:
        self.ids[thing.key] = external_id or ""
        self.calls += 1

    async def look_up(self, email: str) -> None:
        query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
            filter=f"mail eq '{email}' or userPrincipalName eq '{email}'"
        )
        await self.graph.users.get(request_configuration=RequestConfiguration(query_parameters=query))
        self.calls += 1

    async def letter(self, person: Messages) -> None:
        text = f"Dere får nå {person.invitations} innkallinger."
        body = ItemBody(content_type=BodyType.Text, content=text)
        to = [Recipient(email_address=EmailAddress(address=person.email))]
        message = SendMailPostRequestBody(message=Message(subject=text, body=body, to_recipients=to))
        await self.graph.users.by_user_id(settings().organiser).send_mail.post(message)
        self.calls += 1

    async def msteam(self, thing: Wanted, value: dict[str, Any]) -> None:
        people = [f"{GRAPH}/users/{owner}" for owner in value["owners"]]
        group = Group(
            display_name=value["name"],
            description=value["description"],
            group_types=["Unified"],
            mail_enabled=True,
            mail_nickname=value["unique_name"],
            security_enabled=False,
            visibility="Private",
            additional_data={"owners@odata.bind": people, "members@odata.bind": people},
        )
        made = await self.graph.groups.post(group)
        assert made is not None
        await self.graph.groups.by_group_id(made.id or "").team.put(Team())
        self.team = made.id or ""
        self.calls += 1
        self.made(thing, made.id)

    async def guest(self, thing: Wanted, value: dict[str, Any]) -> None:
        raise NotImplementedError(thing, value)  # the example's guest has an account already

    async def member(self, thing: Wanted, value: dict[str, Any]) -> None:
        member = AadUserConversationMember(
            roles=["owner"] if value["role"] == "owner" else [],
            additional_data={"user@odata.bind": f"{GRAPH}/users('{value['user_id']}')"},
        )
        builder = self.graph.teams.by_team_id(self.team).members.add
        await builder.post(AddPostRequestBody(values=[member]))
        self.made(thing, value["user_id"])

    async def general(self, thing: Wanted, _: dict[str, Any]) -> None:
        channel = await self.graph.teams.by_team_id(self.team).primary_channel.get()
        assert channel is not None
        self.made(thing, channel.id)

    async def channel(self, thing: Wanted, value: dict[str, Any]) -> None:
        channel = Channel(
            display_name=value["name"],
            description=value["description"],
            membership_type=ChannelMembershipType.Standard,
        )
        made = await self.graph.teams.by_team_id(self.team).channels.post(channel)
        assert made is not None
        self.made(thing, made.id)

    async def files(self, thing: Wanted, _: dict[str, Any]) -> None:
        """Ask until Microsoft has made the folder."""
        channel = self.graph.teams.by_team_id(self.team).channels.by_channel_id(self._above(thing))
        while True:
            try:
                folder = await channel.files_folder.get()
            except ODataError:
                self.calls += 1
                await asyncio.sleep(RETRY_SECONDS)
                continue
            assert folder is not None
            assert folder.parent_reference is not None
            return self.made(thing, f"{folder.parent_reference.drive_id}/{folder.id}")

    async def folder(self, thing: Wanted, value: dict[str, Any]) -> None:
        drive, _, parent = self._above(thing).rpartition("/")
        folder = DriveItem(name=value["name"], folder=Folder())
        items = self.graph.drives.by_drive_id(drive).items
        made = await items.by_drive_item_id(parent).children.post(folder)
        assert made is not None
        self.made(thing, f"{drive}/{made.id}")

    async def file(self, thing: Wanted, value: dict[str, Any]) -> None:
        """Put a template: the SDK has no builder for an address by path, so its adapter is asked."""
        drive, _, parent = self._above(thing).rpartition("/")
        information = RequestInformation(Method.PUT)
        information.url = (
            f"{self.adapter.base_url}/drives/{drive}/items/{parent}:/{quote(value['name'])}:/content"
        )
        content = forms.render_form(value["source"], value["name"])
        information.set_stream_content(content, "application/octet-stream")
        made = await self.adapter.send_async(information, DriveItem, {})
        assert made is not None
        self.made(thing, f"{drive}/{made.id}")

    async def library(self, thing: Wanted, value: dict[str, Any]) -> None:
        await self.folder(thing, value)
        drive, _, made = self.ids[thing.key].rpartition("/")
        readers = InvitePostRequestBody(recipients=[DriveRecipient(object_id=self.team)], roles=["read"])
        readers.require_sign_in, readers.send_invitation = True, False
        readers.retain_inherited_permissions = False
        await self.graph.drives.by_drive_id(drive).items.by_drive_item_id(made).invite.post(readers)
        self.calls += 1

    async def taskplan(self, thing: Wanted, value: dict[str, Any]) -> None:
        container = PlannerPlanContainer(url=f"{GRAPH}/groups/{self.team}")
        made = await self.graph.planner.plans.post(PlannerPlan(title=value["title"], container=container))
        assert made is not None
        self.made(thing, made.id)

    async def bucket(self, thing: Wanted, value: dict[str, Any]) -> None:
        self.kinds[thing.key] = self._above(thing)
        bucket = PlannerBucket(name=value["name"], plan_id=self._above(thing), order_hint=" !")
        made = await self.graph.planner.buckets.post(bucket)
        assert made is not None
        self.made(thing, made.id)

    async def task(self, thing: Wanted, value: dict[str, Any]) -> None:
        assigned = dict.fromkeys(value["assignees"], ASSIGNED)
        task = PlannerTask(
            plan_id=self.kinds[thing.parent_key or ""],
            bucket_id=self._above(thing),
            title=value["title"],
            due_date_time=_end_of(value["due"]),
            assignments=PlannerAssignments(additional_data=assigned),
        )
        made = await self.graph.planner.tasks.post(task)
        assert made is not None
        self.made(thing, made.id)
        await self._details(made.id or "", thing, value)

    async def _details(self, task_id: str, thing: Wanted, value: dict[str, Any]) -> None:
        builder = self.graph.planner.tasks.by_planner_task_id(task_id).details
        there = await builder.get()
        assert there is not None
        lines = {
            str(uuid5(NAMESPACE_URL, f"{thing.key}/{line}")): {**CHECKLIST_ITEM, "title": line}
            for line in value["checklist"]
        }
        details = PlannerTaskDetails(
            description=value["description"], checklist=PlannerChecklistItems(additional_data=lines)
        )
        configuration = RequestConfiguration[Any]()
        configuration.headers.add("If-Match", there.additional_data["@odata.etag"])
        await builder.patch(details, request_configuration=configuration)
        self.calls += 2

    async def tab(self, thing: Wanted, value: dict[str, Any]) -> None:
        """Pin a website: the author of this has learned that a Planner tab is refused."""
        url = value.get("url") or "https://example.no/"
        tab = TeamsTab(
            display_name=value["name"],
            configuration=TeamsTabConfiguration(content_url=url, website_url=url),
            additional_data={
                "teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/com.microsoft.teamspace.tab.web"
            },
        )
        channel = self.graph.teams.by_team_id(self.team).channels.by_channel_id(self._above(thing))
        made = await channel.tabs.post(tab)
        assert made is not None
        self.made(thing, made.id)

    async def entry(self, thing: Wanted, value: dict[str, Any]) -> None:
        event = Event(
            subject=value["subject"],
            body=ItemBody(content_type=BodyType.Html, content=value["text"]),
            start=DateTimeTimeZone(date_time=value["starts_at"], time_zone=ZONE),
            end=DateTimeTimeZone(date_time=value["ends_at"], time_zone=ZONE),
            is_all_day=value["all_day"],
            location=Location(display_name=value["place"]) if value["place"] else None,
            attendees=[_attendee(person) for person in value["attendees"]],
            hide_attendees=value["hide_attendees"],
            is_online_meeting=value["online"],
            online_meeting_provider=OnlineMeetingProviderType.TeamsForBusiness if value["online"] else None,
            transaction_id=thing.key,
        )
        made = await self.graph.users.by_user_id(settings().organiser).events.post(event)
        assert made is not None
        self.made(thing, made.id)

    def _above(self, thing: Wanted) -> str:
        return self.ids[thing.parent_key or ""]


def _attendee(person: dict[str, Any]) -> Attendee:
    return Attendee(
        type=AttendeeType.Required if person["required"] else AttendeeType.Optional,
        email_address=EmailAddress(address=person["email"], name=person["name"]),
    )


def _end_of(day: str | None) -> datetime | None:
    return datetime.combine(date.fromisoformat(day), time(15), tzinfo=UTC) if day else None
