"""Addresses in every form that Graph takes lead to the same thing."""

import pytest
from support.sandbox.tenant import KARI, ORGANISER, Client, error, live, new_event, new_group

EVENTUAL = {"ConsistencyLevel": "eventual"}


@pytest.mark.parametrize(
    "address",
    [
        "/drives/{drive}/items/root:/Kull%203/plan.txt",
        "/drives/{drive}/items/root:/Kull%203/plan.txt:",
        "/drives/{drive}/items/root%3A%2FKull%203%2Fplan.txt%3A",
        "/drives/{drive}/items/root%3a/Kull%203/plan.txt",
        "/drives/{drive}/root:/Kull%203/plan.txt",
        "/drives/{drive}/root%3A/Kull%203/plan.txt%3A",
        "/drives('{drive}')/root:/Kull%203/plan.txt",
        "/drives/{drive}/items/{folder}:/plan.txt",
        "/drives/{drive}/items/{file}",
        "/drives/{drive}/items/{file}/",
        "/drives/{drive}//items/{file}",
        "/drives('{drive}')/items('{file}')",
        "/groups/{team}/drive/root:/Kull%203/plan.txt",
        "/groups/{team}/drive/items/{file}",
        "/sites/{site}/drive/items/{file}",
        "/sites/sharepoint.example.no:/sites/kull3:/drive/root:/Kull%203/plan.txt",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_an_item_is_reached_by_every_address(address: str, method: str) -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        drive = (await ask.ask("GET", f"/groups/{team}/drive")).json()["id"]
        site = (await ask.ask("GET", f"/groups/{team}/sites/root")).json()["id"]
        put = f"/drives/{drive}/root:/Kull 3/plan.txt:/content"
        file = (await ask.ask("PUT", put, b"hei", Content_Type="text/plain")).json()
        ids = {"team": team, "drive": drive, "site": site, "file": file["id"]}
        where = address.format(**ids, folder=file["parentReference"]["id"])
        body = {"description": "Vår plan"} if method == "PATCH" else None
        assert (await ask.ask(method, where, body)).json()["id"] == file["id"]

    live(scenario)


@pytest.mark.parametrize(
    ("method", "rest", "status"),
    [
        ("DELETE", ":", 204),
        ("POST", ":/children", 201),
        ("POST", ":/createLink", 201),
        ("GET", ":/permissions", 200),
        ("GET", ":/children", 200),
    ],
)
def test_an_item_is_addressed_by_path_in_every_method(method: str, rest: str, status: int) -> None:
    bodies = {":/children": {"name": "Ny", "folder": {}}, ":/createLink": {"type": "view"}}

    async def scenario(ask: Client) -> None:
        drive, _ = await ask.folder()
        body = bodies.get(rest) if method == "POST" else None
        answer = await ask.ask(method, f"/drives/{drive}/root:/Team Hjerte{rest}", body)
        assert answer.status_code == status
        missing = await ask.ask(method, f"/drives/{drive}/root:/Team Lunge{rest}", body)
        assert error(missing) == (404, "itemNotFound")

    live(scenario)


def test_a_file_may_be_called_as_odatas_words_are() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        for name in ("delta", "$count", "graph.user"):
            url = f"/drives/{drive}/items/{folder}:/{name}"
            await ask.ask("PUT", f"{url}:/content", b"hei", Content_Type="text/plain")
            assert (await ask.ask("GET", url)).json()["name"] == name

    live(scenario)


def test_sites_are_found_by_host_and_path_and_the_first_by_its_word() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        site = (await ask.ask("GET", f"/groups/{team}/sites/root")).json()
        for path in ("sharepoint.example.no:/sites/kull3", "sharepoint.example.no:/sites/Kull3:"):
            assert (await ask.ask("GET", f"/sites/{path}")).json()["id"] == site["id"]
        root = (await ask.ask("GET", "/sites/root")).json()
        assert root["webUrl"] == "https://sharepoint.example.no"
        assert (await ask.ask("GET", "/sites/sharepoint.example.no")).json()["id"] == root["id"]
        assert error(await ask.ask("GET", "/sites/sharepoint.example.no:/sites/x")) == (404, "itemNotFound")
        assert error(await ask.ask("GET", "/sites/root/drive")) == (501, "NotImplemented")

    live(scenario)


@pytest.mark.parametrize("role", ["members", "owners"])
def test_a_list_is_cast_to_one_type(role: str) -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        url = f"/groups/{team}/{role}"
        for cast in ("microsoft.graph.user", "graph.user", "Microsoft.Graph.User"):
            (row,) = (await ask.ask("GET", f"{url}/{cast}?$select=id")).json()["value"]
            assert row == {"id": kari}
        assert (await ask.ask("GET", f"{url}/microsoft.graph.group")).json()["value"] == []
        assert error(await ask.ask("GET", f"{url}/microsoft.graph.user?$select=securityEnabled")) == (
            400,
            "BadRequest",
        )

    live(scenario)


def test_a_list_is_counted_as_plain_text() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        await ask.ask("POST", f"/users/{ORGANISER}/events", new_event())
        for path, number in [
            ("/users/$count", "3"),
            ("/users/$count?$filter=startsWith(displayName,'k')", "1"),
            (f"/groups/{team}/members/$count", "1"),
            (f"/groups/{team}/members/microsoft.graph.group/$count", "0"),
            (f"/users/{ORGANISER}/events/$count", "1"),
            (f"/users/{ORGANISER}/events/%24count", "1"),
        ]:
            answer = await ask.ask("GET", path, **EVENTUAL)
            assert (answer.status_code, answer.text) == (200, number)
            assert answer.headers["content-type"] == "text/plain"
        assert error(await ask.ask("GET", f"/teams/{team}/channels/$count")) == (501, "NotImplemented")

    live(scenario)


def test_an_action_is_known_by_its_whole_name() -> None:
    async def scenario(ask: Client) -> None:
        event = (await ask.ask("POST", f"/users/{ORGANISER}/events", new_event(KARI["mail"]))).json()["id"]
        url = f"/users/{ORGANISER}/events/{event}/microsoft.graph.cancel"
        assert (await ask.ask("POST", url, {})).status_code == 202

    live(scenario)


def test_head_is_answered_as_get_is_without_the_body() -> None:
    async def scenario(ask: Client) -> None:
        there = await ask.ask("HEAD", f"/users/{ORGANISER}")
        assert (there.status_code, there.content, int(there.headers["content-length"]) > 0) == (
            200,
            b"",
            True,
        )
        assert (await ask.ask("HEAD", "/users/nobody@example.no")).status_code == 404

    live(scenario)


def test_children_come_by_name_a_thousand_at_a_time_or_as_asked() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}"
        for name, text in (("b.txt", b"1"), ("A.txt", b"333"), ("c.txt", b"22")):
            await ask.ask("PUT", f"{url}:/{name}:/content", text, Content_Type="text/plain")
        for query, names in [
            ("", ["A.txt", "b.txt", "c.txt"]),
            ("?$top=1000", ["A.txt", "b.txt", "c.txt"]),
            ("?$orderby=name desc", ["c.txt", "b.txt", "A.txt"]),
            ("?$orderby=size", ["b.txt", "c.txt", "A.txt"]),
        ]:
            rows = (await ask.ask("GET", f"{url}/children{query}")).json()["value"]
            assert [row["name"] for row in rows] == names
        assert error(await ask.ask("GET", f"{url}/children?$orderby=webUrl")) == (400, "invalidRequest")
        permissions = (await ask.ask("GET", f"{url}/permissions?$select=id,roles")).json()["value"]
        assert [set(row) for row in permissions] == [{"id", "roles"}] * 2

    live(scenario)


def test_an_empty_file_and_what_graph_does_not_heed_in_a_body() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}"
        new = {"name": "tom.txt", "file": {}, "@name.conflictBehavior": "rename", "x@odata.etag": "1"}
        made = (await ask.ask("POST", f"{url}/children", new)).json()
        assert (made["name"], made["size"], made["file"]["mimeType"]) == ("tom.txt", 0, "text/plain")
        above = {
            "id": folder,
            "driveId": drive,
            "driveType": "documentLibrary",
            "siteId": "x",
            "name": "Team",
        }
        change = {"name": "ny.txt", "file": {}, "parentReference": above, "@odata.context": "x"}
        moved = await ask.ask("PATCH", f"/drives/{drive}/items/{made['id']}", change)
        assert (moved.status_code, moved.json()["name"]) == (200, "ny.txt")
        assert error(await ask.ask("POST", f"{url}/children", {"name": "x"})) == (400, "invalidRequest")

    live(scenario)


def test_annotations_are_not_heeded_and_an_unknown_binding_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        noise = {"@odata.context": "x", "@odata.etag": "y", "displayName@odata.type": "String", "@a.b": 1}
        assert (await ask.ask("POST", "/groups", new_group() | noise)).status_code == 201
        bound = new_group("kull4") | {"cousins@odata.bind": ["x"]}
        assert error(await ask.ask("POST", "/groups", bound)) == (400, "Request_BadRequest")

    live(scenario)
