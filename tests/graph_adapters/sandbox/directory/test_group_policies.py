"""The organisation's rules for its groups, as the sandbox's settings tell them."""

from datetime import datetime, timedelta
from typing import Any

from support.sandbox.tenant import Client, live, new_group


async def policy(ask: Client, **settings: Any) -> None:
    await ask.control("PATCH", "/settings", settings)


def objections(answer: Any) -> list[tuple[str, str]]:
    return [(one["target"], one["code"]) for one in answer.json()["error"]["details"]]


def test_a_name_against_the_naming_policy_is_refused_when_a_group_is_made_and_renamed() -> None:
    async def scenario(ask: Client) -> None:
        await policy(ask, groupNaming={"prefix": "GRP-", "blockedWords": ["styre"]})
        made = await ask.ask("POST", "/groups", new_group("kull"))
        assert made.status_code == 400
        assert objections(made) == [
            ("displayName", "MissingPrefixSuffix"),
            ("mailNickname", "MissingPrefixSuffix"),
        ]
        good = new_group("GRP-kull") | {"displayName": "GRP-kull"}
        made = await ask.ask("POST", "/groups", good)
        assert made.status_code == 201, made.text
        group = made.json()
        renamed = await ask.ask("PATCH", f"/groups/{group['id']}", {"displayName": "GRP- Styre"})
        assert (renamed.status_code, objections(renamed)) == (400, [("displayName", "ContainsBlockedWord")])
        assert (await ask.ask("GET", f"/groups/{group['id']}")).json()["displayName"] == "GRP-kull"

    live(scenario)


def test_a_new_group_without_a_demanded_label_is_refused_and_an_old_one_may_be_renamed() -> None:
    async def scenario(ask: Client) -> None:
        group = (await ask.ask("POST", "/groups", new_group("kull"))).json()
        await policy(ask, groupLabelRequired=True)
        refused = await ask.ask("POST", "/groups", new_group("kull2"))
        assert (refused.status_code, "assignedLabels" in refused.json()["error"]["message"]) == (400, True)
        assert (await ask.ask("PATCH", f"/groups/{group['id']}", {"displayName": "kull3"})).status_code == 204

    live(scenario)


def test_a_group_tells_when_it_expires_only_where_groups_do() -> None:
    async def scenario(ask: Client) -> None:
        group = (await ask.ask("POST", "/groups", new_group("kull"))).json()
        assert not group.get("expirationDateTime")
        await policy(ask, groupLifetimeDays=180)
        told = (await ask.ask("GET", f"/groups/{group['id']}")).json()
        renewed, expires = (
            datetime.fromisoformat(told[name]) for name in ("renewedDateTime", "expirationDateTime")
        )
        assert expires == renewed.replace(microsecond=0) + timedelta(days=180)

    live(scenario)
