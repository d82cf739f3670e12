"""Files in pieces, and addresses that need no token."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import Client, error, live

from graph_adapters.sandbox.engine.state import State

PIECE = 320 * 1024
VIDEO = bytes(range(256)) * 2560  # two pieces


async def _session(ask: Client, name: str = "film.mp4", **item: Any) -> tuple[str, str, str]:
    drive, folder = await ask.folder()
    return drive, folder, await _open(ask, drive, folder, name, **item)


async def _open(ask: Client, drive: str, folder: str, name: str, **item: Any) -> str:
    url = f"/drives/{drive}/items/{folder}:/{name}:/createUploadSession"
    return str((await ask.ask("POST", url, {"item": item})).json()["uploadUrl"])


async def _send(url: str, ask: Client, start: int, data: bytes, total: int) -> httpx.Response:
    """Without the token that everything else is sent with."""
    headers = {"Content-Range": f"bytes {start}-{start + len(data) - 1}/{total}"}
    async with httpx.AsyncClient(transport=ask.http._transport) as bare:  # noqa: SLF001 -- the same tenant
        return await bare.put(url, content=data, headers=headers)


def test_a_file_comes_in_pieces_and_is_there_when_the_last_has_come() -> None:
    async def scenario(ask: Client) -> None:
        _, _, url = await _session(ask)
        first = await _send(url, ask, 0, VIDEO[:PIECE], len(VIDEO))
        assert (first.status_code, first.json()["nextExpectedRanges"]) == (202, [f"{PIECE}-"])
        last = await _send(url, ask, PIECE, VIDEO[PIECE:], len(VIDEO))
        assert (last.status_code, last.json()["size"], last.json()["name"]) == (201, len(VIDEO), "film.mp4")
        where = last.json()["@microsoft.graph.downloadUrl"]
        del ask.http.headers["authorization"]
        assert (await ask.http.get(where)).content == VIDEO

    live(scenario)


def test_pieces_may_have_any_size_and_the_times_of_the_file_are_kept() -> None:
    async def scenario(ask: Client) -> None:
        times = {"createdDateTime": "2026-01-02T08:00:00Z", "lastModifiedDateTime": "2026-02-03T09:00:00Z"}
        _, _, url = await _session(ask, fileSystemInfo=times)
        assert (await _send(url, ask, 0, b"x" * 1000, 1500)).status_code == 202
        last = (await _send(url, ask, 1000, b"x" * 500, 1500)).json()
        assert (last["size"], last["fileSystemInfo"]) == (1500, times)

    live(scenario)


def test_the_address_is_on_another_host_and_refuses_a_token() -> None:
    async def scenario(ask: Client) -> None:
        _, _, url = await _session(ask)
        answer = await ask.http.put(url, content=b"x", headers={"Content-Range": "bytes 0-0/1"})
        assert (httpx.URL(url).host, error(answer)) == ("sharepoint.example.no", (401, "unauthenticated"))

    live(scenario)


@pytest.mark.parametrize(
    ("start", "length", "total", "expected"),
    [
        (PIECE, PIECE, 2 * PIECE, (416, "invalidRange")),
        (0, PIECE, PIECE - 1, (400, "invalidRequest")),
    ],
)
def test_a_piece_that_does_not_fit_is_refused(
    start: int, length: int, total: int, expected: tuple[int, str]
) -> None:
    async def scenario(ask: Client) -> None:
        _, _, url = await _session(ask)
        assert error(await _send(url, ask, start, b"x" * length, total)) == expected

    live(scenario)


def test_an_upload_can_be_asked_how_far_it_is_and_given_up() -> None:
    async def scenario(ask: Client) -> None:
        _, _, url = await _session(ask)
        await _send(url, ask, 0, VIDEO[:PIECE], len(VIDEO))
        del ask.http.headers["authorization"]
        assert (await ask.http.get(url)).json()["nextExpectedRanges"] == [f"{PIECE}-"]
        assert (await ask.http.delete(url)).status_code == 204
        assert error(await ask.http.get(url)) == (404, "itemNotFound")

    live(scenario)


def test_an_upload_that_nobody_goes_on_with_expires() -> None:
    async def scenario(ask: Client) -> None:
        _, _, url = await _session(ask)
        await ask.control("POST", "/clock", {"seconds": 8 * 86400})
        assert error(await _send(url, ask, 0, b"x", 1)) == (404, "itemNotFound")

    live(scenario)


def test_a_name_that_is_taken_is_a_conflict_unless_something_else_was_asked() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder, url = await _session(ask)
        await _send(url, ask, 0, b"x", 1)
        path = f"/drives/{drive}/items/{folder}:/film.mp4:/createUploadSession"
        assert error(await ask.ask("POST", path)) == (409, "nameAlreadyExists")
        other = await _open(ask, drive, folder, "film.mp4", **{"@microsoft.graph.conflictBehavior": "rename"})
        assert (await _send(other, ask, 0, b"y", 1)).json()["name"] == "film 1.mp4"

    live(scenario)


def test_a_name_that_was_taken_meanwhile_is_a_conflict_at_the_end() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder, url = await _session(ask)
        await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/film.mp4:/content", b"x")
        assert error(await _send(url, ask, 0, b"y", 1)) == (409, "upload_name_conflict")

    live(scenario)


def test_a_file_that_is_there_gets_new_content_by_its_id() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        file = (await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/a.txt:/content", b"x")).json()
        session = await ask.ask("POST", f"/drives/{drive}/items/{file['id']}/createUploadSession")
        done = await _send(session.json()["uploadUrl"], ask, 0, b"nytt", 4)
        assert (done.status_code, done.json()["id"], done.json()["size"]) == (200, file["id"], 4)

    live(scenario)


def test_an_upload_waits_for_the_last_word_when_it_was_told_to() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        path = f"/drives/{drive}/items/{folder}:/a.txt:/createUploadSession"
        url = (await ask.ask("POST", path, {"deferCommit": True})).json()["uploadUrl"]
        assert (await _send(url, ask, 0, b"x", 1)).status_code == 202
        del ask.http.headers["authorization"]
        assert (await ask.http.post(url)).status_code == 201

    live(scenario)


def test_what_is_inside_files_stands_beside_the_journal_and_outlives_the_process(tmp_path: Path) -> None:
    journal, found = tmp_path / "tenant.jsonl", {}

    async def half(ask: Client) -> None:
        _, _, found["url"] = await _session(ask)
        await _send(found["url"], ask, 0, VIDEO[:PIECE], len(VIDEO))

    async def rest(ask: Client) -> None:
        answer = await _send(found["url"], ask, PIECE, VIDEO[PIECE:], len(VIDEO))
        del ask.http.headers["authorization"]
        assert (await ask.http.get(answer.json()["@microsoft.graph.downloadUrl"])).content == VIDEO

    live(half, State(journal))
    live(rest, State(journal))
    assert journal.stat().st_size < PIECE


def test_a_download_address_is_good_for_an_hour_and_gives_parts() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/a.txt:/content", b"0123456789")
        where = (await ask.ask("GET", f"/drives/{drive}/items/{folder}:/a.txt:/content")).headers["location"]
        del ask.http.headers["authorization"]
        beyond = await ask.http.get(where, headers={"Range": "bytes=20-"})
        assert (beyond.status_code, beyond.headers["content-range"]) == (416, "bytes */10")
        assert (await ask.http.get(where, headers={"Range": "bytes=-3"})).content == b"789"
        await ask.control("POST", "/clock", {"seconds": 3601})
        assert error(await ask.http.get(where)) == (401, "unauthenticated")

    live(scenario)
