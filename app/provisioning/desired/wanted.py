"""Work out the things a tenant should hold for a cohort. Pure: the same picture wants the same things.

It is computed anew at every pass, so nobody has to tell provisioning that a meeting moved or a member left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import submissions
from app.people import Reader, may_be_told
from app.provisioning.desired.agreements import agreement_on
from app.provisioning.desired.audience import members, mentors, takes_part
from app.provisioning.desired.calendar import in_calendars
from app.provisioning.desired.capabilities import TASKS_FILE, kinds_off
from app.provisioning.desired.wanted_thing import as_wanted
from app.provisioning.kinds import KINDS
from app.tenant import (
    AdoptedMsTeam,
    Archive,
    Bucket,
    Channel,
    ChannelArchive,
    Files,
    Folder,
    General,
    Guest,
    Library,
    Member,
    MsTeam,
    Tab,
    Task,
    TaskPlan,
    TemplateFile,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.provisioning.desired.picture import (
        CohortPicture,
        FolderPicture,
        Somebody,
        TaskPicture,
        TeamPicture,
        Work,
    )
    from app.provisioning.desired.wanted_thing import Wanted

TASKS = "oppgaver"
LIBRARY = "Godkjente rapporter"
REACHES_PEOPLE = frozenset({"members", "guests", "calendar"})
"""Capabilities that let people in or invite them."""
OPEN_TO_ALL = "Alle i kullet kan lese og endre filene her."


def wanted(picture: CohortPicture) -> list[Wanted]:
    """Return every thing wanted, parents before children, without the kinds that are off."""
    off = kinds_off(picture.off)
    everything = _at_the_end(picture) if picture.closed else _in_its_time(picture)
    return [thing for thing in everything if thing.kind not in off]


def _in_its_time(picture: CohortPicture) -> Iterable[Wanted]:
    """Return all things; of a hidden cohort, only things its owners alone see, and tasks without people."""
    if not picture.hidden:
        return _everything(picture)
    return [_unassigned(thing) for thing in _everything(picture) if _only_owners_see(thing)]


def _only_owners_see(thing: Wanted) -> bool:
    return KINDS[thing.kind].capability not in REACHES_PEOPLE or thing.value.get("role") == "owner"


def _unassigned(thing: Wanted) -> Wanted:
    return thing._replace(value={**thing.value, "assignees": []}) if thing.kind == "task" else thing


def _at_the_end(picture: CohortPicture) -> Iterator[Wanted]:
    """Keep the things of a closed cohort that are to stand: no guests, no meetings ahead, and its archiving."""
    for thing in _everything(picture):
        guest = thing.kind == "guest" or thing.value.get("role") == "guest"
        if not guest and (KINDS[thing.kind].capability != "calendar" or thing.late):
            yield thing
    if picture.adopted_msteam_id is None:
        yield as_wanted(f"{picture.uid}/archive", "archive", Archive(), parent_key=picture.uid)


def _everything(picture: CohortPicture) -> list[Wanted]:
    return [
        _msteam(picture),
        *_people(picture),
        *_shared_files(picture),
        *(thing for team in picture.teams for thing in _team(picture, team)),
        *(thing for team in picture.left for thing in _left(picture, team)),
        *in_calendars(picture),
    ]


def _msteam(picture: CohortPicture) -> Wanted:
    if picture.adopted_msteam_id:
        return as_wanted(picture.uid, "msteam", AdoptedMsTeam(msteam_id=picture.adopted_msteam_id))
    made = MsTeam(
        name=f"{picture.name} ({picture.years}, avsluttet)" if picture.closed else picture.name,
        description=picture.purpose,
        unique_name=f"kull-{picture.uid}",
        owners=picture.owners,
    )
    return as_wanted(picture.uid, "msteam", made)


def _people(picture: CohortPicture) -> Iterator[Wanted]:
    for somebody in in_the_msteam(picture):
        uids = somebody.placed_as or (somebody.uid,)
        if somebody.reach == "guest":
            guest = Guest(email=somebody.email, name=somebody.name)
            yield from (as_wanted(f"{picture.uid}/guest:{uid}", "guest", guest) for uid in uids)
        if somebody.user_id:
            member = Member(user_id=somebody.user_id, role=_role(picture, somebody))
            for uid in uids:
                yield as_wanted(f"{picture.uid}/member:{uid}", "member", member, parent_key=picture.uid)


def _role(picture: CohortPicture, somebody: Somebody) -> Any:  # noqa: ANN401 - one of MemberRole's words
    if somebody.user_id in picture.owners:
        return "owner"
    return "guest" if somebody.reach == "guest" else "member"


def in_the_msteam(picture: CohortPicture) -> list[Somebody]:
    """Return members, mentors and faculty, once each; leaders who only follow come to meetings and no more.

    A member without a team is one of an open network's.
    """
    alone = [one for one in picture.whole_cohort if one.roles & {"faculty", "mentor"} or takes_part(one)]
    inside = [somebody for team in picture.teams for somebody in members(team)]
    once = {somebody.uid: somebody for somebody in [*inside, *mentors(picture, picture.teams), *alone]}
    return [somebody for _, somebody in sorted(once.items()) if somebody.reach != "mail_only"]


def _shared_files(picture: CohortPicture) -> Iterator[Wanted]:
    general = f"{picture.uid}/general"
    yield as_wanted(general, "general", General(), parent_key=picture.uid)
    yield as_wanted(f"{general}/files", "files", Files(), parent_key=general)
    yield from _folders(picture.cohort_folders, f"{general}/files", None)
    library = Library(name=LIBRARY)
    yield as_wanted(f"{picture.uid}/library", "library", library, parent_key=f"{general}/files")


def _folders(folders: Iterable[FolderPicture], parent: str, team_id: int | None) -> Iterator[Wanted]:
    for folder in folders:
        key = f"{parent}/{folder.name}"
        yield as_wanted(key, "folder", Folder(name=folder.name), parent_key=parent, team_id=team_id)
        yield from _folders(folder.folders, key, team_id)


def _team(picture: CohortPicture, team: TeamPicture) -> Iterator[Wanted]:
    above = f"{picture.uid}/team:{team.uid}"
    channel = f"{above}/channel"
    yield _channel(picture, team, channel)
    yield from _team_files(team, team.own or picture.work, f"{channel}/files", channel)
    if "planner" in picture.off:
        yield _tasks_file(team, f"{channel}/files")
    yield from _team_tasks(picture, team, f"{above}/plan")
    yield from _tabs(picture, team, channel, f"{above}/plan")


def _channel(picture: CohortPicture, team: TeamPicture, key: str) -> Wanted:
    made = Channel(name=team.channel_name, description=_about(team), key=key)
    return as_wanted(key, "channel", made, parent_key=picture.uid, team_id=team.id)


def _left(picture: CohortPicture, team: TeamPicture) -> Iterator[Wanted]:
    """Keep the channel of a team that has left with its tabs, as they stand, and archive it. All else is let go."""
    above = f"{picture.uid}/team:{team.uid}"
    channel = f"{above}/channel"
    for thing in (_channel(picture, team, channel), *_tabs(picture, team, channel, f"{above}/plan")):
        yield thing._replace(late=True)
    archive = ChannelArchive()
    yield as_wanted(f"{channel}/archive", "channel_archive", archive, parent_key=channel, team_id=team.id)


def _about(team: TeamPicture) -> str:
    about = [f"{team.name}, {team.organisation}.", team.theme or "", OPEN_TO_ALL]
    return " ".join(part for part in about if part)


def _team_files(team: TeamPicture, work: Work, files: str, channel: str) -> Iterator[Wanted]:
    yield as_wanted(files, "files", Files(), parent_key=channel, team_id=team.id)
    yield from _folders(work.folders, files, team.id)
    for template in work.templates:
        folder = f"{files}/{template.folder}"
        file = TemplateFile(name=template.name, source=template.source)
        yield as_wanted(f"{folder}/{template.name}", "file", file, parent_key=folder, team_id=team.id)


def _tasks_file(team: TeamPicture, files: str) -> Wanted:
    """Without Planner the tasks stand in a file."""
    file = TemplateFile(name=TASKS_FILE, source=TASKS)
    return as_wanted(f"{files}/{TASKS_FILE}", "file", file, parent_key=files, team_id=team.id)


def _team_tasks(picture: CohortPicture, team: TeamPicture, plan: str) -> Iterator[Wanted]:
    title, inside = f"{picture.name}: {team.name}", members(team)
    yield as_wanted(plan, "taskplan", TaskPlan(title=title), parent_key=picture.uid, team_id=team.id)
    for phase in (team.own or picture.work).phases:
        tasks = [task for task in phase.tasks if _is_theirs(picture, team, task)]
        if phase.tasks and not tasks:
            continue
        bucket = f"{plan}/{phase.key}"
        yield as_wanted(bucket, "bucket", Bucket(name=phase.title), parent_key=plan, team_id=team.id)
        for task in tasks:
            yield _task(picture, team, inside, bucket, task)


def _is_theirs(picture: CohortPicture, team: TeamPicture, task: TaskPicture) -> bool:
    """Tell whether a task is the team's: that of agreeing on a meeting is for the teams the meeting is for."""
    asked = (meeting for meeting in picture.to_agree if meeting.key == task.meeting)
    return all(team in picture.teams_at(meeting) for meeting in asked)


