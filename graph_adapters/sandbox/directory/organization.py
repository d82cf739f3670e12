"""The organisation itself and its domains."""

from graph_adapters.sandbox.directory.accounts import HOME_DOMAIN
from graph_adapters.sandbox.directory.users import no_such
from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row

READ = "Organization.Read.All Directory.Read.All User.Read.All"
DOMAINS = "Domain.Read.All Directory.Read.All"
EMPTY: Json = dict.fromkeys(
    [
        "city",
        "country",
        "countryLetterCode",
        "defaultUsageLocation",
        "deletedDateTime",
        "mobileDeviceManagementAuthority",
        "onPremisesLastSyncDateTime",
        "onPremisesSyncEnabled",
        "postalCode",
        "preferredLanguage",
        "state",
        "street",
    ]
)
LISTS = (
    "assignedPlans",
    "businessPhones",
    "marketingNotificationEmails",
    "provisionedPlans",
    "securityComplianceNotificationMails",
    "securityComplianceNotificationPhones",
    "technicalNotificationMails",
)


def _organization(row: Row) -> Json:
    verified = {"name": HOME_DOMAIN, "isDefault": True, "isInitial": True, "type": "Managed"}
    known = {"countryLetterCode": "NO", "preferredLanguage": "nb", "tenantType": "AAD"}
    return (
        EMPTY
        | {name: [] for name in LISTS}
        | known
        | row
        | {"verifiedDomains": [verified | {"capabilities": "Email"}]}
    )


@operation("GET", "/organization", "organization.list", READ, options="select top")
def list_organization(call: Call) -> Answer:
    return collection_answer(call, map(_organization, call.state.all("organization")), "organization")


@operation("GET", "/organization/{organization_id}", "organization.get", READ, options="select")
def get_organization(call: Call, organization_id: str) -> Answer:
    row = call.state.get("organization", organization_id)
    if row is None:
        raise no_such(organization_id)
    return entity_answer(call, _organization(row), "organization/$entity")


def _domain() -> Json:
    return {
        "id": HOME_DOMAIN,
        "authenticationType": "Managed",
        "availabilityStatus": None,
        "isAdminManaged": True,
        "isDefault": True,
        "isInitial": True,
        "isRoot": True,
        "isVerified": True,
        "passwordNotificationWindowInDays": 14,
        "passwordValidityPeriodInDays": 2147483647,
        "state": None,
        "supportedServices": ["Email", "OfficeCommunicationsOnline"],
    }


@operation("GET", "/domains", "domain.list", DOMAINS, options="select top")
def list_domains(call: Call) -> Answer:
    return collection_answer(call, [_domain()], "domains")


@operation("GET", "/domains/{domain_id}", "domain.get", DOMAINS, options="select")
def get_domain(call: Call, domain_id: str) -> Answer:
    if domain_id.casefold() != HOME_DOMAIN:
        raise no_such(domain_id)
    return entity_answer(call, _domain(), "domains/$entity")
