"""What Graph refuses is 400 in Graph's words; what it may do and the sandbox does not is 501 and named."""

import pytest
from contract.facts import ANSWERED_BESIDE_THE_SDK
from support.graph.sdk_types import all_types
from support.sandbox.tenant import KARI, OLA, ORGANISER, Client, error, live, new_group

from graph_adapters.sandbox.engine.queries.entity_types import LEADS_INSIDE, LEADS_TO, entity_type, type_at
from graph_adapters.sandbox.engine.routes import GRAPH

EVENTUAL = {"ConsistencyLevel": "eventual"}

REFUSED = [
    (
        "/groups?$filter=displyName eq 'x'",
        "Invalid filter clause: Could not find a property named 'displyName'",
    ),
    ("/users?$select=id,epost", "Could not find a property named 'epost' on type 'microsoft.graph.user'."),
    ("/users?$orderby=navn", "Invalid orderby clause: Could not find a property named 'navn'"),
    ("/groups?$expand=people", "Could not find a property named 'people' on type 'microsoft.graph.group'."),
    (
        "/users?$filter=contains(displayName,'a')",
        "clause specified for property 'displayName' of resource 'User'.",
    ),
    ("/users?$filter=companyName eq 'x'", "clause specified for property 'companyName' of resource 'User'."),
    (
        "/users?$filter=officeLocation eq 'x'",
        "clause specified for property 'officeLocation' of resource 'User'.",
    ),
    (
        "/groups?$filter=visibility eq 'Private'",
        "clause specified for property 'visibility' of resource 'Group'.",
    ),
    ("/users?$filter=mail ne null", "Filter operator 'NotEqualsMatch' is not supported."),
    (
        "/users?$filter=endsWith(mail,'.no')",
        "Operator 'endsWith' is not supported because the required parameters",
    ),
    (
        "/users?$filter=not startsWith(mail,'k')",
        "Operator 'not' is not supported because the required parameters",
    ),
    ("/users?$filter=proxyAddresses/$count eq 0", "Operator '$count' is not supported because"),
    ("/users?$orderby=surname", "Sorting not supported for current query."),
    ("/users?$filter=startsWith(mail,'k')&$orderby=displayName", "Sorting not supported for current query."),
    ('/users?$search="displayName:kari"', "special request header: 'ConsistencyLevel: eventual'"),
    ("/users/$count", "$count is not currently supported."),
    ("/users?$tull=1", "The query parameter '$tull' is not supported."),
    (f"/users/{ORGANISER}/events?$select=tittel", "Could not find a property named 'tittel' on type"),
    (
        f"/users/{ORGANISER}/events?$filter=start/tid ge '2027'",
        "'tid' on type 'microsoft.graph.dateTimeTimeZone'",
    ),
    (
        f"/users/{ORGANISER}/messages?$filter=from/emailAddress/epost eq 'x'",
        "'epost' on type 'microsoft.graph.emailAddress'",
    ),
    (f"/users/{ORGANISER}/messages?$filter=emne eq 'x'", "Could not find a property named 'emne' on type"),
]
NOT_BUILT = [
    ("/users?$expand=manager", "The sandbox does not do $expand at GET /users."),
    ("/users?$skip=1", "The sandbox does not do $skip at GET /users."),
    ("/users?$filter=tolower(mail) eq 'x'", "The sandbox does not do the function tolower in $filter."),
    ("/groups?$expand=drive", "The sandbox does not do $expand=drive at /groups."),
    ("/groups?$expand=members($top=1)", "The sandbox does not do $top=1 inside $expand=members."),
    (
        f"/users/{ORGANISER}/messages?$search=hei",
        "The sandbox does not do $search at GET /users/{user_id}/messages.",
    ),
    ("/teams?$format=atom", "The sandbox does not do $format at GET /teams."),
    ("/groups?$filter=extkull_kurs/nummer eq 1", "The sandbox does not do the extension extkull_kurs."),
    (f"/users/{ORGANISER}/onlineMeetings/getAllRecordings", "The sandbox does not know GET"),
    ("/servicePrincipals/delta", "The sandbox does not know GET /servicePrincipals/delta."),
    ("/directory/deletedItems/microsoft.graph.device", "The sandbox does not know GET /directory"),
    (f"/users/{ORGANISER}/messages/delta", "The sandbox does not know GET"),
]


