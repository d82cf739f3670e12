"""Accounts of the directory: their addresses, licences and mailboxes, and the shape Graph shows them in."""

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

HOME_DOMAIN = "example.no"
# Columns of a row that are the sandbox's own and never shown.
OWN_COLUMNS = {"aliases", "appRoles", "homeTenant", "invitedAt", "licensed", "mailbox", "manager"}

# Service plans of Microsoft 365 E3 (Microsoft Learn, licensing-service-plan-reference).
SKU_ID, SKU_NAME = "05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3"
TEAMS_PLAN = "57ff2da0-773e-42df-b2af-ffb7a2317929"
PLANS = {
    "efb87545-963c-4e0d-99df-69c6916d9eb0": ("exchange", "EXCHANGE_S_ENTERPRISE"),
    TEAMS_PLAN: ("TeamspaceAPI", "TEAMS1"),
    "5dbe027f-2339-4123-9542-606e4d348a72": ("SharePoint", "SHAREPOINTENTERPRISE"),
    "b737dad2-2f6c-4c65-90e3-ca563267e8b9": ("ProjectWorkManagement", "PROJECTWORKMANAGEMENT"),
}

UNKNOWN: Json = dict.fromkeys(
    [
        "ageGroup",
        "city",
        "companyName",
        "consentProvidedForMinor",
        "country",
        "creationType",
        "deletedDateTime",
        "department",
        "employeeHireDate",
        "employeeId",
        "employeeType",
        "externalUserState",
        "externalUserStateChangeDateTime",
        "faxNumber",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "onPremisesImmutableId",
        "onPremisesLastSyncDateTime",
        "onPremisesSyncEnabled",
        "postalCode",
        "preferredLanguage",
        "state",
        "streetAddress",
        "usageLocation",
    ]
)


def person_at(state: State, address: str) -> Row | None:
    """Find the account that mail to this address reaches: by its primary address, or by an alias."""
    return state.first("user", "mail", address) or state.first("user", "aliases", address)


def addresses_of(user: Row) -> set[str]:
    """Return every address that reaches the account, in small letters."""
    return {address.casefold() for address in (user["mail"], *user.get("aliases", [])) if address}


def has_mailbox(user: Row) -> bool:
    """Guests have none, nor have accounts that were seeded without one."""
    usual = user["userType"] != "Guest" and user.get("licensed", True)
    return bool(user["mail"] and user.get("mailbox", usual))


def is_licensed(user: Row) -> bool:
    return bool(user.get("licensed", user["userType"] != "Guest"))


def may_use_teams(state: State, user: Row) -> bool:
    """Guests need no licence for Teams; members do, and the setting names those without that plan."""
    is_left_out = user["mail"] in state.setting("withoutTeamsLicence")
    return not is_left_out and (user["userType"] == "Guest" or is_licensed(user))


def whole_user(row: Row, without_teams: bool = False) -> Json:
    first, _, last = row["displayName"].rpartition(" ")
    shown = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
    names = {"businessPhones": [], "givenName": first or None, "surname": last, "imAddresses": []}
    return UNKNOWN | names | _addresses(row) | _licences(row, without_teams) | _origin(row) | shown


def _addresses(row: Row) -> Json:
    mail, login = row["mail"], row["userPrincipalName"]
    proxies = [f"SMTP:{mail}"] if mail else []
    proxies += [f"smtp:{alias}" for alias in row.get("aliases", [])]
    nickname = login.rpartition("@")[0] if "#EXT#" in login else (mail or login).partition("@")[0]
    return {"mailNickname": nickname, "proxyAddresses": proxies, "otherMails": []}


def _licences(row: Row, without_teams: bool) -> Json:
    if not is_licensed(row):
        return {"assignedLicenses": [], "assignedPlans": []}
    off = [TEAMS_PLAN] if without_teams else []
    plans = [
        {
            "assignedDateTime": row["createdDateTime"],
            "capabilityStatus": "Deleted" if plan in off else "Enabled",
            "service": service,
            "servicePlanId": plan,
        }
        for plan, (service, _) in PLANS.items()
    ]
    return {"assignedLicenses": [{"disabledPlans": off, "skuId": SKU_ID}], "assignedPlans": plans}


def _origin(row: Row) -> Json:
    """Tell where an account signs in, and how it came into the tenant."""
    login = row["userPrincipalName"]
    own = {"signInType": "userPrincipalName", "issuer": HOME_DOMAIN, "issuerAssignedId": login}
    if "#EXT#" not in login:
        return {"identities": [own]}
    elsewhere = {"signInType": "federated", "issuer": "ExternalAzureAD", "issuerAssignedId": None}
    by_mail = {"signInType": "federated", "issuer": "mail", "issuerAssignedId": row["mail"]}
    return {
        "creationType": "Invitation",
        "externalUserState": "Accepted",
        "identities": [elsewhere if row.get("homeTenant") else by_mail, own],
        "otherMails": [row["mail"]],
    }


# --- seeding -------------------------------------------------------------------------------------


def login_of(mail: str, user_type: str) -> str:
    return mail if user_type == "Member" else f"{mail.replace('@', '_')}#EXT#@{HOME_DOMAIN}"


def renamed(before: Row, change: Row) -> Row:
    """Return the account as changed: the address it had before keeps reaching it, unless that is told otherwise."""
    after = before | change
    old, new = before["mail"], after["mail"]
    if old and new and old.casefold() != new.casefold() and "aliases" not in change:
        kept = [alias for alias in before.get("aliases", []) if alias.casefold() != new.casefold()]
        after["aliases"] = [*kept, old]
    return after
