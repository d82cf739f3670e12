"""What people do with files, and what SharePoint finds out about them."""

import base64
from typing import Any

import pytest
from support.sandbox.tenant import KARI, ORGANISER, Client, error, live

VIDEO = {"video": {"duration": 61000, "width": 1920, "height": 1080}}


async def _act(ask: Client, action: str, **more: Any) -> Any:
    return await ask.control("POST", "/files", {"action": action} | more)


async def _dropped(ask: Client, name: str = "plan.docx") -> tuple[str, Any]:
    _, channel = await ask.channel()
    given = base64.b64encode(b"utkast").decode()
    return channel, await _act(
        ask, "drop", channel=channel, path="Leveranser", name=name, content=given, person=KARI["mail"]
    )


def _url(item: Any) -> str:
    return f"/drives/{item['parentReference']['driveId']}/items/{item['id']}"


def test_a_file_dropped_by_a_person_is_theirs() -> None:
    async def scenario(ask: Client) -> None:
        _, item = await _dropped(ask)
        assert (item["name"], item["size"]) == ("plan.docx", 6)
        assert item["createdBy"]["user"]["email"] == KARI["mail"]
        assert item["parentReference"]["path"].endswith("root:/Team%20Hjerte/Leveranser")

    live(scenario)


def test_a_file_is_moved_renamed_and_replaced() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask)
        where = {"channel": channel, "item": item["id"]}
        moved = await _act(ask, "move", to="", name="plan 2.docx", **where)
        assert moved["parentReference"]["name"] == "Team Hjerte"
        again = await _act(ask, "replace", content=base64.b64encode(b"ferdig!").decode(), **where)
        assert (again["id"], again["name"], again["size"]) == (item["id"], "plan 2.docx", 7)
        assert again["cTag"] != item["cTag"]

    live(scenario)


def test_a_file_that_is_open_cannot_be_changed() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask)
        await _act(ask, "lock", channel=channel, item=item["id"])
        tries = [("PATCH", "", {"name": "b.docx"}), ("DELETE", "", None), ("PUT", "/content", b"x")]
        found = [error(await ask.ask(method, _url(item) + end, body)) for method, end, body in tries]
        assert found == [(423, "resourceLocked")] * 3
        await _act(ask, "unlock", channel=channel, item=item["id"])
        assert (await ask.ask("DELETE", _url(item))).status_code == 204

    live(scenario)


def test_an_infected_file_says_so_and_is_not_given_out() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask)
        await _act(ask, "infect", channel=channel, item=item["id"], reason="Testvirus")
        seen = (await ask.ask("GET", _url(item))).json()
        assert (seen["malware"], "@microsoft.graph.downloadUrl" in seen) == (
            {"description": "Testvirus"},
            False,
        )
        assert error(await ask.ask("GET", f"{_url(item)}/content")) == (403, "malwareDetected")
        del ask.http.headers["authorization"]
        assert (await ask.http.get(item["@microsoft.graph.downloadUrl"])).status_code == 404

    live(scenario)


def test_what_sharepoint_finds_out_comes_later_as_a_change() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask, "film.mp4")
        assert "video" not in item
        link = f"/drives/{item['parentReference']['driveId']}/root/delta?token=latest"
        later = (await ask.ask("GET", link)).json()["@odata.deltaLink"]
        await _act(ask, "describe", channel=channel, item=item["id"], facets=VIDEO)
        (seen,) = (await ask.http.get(later)).json()["value"]
        assert (seen["id"], seen["video"]["duration"]) == (item["id"], 61000)

    live(scenario)


def test_what_was_thrown_away_can_be_taken_back_with_all_below_it() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask)
        await _act(ask, "delete", channel=channel, path="Leveranser")
        assert (await ask.ask("GET", _url(item))).status_code == 404
        await _act(ask, "restore", channel=channel, name="Leveranser")
        assert (await ask.ask("GET", _url(item))).json()["name"] == "plan.docx"

    live(scenario)


def test_every_link_can_be_made_too_old_at_once() -> None:
    async def scenario(ask: Client) -> None:
        channel, item = await _dropped(ask)
        drive = item["parentReference"]["driveId"]
        later = (await ask.ask("GET", f"/drives/{drive}/root/delta?token=latest")).json()["@odata.deltaLink"]
        await _act(ask, "resync", channel=channel)
        answer = await ask.http.get(later)
        assert error(answer) == (410, "resyncChangesApplyDifferences")
        assert answer.headers["location"].endswith("/root/delta")

    live(scenario)


def test_a_copy_is_answered_at_once_and_followed_without_a_token() -> None:
    async def scenario(ask: Client) -> None:
        _, item = await _dropped(ask)
        await ask.control("PATCH", "/settings", {"copySeconds": 5})
        answer = await ask.ask("POST", f"{_url(item)}/copy", {"name": "kopi.docx"})
        where = answer.headers["location"]
        del ask.http.headers["authorization"]
        assert (await ask.http.get(where)).json()["status"] == "inProgress"
        await ask.control("POST", "/clock", {"seconds": 5})
        told = (await ask.http.get(where)).json()
        await ask.sign_in()
        copy = (await ask.ask("GET", f"{_url(item).rpartition('/')[0]}/{told['resourceId']}")).json()
        assert (answer.status_code, told["status"], copy["name"]) == (202, "completed", "kopi.docx")

    live(scenario)


def test_a_copy_under_a_taken_name_fails_where_it_is_followed() -> None:
    async def scenario(ask: Client) -> None:
        _, item = await _dropped(ask)
        where = (await ask.ask("POST", f"{_url(item)}/copy", {"name": "plan.docx"})).headers["location"]
        told = (await ask.http.get(where)).json()
        assert (told["status"], told["error"]["code"]) == ("failed", "nameAlreadyExists")

    live(scenario)


@pytest.mark.parametrize(("scope", "expected"), [("organization", [201, 200]), ("anonymous", [403, 403])])
def test_the_same_link_is_given_to_who_asks_twice(scope: str, expected: list[int]) -> None:
    async def scenario(ask: Client) -> None:
        _, item = await _dropped(ask)
        wanted = {"type": "view", "scope": scope}
        answers = [await ask.ask("POST", f"{_url(item)}/createLink", wanted) for _ in range(2)]
        assert [answer.status_code for answer in answers] == expected

    live(scenario)


def test_who_is_invited_to_a_file_is_mailed_and_stands_among_its_permissions() -> None:
    async def scenario(ask: Client) -> None:
        _, item = await _dropped(ask)
        wanted = {"recipients": [{"email": ORGANISER}], "roles": ["read"], "sendInvitation": True}
        assert (await ask.ask("POST", f"{_url(item)}/invite", wanted)).status_code == 200
        rows = (await ask.ask("GET", f"{_url(item)}/permissions")).json()["value"]
        assert [row["roles"] for row in rows] == [["owner"], ["write"], ["read"]]
        mails = (await ask.control("GET", f"/mailboxes/{ORGANISER}"))["value"]
        assert [mail["subject"] for mail in mails] == ["Delt med deg: plan.docx"]

    live(scenario)
