"""Following a library: first everything, then only what came after."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import GRAPH, Client, error, live


async def _follow(ask: Client, link: str) -> tuple[list[dict[str, Any]], str]:
    """Walk the pages; gives every item that was shown and the link for next time."""
    shown: list[dict[str, Any]] = []
    while True:
        page = (await ask.ask("GET", link.removeprefix(GRAPH))).json()
        shown += page["value"]
        if "@odata.deltaLink" in page:
            return shown, page["@odata.deltaLink"]
        link = page["@odata.nextLink"]


async def _put(ask: Client, drive: str, folder: str, name: str, content: bytes = b"x") -> str:
    answer = await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/{name}:/content", content)
    return str(answer.json()["id"])


def _names(items: list[dict[str, Any]]) -> list[str | None]:
    return [item.get("name") for item in items]


def test_the_first_time_everything_is_shown_and_then_only_what_is_new() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        await _put(ask, drive, folder, "a.txt")
        shown, link = await _follow(ask, f"/drives/{drive}/root/delta")
        assert sorted(map(str, _names(shown))) == ["Team Hjerte", "a.txt", "root"]
        assert (await _follow(ask, link))[0] == []
        await _put(ask, drive, folder, "b.txt")
        assert _names((await _follow(ask, link))[0]) == ["Team Hjerte", "b.txt"]

    live(scenario)


def test_a_long_list_comes_in_pages_and_what_is_touched_meanwhile_comes_again() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        for number in range(4):
            await _put(ask, drive, folder, f"{number}.txt")
        await ask.control("PATCH", "/settings", {"deltaPage": 2})
        first = (await ask.ask("GET", f"/drives/{drive}/root/delta")).json()
        await _put(ask, drive, folder, str(first["value"][1]["name"]), b"ny")
        rest, _ = await _follow(ask, first["@odata.nextLink"])
        assert _names(first["value"]) == ["root", "0.txt"]
        assert _names(rest) == ["1.txt", "2.txt", "3.txt", "Team Hjerte", "0.txt"]

    live(scenario)


def test_a_first_round_tells_of_nothing_that_was_removed_before_it_on_any_page() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        made = [await _put(ask, drive, folder, f"{number}.txt") for number in range(6)]
        for item in made[::2]:
            assert (await ask.ask("DELETE", f"/drives/{drive}/items/{item}")).status_code == 204
        await ask.control("PATCH", "/settings", {"deltaPage": 2})
        shown, link = await _follow(ask, f"/drives/{drive}/root/delta")
        assert sorted(map(str, _names(shown))) == ["1.txt", "3.txt", "5.txt", "Team Hjerte", "root"]
        assert [item for item in shown if "deleted" in item] == []
        assert (await _follow(ask, link))[0] == []

    live(scenario)


def test_what_was_removed_leaves_a_stone_without_a_name() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        file = await _put(ask, drive, folder, "a.txt")
        _, link = await _follow(ask, f"/drives/{drive}/root/delta")
        await ask.ask("DELETE", f"/drives/{drive}/items/{file}")
        (stone,) = [item for item in (await _follow(ask, link))[0] if "deleted" in item]
        assert (stone["id"], stone["deleted"], stone.get("name")) == (file, {"state": "deleted"}, None)
        assert "deleted" not in str((await _follow(ask, f"/drives/{drive}/root/delta"))[0])

    live(scenario)


def test_a_first_round_tells_of_nothing_deleted_and_the_next_does() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}"
        files = [
            (await ask.ask("PUT", f"{url}/items/{folder}:/{name}.txt:/content", b"x")).json()["id"]
            for name in "abc"
        ]
        await ask.ask("DELETE", f"{url}/items/{files[0]}")
        page, told = (await ask.ask("GET", f"{url}/root/delta?$top=1")).json(), []
        await ask.ask("DELETE", f"{url}/items/{files[1]}")
        while "@odata.nextLink" in page:
            told += page["value"]
            page = (await ask.http.get(page["@odata.nextLink"])).json()
        told += page["value"]
        assert [row["id"] for row in told if "deleted" in row] == []
        after = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert [row["id"] for row in after["value"]] == [files[1]]
        last = (await ask.http.get(after["@odata.deltaLink"])).json()
        assert last["value"] == []

    live(scenario)


def test_a_link_from_before_is_still_read() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        file = await _put(ask, drive, folder, "a.txt")
        _, link = await _follow(ask, f"/drives/{drive}/root/delta")
        words = urlsafe_b64decode(link.partition("token=")[2].replace("%3D", "=")).decode().split(";")
        await ask.ask("DELETE", f"/drives/{drive}/items/{file}")
        before = urlsafe_b64encode(";".join(["3", *words[1:4]]).encode()).decode()
        shown, _ = await _follow(ask, f"/drives/{drive}/root/delta?token={before}")
        assert [row["id"] for row in shown if "deleted" in row] == [file]

    live(scenario)


def test_onedrive_for_business_leaves_out_what_it_leaves_out() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        await _put(ask, drive, folder, "a.txt")
        shown, _ = await _follow(ask, f"/drives/{drive}/root/delta")
        assert [item for item in shown if {"cTag", "lastModifiedBy"} & item.keys()] == []
        assert [item for item in shown if "path" in item["parentReference"]] == []

    live(scenario)


@pytest.mark.parametrize(
    "form", ["root/delta?token=latest", "items/root/delta(token='latest')", "root/delta(token='latest')"]
)
def test_latest_gives_the_link_alone(form: str) -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        answer = (await ask.ask("GET", f"/drives/{drive}/{form}")).json()
        assert answer["value"] == []
        await _put(ask, drive, folder, "a.txt")
        assert _names((await _follow(ask, answer["@odata.deltaLink"]))[0]) == ["Team Hjerte", "a.txt"]

    live(scenario)


def test_the_form_the_sdk_sends_is_the_same_list() -> None:
    async def scenario(ask: Client) -> None:
        drive, _ = await ask.folder()
        shown, _ = await _follow(ask, f"/drives/{drive}/items/root/delta()")
        assert _names(shown) == ["root", "Team Hjerte"]

    live(scenario)


def test_a_moment_stands_for_what_was_known_then() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        now = (await ask.control("GET", "/clock"))["now"][:19] + "Z"
        await ask.control("POST", "/clock", {"seconds": 60})
        await _put(ask, drive, folder, "a.txt")
        asked = httpx.QueryParams({"token": now})
        assert (await ask.ask("GET", f"/drives/{drive}/root/delta?{asked}")).json()["value"][-1][
            "name"
        ] == "a.txt"

    live(scenario)


def test_an_old_link_is_gone_and_says_where_to_begin_again() -> None:
    async def scenario(ask: Client) -> None:
        drive, _ = await ask.folder()
        _, link = await _follow(ask, f"/drives/{drive}/root/delta")
        await ask.control("POST", "/clock", {"seconds": 31 * 86400})
        await ask.sign_in()
        answer = await ask.ask("GET", link.removeprefix(GRAPH))
        assert error(answer) == (410, "resyncChangesApplyDifferences")
        shown, _ = await _follow(ask, answer.headers["location"])
        assert _names(shown) == ["root", "Team Hjerte"]

    live(scenario)


@pytest.mark.parametrize("token", ["tull", "MTs5OTk5Ozk5OTk7eA=="])
def test_a_token_that_is_none_of_ours_is_refused(token: str) -> None:
    async def scenario(ask: Client) -> None:
        drive, _ = await ask.folder()
        answer = await ask.ask("GET", f"/drives/{drive}/root/delta?token={token}")
        assert error(answer) == (400, "invalidRequest")

    live(scenario)


def test_only_the_root_can_be_followed() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        answer = await ask.ask("GET", f"/drives/{drive}/items/{folder}/delta()")
        assert error(answer) == (400, "invalidRequest")

    live(scenario)
