"""What an address answers with: its type, and the names that may be asked for there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_adapters.sandbox.engine.queries.entity_table import TABLE

ROW = re.compile(r"^(\w+)(?: < (\w+))?:([^>\n]*)(?:>(.*))?$", re.MULTILINE)
EXTENSION = re.compile(r"ext\w*_\w+", re.IGNORECASE)  # a directory extension: no metadata lists it

# The word in an address, or the last two where one is not enough, and the type it leads to.
LEADS_TO = {
    "users": "user",
    "groups": "group",
    "members": "directoryObject",
    "owners": "directoryObject",
    "memberOf": "directoryObject",
    "transitiveMemberOf": "directoryObject",
    "transitiveMembers": "directoryObject",
    "ownedObjects": "directoryObject",
    "deletedItems": "directoryObject",
    "microsoft.graph.group": "group",
    "microsoft.graph.user": "user",
    "microsoft.graph.application": "application",
    "applications": "application",
    "servicePrincipals": "servicePrincipal",
    "appRoleAssignments": "appRoleAssignment",
    "appRoleAssignedTo": "appRoleAssignment",
    "organization": "organization",
    "domains": "domain",
    "manager": "directoryObject",
    "licenseDetails": "licenseDetails",
    "oauth2PermissionGrants": "oAuth2PermissionGrant",
    "invitations": "invitation",
    "teams": "team",
    "team": "team",
    "joinedTeams": "team",
    "channels": "channel",
    "allChannels": "channel",
    "primaryChannel": "channel",
    "teams/members": "aadUserConversationMember",
    "channels/members": "aadUserConversationMember",
    "channels/allMembers": "aadUserConversationMember",
    "tabs": "teamsTab",
    "teamsApps": "teamsApp",
    "installedApps": "teamsAppInstallation",
    "teams/operations": "teamsAsyncOperation",
    "channels/messages": "chatMessage",
    "drives": "drive",
    "drive": "drive",
    "items": "driveItem",
    "drives/root": "driveItem",
    "drive/root": "driveItem",
    "children": "driveItem",
    "delta": "driveItem",
    "search": "driveItem",
    "driveItem": "driveItem",
    "filesFolder": "driveItem",
    "versions": "driveItemVersion",
    "thumbnails": "thumbnailSet",
    "permissions": "permission",
    "permission": "permission",
    "sites": "site",
    "sites/root": "site",
    "sites/getAllSites": "site",
    "lists": "list",
    "list": "list",
    "plans": "plannerPlan",
    "plans/details": "plannerPlanDetails",
    "buckets": "plannerBucket",
    "tasks": "plannerTask",
    "tasks/details": "plannerTaskDetails",
    "bucketTaskBoardFormat": "plannerBucketTaskBoardTaskFormat",
    "progressTaskBoardFormat": "plannerProgressTaskBoardTaskFormat",
    "assignedToTaskBoardFormat": "plannerAssignedToTaskBoardTaskFormat",
    "events": "event",
    "calendarView": "event",
    "calendarView/delta": "event",
    "events/delta": "event",
    "instances": "event",
    "calendar": "calendar",
    "calendars": "calendar",
    "messages": "message",
    "messages/delta": "message",
    "users/delta": "user",
    "groups/delta": "group",
    "mailFolders": "mailFolder",
    "mailFolders/delta": "mailFolder",
    "childFolders": "mailFolder",
    "messageRules": "messageRule",
    "attachments": "attachment",
    "mailboxSettings": "mailboxSettings",
    "supportedTimeZones": "timeZoneInformation",
    "onlineMeetings": "onlineMeeting",
    "attendanceReports": "meetingAttendanceReport",
    "attendanceRecords": "attendanceRecord",
    "recordings": "callRecording",
    "subscriptions": "subscription",
}
# A property whose own properties may be asked for behind a slash, and its type.
LEADS_INSIDE = {
    "start": "dateTimeTimeZone",
    "end": "dateTimeTimeZone",
    "from": "recipient",
    "sender": "recipient",
    "organizer": "recipient",
    "emailaddress": "emailAddress",
    "body": "itemBody",
    "flag": "followupFlag",
    "location": "location",
    "parentreference": "itemReference",
    "filesysteminfo": "fileSystemInfo",
    "sitecollection": "siteCollection",
    "employeeorgdata": "employeeOrgData",
    "teamsapp": "teamsApp",
}
# Lists of several types take the names of each of them.
KINDS_OF = {
    "directoryObject": ("user", "group", "servicePrincipal", "application"),
    "attachment": ("fileAttachment", "itemAttachment", "referenceAttachment"),
}
# Published answers have these, though the metadata does not.
BESIDE = {
    "event": "occurrenceId",
    "group": "creationOptions",
    "team": "discoverySettings",
    "teamsTab": "sortOrderIndex",
    "subscription": "notificationContentType",
}
DIRECTORY = {"user", "group", "directoryObject", "application", "servicePrincipal"}
OPEN = {"user", "group", "directoryObject"}
# Whoever selects gets the id too, except in the directory and in Teams' channels.
WITHOUT_ID = DIRECTORY | {"channel"}


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type's own names and inherited names, each found in any case."""

    name: str
    properties: dict[str, str]
    navigation: dict[str, str]

    def knows(self, name: str) -> bool:
        return name.casefold() in self.properties or self.leads(name)

    def unknown(self, path: str) -> "tuple[str, EntityType] | None":
        """Return the first name of a path that its type does not have; some types have not been written down."""
        name, _, rest = path.partition("/")
        if not self.knows(name):
            return name, self
        inside = LEADS_INSIDE.get(name.casefold())
        return entity_type(inside).unknown(rest) if inside and rest else None

    def leads(self, name: str) -> bool:
        return name.casefold() in self.navigation


def is_extension(kind: str, name: str) -> bool:
    """Tell whether it is named as a property that somebody has added to a type of the directory's."""
    return kind in OPEN and EXTENSION.fullmatch(name) is not None


@cache
def entity_type(name: str) -> EntityType:
    own, leads = {"id": "id"}, dict[str, str]()
    for kind in (name, *KINDS_OF.get(name, ())):
        for properties, navigation in _lineage(kind):
            own |= {word.casefold(): word for word in properties}
            leads |= {word.casefold(): word for word in navigation}
    return EntityType(name, own, leads)


def _lineage(name: str | None) -> Iterator[tuple[list[str], list[str]]]:
    while name:
        base, properties, navigation = _rows()[name]
        yield properties.split() + BESIDE.get(name, "").split(), navigation.split()
        name = base


@cache
def _rows() -> dict[str, tuple[str | None, str, str]]:
    plain = re.sub(r"\n +", " ", TABLE)
    return {name: (base or None, own, leads) for name, base, own, leads in ROW.findall(plain)}


@cache
def type_at(url: str) -> EntityType | None:
    """Find the type by the last words of an operation's address; its placeholders are no words."""
    words = [part.partition("(")[0] for part in re.split(r"/|:", url) if part and not part.startswith("{")]
    for known in ("/".join(words[-2:]), words[-1]):
        if known in LEADS_TO:
            return entity_type(LEADS_TO[known])
    return None
