"""Every answer has what the published example has, and nothing its type does not know."""

from typing import Any

from contract.facts import FACTS
from support.graph import pack
from support.graph.sdk_types import key_of
from support.graph.values import answer_problems
from support.sandbox.tenant import ORGANISER, WEB_TAB, Client, live, new_event, new_group

from graph_adapters.sandbox.engine.routes import GRAPH, path_parts

# An app-only caller has no name, and what belongs to other features is left out on purpose.
NOT_HERE = {
    "createdBy.user.displayName",
    "createdBy.user.id",
    "preferredLanguage",
    "postalCode",
}

Answers = dict[str, tuple[str, dict[str, Any]]]


async def _everything(ask: Client) -> Answers:
    """One answer of each kind: its type and its body."""
    team, kari = await ask.team()
    found: Answers = {"user": ("user", (await ask.ask("GET", f"/users/{kari}")).json())}
    found["group"] = ("group", (await ask.ask("GET", f"/groups/{team}")).json())
    found["team"] = ("team", (await ask.ask("GET", f"/teams/{team}")).json())
    members = (await ask.ask("GET", f"/teams/{team}/members")).json()["value"]
    found["member"] = ("aadUserConversationMember", members[0])
    channel = (
        await ask.ask("POST", f"/teams/{team}/channels", {"displayName": "Team Hjerte", "description": "x"})
    ).json()
    found["channel"] = ("channel", channel)
    url = f"/teams/{team}/channels/{channel['id']}"
    await ask.ask("GET", f"{url}/filesFolder")
    folder = (await ask.ask("GET", f"{url}/filesFolder")).json()
    found["filesFolder"] = ("driveItem", folder)
    links = {"contentUrl": "https://example.no", "websiteUrl": "https://example.no"}
    tab = {"displayName": "Plan", "teamsApp@odata.bind": WEB_TAB, "configuration": links}
    made_tab = (await ask.ask("POST", f"{url}/tabs", tab)).json()
    found["tab"] = ("teamsTab", made_tab)
    found["tabWithApp"] = (
        "teamsTab",
        (await ask.ask("GET", f"{url}/tabs/{made_tab['id']}?$expand=teamsApp")).json(),
    )
    drive = folder["parentReference"]["driveId"]
    items = f"/drives/{drive}/items/{folder['id']}"
    found["drive"] = ("drive", (await ask.ask("GET", f"/groups/{team}/drive")).json())
    found["site"] = ("site", (await ask.ask("GET", f"/groups/{team}/sites/root")).json())
    found["folder"] = (
        "driveItem",
        (await ask.ask("POST", f"{items}/children", {"name": "Maler", "folder": {}})).json(),
    )
    found["file"] = ("driveItem", (await ask.ask("PUT", f"{items}:/plan.docx:/content", b"ord")).json())
    await _planned(ask, team, kari, found)
    event = new_event("kari@example.no", isOnlineMeeting=True, location={"displayName": "Rom 1"})
    found["event"] = ("event", (await ask.ask("POST", f"/users/{ORGANISER}/events", event)).json())
    guest = {"invitedUserEmailAddress": "gjest@example.com", "inviteRedirectUrl": "https://example.no"}
    found["invitation"] = ("invitation", (await ask.ask("POST", "/invitations", guest)).json())
    return found


async def _planned(ask: Client, team: str, kari: str, found: Answers) -> None:
    body = {"container": {"url": f"https://graph.microsoft.com/v1.0/groups/{team}"}, "title": "Leveranser"}
    plan = (await ask.ask("POST", "/planner/plans", body)).json()
    bucket = (await ask.ask("POST", "/planner/buckets", {"name": "Uke 1", "planId": plan["id"]})).json()
    assigned = {kari: {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}}
    task = {"planId": plan["id"], "bucketId": bucket["id"], "title": "Prosjektplan", "assignments": assigned}
    made = (await ask.ask("POST", "/planner/tasks", task)).json()
    url = f"/planner/tasks/{made['id']}"
    details = (await ask.ask("GET", f"{url}/details")).json()
    reference = {
        "https%3A//example%2Eno": {
            "@odata.type": "#microsoft.graph.plannerExternalReference",
            "alias": "x",
            "type": "Other",
        }
    }
    check = {
        "k1": {"@odata.type": "#microsoft.graph.plannerChecklistItem", "title": "Les", "isChecked": True}
    }
    sent = {"description": "kull", "references": reference, "checklist": check}
    headers = {"If_Match": details["@odata.etag"], "Prefer": "return=representation"}
    found["plan"], found["bucket"], found["task"] = (
        ("plannerPlan", plan),
        ("plannerBucket", bucket),
        ("plannerTask", made),
    )
    found["details"] = (
        "plannerTaskDetails",
        (await ask.ask("PATCH", f"{url}/details", sent, **headers)).json(),
    )
    found["format"] = (
        "plannerBucketTaskBoardTaskFormat",
        (await ask.ask("GET", f"{url}/bucketTaskBoardFormat")).json(),
    )
    plan_details = (await ask.ask("GET", f"/planner/plans/{plan['id']}/details")).json()
    found["planDetails"] = ("plannerPlanDetails", plan_details)


