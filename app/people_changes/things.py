"""The things in the tenant that a change of people touches: memberships, meetings and tasks, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import provisioning
from app.people_changes.said import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.provisioning import Change, Preview

Fields = dict[str, Any] | None


def shown_things(session: Session, cohort_id: int, before: Preview, news: Preview) -> list[Said]:
    """Return what changes of each thing, with people by their addresses."""
    applied = provisioning.fields_before(session, cohort_id)
    called = _by_account(before) | _by_account(news)
    return [_shown(change, applied.get(change.key), called) for change in news.found.changes]


def _by_account(seen: Preview) -> dict[str, str]:
    picture = seen.picture
    everybody = [*picture.whole_cohort, *(one for team in picture.teams for one in team.people)]
    return {one.user_id: one.email for one in everybody if one.user_id}


def _shown(change: Change, applied: Fields, called: Mapping[str, str]) -> Said:
    fields = change.wanted or applied or {}
    return Said(
        kind=change.kind,
        about=_name(change, fields, called),
        before=_people(change.kind, applied, called),
        after=_people(change.kind, change.wanted, called),
    )


def _name(change: Change, fields: dict[str, Any], called: Mapping[str, str]) -> str:
    if change.kind == "member":
        return called.get(fields.get("user_id", ""), "")
    named = (fields.get(name) for name in ("subject", "title", "email", "name"))
    return next(filter(None, named), change.kind)


def _people(kind: str, fields: Fields, called: Mapping[str, str]) -> Any:  # noqa: ANN401 - addresses, or a role
    """Return the people in a thing; of other things, only whether it stands."""
    if fields is None:
        return None
    if kind == "member":
        return fields["role"]
    if kind == "entry":
        return [one["email"] for one in fields["attendees"]]
    if kind == "task":
        return [called.get(account, account) for account in fields["assignees"]]
    return fields.get("email") or fields.get("name") or fields.get("hosts") or True
