"""Whose libraries there are, and which sites."""

from support.sandbox.tenant import KARI, Client, error, live


def test_a_group_and_its_site_have_the_same_library() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        site = (await ask.ask("GET", f"/groups/{team}/sites/root")).json()
        drive = (await ask.ask("GET", f"/groups/{team}/drive")).json()["id"]
        for owner in (f"/groups/{team}", f"/sites/{site['id']}"):
            rows = (await ask.ask("GET", f"{owner}/drives")).json()["value"]
            assert [row["id"] for row in rows] == [drive]
        found = (await ask.ask("GET", "/sites?search=tørn")).json()["value"]
        assert [row["id"] for row in found] == [site["id"]]
        assert (await ask.ask("GET", "/sites?search=finnes-ikke")).json()["value"] == []
        everywhere = (await ask.ask("GET", "/sites/getAllSites")).json()["value"]
        assert [(row["id"], row["isPersonalSite"]) for row in everywhere] == [(site["id"], False)]
        assert error(await ask.ask("GET", "/sites")) == (501, "NotImplemented")

    live(scenario)


def test_a_person_has_a_drive_of_their_own_and_a_guest_none() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI, {"mail": "gjest@example.com", "displayName": "Gjest", "userType": "Guest"})
        drive = (await ask.ask("GET", "/users/kari@example.no/drive")).json()
        assert (drive["driveType"], drive["owner"]["user"]["email"]) == ("business", "kari@example.no")
        (same,) = (await ask.ask("GET", "/users/kari@example.no/drives")).json()["value"]
        made = await ask.ask("PUT", "/users/kari@example.no/drive/root:/a.txt:/content", b"ord")
        assert (same["id"], made.status_code) == (drive["id"], 201)
        (seen,) = (await ask.ask("GET", f"/drives/{drive['id']}/root/children")).json()["value"]
        assert (seen["name"], seen["parentReference"]["driveType"]) == ("a.txt", "business")
        guest = "gjest_example.com%23EXT%23@example.no"
        assert error(await ask.ask("GET", f"/users/{guest}/drive")) == (404, "ResourceNotFound")

    live(scenario)


def test_nobody_writes_in_another_persons_drive() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI, {"mail": "ola@example.no", "displayName": "Ola Nordmann"})
        drive = (await ask.ask("GET", "/users/kari@example.no/drive")).json()["id"]
        new = {"url": f"/drives/{drive}/root/children", "method": "POST", "body": {"name": "x", "folder": {}}}
        answers = [await ask.control("POST", f"/as/{who}@example.no", new) for who in ("ola", "kari")]
        assert answers[0]["error"]["code"] == "accessDenied"
        assert answers[1]["name"] == "x"

    live(scenario)
