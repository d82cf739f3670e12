"""New folders and empty files, and items that go to another folder."""

import pytest
from support.sandbox.tenant import Client, error, live


def test_an_empty_file_is_made_by_its_facet() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}/children"
        made = await ask.ask("POST", url, {"name": "notat.txt", "file": {}})
        assert (made.status_code, made.json()["size"], made.json()["file"]["mimeType"]) == (
            201,
            0,
            "text/plain",
        )
        again = await ask.ask("POST", url, {"name": "notat.txt", "file": {}})
        assert error(again) == (409, "nameAlreadyExists")
        assert error(await ask.ask("POST", url, {"name": "x"})) == (400, "invalidRequest")

    live(scenario)


def test_a_folder_that_is_replaced_stays_as_it_was_and_says_200() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}/children"
        new = {"name": "Maler", "folder": {}, "@microsoft.graph.conflictBehavior": "replace"}
        first, again = [await ask.ask("POST", url, new) for _ in range(2)]
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["id"] == again.json()["id"]

    live(scenario)


def test_a_folder_to_move_or_copy_to_is_named_by_its_path_too() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        here = f"/drives/{drive}"
        made = (await ask.ask("POST", f"{here}/root/children", {"name": "Ny Æ", "folder": {}})).json()
        file = (await ask.ask("PUT", f"{here}/items/{folder}:/a.txt:/content", b"ord")).json()
        to = {"parentReference": {"driveType": "documentLibrary", "path": "/drive/root:/Ny%20Æ"}}
        moved = await ask.ask("PATCH", f"{here}/items/{file['id']}", to)
        assert (moved.status_code, moved.json()["parentReference"]["id"]) == (200, made["id"])
        for conflict, names in (("fail", ["a.txt"]), ("rename", ["a 1.txt", "a.txt"])):
            url = f"{here}/items/{file['id']}/copy?@microsoft.graph.conflictBehavior={conflict}"
            assert (await ask.ask("POST", url, to)).status_code == 202
            rows = (await ask.ask("GET", f"{here}/items/{made['id']}/children")).json()["value"]
            assert [row["name"] for row in rows] == names

    live(scenario)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": "embed"}, (400, "notSupported")),
        ({"type": "view", "scope": "anonymous"}, (403, "accessDenied")),
    ],
)
def test_a_link_that_the_tenant_does_not_allow_is_refused(
    body: dict[str, str], expected: tuple[int, str]
) -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}/createLink"
        assert error(await ask.ask("POST", url, body)) == expected

    live(scenario)


def test_permissions_are_selected_and_carry_what_graph_sends_today() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}"
        await ask.ask("POST", f"{url}/createLink", {"type": "view"})
        rows = (await ask.ask("GET", f"{url}/permissions?$select=id,roles")).json()["value"]
        assert [row["roles"] for row in rows] == [["owner"], ["write"], ["read"]]
        link = (await ask.ask("GET", f"{url}/permissions")).json()["value"][2]
        assert (link["hasPassword"], link["grantedToIdentitiesV2"]) == (False, [])
        assert (await ask.ask("GET", url)).json()["shared"] == {"scope": "users"}

    live(scenario)
