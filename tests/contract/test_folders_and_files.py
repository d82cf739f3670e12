import asyncio

import pytest
from support.contract_tenants import Run, Tenant, in_process

from graph_adapters import files
from graph_adapters.errors import Gone, Taken
from graph_adapters.transport.requests import call


def test_a_folder_is_made_found_and_renamed(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        placed = await files.create_folder(tenant.connection, root, "Leveranser")
        again = await files.rename(tenant.connection, placed.external_id, "Innleveringer")
        seen = await files.listed(tenant.connection, root)
        assert (again.external_id, again.web_url) == (placed.external_id, seen[0].web_url)
        assert [(one.external_id, one.name, one.value) for one in seen] == [
            (placed.external_id, "Innleveringer", {"name": "Innleveringer"})
        ]

    run(scenario)


def test_a_folder_under_a_taken_name_is_told_as_such(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        await files.create_folder(tenant.connection, root, "Leveranser")
        with pytest.raises(Taken):
            await files.create_folder(tenant.connection, root, "leveranser")

    run(scenario)


def test_a_file_is_put_once_and_never_over_another(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        placed = await files.put_file(tenant.connection, root, "Mal for Å & B #1.docx", b"mal")
        with pytest.raises(Taken):
            await files.put_file(tenant.connection, root, "Mal for Å & B #1.docx", b"annet")
        (seen,) = await files.listed(tenant.connection, root)
        assert (seen.external_id, seen.name) == (placed.external_id, "Mal for Å & B #1.docx")

    run(scenario)


def test_more_than_a_page_of_files_is_walked_through(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        for number in range(201):
            await files.put_file(tenant.connection, root, f"{number:03}.txt", b"x")
        seen = await files.listed(tenant.connection, root)
        assert [one.name for one in seen] == [f"{number:03}.txt" for number in range(201)]

    run(scenario)


@pytest.mark.parametrize("sizes", [[7], [7, 8], [8, 100_000, 100_001, 100_002]])
def test_files_lie_there_byte_for_byte_alone_or_in_a_batch_together(run: Run, sizes: list[int]) -> None:
    contents = [bytes(range(256)) * (size // 256) + b"\xff" * (size % 256) for size in sizes]

    async def scenario(tenant: Tenant) -> None:
        line, (_, root) = tenant.connection, await tenant.general()
        put = [files.put_file(line, root, f"{len(content)}.bin", content) for content in contents]
        places = [placed.external_id for placed in await asyncio.gather(*put)]
        assert [await _content(tenant, place) for place in places] == contents

    run(scenario)


async def _content(tenant: Tenant, place: str) -> bytes:
    answer = await tenant.connection.send(call(files.item(tenant.connection, place)))
    return (await tenant.client.get(answer.body["@microsoft.graph.downloadUrl"])).content


def test_small_files_share_a_request_and_large_ones_go_alone() -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        sizes = (1, 100_000, 100_001)
        await asyncio.gather(*(files.put_file(tenant.connection, root, str(n), b"x" * n) for n in sizes))
        log = await tenant.control("/requests", None, "GET")
        assert [
            one["in_batch"] for one in log["value"] if one["operation"] == "driveItem.content.putByPath"
        ] == [
            False,
            True,
            True,
        ]

    in_process(scenario)


@pytest.mark.parametrize("status", [400, 415, 501])
def test_a_tenant_that_takes_no_bytes_in_a_batch_gets_each_file_alone(status: int) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        put = {"operation": "driveItem.content.putByPath", "in_batch": True, "status": status, "times": 0}
        await tenant.control("/faults", put)
        await asyncio.gather(*(files.put_file(tenant.connection, root, name, b"mal") for name in "ab"))
        assert [one.name for one in await files.listed(tenant.connection, root)] == ["a", "b"]

    in_process(scenario)


def test_a_folder_that_somebody_removed_is_gone(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        _, root = await tenant.general()
        placed = await files.create_folder(tenant.connection, root, "Leveranser")
        drive, item = placed.external_id.split("/")
        await tenant.control("/files", {"action": "delete", "drive": drive, "item": item})
        with pytest.raises(Gone):
            await files.rename(tenant.connection, placed.external_id, "Innleveringer")

    run(scenario)
