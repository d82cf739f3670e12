"""What the tenant should hold for a cohort. Pure: the same picture always wants the same things.

It is computed anew at every pass, so nobody has to tell provisioning that a meeting moved or a member left.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from app.people.showing import Reader, may_be_told
from app.provisioning.audience import attendees, everybody, members, mentors
from app.provisioning.capabilities import TASKS_FILE, kinds_off
from app.submissions import on_task
from app.tenant import (
    AdoptedMsTeam,
    Archive,
    Bucket,
    CalendarEntry,
    Channel,
    Files,
    Folder,
    General,
    Guest,
    Library,
    MeetingDoor,
    Member,
    MsTeam,
    Tab,
    Task,
    TaskPlan,
    TemplateFile,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.provisioning.picture import (
        CohortPicture,
        FolderPicture,
        MeetingPicture,
        Somebody,
        TaskPicture,
        TeamPicture,
        Work,
    )
    from app.tenant import Kind, Thing

TASKS = "oppgaver"
LIBRARY = "Godkjente rapporter"
OPEN_TO_ALL = "Alle i kullet kan lese og endre filene her."


class Wanted(NamedTuple):
    """One thing. A `late` one (a meeting that has ended, a task already due) is not made any more, nor touched.

    `kept_up` are its fields that follow what happens even then.
    """

    key: str
    kind: Kind
    value: dict[str, Any]
    parent_key: str | None = None
    target_key: str | None = None
    team_id: int | None = None
    late: bool = False
    kept_up: frozenset[str] = frozenset()


def wanted(picture: CohortPicture) -> list[Wanted]:
    """Everything, parents before children, without what is off."""
    off = kinds_off(picture.off)
    everything = _at_the_end(picture) if picture.closed else _in_its_time(picture)
    return [thing for thing in everything if thing.kind not in off]


def _in_its_time(picture: CohortPicture) -> Iterable[Wanted]:
    """Of a hidden cohort, what nobody but the owners sees: nobody is let in, invited or given a task."""
    if not picture.hidden:
        return _everything(picture)
    return [_unassigned(thing) for thing in _everything(picture) if _only_owners_see(thing)]


def _only_owners_see(thing: Wanted) -> bool:
    return thing.kind not in {"guest", "entry", "door", "member"} or thing.value.get("role") == "owner"


def _unassigned(thing: Wanted) -> Wanted:
    return thing._replace(value={**thing.value, "assignees": []}) if thing.kind == "task" else thing


def _at_the_end(picture: CohortPicture) -> Iterator[Wanted]:
    """Keep of a closed cohort what is to stand: guests are out, what lies ahead is cancelled, what was held stays."""
    for thing in _everything(picture):
        guest = thing.kind == "guest" or thing.value.get("role") == "guest"
        if not guest and (thing.kind not in {"entry", "door"} or thing.late):
            yield thing
    if picture.adopted_msteam_id is None:
        yield _thing(f"{picture.uid}/archive", "archive", Archive(), parent_key=picture.uid)


def _everything(picture: CohortPicture) -> list[Wanted]:
    return [
        _msteam(picture),
        *_people(picture),
        *_shared_files(picture),
        *(thing for team in picture.teams for thing in _team(picture, team)),
        *_meetings(picture),
    ]


def _thing(key: str, kind: Kind, thing: Thing, **more: Any) -> Wanted:  # noqa: ANN401 - the other fields of Wanted
    return Wanted(key=key, kind=kind, value=to_json(thing), **more)


def _msteam(picture: CohortPicture) -> Wanted:
    if picture.adopted_msteam_id:
        return _thing(picture.uid, "msteam", AdoptedMsTeam(msteam_id=picture.adopted_msteam_id))
    made = MsTeam(
        name=f"{picture.name} ({picture.years}, avsluttet)" if picture.closed else picture.name,
        description=picture.purpose,
        unique_name=f"kull-{picture.uid}",
        owners=picture.owners,
    )
    return _thing(picture.uid, "msteam", made)


def _people(picture: CohortPicture) -> Iterator[Wanted]:
    for somebody in in_the_msteam(picture):
        if somebody.reach == "guest":
            guest = Guest(email=somebody.email, name=somebody.name)
            yield _thing(f"{picture.uid}/guest:{somebody.uid}", "guest", guest)
        if somebody.user_id:
            member = Member(user_id=somebody.user_id, role=_role(picture, somebody))
            key = f"{picture.uid}/member:{somebody.uid}"
            yield _thing(key, "member", member, parent_key=picture.uid)


def _role(picture: CohortPicture, somebody: Somebody) -> Any:  # noqa: ANN401 - one of MemberRole's words
    if somebody.user_id in picture.owners:
        return "owner"
    return "guest" if somebody.reach == "guest" else "member"


def in_the_msteam(picture: CohortPicture) -> list[Somebody]:
    """Team members, mentors and faculty, once each; leaders who only follow are invited to meetings and no more."""
    faculty = [somebody for somebody in picture.whole_cohort if somebody.roles & {"faculty", "mentor"}]
    inside = [somebody for team in picture.teams for somebody in members(team)]
    once = {somebody.uid: somebody for somebody in [*inside, *mentors(picture, picture.teams), *faculty]}
    return [somebody for _, somebody in sorted(once.items()) if somebody.reach != "mail_only"]


def _shared_files(picture: CohortPicture) -> Iterator[Wanted]:
    general = f"{picture.uid}/general"
    yield _thing(general, "general", General(), parent_key=picture.uid)
    yield _thing(f"{general}/files", "files", Files(), parent_key=general)
    yield from _folders(picture.cohort_folders, f"{general}/files", None)
    library = Library(name=LIBRARY)
    yield _thing(f"{picture.uid}/library", "library", library, parent_key=f"{general}/files")


def _folders(folders: Iterable[FolderPicture], parent: str, team_id: int | None) -> Iterator[Wanted]:
    for folder in folders:
        key = f"{parent}/{folder.name}"
        yield _thing(key, "folder", Folder(name=folder.name), parent_key=parent, team_id=team_id)
        yield from _folders(folder.folders, key, team_id)


def _team(picture: CohortPicture, team: TeamPicture) -> Iterator[Wanted]:
    above = f"{picture.uid}/team:{team.uid}"
    channel = f"{above}/channel"
    yield _thing(
        channel,
        "channel",
        Channel(name=team.channel_name, description=_about(team), key=channel),
        parent_key=picture.uid,
        team_id=team.id,
    )
    yield from _team_files(team, team.own or picture.work, f"{channel}/files", channel)
    if "planner" in picture.off:
        yield _tasks_file(team, f"{channel}/files")
    yield from _team_tasks(picture, team, f"{above}/plan")
    yield from _tabs(picture, team, channel, f"{above}/plan")


def _about(team: TeamPicture) -> str:
    about = [f"{team.name}, {team.organisation}.", team.theme or "", OPEN_TO_ALL]
    return " ".join(part for part in about if part)


def _team_files(team: TeamPicture, work: Work, files: str, channel: str) -> Iterator[Wanted]:
    yield _thing(files, "files", Files(), parent_key=channel, team_id=team.id)
    yield from _folders(work.folders, files, team.id)
    for template in work.templates:
        folder = f"{files}/{template.folder}"
        file = TemplateFile(name=template.name, source=template.source)
        yield _thing(f"{folder}/{template.name}", "file", file, parent_key=folder, team_id=team.id)


def _tasks_file(team: TeamPicture, files: str) -> Wanted:
    """Without Planner the tasks stand in a file."""
    file = TemplateFile(name=TASKS_FILE, source=TASKS)
    return _thing(f"{files}/{TASKS_FILE}", "file", file, parent_key=files, team_id=team.id)


def _team_tasks(picture: CohortPicture, team: TeamPicture, plan: str) -> Iterator[Wanted]:
    title, inside = f"{picture.name}: {team.name}", members(team)
    yield _thing(plan, "taskplan", TaskPlan(title=title), parent_key=picture.uid, team_id=team.id)
    for phase in (team.own or picture.work).phases:
        bucket = f"{plan}/{phase.key}"
        yield _thing(bucket, "bucket", Bucket(name=phase.title), parent_key=plan, team_id=team.id)
        for task in phase.tasks:
            yield _task(picture, team, inside, bucket, task)


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
    return _thing(key, "task", made, parent_key=bucket, team_id=team.id, late=late, kept_up=kept_up)


def _on_task(picture: CohortPicture, team: TeamPicture, task: TaskPicture) -> str:
    """Say what the task is, and what has been handed in; where a person writes the tasks, what it is alone."""
    by_hand = "planner" in picture.by_hand
    handed_in = "" if by_hand else on_task.told(picture.answers.get((team.id, task.deliverable), ()))
    return "\n\n".join(part for part in (task.text, handed_in) if part)


def _assignees(inside: Iterable[Somebody], task: TaskPicture) -> tuple[str, ...]:
    """Those in the team who hold one of the task's roles and can be given tasks. Everybody in the cohort sees it."""
    told = set(may_be_told(task.roles, Reader.others))
    holders = [somebody for somebody in inside if somebody.roles & told]
    return tuple(sorted({somebody.user_id for somebody in holders if somebody.user_id}))


