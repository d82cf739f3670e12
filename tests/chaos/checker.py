"""What is wrong in the end, found from outside: by Graph GETs, by mailboxes, and by what the public API told.

It imports neither app nor jobs nor graph_adapters, so that it cannot agree with them by sharing their mistakes.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from support import torn_kull_3
from support.tenant_census import Tenant, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from support.tenant_census import Census, TeamSeen

    from chaos.ledger import CohortDone

ORGANISER = "laeringsnettverk@example.no"


def wrong_in_tenant(address: str, done: Sequence[CohortDone], forgiven: tuple[str, str] | None) -> list[str]:
    """Tell what is lost or there twice. Letters first sent within `forgiven` may have come twice."""
    census = count(address, ORGANISER)
    found = [*_differs("Microsoft Teams", census.msteams, [one.name for one in done])]
    found += _differs("members", census.members, [person for one in done for person in one.people])
    found += _wrong_in_teams(census.teams, done)
    found += _wrong_in_calendar(census, done)
    with closing(Tenant(address)) as tenant:
        found += _wrong_in_mailboxes(tenant, forgiven)
        found += _wrong_invitations(tenant, done)
    return found


def _differs(what: str, seen: Iterable[Any], expected: Iterable[Any]) -> Iterator[str]:
    """Compare as bags: a thing that is there twice is as wrong as a thing that is not there."""
    there, wanted = Counter(seen), Counter(expected)
    for thing, times in sorted((wanted - there).items()):
        yield f"{what}: {thing} is lost, {times} of {wanted[thing]}"
    for thing, times in sorted((there - wanted).items()):
        yield f"{what}: {thing} is there {times} times more than {wanted[thing]}"


def _wrong_in_teams(seen: Sequence[TeamSeen], done: Sequence[CohortDone]) -> Iterator[str]:
    yield from _differs(
        "channels", (one.channel for one in seen), (team for one in done for team in one.teams)
    )
    cohorts = {team: cohort for cohort in done for team in cohort.teams}
    for one in seen:
        if cohort := cohorts.get(one.channel):
            yield from _wrong_in_team(one, cohort)


def _wrong_in_team(seen: TeamSeen, cohort: CohortDone) -> Iterator[str]:
    yield from _differs(f"folders of {seen.channel}", seen.folders, torn_kull_3.FOLDERS)
    yield from _differs(f"files of {seen.channel}", seen.files, cohort.paths(seen.channel))
    yield from _differs(f"tabs of {seen.channel}", seen.tabs, torn_kull_3.TABS)
    yield from _differs(f"plans of {seen.channel}", seen.plans, [f"{cohort.name}: {seen.channel}"])
    yield from _differs(
        f"buckets of {seen.channel}", seen.buckets, {bucket for _, bucket, _ in torn_kull_3.TASKS}
    )
    tasks = [(task.title, task.bucket, (task.due or "")[:10]) for task in seen.tasks]
    yield from _differs(f"tasks of {seen.channel}", tasks, torn_kull_3.TASKS)


def _wrong_in_calendar(census: Census, done: Sequence[CohortDone]) -> Iterator[str]:
    seen = [
        (event.subject, event.starts, event.ends, *event.required, *event.optional) for event in census.events
    ]
    expected = [
        (f"{cohort.name}: {one.title}", one.starts, one.ends, *cohort.attendees(one))
        for cohort in done
        for one in cohort.meetings
    ]
    yield from _differs("the calendar", seen, expected)


def _wrong_in_mailboxes(tenant: Tenant, forgiven: tuple[str, str] | None) -> Iterator[str]:
    for box in tenant.control("/mailboxes")["value"]:
        first: dict[str, str] = {}
        for mail in tenant.control(f"/mailboxes/{box['address']}")["value"]:
            if mail["kind"] != "mail":
                continue
            before = first.setdefault(mail["subject"], mail["at"])
            if mail["at"] != before and not _lies_within(before, forgiven):
                yield f"{box['address']} got «{mail['subject']}» twice: {before} and {mail['at']}"


def _lies_within(moment: str, forgiven: tuple[str, str] | None) -> bool:
    return forgiven is not None and forgiven[0] <= moment <= forgiven[1]


def _wrong_invitations(tenant: Tenant, done: Sequence[CohortDone]) -> Iterator[str]:
    """Each person is invited once to each meeting they are to come to, and to no meeting that is not there."""
    for address in {person for one in done for person in one.people}:
        mails = tenant.control(f"/mailboxes/{address}")["value"]
        invited = Counter(mail["event"] for mail in mails if mail["kind"] == "invitation")
        yield from (f"{address} was invited {n} times to {event}" for event, n in invited.items() if n > 1)
    for cohort in done:
        for person in cohort.people:
            mails = tenant.control(f"/mailboxes/{person}")["value"]
            got = Counter(mail["subject"] for mail in mails if mail["kind"] == "invitation")
            wanted = Counter(
                f"{cohort.name}: {one.title}"
                for one in cohort.meetings
                if one.for_teams and person not in one.stand_ins
            )
            if lost := wanted - got:
                yield f"{person} was never invited to {dict(lost)}"


def wrong_in_submissions(
    done: Sequence[CohortDone],
    told: Mapping[str, Sequence[dict[str, Any]]],
    waiting: Mapping[str, Sequence[dict[str, Any]]],
) -> list[str]:
    """Compare what the API says is handed in, and what it says waits for a person, with what people laid down."""
    found: list[str] = []
    for cohort in done:
        seen = {
            (one["team"], one["deliverable"]): one["newest_version"]
            for one in told[cohort.name]
            if one["newest_version"] is not None
        }
        expected = dict.fromkeys(((slot.team, slot.deliverable) for slot in cohort.files), 1)
        found += _differs(f"handed in to {cohort.name}", seen.items(), expected.items())
        names = [(one["team"], one["name"]) for one in waiting[cohort.name]]
        asked = [(team, path.rpartition("/")[2]) for team, path in cohort.questions]
        found += _differs(f"questions in {cohort.name}", names, asked)
    return found
