"""Every application permission we ask for: what needs it, what is narrower, and what stops without it.

The one table: the doctor, `infra/permissions.md` and `infra/entra/` are made from it. An operation is named by its
method and address; `tests/graph_adapters/permissions/` reads them from the adapters' code and compares.
Source: Microsoft's permissions reference, of which each operation we send needs at least one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A sentence in the two languages of a document for IT."""

    nb: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Permission:
    """An application permission. Without capabilities it is always needed; an optional one helps and may be refused."""

    name: str
    capabilities: tuple[str, ...] = ()
    operations: tuple[str, ...]
    narrower: Words
    without: Words
    optional: bool = False


RBAC = Words(
    "RBAC for Applications i Exchange, for postboksen vår alene. Da gis den ikke i Entra.",
    "RBAC for Applications in Exchange, for our mailbox alone. It is then not given in Entra.",
)
POLICY = Words(
    "Virker bare for møteeiere som Teams-policyen `CsApplicationAccessPolicy` navngir: gi den til vår ene.",
    "Works for organisers that the Teams policy `CsApplicationAccessPolicy` names alone: give it to our one.",
)

PERMISSIONS: tuple[Permission, ...] = (
    Permission(
        name="User.Read.All",
        operations=("GET /users", "GET /users/{id}"),
        narrower=Words(
            "Ingen: `User.ReadBasic.All` viser verken om en konto er åpen, eller om den har Teams.",
            "None: `User.ReadBasic.All` shows neither whether an account is open nor whether it has Teams.",
        ),
        without=Words(
            "Ingen blir funnet i katalogen, så ingen blir medlem, får oppgaver eller kan slippe folk inn i møter.",
            "Nobody is found in the directory, so nobody becomes a member, is given tasks or lets people in.",
        ),
    ),
    Permission(
        name="Group.ReadWrite.All",
        capabilities=("team",),
        operations=(
            "GET /groups",
            "GET /groups/{id}",
            "PATCH /groups(uniqueName='{id}')",
            "PATCH /groups/{id}",
            "PUT /groups/{id}/team",
            "DELETE /groups/{id}",
        ),
        narrower=Words(
            "IT lager Teamet, og det tas i bruk her: `team=by_hand`.",
            "IT makes the Team, and it is taken into use here: `team=by_hand`.",
        ),
        without=Words(
            "Tjenesten lager ikke Teams, gir dem ikke nytt navn og tar dem ikke bort når et kull angres.",
            "The service makes no Teams, renames none, and takes none away when a cohort is undone.",
        ),
    ),
    Permission(
        name="TeamSettings.ReadWrite.All",
        capabilities=("team",),
        operations=("GET /teams/{id}", "POST /teams/{id}/archive"),
        narrower=Words(
            "`TeamSettings.ReadWrite.Group` på det ene Teamet.",
            "`TeamSettings.ReadWrite.Group` on the one Team.",
        ),
        without=Words(
            "Et Team arkiveres ikke når kullet er over, og vi ser ikke om andre har arkivert det.",
            "A Team is not archived when its cohort is over, and we do not see whether others have archived it.",
        ),
    ),
    Permission(
        name="Channel.Create",
        capabilities=("channels",),
        operations=("POST /teams/{id}/channels",),
        narrower=Words(
            "`Channel.Create.Group` på det ene Teamet.", "`Channel.Create.Group` on the one Team."
        ),
        without=Words("Teamene får ikke kanaler.", "The teams get no channels."),
    ),
    Permission(
        name="ChannelSettings.ReadWrite.All",
        capabilities=("channels",),
        operations=(
            "GET /teams/{id}/channels",
            "GET /teams/{id}/channels/{id}",
            "GET /teams/{id}/primaryChannel",
            "PATCH /teams/{id}/channels/{id}",
            "POST /teams/{id}/channels/{id}/archive",
            "POST /teams/{id}/channels/{id}/unarchive",
        ),
        narrower=Words(
            "`ChannelSettings.ReadWrite.Group` på det ene Teamet; kanalen til et team som slutter, arkiveres for hånd.",
            "`ChannelSettings.ReadWrite.Group` on the one Team; a channel of a team that leaves is archived by hand.",
        ),
        without=Words(
            "Vi finner ikke kanalene igjen, og et team som bytter navn, får ikke nytt navn på kanalen.",
            "We do not find the channels again, and a team that is renamed keeps the old name on its channel.",
        ),
    ),
    Permission(
        name="TeamsTab.ReadWrite.All",
        capabilities=("channels",),
        operations=(
            "GET /teams/{id}/channels/{id}/tabs",
            "POST /teams/{id}/channels/{id}/tabs",
            "PATCH /teams/{id}/channels/{id}/tabs/{id}",
            "DELETE /teams/{id}/channels/{id}/tabs/{id}",
        ),
        narrower=Words(
            "`TeamsTab.Create.Group` og `TeamsTab.ReadWrite.Group` på det ene Teamet.",
            "`TeamsTab.Create.Group` and `TeamsTab.ReadWrite.Group` on the one Team.",
        ),
        without=Words("Kanalene får ingen faner.", "The channels get no tabs."),
    ),
    Permission(
        name="Sites.ReadWrite.All",
        capabilities=("channels",),
        operations=(
            "GET /teams/{id}/channels/{id}/filesFolder",
            "GET /drives/{id}/root/delta",
            "GET /drives/{id}/items/{id}",
            "GET /drives/{id}/items/{id}/children",
            "GET /drives/{id}/items/{id}/delta()",
            "GET /drives/{id}/items/{id}/permissions",
            "GET /shares/{id}/driveItem",
            "GET /shares/{id}/permission",
            "POST /drives/{id}/items/{id}/children",
            "POST /drives/{id}/items/{id}/copy",
            "POST /drives/{id}/items/{id}/invite",
            "POST /drives/{id}/items/{id}:/{id}:/createUploadSession",
            "PUT /drives/{id}/items/{id}:/{id}:/content",
            "PATCH /drives/{id}/items/{id}",
            "DELETE /drives/{id}/items/{id}",
        ),
        narrower=Words(
            "`Sites.Selected`, med `write` på Teamets eget nettsted, og `File.Read.Group` på Teamet. "
            "`Files.ReadWrite.All` er ikke smalere i noe annet "
            "enn lister og sider, og Microsoft lar den ikke sende store filer.",
            "`Sites.Selected`, with `write` on the Team's own site, and `File.Read.Group` on the Team. "
            "`Files.ReadWrite.All` is narrower in lists and "
            "pages alone, and Microsoft does not let it send large files.",
        ),
        without=Words(
            "Teamene får verken mapper, maler eller filer, og det de leverer, blir ikke funnet.",
            "The teams get neither folders, templates nor files, and what they hand in is not found.",
        ),
    ),
    Permission(
        name="TeamMember.ReadWrite.All",
        capabilities=("members",),
        operations=(
            "GET /teams/{id}/members",
            "POST /teams/{id}/members/add",
            "PATCH /teams/{id}/members/{id}",
            "DELETE /teams/{id}/members/{id}",
        ),
        narrower=Words(
            "`TeamMember.ReadWriteNonOwnerRole.All` med `TeamMember.Read.Group`, der ingen gjøres til eier. "
            "Ellers melder IT folk inn: `members=by_hand`.",
            "`TeamMember.ReadWriteNonOwnerRole.All` with `TeamMember.Read.Group`, where nobody is made an owner. "
            "Else IT lets people in: `members=by_hand`.",
        ),
        without=Words(
            "Ingen blir meldt inn i eller ut av Teamet.", "Nobody is let into the Team or taken out of it."
        ),
    ),
    Permission(
        name="User.Invite.All",
        capabilities=("guests",),
        operations=("POST /invitations",),
        narrower=Words(
            "Ingen. IT inviterer gjestene: `guests=by_hand`.",
            "None. IT invites the guests: `guests=by_hand`.",
        ),
        without=Words(
            "Folk utenfor huset, som i kommunene, blir ikke gjester.",
            "People outside the house, as in municipalities, do not become guests.",
        ),
    ),
    Permission(
        name="Tasks.ReadWrite.All",
        capabilities=("planner",),
        operations=(
            "GET /groups/{id}/planner/plans",
            "GET /planner/plans/{id}",
            "GET /planner/plans/{id}/buckets",
            "GET /planner/plans/{id}/tasks",
            "GET /planner/buckets/{id}",
            "GET /planner/buckets/{id}/tasks",
            "GET /planner/tasks/{id}",
            "GET /planner/tasks/{id}/details",
            "POST /planner/plans",
            "POST /planner/buckets",
            "POST /planner/tasks",
            "PATCH /planner/plans/{id}",
            "PATCH /planner/buckets/{id}",
            "PATCH /planner/tasks/{id}",
            "PATCH /planner/tasks/{id}/details",
            "DELETE /planner/plans/{id}",
            "DELETE /planner/buckets/{id}",
            "DELETE /planner/tasks/{id}",
        ),
        narrower=Words(
            "Ingen: Planner har ikke tilgang for ett Team. `planner=off` legger oppgavene i en fil hos hvert team.",
            "None: Planner has no access for one Team. `planner=off` puts the tasks in a file with each team.",
        ),
        without=Words("Teamene får ingen planer og oppgaver.", "The teams get no plans and no tasks."),
    ),
    Permission(
        name="Calendars.ReadWrite",
        capabilities=("calendar",),
        operations=(
            "GET /users/{id}/calendars",
            "GET /users/{id}/calendarView/delta()",
            "GET /users/{id}/events",
            "GET /users/{id}/events/{id}",
            "POST /users/{id}/calendar/getSchedule",
            "POST /users/{id}/events",
            "POST /users/{id}/events/{id}/cancel",
            "PATCH /users/{id}/events/{id}",
        ),
        narrower=RBAC,
        without=Words(
            "Ingen får innkalling, og svar og flytting i Outlook blir ikke fanget opp.",
            "Nobody is invited, and answers and moves in Outlook are not taken up.",
        ),
    ),
    Permission(
        name="Mail.Send",
        capabilities=("mail",),
        operations=("POST /users/{id}/sendMail",),
        narrower=RBAC,
        without=Words("Brevene blir liggende, og må sendes for hånd.", "Letters stay, and are sent by hand."),
    ),
    Permission(
        name="Mail.Read",
        capabilities=("mail",),
        operations=(
            "GET /users/{id}/mailFolders/{id}/messages",
            "GET /users/{id}/mailFolders/{id}/messages/delta()",
            "GET /users/{id}/messages",
            "GET /users/{id}/messages/{id}/attachments",
            "GET /users/{id}/messages/{id}/attachments/{id}",
            "GET /users/{id}/messages/{id}/attachments/{id}/$value",
        ),
        narrower=RBAC,
        without=Words(
            "Kommer svaret på et brev bort, må et menneske avgjøre om det ble sendt. Filer på e-post blir ikke hentet.",
            "When the answer to a letter is lost, a person decides whether it was sent. No file sent by mail is read.",
        ),
        optional=True,
    ),
    Permission(
        name="OnlineMeetings.Read.All",
        capabilities=("attendance",),
        operations=("GET /users/{id}/onlineMeetings",),
        narrower=POLICY,
        without=Words(
            "Møtet bak en innkalling blir ikke funnet, så oppmøtet føres for hånd.",
            "The meeting behind an invitation is not found, so attendance is entered by hand.",
        ),
    ),
    Permission(
        name="OnlineMeetingArtifact.Read.All",
        capabilities=("attendance",),
        operations=(
            "GET /users/{id}/onlineMeetings/{id}/attendanceReports",
            "GET /users/{id}/onlineMeetings/{id}/attendanceReports/{id}",
        ),
        narrower=POLICY,
        without=Words("Oppmøtet føres for hånd.", "Attendance is entered by hand."),
    ),
    Permission(
        name="OnlineMeetings.ReadWrite.All",
        capabilities=("calendar",),
        operations=("PATCH /users/{id}/onlineMeetings/{id}",),
        narrower=POLICY,
        without=Words(
            "Fagansvarlige blir ikke medarrangører, så lobbyen i møtet settes for hånd i Teams.",
            "Faculty do not become co-organisers, so the lobby of a meeting is set by hand in Teams.",
        ),
        optional=True,
    ),
)

BY_WHAT_THEY_LEAD_TO = (
    "GET /subscriptions",
    "POST /subscriptions",
    "PATCH /subscriptions/{id}",
    "DELETE /subscriptions/{id}",
)
"""Microsoft has no permission for a subscription: it asks for leave to read what is subscribed to, here files."""
