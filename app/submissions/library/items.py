"""Files in a library become submissions: each is decided on once for every way it lies there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app import cohorts, deliverables
from app.submissions.library.classify import (
    Candidate,
    LeftAlone,
    OtherTeam,
    Placed,
    Proposal,
    Verdict,
    Waits,
    classify_file,
)
from app.submissions.library.versions import hand_in, last_version
from app.submissions.models import Arrival, LibraryItem, Submission, SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from app.cohorts import Team
    from app.deliverables import Asked
    from app.tenant import FileDetails


WRITTEN_DOWN_WITHIN = timedelta(minutes=15)
"""The time we take, with tries, to write down a file we have laid; killed meanwhile, we find it and go on."""


@dataclass(frozen=True, kw_only=True)
class LibraryLayout:
    """Where our things stand in a library, by the tenant's ids: teams' own folders, ours in them, and templates.

    A folder we made counts by the name the programme gives it, whatever people call it now.
    """

    teams: dict[str, int]
    folders: dict[str, str]
    templates: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """A file not decided on as it lies now, read and let go of. `lies` tells how it lies, for comparing."""

    id: int
    library_id: str
    item_id: str
    name: str
    team_id: int | None
    folders: tuple[str, ...]
    template: str | None
    lies: str


def undecided_items(session: Session, library_id: str, ground: LibraryLayout) -> list[Undecided]:
    """Find files to decide on: new, changed, moved or renamed, themselves or a folder they lie in."""
    items = {
        item.item_id: item
        for item in session.exec(select(LibraryItem).where(LibraryItem.library_id == library_id))
    }
    lying = (_lying(item, items, ground) for item in items.values() if not item.is_folder and not item.gone)
    return [file for file in lying if items[file.item_id].considered != file.lies]


def _lying(item: LibraryItem, items: Mapping[str, LibraryItem], ground: LibraryLayout) -> Undecided:
    team_id, folders = _where(item, items, ground)
    return Undecided(
        id=item.id,
        library_id=item.library_id,
        item_id=item.item_id,
        name=item.name,
        team_id=team_id,
        folders=folders,
        template=ground.templates.get(item.item_id),
        lies="|".join([str(team_id), *folders, item.name, item.tag]),
    )


def _where(
    item: LibraryItem, items: Mapping[str, LibraryItem], ground: LibraryLayout
) -> tuple[int | None, tuple[str, ...]]:
    """Climb to the team's own folder; return whose it is and the folders between, outermost first."""
    folders: list[str] = []
    above, climbed = item.parent_id, set[str]()
    while above is not None and above not in climbed:
        if above in ground.teams:
            return ground.teams[above], tuple(reversed(folders))
        climbed.add(above)
        folder = items.get(above)
        folders.append(ground.folders.get(above) or (folder.name if folder else ""))
        above = folder.parent_id if folder else None
    return None, ()


def leave_item_alone(session: Session, files: Iterable[Undecided]) -> None:
    """Note that files lie outside every team's folder; earlier submissions of them stand."""
    for file in files:
        item = session.get_one(LibraryItem, file.id)
        item.considered, item.team_id = file.lies, None
        _wait_no_more(item)