def _tabs(picture: CohortPicture, team: TeamPicture, channel: str, plan: str) -> Iterator[Wanted]:
    def tab(key: str, made: Tab, target: str | None) -> Wanted:
        return _thing(key, "tab", made, parent_key=channel, target_key=target, team_id=team.id)

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


def _meetings(picture: CohortPicture) -> Iterator[Wanted]:
    for meeting in picture.meetings:
        if not meeting.may_invite:
            continue
        if meeting.per_team:
            for team in picture.teams:
                yield from _teams_own(picture, meeting, team)
        else:
            yield from _entry(picture, meeting, f"{picture.uid}/meeting:{meeting.key}", picture.teams)


def _teams_own(picture: CohortPicture, meeting: MeetingPicture, team: TeamPicture) -> Iterator[Wanted]:
    """One team's entry, at the time the team has moved it to; none when the team has cancelled it."""
    own = meeting.own_times.get(team.id)
    if own is not None and own.cancelled:
        return
    if own is not None:
        meeting = replace(
            meeting,
            starts_at=own.starts_at,
            ends_at=own.ends_at,
            all_day=own.all_day,
            place=own.place,
            ended=own.ended,
        )
    key = f"{picture.uid}/team:{team.uid}/meeting:{meeting.key}"
    yield from _entry(picture, meeting, key, (team,), team_id=team.id)


