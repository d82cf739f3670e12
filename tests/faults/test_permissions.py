"""The permissions we ask for are enough for all that we do, and each profile goes as far as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support import tenant_census
from support.faults.world import COHORT, GRAPH, ORGANISER, InProcess

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.provisioning.lifecycle import start as starting
from graph_adapters.permissions.profiles import BY_HAND, NARROW
from graph_adapters.permissions.table import PERMISSIONS
from graph_adapters.sandbox.engine.routes import GRAPH as ROUTES
from jobs.permissions import missing_permissions, needed_permissions
from jobs.tenant import SANDBOX_APP_ID

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

    from graph_adapters.permissions.profiles import Profile

ON_SITE, FORBIDDEN = "write", 403
LETTER = {
    "message": {
        "subject": "Hei",
        "body": {"contentType": "text", "content": "Hei"},
        "toRecipients": [{"emailAddress": {"address": "kari.nordmann@example.no"}}],
    }
}


def test_a_whole_cohort_is_made_with_the_permissions_we_ask_for_and_no_other(worlds: Worlds) -> None:
    world = worlds.new()
    world.state.set("roles", needed_permissions(settings().modes))
    world.provision()
    progress = world.progress()
    assert (progress.waiting, [problem.problem for problem in progress.problems]) == (0, [])


def _refused(world: World) -> set[str]:
    """Return the refused operations; that of meetings is refused by the Teams policy, which nobody has set here."""
    refused = {str(call["operation"]) for call in world.calls() if call["status"] == FORBIDDEN}
    return refused - {"onlineMeeting.findByJoinUrl"}


def _operations_of(permission: str) -> set[str]:
    """Return the sandbox's names of the operations that a permission is asked for."""
    listed = next(one.operations for one in PERMISSIONS if one.name == permission)
    found = [ROUTES.find(*one.replace("{id}", "ANY").split(" ", 1)) for one in listed]
    return {one[0].name for one in found if one is not None}


@pytest.mark.parametrize(
    "permission", ["Group.ReadWrite.All", "Sites.ReadWrite.All", "Tasks.ReadWrite.All", "Calendars.ReadWrite"]
)
def test_without_one_permission_its_own_operations_are_refused_and_it_is_named(
    worlds: Worlds, permission: str
) -> None:
    world = worlds.new()
    rest = [name for name in needed_permissions(settings().modes) if name != permission]
    world.state.set("roles", rest)
    world.provision()
    assert _refused(world)
    assert _refused(world) - _operations_of(permission) == set()
    assert missing_permissions(rest, settings().modes) == [permission]


# --- the narrow profile --------------------------------------------------------------------------


