"""What a file was before, how it looks, and how it is found."""

from typing import Any

from support.sandbox.tenant import Client, error, live


async def _written(ask: Client, *contents: bytes) -> tuple[str, dict[str, Any]]:
    drive, folder = await ask.folder()
    for content in contents:
        answer = await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/Plan A.docx:/content", content)
    return f"/drives/{drive}", answer.json()


async def _fetched(ask: Client, where: str) -> bytes:
    token = ask.http.headers.pop("authorization")
    answer = await ask.http.get(where)
    ask.http.headers["authorization"] = token
    return answer.content


def test_each_new_content_leaves_a_version_that_can_be_read_and_restored() -> None:
    async def scenario(ask: Client) -> None:
        drive, file = await _written(ask, b"en", b"toto", b"tre")
        url = f"{drive}/items/{file['id']}"
        rows = (await ask.ask("GET", f"{url}/versions")).json()["value"]
        assert [(row["id"], row["size"]) for row in rows] == [("3.0", 3), ("2.0", 4), ("1.0", 2)]
        old = await ask.ask("GET", f"{url}/versions/2.0/content")
        assert (old.status_code, await _fetched(ask, old.headers["location"])) == (302, b"toto")
        assert (await ask.ask("POST", f"{url}/versions/1.0/restoreVersion")).status_code == 204
        now = (await ask.ask("GET", url)).json()["@microsoft.graph.downloadUrl"]
        assert await _fetched(ask, now) == b"en"
        newest = (await ask.ask("GET", f"{url}/versions/4.0")).json()
        assert (newest["id"], newest["size"]) == ("4.0", 2)
        assert error(await ask.ask("GET", f"{url}/versions/9.0")) == (404, "itemNotFound")

    live(scenario)


def test_a_picture_is_shown_where_one_was_seeded_and_nowhere_else() -> None:
    async def scenario(ask: Client) -> None:
        drive, file = await _written(ask, b"film")
        url = f"{drive}/items/{file['id']}"
        assert (await ask.ask("GET", f"{url}/thumbnails")).json()["value"] == []
        act = {"action": "picture", "drive": drive.removeprefix("/drives/"), "item": file["id"]}
        await ask.control("POST", "/files", act | {"content": "aGVp"})
        (shown,) = (await ask.ask("GET", f"{url}/thumbnails")).json()["value"]
        (expanded,) = (await ask.ask("GET", f"{url}?$expand=thumbnails")).json()["thumbnails"]
        assert (expanded["small"]["width"], shown["large"]["width"]) == (96, 800)
        assert await _fetched(ask, shown["medium"]["url"]) == b"hei"
        parent = file["parentReference"]["id"]
        listed = await ask.ask("GET", f"{drive}/items/{parent}/children?$expand=thumbnails&$select=id")
        assert [len(row["thumbnails"]) for row in listed.json()["value"]] == [1]

    live(scenario)


def test_a_library_is_searched_by_the_words_of_a_name() -> None:
    async def scenario(ask: Client) -> None:
        drive, file = await _written(ask, b"x")
        for where in (drive, f"{drive}/root", f"{drive}/items/{file['parentReference']['id']}"):
            found = (await ask.ask("GET", f"{where}/search(q='plan docx')")).json()["value"]
            assert [row["id"] for row in found] == [file["id"]]
        assert (await ask.ask("GET", f"{drive}/root/search(q='poster')")).json()["value"] == []

    live(scenario)


def test_what_is_deleted_for_good_cannot_be_restored_and_is_told_as_deleted() -> None:
    async def scenario(ask: Client) -> None:
        drive, file = await _written(ask, b"x")
        link = (await ask.ask("GET", f"{drive}/root/delta?token=latest")).json()["@odata.deltaLink"]
        gone = await ask.ask("POST", f"{drive}/items/{file['id']}/permanentDelete")
        assert gone.status_code == 204
        changes = (await ask.http.get(link)).json()["value"]
        assert [row["id"] for row in changes if "deleted" in row] == [file["id"]]
        act = {"action": "restore", "drive": drive.removeprefix("/drives/"), "item": file["id"]}
        assert (await ask.control("POST", "/files", act))["error"]["code"] == "NotFound"

    live(scenario)
