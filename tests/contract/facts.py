"""What a Graph request must keep to and msgraph-sdk does not say: a table of ours, a source in each row.

A row is an operation that Kull or its sandbox knows; what has no row is refused by `support.graph.requests`. The
source is the name of the operation's page in Microsoft's Graph v1.0 reference, learn.microsoft.com/graph/api/<name>,
or words where it stands elsewhere. The permission is the least one of the whole tenant that the page names for an
application; "" where the permission is that of what the operation is about. Addresses, query options, properties,
types and enumerations are the SDK's to say (`support.graph.sdk`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    name: str
    address: str
    permission: str
    source: str
    required: tuple[str, ...] = ()  # of the body
    headers: tuple[str, ...] = ()
    refused: str = ""  # why an application may not, where it may not


@dataclass(frozen=True)
class Limit:
    name: str
    amount: int
    seconds: int  # 0: at the same time
    source: str


IF_MATCH = ("If-Match",)
MEETING = ("start", "end")
MEMBER = ("@odata.type", "user@odata.bind")
REFERENCE = ("@odata.id",)
TAB = ("displayName", "teamsApp@odata.bind")
BY_PATH = "concepts, Addressing resources in a drive: an item by its path"
ROOT = "concepts, Addressing resources in a drive: /root is an item"

PEOPLE = (
    Fact("user.list", "GET /users", "User.ReadBasic.All", "user-list"),
    Fact("user.get", "GET /users/{id}", "User.ReadBasic.All", "user-get"),
    Fact(
        "user.mailboxSettings.get",
        "GET /users/{id}/mailboxSettings",
        "MailboxSettings.Read",
        "user-get-mailboxsettings",
    ),
    Fact(
        "invitation.create",
        "POST /invitations",
        "User.Invite.All",
        "invitation-post",
        required=("invitedUserEmailAddress", "inviteRedirectUrl"),
    ),
    Fact(
        "directory.deletedGroups.list",
        "GET /directory/deletedItems/microsoft.graph.group",
        "Group.Read.All",
        "directory-deleteditems-list",
    ),
    Fact(
        "directory.deletedItems.get",
        "GET /directory/deletedItems/{id}",
        "Group.Read.All",
        "directory-deleteditems-get",
    ),
    Fact(
        "directory.deletedItems.restore",
        "POST /directory/deletedItems/{id}/restore",
        "Group.ReadWrite.All",
        "directory-deleteditems-restore",
    ),
    Fact("organization.list", "GET /organization", "Organization.Read.All", "organization-list"),
    Fact(
        "servicePrincipal.appRoleAssignments",
        "GET /servicePrincipals/{id}/appRoleAssignments",
        "Application.Read.All",
        "serviceprincipal-list-approleassignments",
    ),
    Fact("group.list", "GET /groups", "GroupMember.Read.All", "group-list"),
    Fact(
        "group.create",
        "POST /groups",
        "Group.Create",
        "group-post-groups",
        required=("displayName", "mailEnabled", "mailNickname", "securityEnabled"),
    ),
    Fact(
        "group.upsertByUniqueName",
        "PATCH /groups(uniqueName='{id}')",
        "Group.ReadWrite.All",
        "group-upsert",
    ),
    Fact("group.get", "GET /groups/{id}", "GroupMember.Read.All", "group-get"),
    Fact("group.update", "PATCH /groups/{id}", "Group.ReadWrite.All", "group-update"),
    Fact("group.delete", "DELETE /groups/{id}", "Group.ReadWrite.All", "group-delete"),
    Fact("group.members.list", "GET /groups/{id}/members", "GroupMember.Read.All", "group-list-members"),
    Fact(
        "group.members.add",
        "POST /groups/{id}/members/$ref",
        "GroupMember.ReadWrite.All",
        "group-post-members",
        required=REFERENCE,
    ),
    Fact(
        "group.members.remove",
        "DELETE /groups/{id}/members/{id}/$ref",
        "GroupMember.ReadWrite.All",
        "group-delete-members",
    ),
    Fact("group.owners.list", "GET /groups/{id}/owners", "GroupMember.Read.All", "group-list-owners"),
    Fact(
        "group.owners.add",
        "POST /groups/{id}/owners/$ref",
        "Group.ReadWrite.All",
        "group-post-owners",
        required=REFERENCE,
    ),
    Fact(
        "group.owners.remove",
        "DELETE /groups/{id}/owners/{id}/$ref",
        "Group.ReadWrite.All",
        "group-delete-owners",
    ),
    Fact("group.drive.get", "GET /groups/{id}/drive", "Files.Read.All", "drive-get"),
    Fact("group.sites.root", "GET /groups/{id}/sites/root", "Sites.Read.All", "site-get"),
    Fact("group.site.get", "GET /groups/{id}/sites/{id}", "Sites.Read.All", "site-get"),
    Fact("site.get", "GET /sites/{id}", "Sites.Read.All", "site-get"),
)

TEAMS = (
    Fact("team.create", "POST /teams", "Team.Create", "team-post"),
    Fact("team.putOnGroup", "PUT /groups/{id}/team", "Group.ReadWrite.All", "team-put-teams"),
    Fact("team.list", "GET /teams", "Team.ReadBasic.All", "teams-list"),
    Fact("team.get", "GET /teams/{id}", "Team.ReadBasic.All", "team-get"),
    Fact("team.update", "PATCH /teams/{id}", "TeamSettings.ReadWrite.All", "team-update"),
    Fact("team.archive", "POST /teams/{id}/archive", "TeamSettings.ReadWrite.All", "team-archive"),
    Fact("team.unarchive", "POST /teams/{id}/unarchive", "TeamSettings.ReadWrite.All", "team-unarchive"),
    Fact("team.operation.get", "GET /teams/{id}/operations/{id}", "", "resources/teamsasyncoperation"),
    Fact(
        "team.operation.get.keyed",
        "GET /teams('{id}')/operations('{id}')",
        "",
        "team-post, the Location an answer of 202 names",
    ),
    Fact("team.members.list", "GET /teams/{id}/members", "TeamMember.Read.All", "team-list-members"),
    Fact(
        "team.members.add",
        "POST /teams/{id}/members",
        "TeamMember.ReadWrite.All",
        "team-post-members",
        required=MEMBER,
    ),
    Fact(
        "team.members.bulkAdd",
        "POST /teams/{id}/members/add",
        "TeamMember.ReadWrite.All",
        "conversationmembers-add",
        required=("values",),
    ),
    Fact(
        "team.members.bulkRemove",
        "POST /teams/{id}/members/remove",
        "TeamMember.ReadWrite.All",
        "conversationmember-remove",
        required=("values",),
    ),
    Fact("team.members.get", "GET /teams/{id}/members/{id}", "TeamMember.Read.All", "team-get-members"),
    Fact(
        "team.members.update",
        "PATCH /teams/{id}/members/{id}",
        "TeamMember.ReadWrite.All",
        "team-update-members",
    ),
    Fact(
        "team.members.remove",
        "DELETE /teams/{id}/members/{id}",
        "TeamMember.ReadWrite.All",
        "team-delete-members",
    ),
    Fact(
        "team.primaryChannel.get",
        "GET /teams/{id}/primaryChannel",
        "Channel.ReadBasic.All",
        "team-get-primarychannel",
    ),
    Fact("channel.list", "GET /teams/{id}/channels", "Channel.ReadBasic.All", "channel-list"),
    Fact(
        "channel.create",
        "POST /teams/{id}/channels",
        "Channel.Create",
        "channel-post",
        required=("displayName",),
    ),
    Fact("channel.get", "GET /teams/{id}/channels/{id}", "Channel.ReadBasic.All", "channel-get"),
    Fact(
        "channel.update", "PATCH /teams/{id}/channels/{id}", "ChannelSettings.ReadWrite.All", "channel-patch"
    ),
    Fact("channel.delete", "DELETE /teams/{id}/channels/{id}", "Channel.Delete.All", "channel-delete"),
    Fact(
        "channel.archive",
        "POST /teams/{id}/channels/{id}/archive",
        "ChannelSettings.ReadWrite.All",
        "channel-archive",
    ),
    Fact(
        "channel.unarchive",
        "POST /teams/{id}/channels/{id}/unarchive",
        "ChannelSettings.ReadWrite.All",
        "channel-unarchive",
    ),
    Fact(
        "channel.filesFolder.get",
        "GET /teams/{id}/channels/{id}/filesFolder",
        "Files.Read.All",
        "channel-get-filesfolder",
    ),
    Fact(
        "channel.members.list",
        "GET /teams/{id}/channels/{id}/members",
        "ChannelMember.Read.All",
        "channel-list-members",
    ),
    Fact(
        "channel.members.add",
        "POST /teams/{id}/channels/{id}/members",
        "ChannelMember.ReadWrite.All",
        "channel-post-members",
    ),
    Fact(
        "channel.members.remove",
        "DELETE /teams/{id}/channels/{id}/members/{id}",
        "ChannelMember.ReadWrite.All",
        "channel-delete-members",
    ),
    Fact(
        "channel.provisionEmail",
        "POST /teams/{id}/channels/{id}/provisionEmail",
        "",
        "channel-provisionemail",
        refused="delegated only: an owner asks for the address once",
    ),
    Fact(
        "channel.messages.create",
        "POST /teams/{id}/channels/{id}/messages",
        "Teamwork.Migrate.All",
        "channel-post-messages",
        refused="an application may only while it migrates a channel",
    ),
    Fact("tabs.list", "GET /teams/{id}/channels/{id}/tabs", "TeamsTab.Read.All", "channel-list-tabs"),
    Fact(
        "tabs.create",
        "POST /teams/{id}/channels/{id}/tabs",
        "TeamsTab.Create",
        "channel-post-tabs",
        required=TAB,
    ),
    Fact("tabs.get", "GET /teams/{id}/channels/{id}/tabs/{id}", "TeamsTab.Read.All", "channel-get-tabs"),
    Fact(
        "tabs.update",
        "PATCH /teams/{id}/channels/{id}/tabs/{id}",
        "TeamsTab.ReadWrite.All",
        "channel-patch-tabs",
    ),
    Fact(
        "tabs.delete",
        "DELETE /teams/{id}/channels/{id}/tabs/{id}",
        "TeamsTab.ReadWrite.All",
        "channel-delete-tabs",
    ),
    Fact(
        "appCatalog.teamsApps.list",
        "GET /appCatalogs/teamsApps",
        "AppCatalog.Read.All",
        "appcatalogs-list-teamsapps",
    ),
    Fact(
        "installedApps.list",
        "GET /teams/{id}/installedApps",
        "TeamsAppInstallation.ReadForTeam.All",
        "team-list-installedapps",
    ),
    Fact(
        "installedApps.add",
        "POST /teams/{id}/installedApps",
        "TeamsAppInstallation.ReadWriteForTeam.All",
        "team-post-installedapps",
    ),
    Fact(
        "team.sendActivityNotification",
        "POST /teams/{id}/sendActivityNotification",
        "TeamsActivity.Send",
        "team-sendactivitynotification",
    ),
    Fact(
        "user.sendActivityNotification",
        "POST /users/{id}/teamwork/sendActivityNotification",
        "TeamsActivity.Send",
        "userteamwork-sendactivitynotification",
    ),
)

PLANNER = (
    Fact(
        "group.planner.plans.list",
        "GET /groups/{id}/planner/plans",
        "Tasks.Read.All",
        "plannergroup-list-plans",
    ),
    Fact(
        "plan.create",
        "POST /planner/plans",
        "Tasks.ReadWrite.All",
        "planner-post-plans",
        required=("title",),
    ),
    Fact("plan.get", "GET /planner/plans/{id}", "Tasks.Read.All", "plannerplan-get"),
    Fact(
        "plan.update",
        "PATCH /planner/plans/{id}",
        "Tasks.ReadWrite.All",
        "plannerplan-update",
        headers=IF_MATCH,
    ),
    Fact(
        "plan.delete",
        "DELETE /planner/plans/{id}",
        "Tasks.ReadWrite.All",
        "plannerplan-delete",
        headers=IF_MATCH,
    ),
    Fact("plan.details.get", "GET /planner/plans/{id}/details", "Tasks.Read.All", "plannerplandetails-get"),
    Fact(
        "plan.details.update",
        "PATCH /planner/plans/{id}/details",
        "Tasks.ReadWrite.All",
        "plannerplandetails-update",
        headers=IF_MATCH,
    ),
    Fact(
        "plan.buckets.list", "GET /planner/plans/{id}/buckets", "Tasks.Read.All", "plannerplan-list-buckets"
    ),
    Fact("plan.tasks.list", "GET /planner/plans/{id}/tasks", "Tasks.Read.All", "plannerplan-list-tasks"),
    Fact(
        "bucket.create",
        "POST /planner/buckets",
        "Tasks.ReadWrite.All",
        "planner-post-buckets",
        required=("name", "planId"),
    ),
    Fact("bucket.get", "GET /planner/buckets/{id}", "Tasks.Read.All", "plannerbucket-get"),
    Fact(
        "bucket.update",
        "PATCH /planner/buckets/{id}",
        "Tasks.ReadWrite.All",
        "plannerbucket-update",
        headers=IF_MATCH,
    ),
    Fact(
        "bucket.delete",
        "DELETE /planner/buckets/{id}",
        "Tasks.ReadWrite.All",
        "plannerbucket-delete",
        headers=IF_MATCH,
    ),
    Fact(
        "bucket.tasks.list", "GET /planner/buckets/{id}/tasks", "Tasks.Read.All", "plannerbucket-list-tasks"
    ),
    Fact(
        "task.create",
        "POST /planner/tasks",
        "Tasks.ReadWrite.All",
        "planner-post-tasks",
        required=("planId", "title"),
    ),
    Fact("task.get", "GET /planner/tasks/{id}", "Tasks.Read.All", "plannertask-get"),
    Fact(
        "task.update",
        "PATCH /planner/tasks/{id}",
        "Tasks.ReadWrite.All",
        "plannertask-update",
        headers=IF_MATCH,
    ),
    Fact(
        "task.delete",
        "DELETE /planner/tasks/{id}",
        "Tasks.ReadWrite.All",
        "plannertask-delete",
        headers=IF_MATCH,
    ),
    Fact("task.details.get", "GET /planner/tasks/{id}/details", "Tasks.Read.All", "plannertaskdetails-get"),
    Fact(
        "task.details.update",
        "PATCH /planner/tasks/{id}/details",
        "Tasks.ReadWrite.All",
        "plannertaskdetails-update",
        headers=IF_MATCH,
    ),
    Fact(
        "task.bucketTaskBoardFormat.get",
        "GET /planner/tasks/{id}/bucketTaskBoardFormat",
        "Tasks.Read.All",
        "plannerbuckettaskboardtaskformat-get",
    ),
    Fact(
        "task.bucketTaskBoardFormat.update",
        "PATCH /planner/tasks/{id}/bucketTaskBoardFormat",
        "Tasks.ReadWrite.All",
        "plannerbuckettaskboardtaskformat-update",
        headers=IF_MATCH,
    ),
    Fact(
        "user.planner.tasks.list", "GET /users/{id}/planner/tasks", "Tasks.Read.All", "planneruser-list-tasks"
    ),
    Fact(
        "task.progressTaskBoardFormat.get",
        "GET /planner/tasks/{id}/progressTaskBoardFormat",
        "Tasks.Read.All",
        "plannerprogresstaskboardtaskformat-get",
    ),
    Fact(
        "task.progressTaskBoardFormat.update",
        "PATCH /planner/tasks/{id}/progressTaskBoardFormat",
        "Tasks.ReadWrite.All",
        "plannerprogresstaskboardtaskformat-update",
        headers=IF_MATCH,
    ),
    Fact(
        "task.assignedToTaskBoardFormat.get",
        "GET /planner/tasks/{id}/assignedToTaskBoardFormat",
        "Tasks.Read.All",
        "plannerassignedtotaskboardtaskformat-get",
    ),
    Fact(
        "task.assignedToTaskBoardFormat.update",
        "PATCH /planner/tasks/{id}/assignedToTaskBoardFormat",
        "Tasks.ReadWrite.All",
        "plannerassignedtotaskboardtaskformat-update",
        headers=IF_MATCH,
    ),
)

OUTLOOK = (
    Fact("calendar.get", "GET /users/{id}/calendar", "Calendars.ReadBasic", "calendar-get"),
    Fact("calendars.list", "GET /users/{id}/calendars", "Calendars.ReadBasic", "user-list-calendars"),
    Fact("calendar.update", "PATCH /users/{id}/calendar", "Calendars.ReadWrite", "calendar-update"),
    Fact(
        "calendars.create",
        "POST /users/{id}/calendars",
        "Calendars.ReadWrite",
        "user-post-calendars",
        required=("name",),
    ),
    Fact("calendars.get", "GET /users/{id}/calendars/{id}", "Calendars.ReadBasic", "calendar-get"),
    Fact("calendars.update", "PATCH /users/{id}/calendars/{id}", "Calendars.ReadWrite", "calendar-update"),
    Fact("calendars.delete", "DELETE /users/{id}/calendars/{id}", "Calendars.ReadWrite", "calendar-delete"),
    Fact(
        "event.list.calendar",
        "GET /users/{id}/calendars/{id}/events",
        "Calendars.ReadBasic",
        "calendar-list-events",
    ),
    Fact(
        "event.get.calendar", "GET /users/{id}/calendars/{id}/events/{id}", "Calendars.ReadBasic", "event-get"
    ),
    Fact(
        "event.update.calendar",
        "PATCH /users/{id}/calendars/{id}/events/{id}",
        "Calendars.ReadWrite",
        "event-update",
    ),
    Fact(
        "event.delete.calendar",
        "DELETE /users/{id}/calendars/{id}/events/{id}",
        "Calendars.ReadWrite",
        "event-delete",
    ),
    Fact(
        "calendarView.list.calendar",
        "GET /users/{id}/calendars/{id}/calendarView",
        "Calendars.ReadBasic",
        "calendar-list-calendarview",
    ),
    Fact("event.list", "GET /users/{id}/events", "Calendars.ReadBasic", "user-list-events"),
    Fact(
        "event.list.primary", "GET /users/{id}/calendar/events", "Calendars.ReadBasic", "calendar-list-events"
    ),
    Fact(
        "event.create", "POST /users/{id}/events", "Calendars.ReadWrite", "user-post-events", required=MEETING
    ),
    Fact(
        "event.create.primary",
        "POST /users/{id}/calendar/events",
        "Calendars.ReadWrite",
        "calendar-post-events",
        required=MEETING,
    ),
    Fact(
        "event.create.calendar",
        "POST /users/{id}/calendars/{id}/events",
        "Calendars.ReadWrite",
        "calendar-post-events",
        required=MEETING,
    ),
    Fact("event.get", "GET /users/{id}/events/{id}", "Calendars.ReadBasic", "event-get"),
    Fact("event.update", "PATCH /users/{id}/events/{id}", "Calendars.ReadWrite", "event-update"),
    Fact("event.delete", "DELETE /users/{id}/events/{id}", "Calendars.ReadWrite", "event-delete"),
    Fact("event.cancel", "POST /users/{id}/events/{id}/cancel", "Calendars.ReadWrite", "event-cancel"),
    Fact("event.accept", "POST /users/{id}/events/{id}/accept", "Calendars.ReadWrite", "event-accept"),
    Fact("event.decline", "POST /users/{id}/events/{id}/decline", "Calendars.ReadWrite", "event-decline"),
    Fact(
        "event.tentativelyAccept",
        "POST /users/{id}/events/{id}/tentativelyAccept",
        "Calendars.ReadWrite",
        "event-tentativelyaccept",
    ),
    Fact(
        "event.instances",
        "GET /users/{id}/events/{id}/instances",
        "Calendars.ReadBasic",
        "event-list-instances",
    ),
    Fact(
        "event.attachments.create",
        "POST /users/{id}/events/{id}/attachments",
        "Calendars.ReadWrite",
        "event-post-attachments",
    ),
    Fact(
        "event.attachments.list",
        "GET /users/{id}/events/{id}/attachments",
        "Calendars.Read",
        "event-list-attachments",
    ),
    Fact(
        "event.attachments.get",
        "GET /users/{id}/events/{id}/attachments/{id}",
        "Calendars.Read",
        "attachment-get",
    ),
    Fact(
        "calendarView.list", "GET /users/{id}/calendarView", "Calendars.ReadBasic", "user-list-calendarview"
    ),
    Fact(
        "calendarView.list.primary",
        "GET /users/{id}/calendar/calendarView",
        "Calendars.ReadBasic",
        "calendar-list-calendarview",
    ),
    Fact("calendarView.delta", "GET /users/{id}/calendarView/delta()", "Calendars.Read", "event-delta"),
    Fact(
        "calendar.getSchedule",
        "POST /users/{id}/calendar/getSchedule",
        "Calendars.ReadBasic",
        "calendar-getschedule",
    ),
    Fact(
        "user.supportedTimeZones",
        "GET /users/{id}/outlook/supportedTimeZones()",
        "User.Read.All",
        "outlookuser-supportedtimezones",
    ),
    Fact(
        "group.events.create",
        "POST /groups/{id}/events",
        "",
        "group-post-events",
        refused="delegated only: an application uses an organiser's own mailbox",
    ),
    Fact("mail.send", "POST /users/{id}/sendMail", "Mail.Send", "user-sendmail", required=("message",)),
    Fact("mail.draft.create", "POST /users/{id}/messages", "Mail.ReadWrite", "user-post-messages"),
    Fact(
        "mail.draft.createInFolder",
        "POST /users/{id}/mailFolders/{id}/messages",
        "Mail.ReadWrite",
        "mailfolder-post-messages",
    ),
    Fact("mail.draft.send", "POST /users/{id}/messages/{id}/send", "Mail.Send", "message-send"),
    Fact("messages.list", "GET /users/{id}/messages", "Mail.ReadBasic.All", "user-list-messages"),
    Fact(
        "message.list",
        "GET /users/{id}/mailFolders/{id}/messages",
        "Mail.ReadBasic.All",
        "mailfolder-list-messages",
    ),
    Fact(
        "message.delta",
        "GET /users/{id}/mailFolders/{id}/messages/delta()",
        "Mail.ReadBasic.All",
        "message-delta",
    ),
    Fact("message.get", "GET /users/{id}/messages/{id}", "Mail.ReadBasic.All", "message-get"),
    Fact("message.update", "PATCH /users/{id}/messages/{id}", "Mail.ReadWrite", "message-update"),
    Fact("mailFolder.list", "GET /users/{id}/mailFolders", "Mail.ReadBasic.All", "user-list-mailfolders"),
    Fact("mailFolder.get", "GET /users/{id}/mailFolders/{id}", "Mail.ReadBasic.All", "mailfolder-get"),
    Fact(
        "mailFolder.create",
        "POST /users/{id}/mailFolders",
        "Mail.ReadWrite",
        "user-post-mailfolders",
        required=("displayName",),
    ),
    Fact(
        "mailFolder.childFolders.list",
        "GET /users/{id}/mailFolders/{id}/childFolders",
        "Mail.ReadBasic.All",
        "mailfolder-list-childfolders",
    ),
    Fact(
        "mailFolder.childFolders.create",
        "POST /users/{id}/mailFolders/{id}/childFolders",
        "Mail.ReadWrite",
        "mailfolder-post-childfolders",
        required=("displayName",),
    ),
    Fact("message.delete", "DELETE /users/{id}/messages/{id}", "Mail.ReadWrite", "message-delete"),
    Fact(
        "message.permanentDelete",
        "POST /users/{id}/messages/{id}/permanentDelete",
        "Mail.ReadWrite",
        "message-permanentdelete",
    ),
    Fact(
        "message.move",
        "POST /users/{id}/messages/{id}/move",
        "Mail.ReadWrite",
        "message-move",
        required=("destinationId",),
    ),
    Fact(
        "message.copy",
        "POST /users/{id}/messages/{id}/copy",
        "Mail.ReadWrite",
        "message-copy",
        required=("destinationId",),
    ),
    Fact(
        "message.createReply",
        "POST /users/{id}/messages/{id}/createReply",
        "Mail.ReadWrite",
        "message-createreply",
    ),
    Fact(
        "message.createReplyAll",
        "POST /users/{id}/messages/{id}/createReplyAll",
        "Mail.ReadWrite",
        "message-createreplyall",
    ),
    Fact(
        "message.createForward",
        "POST /users/{id}/messages/{id}/createForward",
        "Mail.ReadWrite",
        "message-createforward",
    ),
    Fact("message.reply", "POST /users/{id}/messages/{id}/reply", "Mail.Send", "message-reply"),
    Fact("message.replyAll", "POST /users/{id}/messages/{id}/replyAll", "Mail.Send", "message-replyall"),
    Fact("message.forward", "POST /users/{id}/messages/{id}/forward", "Mail.Send", "message-forward"),
    Fact(
        "message.attachments.create",
        "POST /users/{id}/messages/{id}/attachments",
        "Mail.ReadWrite",
        "message-post-attachments",
        required=("name",),
    ),
    Fact(
        "message.attachments.delete",
        "DELETE /users/{id}/messages/{id}/attachments/{id}",
        "Mail.ReadWrite",
        "attachment-delete",
    ),
    Fact(
        "message.attachments.list",
        "GET /users/{id}/messages/{id}/attachments",
        "Mail.Read",
        "message-list-attachments",
    ),
    Fact(
        "message.attachments.get",
        "GET /users/{id}/messages/{id}/attachments/{id}",
        "Mail.Read",
        "attachment-get",
    ),
    Fact(
        "message.attachment.content",
        "GET /users/{id}/messages/{id}/attachments/{id}/$value",
        "Mail.Read",
        "attachment-get, Get the raw contents: the SDK has no builder for $value",
    ),
)

MEETINGS = (
    Fact(
        "onlineMeeting.create",
        "POST /users/{id}/onlineMeetings",
        "OnlineMeetings.ReadWrite.All",
        "application-post-onlinemeetings",
    ),
    Fact(
        "onlineMeeting.createOrGet",
        "POST /users/{id}/onlineMeetings/createOrGet",
        "OnlineMeetings.ReadWrite.All",
        "onlinemeeting-createorget",
        required=("externalId",),
    ),
    Fact(
        "onlineMeeting.findByJoinUrl",
        "GET /users/{id}/onlineMeetings",
        "OnlineMeetings.Read.All",
        "onlinemeeting-get",
    ),
    Fact(
        "onlineMeeting.get",
        "GET /users/{id}/onlineMeetings/{id}",
        "OnlineMeetings.Read.All",
        "onlinemeeting-get",
    ),
    Fact(
        "onlineMeeting.update",
        "PATCH /users/{id}/onlineMeetings/{id}",
        "OnlineMeetings.ReadWrite.All",
        "onlinemeeting-update",
    ),
    Fact(
        "attendanceReports.list",
        "GET /users/{id}/onlineMeetings/{id}/attendanceReports",
        "OnlineMeetingArtifact.Read.All",
        "meetingattendancereport-list",
    ),
    Fact(
        "attendanceReports.get",
        "GET /users/{id}/onlineMeetings/{id}/attendanceReports/{id}",
        "OnlineMeetingArtifact.Read.All",
        "meetingattendancereport-get",
    ),
    Fact(
        "attendanceRecords.list",
        "GET /users/{id}/onlineMeetings/{id}/attendanceReports/{id}/attendanceRecords",
        "OnlineMeetingArtifact.Read.All",
        "attendancerecord-list",
    ),
    Fact(
        "recordings.list",
        "GET /users/{id}/onlineMeetings/{id}/recordings",
        "OnlineMeetingRecording.Read.All",
        "onlinemeeting-list-recordings",
    ),
    Fact(
        "recordings.content",
        "GET /users/{id}/onlineMeetings/{id}/recordings/{id}/content",
        "OnlineMeetingRecording.Read.All",
        "callrecording-get",
    ),
)

FILES = (
    Fact("drive.get", "GET /drives/{id}", "Files.Read.All", "drive-get"),
    Fact("drive.root.get", "GET /drives/{id}/root", "Files.Read.All", "driveitem-get"),
    Fact("drive.root.byPath", "GET /drives/{id}/root:/{path}", "Files.Read.All", BY_PATH),
    Fact(
        "drive.root.children", "GET /drives/{id}/root/children", "Files.Read.All", "driveitem-list-children"
    ),
    Fact(
        "drive.root.children.create",
        "POST /drives/{id}/root/children",
        "Files.ReadWrite.All",
        "driveitem-post-children",
        required=("name",),
    ),
    Fact(
        "driveItem.children.listByPath", "GET /drives/{id}/root:/{path}:/children", "Files.Read.All", BY_PATH
    ),
    Fact("drive.root.content.getByPath", "GET /drives/{id}/root:/{path}:/content", "Files.Read.All", BY_PATH),
    Fact(
        "drive.root.content.putByPath",
        "PUT /drives/{id}/root:/{path}:/content",
        "Files.ReadWrite.All",
        BY_PATH,
    ),
    Fact(
        "drive.root.createUploadSessionByPath",
        "POST /drives/{id}/root:/{path}:/createUploadSession",
        "Sites.ReadWrite.All",
        "driveitem-createuploadsession",
    ),
    Fact("driveItem.get", "GET /drives/{id}/items/{id}", "Files.Read.All", "driveitem-get"),
    Fact("driveItem.getByPath", "GET /drives/{id}/items/{id}:/{path}", "Files.Read.All", BY_PATH),
    Fact("driveItem.update", "PATCH /drives/{id}/items/{id}", "Files.ReadWrite.All", "driveitem-update"),
    Fact("driveItem.delete", "DELETE /drives/{id}/items/{id}", "Files.ReadWrite.All", "driveitem-delete"),
    Fact(
        "driveItem.children.list",
        "GET /drives/{id}/items/{id}/children",
        "Files.Read.All",
        "driveitem-list-children",
    ),
    Fact(
        "driveItem.byPath.children",
        "GET /drives/{id}/items/{id}:/{path}:/children",
        "Files.Read.All",
        BY_PATH,
    ),
    Fact(
        "driveItem.folder.create",
        "POST /drives/{id}/items/{id}/children",
        "Files.ReadWrite.All",
        "driveitem-post-children",
        required=("name",),
    ),
    Fact(
        "driveItem.content.get",
        "GET /drives/{id}/items/{id}/content",
        "Files.Read.All",
        "driveitem-get-content",
    ),
    Fact(
        "driveItem.content.getByPath",
        "GET /drives/{id}/items/{id}:/{path}:/content",
        "Files.Read.All",
        BY_PATH,
    ),
    Fact(
        "driveItem.content.replace",
        "PUT /drives/{id}/items/{id}/content",
        "Files.ReadWrite.All",
        "driveitem-put-content",
    ),
    Fact(
        "driveItem.content.putByPath",
        "PUT /drives/{id}/items/{id}:/{path}:/content",
        "Files.ReadWrite.All",
        "driveitem-put-content",
    ),
    Fact(
        "driveItem.createUploadSession",
        "POST /drives/{id}/items/{id}/createUploadSession",
        "Sites.ReadWrite.All",
        "driveitem-createuploadsession",
    ),
    Fact(
        "driveItem.createUploadSessionByPath",
        "POST /drives/{id}/items/{id}:/{path}:/createUploadSession",
        "Sites.ReadWrite.All",
        "driveitem-createuploadsession",
    ),
    Fact("driveItem.delta", "GET /drives/{id}/root/delta()", "Files.Read.All", "driveitem-delta"),
    Fact(
        "driveItem.deltaWithToken",
        "GET /drives/{id}/root/delta(token='{id}')",
        "Files.Read.All",
        "driveitem-delta",
    ),
    Fact("driveItem.delta.sdk", "GET /drives/{id}/items/{id}/delta()", "Files.Read.All", "driveitem-delta"),
    Fact(
        "driveItem.deltaWithToken.sdk",
        "GET /drives/{id}/items/{id}/delta(token='{id}')",
        "Files.Read.All",
        "driveitem-delta",
    ),
    Fact("driveItem.copy", "POST /drives/{id}/items/{id}/copy", "Files.ReadWrite.All", "driveitem-copy"),
    Fact(
        "driveItem.createLink",
        "POST /drives/{id}/items/{id}/createLink",
        "Files.ReadWrite.All",
        "driveitem-createlink",
    ),
    Fact(
        "driveItem.invite",
        "POST /drives/{id}/items/{id}/invite",
        "Files.ReadWrite.All",
        "driveitem-invite",
        required=("recipients",),
    ),
    Fact(
        "driveItem.permissions.list",
        "GET /drives/{id}/items/{id}/permissions",
        "Files.Read.All",
        "driveitem-list-permissions",
    ),
    Fact(
        "driveItem.retentionLabel.get",
        "GET /drives/{id}/items/{id}/retentionLabel",
        "Files.Read.All",
        "driveitem-getretentionlabel",
    ),
    Fact(
        "driveItem.retentionLabel.remove",
        "DELETE /drives/{id}/items/{id}/retentionLabel",
        "Files.ReadWrite.All",
        "driveitem-removeretentionlabel",
    ),
    Fact(
        "driveItem.permanentDelete",
        "POST /drives/{id}/items/{id}/permanentDelete",
        "Files.ReadWrite.All",
        "driveitem-permanentdelete",
    ),
    Fact(
        "driveItem.thumbnails.list",
        "GET /drives/{id}/items/{id}/thumbnails",
        "Files.Read.All",
        "driveitem-list-thumbnails",
    ),
    Fact(
        "driveItem.thumbnails.get",
        "GET /drives/{id}/items/{id}/thumbnails/{id}",
        "Files.Read.All",
        "thumbnailset-get",
    ),
    Fact(
        "driveItem.versions.list",
        "GET /drives/{id}/items/{id}/versions",
        "Files.Read.All",
        "driveitem-list-versions",
    ),
    Fact(
        "driveItem.versions.get",
        "GET /drives/{id}/items/{id}/versions/{id}",
        "Files.Read.All",
        "driveitemversion-get",
    ),
    Fact(
        "driveItem.versions.content.get",
        "GET /drives/{id}/items/{id}/versions/{id}/content",
        "Files.Read.All",
        "driveitemversion-get-contents",
    ),
    Fact(
        "driveItem.versions.restore",
        "POST /drives/{id}/items/{id}/versions/{id}/restoreVersion",
        "Files.ReadWrite.All",
        "driveitemversion-restore",
    ),
    Fact("drive.search", "GET /drives/{id}/search(q='{id}')", "Files.Read.All", "driveitem-search"),
    Fact("drive.root.search", "GET /drives/{id}/root/search(q='{id}')", "Files.Read.All", "driveitem-search"),
    Fact(
        "driveItem.search",
        "GET /drives/{id}/items/{id}/search(q='{id}')",
        "Files.Read.All",
        "driveitem-search",
    ),
    Fact("group.drives.list", "GET /groups/{id}/drives", "Files.Read.All", "drive-list"),
    Fact("site.drives.list", "GET /sites/{id}/drives", "Files.Read.All", "drive-list"),
    Fact("user.drives.list", "GET /users/{id}/drives", "Files.Read.All", "drive-list"),
    Fact("user.drive.get", "GET /users/{id}/drive", "Files.Read.All", "drive-get"),
    Fact("site.getAllSites", "GET /sites/getAllSites()", "Sites.Read.All", "site-getallsites"),
    Fact("site.search", "GET /sites", "Sites.Read.All", "site-search"),
    Fact("share.driveItem.get", "GET /shares/{id}/driveItem", "Files.Read.All", "shares-get"),
    Fact(
        "share.permission.get",
        "GET /shares/{id}/permission",
        "Files.Read.All",
        "resources/shareddriveitem, the relationship permission",
    ),
)

ALL_SERVICES = (
    Fact(
        "subscription.create",
        "POST /subscriptions",
        "",
        "subscription-post-subscriptions",
        required=("changeType", "notificationUrl", "resource", "expirationDateTime"),
    ),
    Fact("subscription.list", "GET /subscriptions", "", "subscription-list"),
    Fact("subscription.get", "GET /subscriptions/{id}", "", "subscription-get"),
    Fact("subscription.update", "PATCH /subscriptions/{id}", "", "subscription-update"),
    Fact("subscription.delete", "DELETE /subscriptions/{id}", "", "subscription-delete"),
    Fact(
        "subscription.reauthorize",
        "POST /subscriptions/{id}/reauthorize",
        "",
        "subscription-reauthorize",
    ),
    Fact(
        "batch",
        "POST /$batch",
        "",
        "concepts, Combine multiple requests in one HTTP call using JSON batching",
        required=("requests",),
    ),
)

DIRECTORY = (
    Fact("user.delta", "GET /users/delta()", "User.ReadBasic.All", "user-delta"),
    Fact("user.memberOf", "GET /users/{id}/memberOf", "User.Read.All", "user-list-memberof"),
    Fact(
        "user.transitiveMemberOf",
        "GET /users/{id}/transitiveMemberOf",
        "User.Read.All",
        "user-list-transitivememberof",
    ),
    Fact("user.joinedTeams", "GET /users/{id}/joinedTeams", "Team.ReadBasic.All", "user-list-joinedteams"),
    Fact("user.manager", "GET /users/{id}/manager", "User.Read.All", "user-list-manager"),
    Fact(
        "user.manager.assign",
        "PUT /users/{id}/manager/$ref",
        "User.ReadWrite.All",
        "user-post-manager",
        required=("@odata.id",),
    ),
    Fact(
        "user.manager.remove", "DELETE /users/{id}/manager/$ref", "User.ReadWrite.All", "user-delete-manager"
    ),
    Fact(
        "user.licenseDetails", "GET /users/{id}/licenseDetails", "User.Read.All", "user-list-licensedetails"
    ),
    Fact("group.delta", "GET /groups/delta()", "GroupMember.Read.All", "group-delta"),
    Fact(
        "group.transitiveMembers",
        "GET /groups/{id}/transitiveMembers",
        "GroupMember.Read.All",
        "group-list-transitivemembers",
    ),
    Fact(
        "directory.deletedUsers.list",
        "GET /directory/deletedItems/microsoft.graph.user",
        "User.Read.All",
        "directory-deleteditems-list",
    ),
    Fact(
        "directory.deletedApplications.list",
        "GET /directory/deletedItems/microsoft.graph.application",
        "Application.Read.All",
        "directory-deleteditems-list",
    ),
    Fact(
        "directory.deletedItems.delete",
        "DELETE /directory/deletedItems/{id}",
        "User.DeleteRestore.All",
        "directory-deleteditems-delete",
    ),
    Fact("organization.get", "GET /organization/{id}", "Organization.Read.All", "organization-get"),
    Fact("domain.list", "GET /domains", "Domain.Read.All", "domain-list"),
    Fact("domain.get", "GET /domains/{id}", "Domain.Read.All", "domain-get"),
)

REGISTRATIONS = (
    Fact("application.list", "GET /applications", "Application.Read.All", "application-list"),
    Fact(
        "application.create",
        "POST /applications",
        "Application.ReadWrite.OwnedBy",
        "application-post-applications",
        required=("displayName",),
    ),
    Fact("application.get", "GET /applications/{id}", "Application.Read.All", "application-get"),
    Fact(
        "application.get.byAppId",
        "GET /applications(appId='{id}')",
        "Application.Read.All",
        "application-get",
    ),
    Fact(
        "application.update",
        "PATCH /applications/{id}",
        "Application.ReadWrite.OwnedBy",
        "application-update",
    ),
    Fact(
        "application.delete",
        "DELETE /applications/{id}",
        "Application.ReadWrite.OwnedBy",
        "application-delete",
    ),
    Fact(
        "application.addPassword",
        "POST /applications/{id}/addPassword",
        "Application.ReadWrite.OwnedBy",
        "application-addpassword",
    ),
    Fact(
        "application.removePassword",
        "POST /applications/{id}/removePassword",
        "Application.ReadWrite.OwnedBy",
        "application-removepassword",
        required=("keyId",),
    ),
    Fact("servicePrincipal.list", "GET /servicePrincipals", "Application.Read.All", "serviceprincipal-list"),
    Fact(
        "servicePrincipal.create",
        "POST /servicePrincipals",
        "Application.ReadWrite.OwnedBy",
        "serviceprincipal-post-serviceprincipals",
        required=("appId",),
    ),
    Fact(
        "servicePrincipal.get", "GET /servicePrincipals/{id}", "Application.Read.All", "serviceprincipal-get"
    ),
    Fact(
        "servicePrincipal.get.byAppId",
        "GET /servicePrincipals(appId='{id}')",
        "Application.Read.All",
        "serviceprincipal-get",
    ),
    Fact(
        "servicePrincipal.update",
        "PATCH /servicePrincipals/{id}",
        "Application.ReadWrite.OwnedBy",
        "serviceprincipal-update",
    ),
    Fact(
        "servicePrincipal.delete",
        "DELETE /servicePrincipals/{id}",
        "Application.ReadWrite.OwnedBy",
        "serviceprincipal-delete",
    ),
    Fact(
        "servicePrincipal.appRoleAssignments.create",
        "POST /servicePrincipals/{id}/appRoleAssignments",
        "AppRoleAssignment.ReadWrite.All",
        "serviceprincipal-post-approleassignments",
        required=("principalId", "resourceId", "appRoleId"),
    ),
    Fact(
        "servicePrincipal.appRoleAssignments.delete",
        "DELETE /servicePrincipals/{id}/appRoleAssignments/{id}",
        "AppRoleAssignment.ReadWrite.All",
        "serviceprincipal-delete-approleassignments",
    ),
    Fact(
        "servicePrincipal.appRoleAssignedTo",
        "GET /servicePrincipals/{id}/appRoleAssignedTo",
        "Application.Read.All",
        "serviceprincipal-list-approleassignedto",
    ),
    Fact(
        "servicePrincipal.appRoleAssignedTo.create",
        "POST /servicePrincipals/{id}/appRoleAssignedTo",
        "AppRoleAssignment.ReadWrite.All",
        "serviceprincipal-post-approleassignedto",
        required=("principalId", "resourceId", "appRoleId"),
    ),
    Fact(
        "servicePrincipal.appRoleAssignedTo.delete",
        "DELETE /servicePrincipals/{id}/appRoleAssignedTo/{id}",
        "AppRoleAssignment.ReadWrite.All",
        "serviceprincipal-delete-approleassignedto",
    ),
    Fact(
        "oauth2PermissionGrant.list",
        "GET /oauth2PermissionGrants",
        "Directory.Read.All",
        "oauth2permissiongrant-list",
    ),
    Fact(
        "oauth2PermissionGrant.create",
        "POST /oauth2PermissionGrants",
        "DelegatedPermissionGrant.ReadWrite.All",
        "oauth2permissiongrant-post",
        required=("clientId", "consentType", "resourceId", "scope"),
    ),
    Fact(
        "oauth2PermissionGrant.get",
        "GET /oauth2PermissionGrants/{id}",
        "Directory.Read.All",
        "oauth2permissiongrant-get",
    ),
    Fact(
        "oauth2PermissionGrant.update",
        "PATCH /oauth2PermissionGrants/{id}",
        "DelegatedPermissionGrant.ReadWrite.All",
        "oauth2permissiongrant-update",
    ),
    Fact(
        "oauth2PermissionGrant.delete",
        "DELETE /oauth2PermissionGrants/{id}",
        "DelegatedPermissionGrant.ReadWrite.All",
        "oauth2permissiongrant-delete",
    ),
    Fact(
        "site.permissions.list",
        "GET /sites/{id}/permissions",
        "Sites.FullControl.All",
        "site-list-permissions",
    ),
    Fact(
        "site.permissions.create",
        "POST /sites/{id}/permissions",
        "Sites.FullControl.All",
        "site-post-permissions",
        required=("roles",),
    ),
    Fact(
        "site.permissions.get",
        "GET /sites/{id}/permissions/{id}",
        "Sites.FullControl.All",
        "site-get-permission",
    ),
    Fact(
        "site.permissions.update",
        "PATCH /sites/{id}/permissions/{id}",
        "Sites.FullControl.All",
        "site-update-permission",
        required=("roles",),
    ),
    Fact(
        "site.permissions.delete",
        "DELETE /sites/{id}/permissions/{id}",
        "Sites.FullControl.All",
        "site-delete-permission",
    ),
    Fact(
        "driveItem.permissions.create",
        "POST /drives/{id}/items/{id}/permissions",
        "Sites.FullControl.All",
        "driveitem-post-permissions",
        required=("roles",),
    ),
)

FACTS = {
    row.name: row
    for row in (
        *PEOPLE,
        *DIRECTORY,
        *REGISTRATIONS,
        *TEAMS,
        *PLANNER,
        *OUTLOOK,
        *MEETINGS,
        *FILES,
        *ALL_SERVICES,
    )
}

# Two addresses of one thing, of which the SDK has the second. Source: concepts, Addressing resources in a drive; and
# OData 4.0 URL conventions, 4.3: a key in brackets is a key after a stroke.
SAME_ADDRESS = (
    (r"/drives/\{id\}/root\b", "/drives/{id}/items/{id}"),
    (r":/\{path\}:?", ""),
    (r"/sites/root$", "/sites/{id}"),
    (r"/(teams|operations)\('\{id\}'\)", r"/\1/{id}"),
)

# Query options an answer's own link carries, which no builder names. Source: concepts, Paging, and Delta query.
OPTIONS_OF_LINKS = {"$skiptoken", "$deltatoken", "$skip", "token"}

# Parameters of an action that its page describes and the SDK's model has not.
PARAMETERS_BESIDE_THE_SDK = {
    "createuploadsessionpostrequestbody": {"deferCommit": "bool"},  # driveitem-createuploadsession
}

# What else an object may carry. Source: concepts, the OData annotations of Microsoft Graph; driveitem-post-children.
ANNOTATIONS = {
    "@odata.type",
    "@odata.id",
    "@odata.etag",
    "@odata.context",
    "@microsoft.graph.conflictBehavior",
    "@microsoft.graph.sourceUrl",
    "@microsoft.graph.downloadUrl",
}

# Types whose members have names of the caller's own, and what each member is. Source: resources/plannerassignments,
# plannerchecklistitems, plannerexternalreferences, plannerappliedcategories, planneruserids.
OPEN_TYPES = {
    "plannerassignments": "#plannerassignment",
    "plannerchecklistitems": "#plannerchecklistitem",
    "plannerexternalreferences": "#plannerexternalreference",
    "plannerappliedcategories": "bool",
    "planneruserids": "bool",
    "plannerorderhintsbyassignee": "str",
}

# Types that no builder takes or gives, so that the SDK has no models of them: the members of open types.
TYPES_BESIDE_THE_SDK = {
    "plannerassignment": {  # resources/plannerassignment
        "assignedBy": "#identityset",
        "assignedDateTime": "datetime",
        "orderHint": "str",
    },
    "plannerchecklistitem": {  # resources/plannerchecklistitem
        "isChecked": "bool",
        "lastModifiedBy": "#identityset",
        "lastModifiedDateTime": "datetime",
        "orderHint": "str",
        "title": "str",
    },
    "plannerexternalreference": {  # resources/plannerexternalreference
        "alias": "str",
        "lastModifiedBy": "#identityset",
        "lastModifiedDateTime": "datetime",
        "previewPriority": "str",
        "type": "str",
    },
}

# Properties that are never null. Source: Nullable="false" in the metadata of v1.0, graph.microsoft.com/v1.0/$metadata.
NEVER_NULL = {
    "aadusernotificationrecipient.userId",
    "attachment.isInline",
    "channel.displayName",
    "datetimetimezone.dateTime",
    "entity.id",
    "group.groupTypes",
    "keyvaluepair.name",
    "invitation.inviteRedirectUrl",
    "invitation.invitedUserEmailAddress",
    "plannerbucket.name",
    "plannerplan.title",
    "plannertask.title",
    "recurrencepattern.dayOfMonth",
    "recurrencepattern.interval",
    "recurrencepattern.month",
    "recurrencerange.numberOfOccurrences",
    "subscription.changeType",
    "subscription.expirationDateTime",
    "subscription.notificationUrl",
    "subscription.resource",
    "teamworkactivitytopic.value",
    "timeslot.end",
    "timeslot.start",
}

# Names that Graph answers with and its v1.0 metadata has not. Source: the examples on the page.
ANSWERED_BESIDE_THE_SDK = {
    "teamstab": {"sortOrderIndex"},  # channel-get-tabs
    "event": {"occurrenceId"},  # user-post-events, the answer of 2025
    "group": {"creationOptions"},  # group-get
    "team": {"discoverySettings"},  # team-get, the answer of 2025
    "identity": {"email"},  # driveitem-list-permissions
    "identityset": {"group"},  # drive-get
    "subscription": {"notificationContentType"},  # subscription-get
}

TEAMS_LIMITS = (
    "concepts, Microsoft Graph service-specific throttling limits: Microsoft Teams, for each app and tenant"
)
OUTLOOK_LIMITS = "the same page: Outlook, for each app and mailbox"
IDENTITY_LIMITS = "the same page: Identity and access, a small tenant"
LIMITS = (
    Limit("global", 130_000, 10, "the same page: all services, for each app across all tenants"),
    Limit("oneTeamOrChannel", 4, 1, TEAMS_LIMITS),
    Limit("teamsRead", 30, 1, TEAMS_LIMITS),
    Limit("teamsList", 60, 1, TEAMS_LIMITS),
    Limit("teamsWrite", 30, 1, TEAMS_LIMITS),
    Limit("teamsDelete", 15, 1, TEAMS_LIMITS),
    Limit("teamsCreate", 10, 1, TEAMS_LIMITS),
    Limit("teamsOnGroup", 6, 1, TEAMS_LIMITS),
    Limit("activityNotification", 5, 1, TEAMS_LIMITS),
    Limit("plannerWrite", 2, 1, "assumed: the same page says that Planner publishes none"),
    Limit("mailbox", 10_000, 600, OUTLOOK_LIMITS),
    Limit("mailboxAtOnce", 4, 0, OUTLOOK_LIMITS),
    Limit("mailboxSending", 30, 60, "Exchange Online limits, Message rate limit"),
    Limit(
        "sharePoint",
        1_200,
        60,
        "SharePoint, How to avoid getting throttled: resource units, up to 1,000 licences",
    ),
    Limit("identity", 3_500, 10, IDENTITY_LIMITS),
    Limit("identityWrite", 3_000, 150, IDENTITY_LIMITS),
    Limit("invitations", 150, 5, "the same page: Invitation manager"),
    Limit("subscriptionWrite", 1_000, 20, "the same page: Change notifications, for each app and tenant"),
    Limit(
        "meetingInformation", 2_000, 30 * 86_400, "the same page: Cloud communication, Meeting information"
    ),
)
