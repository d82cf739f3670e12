"""What Entra filters, sorts and searches by, and when it wants `ConsistencyLevel: eventual` and `$count=true`.

The facts are Microsoft Learn's: "Advanced query capabilities on Microsoft Entra ID objects" with its table of
properties, and the properties of user and group.
"""

import re
from collections.abc import Callable
from functools import cache

from graph_adapters.sandbox.engine.answers import Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.queries.entity_types import EntityType
from graph_adapters.sandbox.engine.queries.filters import Filter, Use
from graph_adapters.sandbox.engine.routes import Call

TEXT, CHOICE, DATE = "eq ne not ge le in startswith", "eq ne not in", "eq ne not ge le in"
LIST, PART = "eq not ge le in startswith endswith $count", "eq not"

FILTERABLE = {
    "user": {
        f"{TEXT} endswith": "mail userPrincipalName",
        TEXT: "city companyName country department displayName employeeId employeeType faxNumber givenName "
        "jobTitle mailNickname mobilePhone officeLocation onPremisesSamAccountName "
        "onPremisesUserPrincipalName postalCode preferredLanguage state streetAddress surname usageLocation",
        CHOICE: "id accountEnabled ageGroup consentProvidedForMinor creationType externalUserState "
        "externalUserStateChangeDateTime isResourceAccount onPremisesExtensionAttributes "
        "onPremisesSyncEnabled passwordProfile showInAddressList userType",
        DATE: "createdDateTime deletedDateTime employeeHireDate employeeLeaveDateTime employeeOrgData "
        "onPremisesImmutableId onPremisesLastSyncDateTime signInActivity",
        LIST: "otherMails proxyAddresses",
        "eq not ge le startswith": "businessPhones imAddresses onPremisesProvisioningErrors provisionedPlans",
        f"{PART} $count": "assignedLicenses",
        PART: "assignedPlans serviceProvisioningErrors",
        "eq ne not startswith": "customSecurityAttributes",
        "eq ne": "onPremisesSecurityIdentifier passwordPolicies",
        "eq": "identities",
    },
    "group": {
        TEXT: "displayName mail mailNickname onPremisesSamAccountName preferredLanguage",
        "eq ne not ge le startswith": "classification description membershipRule",
        CHOICE: "id isAssignableToRole mailEnabled membershipRuleProcessingState "
        "onPremisesExtensionAttributes onPremisesSyncEnabled securityEnabled",
        DATE: "deletedDateTime expirationDateTime onPremisesLastSyncDateTime renewedDateTime",
        LIST: "proxyAddresses",
        "eq not startswith": "resourceProvisioningOptions",
        PART: "groupTypes onPremisesProvisioningErrors serviceProvisioningErrors",
        "eq $count": "assignedLicenses",
        "eq": "hasMembersWithLicenseErrors onPremisesSecurityIdentifier",
    },
}
# These take no filter at all without the advanced parameters.
ADVANCED = (
    "companyName employeeHireDate employeeType faxNumber mobilePhone officeLocation onPremisesExtensionAttributes "
    "onPremisesImmutableId onPremisesLastSyncDateTime onPremisesSamAccountName passwordPolicies postalCode "
    "preferredLanguage showInAddressList streetAddress"
)
ONLY_ADVANCED = {name.casefold() for name in ADVANCED.split()}
NEGATIONS, ENDINGS = {"ne", "not"}, {"endswith", "$count"}

SORTABLE = {"user": {"displayname", "userprincipalname"}, "group": {"displayname"}}
SORTABLE_IF_ADVANCED = {"createddatetime", "deleteddatetime", "displayname", "userprincipalname"}
SEARCHED_BY_WORD = {"displayname", "description"}  # any other text is searched by its beginning
CLAUSE = re.compile(r'"([\w]+):((?:[^"\\]|\\.)*)"')


def asks_eventually(call: Call) -> bool:
    return call.headers.get("consistencylevel", "").casefold() == "eventual"


def _advanced(call: Call) -> bool:
    return asks_eventually(call) and call.query.get("$count", "").casefold() == "true"


def unsupported(message: str) -> RefusedError:
    return bad_request(message, "Request_UnsupportedQuery")


