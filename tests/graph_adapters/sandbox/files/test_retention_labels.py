"""A file that is held by a retention label."""

from typing import Any

import pytest
from support.sandbox.tenant import Client, error, live


async def _held(ask: Client, **more: str) -> tuple[str, str, str]:
    """Put a held file in a folder; gives the drive, the folder and the file."""
    drive, above = await ask.folder()
    where = f"/drives/{drive}/items/{above}"
    folder = (await ask.ask("POST", f"{where}/children", {"name": "Saker", "folder": {}})).json()["id"]
    url = f"/drives/{drive}/items/{folder}:/film.mp4:/content"
    file = (await ask.ask("PUT", url, b"film")).json()["id"]
    act = {"action": "retain", "drive": drive, "item": file, "label": "Kvalitetsarbeid"}
    await ask.control("POST", "/files", act | more)
    return drive, folder, file


def test_a_held_file_and_its_folder_are_not_deleted() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder, file = await _held(ask)
        for item in (file, folder):
            answer = await ask.ask("DELETE", f"/drives/{drive}/items/{item}")
            assert error(answer) == (403, "accessDenied")
        changed = await ask.ask("PATCH", f"/drives/{drive}/items/{file}", {"name": "b.mp4"})
        assert (changed.status_code, changed.json()["name"]) == (200, "b.mp4")
        await ask.control("POST", "/files", {"action": "release", "drive": drive, "item": file})
        assert (await ask.ask("DELETE", f"/drives/{drive}/items/{folder}")).status_code == 204

    live(scenario)


@pytest.mark.parametrize(
    ("method", "end", "body"),
    [("PATCH", "", {"name": "b.mp4"}), ("PUT", "/content", b"x"), ("DELETE", "", None)],
)
def test_a_record_is_neither_changed_nor_deleted(method: str, end: str, body: Any) -> None:
    async def scenario(ask: Client) -> None:
        drive, _, file = await _held(ask, behavior="retainAsRecord")
        answer = await ask.ask(method, f"/drives/{drive}/items/{file}{end}", body)
        assert error(answer) == (403, "accessDenied")

    live(scenario)


def test_the_label_is_read_and_an_app_may_take_it_away_unless_it_makes_a_record() -> None:
    async def scenario(ask: Client) -> None:
        drive, _, file = await _held(ask)
        url = f"/drives/{drive}/items/{file}"
        label = (await ask.ask("GET", f"{url}/retentionLabel")).json()
        assert label["name"] == "Kvalitetsarbeid"
        assert label["retentionSettings"] == {
            "behaviorDuringRetentionPeriod": "retain",
            "isDeleteAllowed": False,
            "isRecordLocked": False,
            "isMetadataUpdateAllowed": True,
            "isContentUpdateAllowed": True,
            "isLabelUpdateAllowed": True,
        }
        expanded = (await ask.ask("GET", f"{url}?$select=id&$expand=retentionLabel")).json()
        assert expanded["retentionLabel"]["name"] == "Kvalitetsarbeid"
        assert (await ask.ask("DELETE", f"{url}/retentionLabel")).status_code == 204
        assert error(await ask.ask("GET", f"{url}/retentionLabel")) == (404, "itemNotFound")
        act = {"action": "retain", "drive": drive, "item": file, "behavior": "retainAsRecord"}
        await ask.control("POST", "/files", act)
        assert error(await ask.ask("DELETE", f"{url}/retentionLabel")) == (403, "accessDenied")

    live(scenario)