def _task(
    picture: CohortPicture, team: TeamPicture, inside: Iterable[Somebody], bucket: str, task: TaskPicture
) -> Wanted:
    key = f"{bucket}/{task.key}"
    made = Task(
        title=task.title,
        bucket_key=bucket,
        due=task.due,
        description=_on_task(picture, team, task),
        checklist=task.checklist,
        assignees=_assignees(inside, task),
        key=key,
    )
    late = task.due is not None and task.due < picture.today
    kept_up = frozenset({"description"})
    return as_wanted(key, "task", made, parent_key=bucket, team_id=team.id, late=late, kept_up=kept_up)


def _on_task(picture: CohortPicture, team: TeamPicture, task: TaskPicture) -> str:
    """Return the task's text, the meeting to agree on, and what was handed in; not where tasks are written by hand."""
    by_hand = "planner" in picture.by_hand
    handed_in = (
        "" if by_hand else submissions.told_on_task(picture.answers.get((team.id, task.deliverable), ()))
    )
    to_agree = agreement_on(picture, team, task.meeting)
    return "\n\n".join(part for part in (task.text, to_agree, handed_in) if part)


def _assignees(inside: Iterable[Somebody], task: TaskPicture) -> tuple[str, ...]:
    """Return the ids of members with a role of the task's that the whole cohort may see named."""
    told = set(may_be_told(task.roles, Reader.others))
    holders = [somebody for somebody in inside if somebody.roles & told]
    return tuple(sorted({somebody.user_id for somebody in holders if somebody.user_id}))


def _tabs(picture: CohortPicture, team: TeamPicture, channel: str, plan: str) -> Iterator[Wanted]:
    def tab(key: str, made: Tab, target: str | None) -> Wanted:
        return as_wanted(key, "tab", made, parent_key=channel, target_key=target, team_id=team.id)

    if "planner" not in picture.off:
        key = f"{channel}/tab:oppgaver"
        yield tab(key, Tab(name="Oppgaver", app="planner", target_key=plan, key=key), plan)
    key = f"{channel}/tab:filer"
    files = f"{channel}/files"
    yield tab(key, Tab(name="Våre filer", app="folder", target_key=files, key=key), files)
    if picture.page_address:
        key = f"{channel}/tab:hva-na"
        url = f"{picture.page_address}/team/{team.uid}"
        yield tab(key, Tab(name="Hva nå?", app="website", url=url, key=key), None)
