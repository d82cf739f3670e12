# ruff: noqa: N815 -- Graph's own names
"""People of the tenant, seeded and changed from outside as an administrator would."""

from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from graph_adapters.sandbox.directory.accounts import login_of, person_at, renamed
from graph_adapters.sandbox.directory.deleted_objects import delete_user
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, bad_request
from graph_adapters.sandbox.engine.bodies import read_json
from graph_adapters.sandbox.engine.routes import Body, Call, control
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

MANAGED_HERE = {"odata_type", "manager"}


class PersonFacts(Body):
    """An account in Graph's own words, and a few of ours: `aliases`, `mailbox`, `licensed`, `homeTenant`."""

    mail: str | None = None
    displayName: str | None = None
    userPrincipalName: str | None = None
    userType: Literal["Member", "Guest"] | None = None
    accountEnabled: bool | None = None
    appRoles: list[str] | None = None
    aliases: list[str] | None = None  # other addresses of the mailbox, without `smtp:`
    proxyAddresses: list[str] | None = None  # exactly these, where the primary address is not `mail`
    otherMails: list[str] | None = None
    mailbox: bool | None = None
    licensed: bool | None = None
    homeTenant: str | None = None  # the tenant a guest signs in at
    externalUserState: Literal["PendingAcceptance", "Accepted"] | None = None
    manager: str | None = None  # any address or id of the manager
    givenName: str | None = None
    surname: str | None = None
    jobTitle: str | None = None
    department: str | None = None
    companyName: str | None = None
    officeLocation: str | None = None
    mobilePhone: str | None = None
    businessPhones: list[str] | None = None
    preferredLanguage: str | None = None
    employeeId: str | None = None


@control("POST", "/people")
def seed_people(call: Call) -> Answer:
    """Take a list of people as above; the same mail is the same person."""
    people: list[PersonFacts] = _valid(read_json(call.content) if call.content else None)
    return Answer(200, {"value": [_seed(call.state, person) for person in people]})


def _valid(sent: object) -> Any:  # noqa: ANN401 -- a list of what the adapter makes
    try:
        return TypeAdapter(list[PersonFacts]).validate_python(sent)
    except ValidationError as problem:
        raise bad_request(str(problem)) from None


def _facts(state: State, person: PersonFacts) -> Row:
    told = {name: value for name, value in person.sent().items() if name not in MANAGED_HERE}
    if person.manager is not None:
        told["manager"] = _known(state, person.manager)["id"]
    return told


def _seed(state: State, person: PersonFacts) -> Row:
    told = _facts(state, person)
    if not told.get("displayName") or not (told.get("mail") or told.get("userPrincipalName")):
        raise bad_request("A person has a displayName, and a mail or a userPrincipalName.")
    known = state.first("user", "mail", told.get("mail") or "") or state.first(
        "user", "userPrincipalName", told.get("userPrincipalName") or ""
    )
    return state.put("user", (known or _new(state, told)) | {"accountEnabled": True} | told)


def _new(state: State, told: Row) -> Row:
    user_type, mail = told.get("userType") or "Member", told.get("mail")
    login = told.get("userPrincipalName") or login_of(mail or "", user_type)
    row = {"id": state.uuid(), "userPrincipalName": login, "createdDateTime": state.stamp()}
    return row | {"mail": mail, "userType": user_type}


@control("GET", "/people")
def list_people(call: Call) -> Answer:
    return Answer(200, {"value": call.state.all("user")})


@control("PATCH", "/people/{key}", body=PersonFacts)
def change_person(call: Call, body: PersonFacts, key: str) -> Answer:
    """Change an account found by id, sign-in name or any address; a new mail leaves the old one as an alias."""
    before = _known(call.state, key)
    return Answer(200, call.state.put("user", renamed(before, _facts(call.state, body))))


@control("DELETE", "/people/{key}")
def delete_person(call: Call, key: str) -> Answer:
    """Delete an account; for thirty days it can be restored."""
    delete_user(call.state, _known(call.state, key))
    return Answer(204)


def _known(state: State, key: str) -> Row:
    return person_at(state, key) or user_by_key(state, key)