PUBLISHED = {
    "user": ("user-get", 200, 0),
    "group": ("group-get", 200, 0),
    "channel": ("channel-get", 200, 0),
    "filesFolder": ("channel-get-filesfolder", 200, 0),
    "tab": ("channel-post-tabs", 201, 0),
    "tabWithApp": ("channel-get-tabs", 200, 0),
    "drive": ("drive-get", 200, 0),
    "site": ("site-get", 200, 0),
    "folder": ("driveitem-post-children", 201, 0),
    "file": ("driveitem-put-content", 201, 0),
    "plan": ("plannerplan-get", 200, 0),
    "bucket": ("plannerbucket-get", 200, 0),
    "task": ("plannertask-get", 200, 0),
    "format": ("plannerbuckettaskboardtaskformat-get", 200, 0),
    "event": ("user-post-events", 201, 3),
    "invitation": ("invitation-post", 201, 0),
    "team": ("team-put-teams", 201, 0),
}


def test_no_answer_has_a_property_its_type_does_not_know() -> None:
    async def scenario(ask: Client) -> None:
        answers = await _everything(ask)
        problems = {name: answer_problems(body, key_of(kind), kind) for name, (kind, body) in answers.items()}
        assert {name: found for name, found in problems.items() if found} == {}

    live(scenario)


@pack.needs_pack
def test_every_answer_has_what_the_published_example_has() -> None:
    async def scenario(ask: Client) -> None:
        answers = await _everything(ask)
        problems = {}
        for name, page in PUBLISHED.items():
            missing = set(_missing_keys(pack.example(*page), answers[name][1])) - NOT_HERE
            problems[name] = {key for key in missing if not _of_one_person(key)}
        assert {name: found for name, found in problems.items() if found} == {}

    live(scenario)


def _missing_keys(published: Any, answer: Any, place: str = "") -> list[str]:
    """Return what the published example has and the answer has not."""
    if isinstance(published, list) and isinstance(answer, list) and published and answer:
        return _missing_keys(published[0], answer[0], place)
    if not (isinstance(published, dict) and isinstance(answer, dict)):
        return []
    problems = []
    for key, value in published.items():
        if key not in answer:
            problems.append(f"{place}{key}")
        else:
            problems += _missing_keys(value, answer[key], f"{place}{key}.")
    return problems


def _of_one_person(key: str) -> bool:
    """Keys that are themselves ids or addresses of the example's own people and links."""
    return key.startswith(
        ("assignments.", "references.", "checklist.", "createdBy.", "lastModifiedBy.", "owner.")
    )


def test_every_operation_takes_the_least_permission_there_is() -> None:
    wrong = {
        one.name: FACTS[one.name].permission
        for one in GRAPH.operations
        if one.permissions and FACTS[one.name].permission not in one.permissions
    }
    assert wrong == {}


@pack.needs_pack
def test_every_operation_takes_the_permissions_that_are_published() -> None:
    published = pack.operations()
    wrong = {}
    for operation in GRAPH.operations:
        wanted = set((published.get(operation.name) or {}).get("applicationAll") or [])
        if missing := wanted - operation.permissions:
            wrong[operation.name] = missing
    assert wrong == {}


def test_every_operation_has_the_address_that_is_published() -> None:
    published = {name: _shape(*fact.address.split(" ")) for name, fact in FACTS.items()}
    wrong = {
        one.name: one.url
        for one in GRAPH.operations
        if published.get(one.name) != _shape(one.method, one.url)
    }
    assert wrong == {}


def _shape(method: str, url: str) -> list[str]:
    return [method, *("{}" if part.startswith("{") else part for part in path_parts(url))]


def test_a_group_keeps_to_what_was_asked() -> None:
    async def scenario(ask: Client) -> None:
        made = (await ask.ask("POST", "/groups", new_group("kull9"))).json()
        assert {key: made[key] for key in new_group("kull9")} == new_group("kull9")

    live(scenario)