def _entry(
    picture: CohortPicture,
    meeting: MeetingPicture,
    key: str,
    teams: tuple[TeamPicture, ...],
    team_id: int | None = None,
) -> Iterator[Wanted]:
    made = CalendarEntry(
        subject=f"{picture.name}: {meeting.title}",
        text=_invitation(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        all_day=meeting.all_day,
        place=meeting.place,
        online=meeting.digital,
        attendees=attendees(picture, meeting, teams),
        hide_attendees=len(teams) > 1,
        reminder_minutes=meeting.reminder_minutes,
        categories=("Læringsnettverk",),
        organiser=picture.mailboxes.get(key, picture.organiser),
    )
    yield _thing(key, "entry", made, team_id=team_id, late=meeting.ended)
    if meeting.digital and picture.hosts:
        door = _door(picture, made)
        yield _thing(f"{key}/door", "door", door, parent_key=key, team_id=team_id, late=meeting.ended)


def _door(picture: CohortPicture, entry: CalendarEntry) -> MeetingDoor:
    """Let everybody straight in when somebody invited has no account to be known by; else those invited."""
    known = {somebody.email for somebody in everybody(picture) if somebody.user_id}
    strangers = any(person.email not in known for person in entry.attendees)
    return MeetingDoor(
        organiser=entry.organiser,
        hosts=picture.hosts,
        all_present=not entry.hide_attendees,
        lobby="everyone" if strangers else "invited",
    )


def _invitation(meeting: MeetingPicture) -> str:
    lines = [
        f"Tema: {meeting.theme}" if meeting.theme else "",
        f"Mål: {meeting.goal}" if meeting.goal else "",
        f"Fra ledelsen: {meeting.leader_level}" if meeting.leader_level else "",
        *meeting.text.split("\n\n"),
        "Møtet er digitalt; lenken står nederst." if meeting.digital else "",
    ]
    return "".join(f"<p>{_as_html(line)}</p>" for line in lines if line)


def _as_html(line: str) -> str:
    return escape(line).replace("\n", "<br>")
