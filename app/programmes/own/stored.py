"""Store a unit's own programmes in versions, and find them beside the shipped programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.programmes.language.definition import Definition
from app.programmes.models import OwnProgramme
from app.programmes.own.derived import copied, new_version, with_changes
from app.programmes.shelf import is_shipped, shipped

if TYPE_CHECKING:
    from app.programmes.own.derived import Changes


def all_programmes(session: Session) -> list[Definition]:
    """List the programmes by key, shipped and own, each in its newest version."""
    return [newest for newest, *_ in every_version(session).values()]


def every_version(session: Session) -> dict[str, list[Definition]]:
    """List every version of every programme by key, shipped and own, the newest first."""
    versions: dict[str, list[Definition]] = {}
    for definition in (*shipped(), *_own(session)):
        versions.setdefault(definition.key, []).insert(0, definition)
    return dict(sorted(versions.items()))


def find(session: Session, *, key: str, version: int | None = None) -> Definition:
    """Find a programme in its newest version, or in `version`."""
    there = every_version(session)
    versions = {one.version: one for one in there.get(key, ())}
    if not versions:
        known = ", ".join(there)
        raise NotFound(
            Code.no_such_programme, f"Det finnes ikke noe program som heter «{key}». Programmene er {known}."
        )
    wanted = version or max(versions)
    if wanted not in versions:
        raise NotFound(Code.no_such_version, f"Programmet «{key}» har ingen versjon {wanted}.")
    return versions[wanted]


def copy(
    session: Session, *, of: Definition, key: str, name: str, owner: str, changes: Changes, deed: Deed
) -> Definition:
    """Begin a programme of the unit's own from another. Raises Conflict when the key is taken."""
    if is_shipped(key) or any(one.key == key for one in _own(session)):
        raise Conflict(
            Code.programme_key_taken, f"Det finnes alt et program med nøkkelen «{key}». Velg en annen."
        )
    begun = copied(of, key=key, name=name, owner=owner)
    made = with_changes(begun, {**changes, "key": key, "version": 1})
    return keep(session, definition=made, deed=deed)


def revise(session: Session, *, key: str, changes: Changes, deed: Deed) -> Definition:
    """Make the next version of a unit's own programme; cohorts that have started keep theirs."""
    made = new_version(find(session, key=key), {**changes, "key": key})
    return keep(session, definition=made, deed=deed)


def keep(session: Session, *, definition: Definition, deed: Deed) -> Definition:
    """Store a version. A shipped programme is never overwritten, and no version either."""
    key, version = definition.key, definition.version
    if is_shipped(key):
        raise Conflict(
            Code.programme_is_shipped,
            f"Programmet «{key}» følger med og kan ikke endres. Lag en kopi med en annen nøkkel.",
        )
    if any((one.key, one.version) == (key, version) for one in _own(session)):
        raise Conflict(Code.programme_version_taken, f"Versjon {version} av «{key}» finnes alt. Øk version.")
    stored = definition.model_dump(mode="json")
    session.add(OwnProgramme(key=key, version=version, definition=stored, by=deed.actor, at=deed.at))
    session.flush()
    audit.record(session, Act.programme_stored, deed, about=f"{key} {version}")
    return definition


def _own(session: Session) -> list[Definition]:
    rows = session.exec(select(OwnProgramme).order_by(col(OwnProgramme.key), col(OwnProgramme.version)))
    return [Definition.model_validate(row.definition) for row in rows]