class It:
    """The IT department: makes a Team, and gives the service the rights of a profile there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tenant = tenant_census.Tenant(GRAPH, httpx.Client(transport=InProcess(world.app)))
        self.msteam = self.make_team("it-team")

    def make_team(self, nickname: str) -> str:
        owner = [f"{GRAPH}/v1.0/users/{self.tenant.all('/users')[0]['id']}"]
        group = {
            "displayName": "IT sitt team",
            "mailNickname": nickname,
            "mailEnabled": True,
            "securityEnabled": False,
            "groupTypes": ["Unified"],
            "owners@odata.bind": owner,
            "members@odata.bind": owner,
        }
        made = str(self._send("POST", "/groups", group)["id"])
        self._send("PUT", f"/groups/{made}/team", {})
        return made

    def give(self, profile: Profile, *, but: str = "") -> None:
        """Give what a profile says, but one right."""
        if profile.on_site and but != ON_SITE:
            site = self.tenant.get(f"/groups/{self.msteam}/sites/root")["id"]
            kull = {"application": {"id": SANDBOX_APP_ID, "displayName": "Kull"}}
            asked = {"roles": [profile.on_site], "grantedToIdentities": [kull]}
            self._send("POST", f"/sites/{site}/permissions", asked)
        ours = {"app": SANDBOX_APP_ID, "mailboxes": [ORGANISER]}
        given = [ours | {"role": f"Application {name}"} for name in profile.in_exchange if name != but]
        self.world.state.set("exchangeRoles", given)
        self.world.state.set("roles", [name for name in (*profile.in_entra, *profile.on_team) if name != but])

    def _send(self, method: str, path: str, body: Any) -> Any:
        answer = self.tenant.http.request(method, f"{GRAPH}/v1.0{path}", json=body)
        answer.raise_for_status()
        return answer.json()


def _provisioned(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch, profile: Profile, *, but: str = ""
) -> World:
    """Provision the cohort in the Team that IT made, with the rights of a profile but one."""
    monkeypatch.setenv("KULL_CAPABILITIES", profile.capabilities)
    settings.cache_clear()
    world = worlds.new()
    it = It(world)
    with unit_of_work() as session:
        link = f"https://teams.microsoft.com/l/team/19%3aabc/conversations?groupId={it.msteam}&tenantId=t"
        starting.adopt_msteam(session, COHORT, link=link, deed=Deed(actor="it", at=world.clock.now()))
    it.give(profile, but=but)
    world.state.memory["log"].clear()
    world.provision()
    return world


def _writes(world: World) -> set[str]:
    return {str(call["operation"]) for call in world.calls() if call["wrote"]}


def test_the_narrow_profile_makes_all_it_says_and_not_a_step_further(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = _provisioned(worlds, monkeypatch, NARROW)
    assert (_refused(world), [one.problem for one in world.progress().problems]) == (set(), [])
    assert _writes(world) == {
        "channel.create",
        "driveItem.content.putByPath",
        "driveItem.folder.create",
        "driveItem.invite",
        "event.create",
        "tabs.create",
    }


def test_the_profile_by_hand_writes_nothing(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_CAPABILITIES", BY_HAND.capabilities)
    settings.cache_clear()
    world = worlds.new()
    world.state.set("roles", list(BY_HAND.in_entra))
    world.provision()
    assert (_refused(world), _writes(world), world.progress().problems) == (set(), set(), [])


@pytest.mark.parametrize(
    ("right", "refused"),
    [
        ("User.Read.All", {"user.list"}),
        ("Sites.Selected", {"driveItem.children.list", "driveItem.folder.create"}),
        (ON_SITE, {"driveItem.children.list", "driveItem.folder.create"}),
        ("File.Read.Group", {"channel.filesFolder.get"}),
        ("Channel.Create.Group", {"channel.create"}),
        ("ChannelSettings.ReadWrite.Group", {"channel.list", "team.primaryChannel.get"}),
        ("TeamsTab.Create.Group", {"tabs.create"}),
        ("TeamSettings.Read.Group", {"team.get"}),
        ("Calendars.ReadWrite", {"event.create"}),
    ],
)
def test_without_one_right_of_the_narrow_profile_its_own_operations_are_refused(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch, right: str, refused: set[str]
) -> None:
    assert _refused(_provisioned(worlds, monkeypatch, NARROW, but=right)) == refused


MEETINGS = f"/users/{ORGANISER}/onlineMeetings"
ASKED_LATER = {
    "TeamMember.Read.Group": "/teams/{msteam}/members",
    "TeamsTab.ReadWrite.Group": "/teams/{msteam}/channels/none/tabs",
    "OnlineMeetings.Read.All": f"{MEETINGS}?$filter=JoinWebUrl eq 'https://none'",
    "OnlineMeetingArtifact.Read.All": f"{MEETINGS}/none/attendanceReports",
    "Mail.Read": f"/users/{ORGANISER}/messages",
    "Mail.Send": f"/users/{ORGANISER}/sendMail",
}


@pytest.mark.parametrize("right", ASKED_LATER)
def test_a_right_of_the_narrow_profile_that_is_used_later_opens_what_is_closed_without_it(
    worlds: Worlds, right: str
) -> None:
    world = worlds.new()
    world.state.set("applicationAccessPolicy", ["*"])
    it = It(world)
    path = ASKED_LATER[right].format(msteam=it.msteam)
    it.give(NARROW)
    assert _status(world, path) != FORBIDDEN
    it.give(NARROW, but=right)
    assert _status(world, path) == FORBIDDEN


def test_every_right_of_the_narrow_profile_is_tried_without() -> None:
    given = {*NARROW.in_entra, *NARROW.on_team, *NARROW.in_exchange}
    mark = test_without_one_right_of_the_narrow_profile_its_own_operations_are_refused.pytestmark[0]
    assert given - ASKED_LATER.keys() == {right for right, _ in mark.args[1]} - {ON_SITE}


@pytest.mark.parametrize(
    "path", ["/users/kari.nordmann@example.no/messages", "/groups/{other}/drive/root/children"]
)
def test_another_mailbox_and_another_site_stay_closed_in_the_narrow_profile(
    worlds: Worlds, path: str
) -> None:
    world = worlds.new()
    it = It(world)
    other = it.make_team("annet-team")
    it.give(NARROW)
    assert _status(world, path.format(other=other)) == FORBIDDEN


def _status(world: World, path: str) -> int:
    """Ask as the service, past its adapters."""
    with httpx.Client(transport=InProcess(world.app)) as client:
        form = {"grant_type": "client_credentials", "client_id": SANDBOX_APP_ID, "client_secret": "-"}
        form["scope"] = f"{GRAPH}/.default"
        token = client.post(f"{GRAPH}/kull/oauth2/v2.0/token", data=form).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        address = f"{GRAPH}/v1.0{path}"
        sends = path.endswith("sendMail")
        return (client.post(address, json=LETTER) if sends else client.get(address)).status_code
