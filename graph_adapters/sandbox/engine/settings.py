"""The settings of `/_sandbox/settings`, with their first values."""

from graph_adapters.sandbox.engine.tables import Row

SETTINGS: Row = {
    "groupReplicationSeconds": 0,  # PUT /groups/{id}/team answers 404 while the group is younger
    "guestReplicationSeconds": 0,  # an invited guest can be no group member before
    "guestReplicationCalls": 0,
    "withoutTeamsLicence": [],
    "groupNaming": {},  # the naming policy of groups: {"prefix", "suffix", "blockedWords"}
    "groupLabelRequired": False,  # a new group must carry a sensitivity label
    "groupLifetimeDays": None,  # after how many days a group that nobody renews expires
    "teamCreationSeconds": 0,  # how long POST /teams works on
    "filesFolderCalls": 1,  # how many times filesFolder is not there yet
    "filesFolderSeconds": 0,
    "calendarDeltaSeconds": 30 * 86_400,  # how long a calendar's delta link is good for
    "sentItemsSeconds": 0,  # how long after the mail has left the sender's copy is filed
    "sendAs": {},  # who may send in another mailbox's name: {its address: [addresses]}
    "sendOnBehalf": {},  # who may send on behalf of another mailbox: {its address: [addresses]}
    "applicationAccessPolicy": [],  # whose online meetings apps may see: ids, addresses or "*"
    "exchangeRoles": [],  # Exchange's own roles of apps on single mailboxes: {app, role, mailboxes}
    "teamsApps": {},  # the organisation's own Teams apps: {id: name}
    "limits": False,  # whether the documented limits of the services are kept to
    "limitNumbers": {},  # what /_sandbox/limits has set otherwise than documented
    "plannerTab": "refuse",  # or "accept"
    "deltaPage": 200,  # how many items a page of a drive's changes holds
    "deltaTokenSeconds": 30 * 86400,  # how long a delta token is good for; older ones are answered 410
    "downloadSeconds": 3600,  # how long a pre-authenticated address is good for
    "uploadSeconds": 7 * 86400,  # how long an upload session lies open after its last piece
    "copySeconds": 0,  # how long a copy says that it works on
    "notificationSeconds": 0,  # how long after a change its notification is sent
    "notificationRetrySeconds": 1,  # the first pause after a failed delivery; it doubles
    "notificationSlowShare": 0.10,  # from this share of slow answers on, an endpoint waits
    "notificationSlowSeconds": 10,
    "notificationDropShare": 0.15,  # and from this share on, it is told nothing more
    "redirectUris": None,  # where people may be sent after signing in; None is https and loopback
    "clientSecrets": None,  # which secrets an app may prove itself by; None is any
    "roles": None,  # what the token endpoint grants; None is everything
}
