"""Kinds in a SharePoint library: folders, our files and the report library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import provisioning
from app.db import unit_of_work
from app.tenant import Folder, Library, Placed, TemplateFile
from graph_adapters import files, removal
from jobs.provision.kinds.kind import Kind, Price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.provisioning import Errand
    from app.tenant import Seen
    from jobs.tenant import Tenant


def has_its_name(errand: Errand[Folder] | Errand[TemplateFile] | Errand[Library], seen: Seen) -> bool:
    return seen.name.casefold() == errand.thing.name.casefold()


async def put_template(tenant: Tenant, errand: Errand[TemplateFile]) -> Placed:
    content, folder = content_of(errand), errand.above["parent"]
    return await files.put_file(tenant.connection, folder, errand.thing.name, content)


def content_of(errand: Errand[TemplateFile]) -> bytes:
    with unit_of_work() as session:
        return provisioning.file_content(
            session,
            errand.cohort_id,
            team_id=errand.team_id,
            source=errand.thing.source,
            name=errand.thing.name,
        )


async def change_library(tenant: Tenant, errand: Errand[Library]) -> Placed:
    if errand.before.get("name") != errand.thing.name:
        await files.rename(tenant.connection, errand.placed_id, errand.thing.name)
    return await files.close(tenant.connection, errand.placed_id, errand.above["msteam"])


KINDS: Mapping[str, Kind[Any]] = {
    "folder": Kind[Folder](
        service="sharepoint",
        scope="parent",
        in_a_library=True,
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=has_its_name,
        create=lambda tenant, errand: files.create_folder(
            tenant.connection, errand.above["parent"], errand.thing.name
        ),
        change=lambda tenant, errand: files.rename(tenant.connection, errand.placed_id, errand.thing.name),
        remove=lambda tenant, errand: removal.item(tenant.connection, errand.placed_id),
        owned=frozenset({"name"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(writes=1),
    ),
    "file": Kind[TemplateFile](
        service="sharepoint",
        scope="parent",
        in_a_library=True,
        look=lambda tenant, errand, _known: files.listed(tenant.connection, errand.above["parent"]),
        is_it=has_its_name,
        create=put_template,
        change=lambda tenant, errand: files.rename(tenant.connection, errand.placed_id, errand.thing.name),
        remove=lambda tenant, errand: removal.item(tenant.connection, errand.placed_id),
        owned=frozenset({"name"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(writes=1),
    ),
    "library": Kind[Library](
        service="sharepoint",
        look=lambda tenant, errand, _known: files.libraries(
            tenant.connection, errand.above["parent"], errand.thing.name
        ),
        is_it=has_its_name,
        create=lambda tenant, errand: files.create_library(
            tenant.connection, errand.above["parent"], errand.thing.name, errand.above["msteam"]
        ),
        change=change_library,
        remove=lambda tenant, errand: removal.item(tenant.connection, errand.placed_id),
        owned=frozenset({"name", "read_only"}),
        price_to_create=Price(writes=2),
        price_to_change=Price(writes=1),
    ),
}