@pytest.mark.parametrize(("path", "words"), REFUSED)
def test_what_graph_refuses_is_400(path: str, words: str) -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        await ask.ask("POST", "/groups", new_group())
        answer = await ask.ask("GET", path)
        assert answer.status_code == 400, answer.text
        assert words in answer.json()["error"]["message"]

    live(scenario)


@pytest.mark.parametrize(("path", "words"), NOT_BUILT)
def test_what_is_not_built_is_501_and_named(path: str, words: str) -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", "/groups", new_group())
        answer = await ask.ask("GET", path)
        assert error(answer) == (501, "NotImplemented")
        assert words in answer.json()["error"]["message"]

    live(scenario)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("$filter=companyName eq null", ["IT-ansvarlig", "Kari Nordmann", "Læringsnettverk", "Ola Nordmann"]),
        ("$filter=endsWith(mail,'ola@example.no')", ["Ola Nordmann"]),
        ("$filter=not startsWith(displayName,'O') and surname eq 'nordmann'", ["Kari Nordmann"]),
        ("$filter=mail in ('kari@example.no','OLA@example.no')", ["Kari Nordmann", "Ola Nordmann"]),
        ("$filter=proxyAddresses/any(p:p eq 'smtp:kari@example.no')", ["Kari Nordmann"]),
        ("$filter=otherMails/$count eq 0 and givenName eq 'Ola'", ["Ola Nordmann"]),
        ('$search="displayName:nord"', ["Kari Nordmann", "Ola Nordmann"]),
        ('$search="displayName:ola" OR "mail:kari@"', ["Kari Nordmann", "Ola Nordmann"]),
        ('$search="displayName:nordmann" AND "displayName:ol"', ["Ola Nordmann"]),
    ],
)
def test_the_advanced_queries_of_a_directory_are_carried_out(query: str, names: list[str]) -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(OLA, KARI)
        url = f"/users?{query}&$count=true&$orderby=displayName"
        answer = (await ask.ask("GET", url, **EVENTUAL)).json()
        assert [row["displayName"] for row in answer["value"]] == names
        assert answer["@odata.count"] == len(names)

    live(scenario)


@pytest.mark.parametrize(
    "query", ["$SELECT=mail", "select=mail", "$Select=MAIL", "$select=mail&$format=json"]
)
def test_an_option_is_known_in_any_case_and_without_its_sign(query: str) -> None:
    async def scenario(ask: Client) -> None:
        answer = (await ask.ask("GET", f"/users/{ORGANISER}?{query}")).json()
        del answer["@odata.context"]
        assert answer == {"mail": ORGANISER}

    live(scenario)


def test_a_calendar_takes_its_window_in_any_case() -> None:
    async def scenario(ask: Client) -> None:
        window = "startdatetime=2027-01-01T00:00:00Z&ENDDATETIME=2027-02-01T00:00:00Z"
        assert (await ask.ask("GET", f"/users/{ORGANISER}/calendarView?{window}")).json()["value"] == []

    live(scenario)


def test_columns_are_selected_inside_what_is_expanded() -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        answer = (await ask.ask("GET", f"/groups/{team}?$select=id&$expand=members($select=id)")).json()
        assert answer["members"] == [{"@odata.type": "#microsoft.graph.user", "id": kari}]

    live(scenario)


# --- the table of names ---------------------------------------------------------------------------


def test_the_names_are_those_of_microsofts_library() -> None:
    types = all_types()
    for name in {*LEADS_TO.values(), *LEADS_INSIDE.values()} - {"directoryObject", "attachment"}:
        fields, base = {"id"} | ANSWERED_BESIDE_THE_SDK.get(name.casefold(), set()), name.casefold()
        while base and base != "entity":
            fields |= set(types[base]["fields"])
            base = types[base]["base"]
        kind = entity_type(name)
        assert {*kind.properties.values(), *kind.navigation.values()} == fields - {"@odata.type"}, name


def test_every_operation_with_options_leads_to_a_type() -> None:
    assert [one.name for one in GRAPH.operations if one.options and type_at(one.url) is None] == []
