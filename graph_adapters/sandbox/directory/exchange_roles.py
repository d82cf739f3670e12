"""Exchange's RBAC for Applications: an app reaches single mailboxes by a role its token does not name.

Source: Microsoft Learn, Role Based Access Control for Applications in Exchange Online. The setting `exchangeRoles`
holds assignments: {"app": client id, "role": "Application Mail.Send", "mailboxes": ["*" or ids and addresses]}.
"""

import re
from urllib.parse import unquote

from graph_adapters.sandbox.directory.accounts import addresses_of
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row

MAILBOX = re.compile(
    r"^/users(?:/|\(')([^/')]+)(?:'\))?/(sendMail|messages|mailFolders|events|calendar|mailboxSettings|outlook)",
    re.IGNORECASE,
)
PREFIX = "application "
WHOLE = {
    "mail full access": {"Mail.Read", "Mail.ReadBasic", "Mail.ReadWrite", "Mail.Send"},
    "exchange full access": {
        *(
            "Calendars.Read",
            "Calendars.ReadWrite",
            "Mail.Read",
            "Mail.ReadBasic",
            "Mail.ReadWrite",
            "Mail.Send",
        ),
        *("MailboxSettings.Read", "MailboxSettings.ReadWrite"),
    },
}
PERMISSIONS = {
    "calendars.read": "Calendars.Read",
    "calendars.readwrite": "Calendars.ReadWrite",
    "mail.read": "Mail.Read",
    "mail.readbasic": "Mail.ReadBasic",
    "mail.readwrite": "Mail.ReadWrite",
    "mail.send": "Mail.Send",
    "mailboxsettings.read": "MailboxSettings.Read",
    "mailboxsettings.readwrite": "MailboxSettings.ReadWrite",
}


def mailbox_permissions(call: Call) -> set[str]:
    """Return the permissions the asking app has on the mailbox of this request by Exchange's own word."""
    match = MAILBOX.match(call.path)
    if match is None:
        return set()
    names = _names(call, unquote(match[1]))
    mine = [one for one in call.state.setting("exchangeRoles") if one["app"] == call.caller.app_id]
    return set().union(*(_of_role(one["role"]) for one in mine if _covers(one, names)))


def _names(call: Call, key: str) -> set[str]:
    """Return everything the mailbox may be called by in a scope."""
    user: Row | None = call.state.get("user", key) or call.state.first("user", "userPrincipalName", key)
    if user is None:
        return {key.casefold()}
    return addresses_of(user) | {user["id"].casefold(), user["userPrincipalName"].casefold()}


def _covers(assignment: Row, names: set[str]) -> bool:
    return bool({name.casefold() for name in assignment["mailboxes"]} & (names | {"*"}))


def _of_role(role: str) -> set[str]:
    name = role.casefold().removeprefix(PREFIX)
    return WHOLE.get(name) or {PERMISSIONS[name]}
