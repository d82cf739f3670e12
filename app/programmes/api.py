"""Programmes for programs: read, copy, make the next version, check before storing."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from app.access import DeedDep
from app.db import SessionDep
from app.programmes.language.check import MAX_FILE_BYTES, problems_in_text
from app.programmes.language.definition import Definition
from app.programmes.language.when import Key
from app.programmes.own import stored
from app.programmes.own.yaml_text import as_yaml
from app.programmes.service import in_list, in_short

router = APIRouter(prefix="/api/programmes", tags=["programmes"])
YAML = "application/yaml"
ANY_TEXT = {"requestBody": {"required": True, "content": {kind: {} for kind in (YAML, "application/json")}}}


class Copy(BaseModel, extra="forbid"):
    """A programme of the unit's own: the programme it is copied from, its name, and the changes."""

    of: str
    version: int | None = None
    key: Key
    name: str
    owner: str
    changes: dict[str, Any] = {}


class Changed(BaseModel, extra="forbid"):
    changes: dict[str, Any]


async def _text(request: Request) -> bytes:
    """Read the request's body, and stop when it is too large to be a programme."""
    received = b""
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_FILE_BYTES:
            break
    return received


@router.get("")
def list_all(session: SessionDep) -> list[dict[str, Any]]:
    """List the programmes, each in its newest version; `versions` can be started, the newest first."""
    return [in_list(versions) for versions in stored.every_version(session).values()]


@router.post("", status_code=201)
def copy(session: SessionDep, deed: DeedDep, new: Copy, response: Response) -> dict[str, Any]:
    """Begin a programme of one's own from another; nothing is stored when something must be corrected."""
    made = stored.copy(
        session,
        of=stored.find(session, key=new.of, version=new.version),
        key=new.key,
        name=new.name,
        owner=new.owner,
        changes=new.changes,
        deed=deed,
    )
    response.headers["Location"] = f"/api/programmes/{made.key}"
    return in_short(made)


@router.post("/check", openapi_extra=ANY_TEXT)
def check(text: Annotated[bytes, Depends(_text)]) -> dict[str, Any]:
    """Check a programme in YAML or JSON and name its problems. Nothing is stored."""
    problems = problems_in_text(text)
    ok = all(problem.level != "error" for problem in problems)
    return {"ok": ok, "problems": [asdict(problem) for problem in problems]}


@router.post("/{key}/versions", status_code=201)
def revise(
    session: SessionDep, deed: DeedDep, key: str, changed: Changed, response: Response
) -> dict[str, Any]:
    """Make the next version of a programme of one's own."""
    made = stored.revise(session, key=key, changes=changed.changes, deed=deed)
    response.headers["Location"] = f"/api/programmes/{key}?version={made.version}"
    return in_short(made)


@router.get("/{key}.yaml", response_class=Response)
def download(session: SessionDep, key: str, version: int | None = None) -> Response:
    """Download a programme as the file it can be written in."""
    definition = stored.find(session, key=key, version=version)
    name = f'attachment; filename="{definition.key}.yaml"'
    return Response(as_yaml(definition), media_type=YAML, headers={"Content-Disposition": name})


@router.get("/{key}")
def read(session: SessionDep, key: str, version: int | None = None) -> Definition:
    return stored.find(session, key=key, version=version)
