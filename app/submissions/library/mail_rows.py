"""The parts of a mail as rows, each kept once however often the mail is told of."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app import cohorts, deliverables
from app.people import tidy_text
from app.sensitive import hide_identity_numbers
from app.submissions.library.classify import OtherTeam, Placed, classify_file
from app.submissions.library.file_names import free_name, legal_name
from app.submissions.library.items import candidates
from app.submissions.library.mailed import MailPart, is_mail, is_zip, parts_of
from app.submissions.library.named_teams import lines_about, names_team, other_teams_named
from app.submissions.models import Arrival, LibraryItem, Route, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from app.cohorts import Team
    from app.tenant import Attachment, Mail

MAX_SUBJECT_CHARACTERS = 200
WHOSE_FILE = "E-posten nevner teamet «{team}». Velg selv hvilket team filen er fra."
WHOSE_LINK = (
    "E-posten nevner teamet «{team}». Åpne lenken, og legg filen i kanalen til det teamet den er fra."
)
_PART_SIGNS = re.compile("[/#]")
_OF_WORDS = ("#ord", "#sett")
_OF_THE_WHOLE_MAIL = (*_OF_WORDS, "#mer")


def keep_parts(session: Session, mail: Mail, team: Team | None, *, by_member: bool, files_only: bool) -> int:
    """Keep each new part of a mail, `files_only` no line for its words; return how many there were."""
    kept = _kept_of(session, mail.message_id)
    is_owed = partial(_is_owed, session, team)
    parts = parts_of(mail, owed=is_owed, by_member=by_member)
    new = [part for part in parts if not _is_kept(part.source, kept) and not _is_known_link(part, kept)]
    new = [part for part in new if not (files_only and part.source.endswith(_OF_WORDS))]
    new = [_whose(session, mail, part, team) for part in new]
    for number, part in enumerate(new, start=len(kept)):
        session.add(_arrival(session, mail, part, team, number))
    session.flush()
    return len(new)


def attachments_to_open(session: Session, mail: Mail) -> list[Attachment]:
    """Find the mails and packed files in a mail that are not kept yet, to look what they hold."""
    kept = _kept_of(session, mail.message_id)
    return [
        one for one in mail.attachments if (is_mail(one) or is_zip(one)) and not _is_kept(one.source, kept)
    ]


def _is_owed(session: Session, team: Team | None, name: str) -> bool:
    return team is not None and answer_of(session, team, name) is not None


def _whose(session: Session, mail: Mail, part: MailPart, team: Team | None) -> MailPart:
    """Ask whose a file is where the mail or the packed file names another team, and the file's name not its own."""
    if team is None or part.problem or part.source.endswith(_OF_THE_WHOLE_MAIL):
        return part
    if names_team(part.name, team.name):
        return part
    others = _others(session, team)
    told = [mail.subject, *part.packed_in, *lines_about(part.name, mail.own)]
    named = next((found for text in told if (found := other_teams_named(text, team.name, others))), None)
    if named is None:
        return part
    sentence = WHOSE_LINK if part.link else WHOSE_FILE
    return replace(part, problem=sentence.format(team=named[0].name), unplaced=True)


def other_teams_in_name(session: Session, team: Team, name: str) -> list[str]:
    """Return the names of the cohort's other teams that a file's name speaks of."""
    return [other.name for other in other_teams_named(name, team.name, _others(session, team))]


def _others(session: Session, team: Team) -> list[OtherTeam]:
    teams = cohorts.teams_of(session, cohort_id=team.cohort_id)
    return [OtherTeam(team_id=one.id, name=one.name) for one in teams if one.id != team.id]


def answer_of(session: Session, team: Team, name: str) -> int | None:
    """Return the deliverable that a file of this name answers for a team, if it surely answers any."""
    asked = deliverables.asked_of_teams(session, team.cohort_id)[team.id]
    verdict = classify_file(
        name,
        folders=(),
        candidates=candidates(session, team, asked),
        team=team.name,
        others=_others(session, team),
    )
    return verdict.deliverable_id if isinstance(verdict, Placed) else None


def beside_in_mail(session: Session, submission: Submission) -> list[str]:
    """Say of each other part of the mail a version came with whether it is taken or waits; nothing of other roads."""
    item = session.get(LibraryItem, submission.item_id)
    own = item and session.exec(select(Arrival).where(Arrival.item_id == item.item_id)).first()
    if not own or own.route != Route.mailbox:
        return []
    found = select(Arrival).where(_of_mail(_PART_SIGNS.split(own.source)[0]), Arrival.id != own.id)
    others = session.exec(found.order_by(col(Arrival.id))).all()
    return [_said_of(one) for one in others]


def _said_of(one: Arrival) -> str:
    if one.set_aside_at is not None:
        return f"«{one.name}» er lest av forbedringsenheten."
    if one.deliverable_id is not None:
        return f"«{one.name}» er også tatt imot."
    return f"«{one.name}» venter på forbedringsenheten. Legg den gjerne i kanalen selv."


def _arrival(session: Session, mail: Mail, part: MailPart, team: Team | None, number: int) -> Arrival:
    arrival = Arrival(
        route=Route.mailbox,
        source=f"{part.source}{number}" if part.link else part.source,
        sender=mail.sender,
        name=_name(session, part, team),
        size=part.size,
        link=part.link,
        received_at=mail.received_at,
        problem=part.problem,
        set_aside_at=mail.received_at if part.only_seen else None,
    )
    if team is not None:
        arrival.cohort_id, arrival.team_id = team.cohort_id, team.id
        may_be_placed = arrival.is_known and not part.unplaced
        arrival.deliverable_id = answer_of(session, team, part.name) if may_be_placed else None
    return arrival


def _name(session: Session, part: MailPart, team: Team | None) -> str:
    """Return the link, the file's name in its folder, or of a mail without a file its subject."""
    if part.link:
        return part.link
    if part.source.endswith(_OF_THE_WHOLE_MAIL):
        return tidy_text(hide_identity_numbers(part.name))[:MAX_SUBJECT_CHARACTERS] or "e-post"
    return name_in_folder(session, part.name, team)


def name_in_folder(session: Session, given: str, team: Team | None) -> str:
    """Return the name a file gets in its folder. One that had to be mended is no other file's of the team."""
    tidy = tidy_text(hide_identity_numbers(given))
    name = legal_name(tidy)
    if name == tidy or team is None:
        return name
    return free_name(name, session.exec(select(Arrival.name).where(Arrival.team_id == team.id)).all())


def _kept_of(session: Session, message_id: str) -> dict[str, str | None]:
    """Return the sources of a mail's parts that are kept, each with its link."""
    return dict(session.exec(select(Arrival.source, Arrival.link).where(_of_mail(message_id))).all())


def _of_mail(message_id: str) -> ColumnElement[bool]:
    return or_(*(col(Arrival.source).startswith(message_id + sign, autoescape=True) for sign in "/#"))


def _is_kept(source: str, kept: Mapping[str, str | None]) -> bool:
    """Tell whether a part is kept: of a mail or packed file all is, once the whole or any part of it is."""
    whole = "/".join(source.split("/")[:2])
    return any(one in (source, whole) or one.startswith(f"{whole}/") for one in kept)


def _is_known_link(part: MailPart, kept: Mapping[str, str | None]) -> bool:
    return part.link is not None and part.link in kept.values()