def decide_about_item(
    session: Session,
    cohort_id: int,
    files: Sequence[tuple[Undecided, FileDetails]],
    *,
    now: datetime,
) -> list[Submission]:
    """Decide on files that lie with a team; return the versions handed in."""
    asked = deliverables.asked_of_teams(session, cohort_id) if files else {}
    teams = {team.id: team for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    return list(_handed_in(session, teams, asked, files, now))


def _handed_in(
    session: Session,
    teams: Mapping[int, Team],
    asked: Mapping[int, Sequence[Asked]],
    files: Sequence[tuple[Undecided, FileDetails]],
    now: datetime,
) -> Iterator[Submission]:
    for file, details in files:
        item, team = session.get_one(LibraryItem, file.id), teams[file.team_id or 0]
        item.by = details.by
        _take_from_arrival(session, item)
        if _may_be_ours(item, file, details, now):
            continue
        item.considered = file.lies
        item.team_id = item.team_id if item.chosen_by else team.id
        verdict = _verdict(session, item, file, details, team, teams, asked[team.id])
        match verdict:
            case Placed(deliverable_id=deliverable_id):
                _wait_no_more(item)
                item.deliverable_id = deliverable_id
                handed_in = hand_in(session, item, cohort_id=team.cohort_id, now=now)
                if handed_in is not None:
                    yield handed_in
            case Waits():
                _let_wait(item, verdict, team, now)
            case LeftAlone():
                _wait_no_more(item)


def _may_be_ours(item: LibraryItem, file: Undecided, details: FileDetails, now: datetime) -> bool:
    """Tell whether an application has just laid the file: our own may not have written down yet that it did."""
    is_known = file.template is not None or item.chosen_by is not None or item.considered is not None
    return details.by is None and not is_known and now - item.changed_at < WRITTEN_DOWN_WITHIN


def _take_from_arrival(session: Session, item: LibraryItem) -> None:
    """Recognise a file we laid there ourselves, and take its sender and deliverable from the arrival."""
    found = select(Arrival).where(Arrival.item_id == item.item_id)
    arrival = session.exec(found).first() if item.chosen_by is None else None
    if arrival is not None:
        item.chosen_by, item.team_id = arrival.chosen_by or arrival.sender, arrival.team_id
        item.deliverable_id, item.route = arrival.deliverable_id, arrival.route
    if item.by is None and arrival is not None:
        item.by, item.changed_at = arrival.sender, arrival.received_at


def _verdict(
    session: Session,
    item: LibraryItem,
    file: Undecided,
    details: FileDetails,
    team: Team,
    teams: Mapping[int, Team],
    asked: Sequence[Asked],
) -> Verdict:
    if file.template is not None:
        return _template(file.template, details, asked)
    if item.chosen_by is not None:
        return LeftAlone() if item.deliverable_id is None else Placed(deliverable_id=item.deliverable_id)
    others = [OtherTeam(team_id=key, name=one.name) for key, one in teams.items() if key != team.id]
    verdict = classify_file(
        file.name,
        folders=file.folders,
        candidates=candidates(session, team, asked),
        team=team.name,
        others=others,
    )
    last = last_version(session, item)
    if last is None or isinstance(verdict, LeftAlone):
        return verdict
    if last.team_id != team.id:
        return _moved_here(last, verdict)
    return Placed(deliverable_id=last.deliverable_id) if isinstance(verdict, Waits) else verdict


def _template(name: str, details: FileDetails, asked: Sequence[Asked]) -> Verdict:
    """Leave a form alone as we put it; once a person has written in it, it answers its own deliverable."""
    answers = next((one for one in asked if one.template == name), None)
    if answers is None or details.by is None:
        return LeftAlone()
    return Placed(deliverable_id=answers.deliverable_id)


def _moved_here(last: Submission, verdict: Verdict) -> Waits:
    """Ask when a file handed in by a team turns up with another team."""
    here = [Proposal(deliverable_id=verdict.deliverable_id)] if isinstance(verdict, Placed) else []
    there = Proposal(deliverable_id=last.deliverable_id, team_id=last.team_id)
    return Waits(why="other_team", proposals=(*here, there))


def candidates(session: Session, team: Team, asked: Sequence[Asked]) -> list[Candidate]:
    accepted = select(Submission.deliverable_id).where(
        Submission.team_id == team.id, Submission.state == SubmissionState.accepted
    )
    settled = set(session.exec(accepted))
    return [
        Candidate(
            deliverable_id=one.deliverable_id,
            type=one.words.type,
            title=one.words.title,
            folder=one.words.folder,
            settled=one.deliverable_id in settled,
        )
        for one in asked
    ]


def _let_wait(item: LibraryItem, verdict: Waits, team: Team, now: datetime) -> None:
    item.waits_since, item.why = item.waits_since or now, verdict.why
    item.proposals = [
        {"team_id": proposal.team_id or team.id, "deliverable_id": proposal.deliverable_id}
        for proposal in verdict.proposals
    ]


def _wait_no_more(item: LibraryItem) -> None:
    item.waits_since, item.why, item.proposals = None, None, []