def check_directory_query(call: Call, kind: EntityType, filtered: Filter | None) -> None:
    """Refuse what Entra refuses, before anything is read; a count that was not asked for rightly is left out."""
    if not asks_eventually(call):
        if "$search" in call.query:
            raise unsupported(
                "Request with $search query parameter only works through MSGraph with a special request "
                "header: 'ConsistencyLevel: eventual'"
            )
        call.query.pop("$count", None)
    for use in filtered.uses if filtered else ():
        _check_filter(call, kind.name, use)
    if "$orderby" in call.query:
        _check_order(call, kind.name)


# --- $filter ------------------------------------------------------------------------------------


@cache
def _operators(kind: str) -> dict[str, set[str]]:
    """Return the operators each property takes; a list of several kinds takes those of each."""
    known: dict[str, set[str]] = {}
    for table in [FILTERABLE[kind]] if kind in FILTERABLE else FILTERABLE.values():
        for operators, names in table.items():
            for name in names.split():
                known.setdefault(name.casefold(), set()).update(operators.split())
    return known


def _check_filter(call: Call, kind: str, use: Use) -> None:
    name, operator = use.path.partition("/")[0], {"any": "eq", "all": "eq"}.get(use.operator, use.operator)
    if kind in ("application", "servicePrincipal"):
        return
    simple = not use.null and operator not in NEGATIONS | ENDINGS and name.casefold() not in ONLY_ADVANCED
    if operator not in _operators(kind).get(name.casefold(), set()):
        raise _no_such_filter(name, kind)
    if simple or _advanced(call):
        return
    if operator == "ne":
        raise unsupported("Filter operator 'NotEqualsMatch' is not supported.")
    if operator in ENDINGS | NEGATIONS:
        raise unsupported(
            f"Operator '{'endsWith' if operator == 'endswith' else operator}' is not supported because the "
            "required parameters might be missing. Try adding $count=true query parameter and "
            "ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more "
            "information"
        )
    raise _no_such_filter(name, kind)


def _no_such_filter(name: str, kind: str) -> RefusedError:
    return unsupported(
        f"Unsupported or invalid query filter clause specified for property '{name}' of resource "
        f"'{kind[0].upper()}{kind[1:]}'."
    )


# --- $orderby and $search -----------------------------------------------------------------------


def _check_order(call: Call, kind: str) -> None:
    names = {part.split()[0].casefold() for part in call.query["$orderby"].split(",") if part.split()}
    together = "$filter" in call.query or "$search" in call.query
    if names <= SORTABLE.get(kind, set()) and not together:
        return
    if not (names <= SORTABLE_IF_ADVANCED and asks_eventually(call)):
        raise unsupported("Sorting not supported for current query.")


def read_search(text: str) -> Callable[[Json], bool]:
    """Read `"displayName:wa" OR "mail:kari"`; AND binds closer than OR."""
    either = [
        [_clause(part) for part in re.split(r"\s+AND\s+", both)] for both in re.split(r"\s+OR\s+", text)
    ]
    return lambda row: any(all(holds(row) for holds in both) for both in either)


def _clause(text: str) -> Callable[[Json], bool]:
    found = CLAUSE.fullmatch(text.strip())
    if found is None:
        raise bad_request(f"Syntax error: invalid $search clause {text}.", "Request_BadRequest")
    name, wanted = found[1], re.sub(r"\\(.)", r"\1", found[2]).casefold()

    def holds(row: Json) -> bool:
        seen = next((value for key, value in row.items() if key.casefold() == name.casefold()), None)
        values = seen if isinstance(seen, list) else [seen or ""]
        return any(_matches(name, str(value), wanted) for value in values)

    return holds


def _matches(name: str, seen: str, wanted: str) -> bool:
    if name.casefold() not in SEARCHED_BY_WORD:
        return seen.casefold().startswith(wanted)
    words = _words(seen)
    return all(any(word.startswith(part) for word in words) for part in _words(wanted))


def _words(text: str) -> list[str]:
    """Cut at blanks and signs, between letters and figures, and before a capital inside a word."""
    return [word.casefold() for word in re.findall(r"\d+|[^\W\d_][^\W\d_A-ZÆØÅ]*", text)]
