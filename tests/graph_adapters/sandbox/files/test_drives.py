import httpx
import pytest
from support.sandbox.tenant import Client, error, live


def test_a_taken_folder_name_is_a_conflict_and_can_be_found_by_path() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}"
        first = (await ask.ask("POST", f"{url}/children", {"name": "Leveranser", "folder": {}})).json()
        again = {"name": "leveranser", "folder": {}}
        assert error(await ask.ask("POST", f"{url}/children", again)) == (409, "nameAlreadyExists")
        assert (await ask.ask("GET", f"{url}:/leveranser")).json()["id"] == first["id"]
        renamed = again | {"@microsoft.graph.conflictBehavior": "rename"}
        assert (await ask.ask("POST", f"{url}/children", renamed)).json()["name"] == "leveranser 1"
        names = [row["name"] for row in (await ask.ask("GET", f"{url}/children")).json()["value"]]
        assert names == ["Leveranser", "leveranser 1"]

    live(scenario)


def test_what_was_uploaded_comes_back_from_an_address_without_a_token() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        put = await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/Å plan.docx:/content", b"0123456789")
        again = await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/Å plan.docx:/content", b"0123456789")
        assert (put.status_code, again.status_code, put.json()["name"]) == (201, 200, "Å plan.docx")
        found = await ask.ask("GET", f"/drives/{drive}/items/{put.json()['id']}/content")
        where = found.headers["location"]
        assert (found.status_code, httpx.URL(where).host) == (302, "sharepoint.example.no")
        assert (await ask.http.get(where)).status_code == 401
        del ask.http.headers["authorization"]
        part = await ask.http.get(where, headers={"Range": "bytes=2-4"})
        assert (part.status_code, part.content, part.headers["content-range"]) == (
            206,
            b"234",
            "bytes 2-4/10",
        )

    live(scenario)


@pytest.mark.parametrize(
    "name",
    [
        "a:b",
        '"a"',
        "a?",
        "a|b",
        " a",
        "CON",
        "lpt0",
        ".lock",
        "Desktop.ini",
        "a_VTI_b",
        "~$plan.docx",
        "slutt.",
        "x" * 256,
    ],
)
def test_a_name_sharepoint_does_not_take_is_refused(name: str) -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        answer = await ask.ask(
            "POST", f"/drives/{drive}/items/{folder}/children", {"name": name, "folder": {}}
        )
        assert error(answer) == (400, "invalidRequest")

    live(scenario)


def test_a_file_is_moved_and_renamed_with_an_etag() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items"
        file = (await ask.ask("PUT", f"{url}/{folder}:/a.txt:/content", b"x")).json()
        box = (await ask.ask("POST", f"{url}/{folder}/children", {"name": "Boks", "folder": {}})).json()
        change = {"name": "b.txt", "parentReference": {"id": box["id"]}}
        assert error(await ask.ask("PATCH", f"{url}/{file['id']}", change, If_Match='"x"')) == (
            412,
            "resourceModified",
        )
        moved = (await ask.ask("PATCH", f"{url}/{file['id']}", change, If_Match=file["eTag"])).json()
        assert moved["parentReference"]["path"].endswith("root:/Team%20Hjerte/Boks")
        assert moved["eTag"] != file["eTag"]
        assert (await ask.ask("DELETE", f"{url}/{box['id']}")).status_code == 204
        assert error(await ask.ask("GET", f"{url}/{file['id']}")) == (404, "itemNotFound")

    live(scenario)
