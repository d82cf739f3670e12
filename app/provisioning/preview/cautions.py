"""Cautions for the unit before it approves a preview, in sentences. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.programmes import listed
from app.provisioning.desired.clashes import clashes
from app.provisioning.preview.mail_budget import MAX_RECIPIENTS_PER_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.mentors import Shortage
    from app.provisioning.desired.changes import ChangeSet
    from app.provisioning.desired.picture import CohortPicture, TeamPicture
    from app.provisioning.preview.mail_budget import MailPlan
    from app.provisioning.preview.preflight import Passed

NOBODY_OPENS = "Ingen kan slippe inn fra lobbyen: velg en av dere som arrangør."


def cautions(
    picture: CohortPicture, found: ChangeSet, mail: Sequence[MailPlan], passed: Sequence[Passed]
) -> list[str]:
    return [
        *(limit.said for limit in passed),
        *(clash.said for clash in clashes(picture)),
        *_without_time(picture),
        *_without_teams(picture),
        *_doors(picture, found),
        *_mail(mail),
    ]


def _without_time(picture: CohortPicture) -> Iterator[str]:
    """Name the teams that their own meeting fits nowhere for: they wait."""
    titles = {meeting.key: meeting.title for meeting in picture.meetings}
    for key, teams in picture.laid.left.items():
        yield (
            f"«{titles[key]}»: det er ikke plass til {listed(team.name for team in teams)} innenfor dagene møtet kan "
            "være, uten at noen må være to steder. De venter til dere setter en tid for dem, eller flytter møtet."
        )


def _without_teams(picture: CohortPicture) -> Iterator[str]:
    """Name the meetings that wait for their teams: they are in no calendar meanwhile."""
    for meeting in picture.meetings:
        if meeting.waits_for_teams and not meeting.ended:
            yield f"Velg hvilke team «{meeting.title}» er for. Møtet sendes ikke ut før det er gjort."


def _doors(picture: CohortPicture, found: ChangeSet) -> Iterator[str]:
    """Warn of digital meetings from the service's own mailbox when no host can open their doors."""
    new = (change.wanted for change in found.changes if change.kind == "entry" and change.action == "create")
    digital = any(entry and entry["online"] for entry in new)
    if digital and not picture.hosts and picture.organiser is None:
        yield NOBODY_OPENS


def _mail(mail: Sequence[MailPlan]) -> Iterator[str]:
    for one in mail:
        if one.days > 1:
            yield (
                f"Postkassen kan sende til {MAX_RECIPIENTS_PER_DAY} mottakere i døgnet, og dette er {one.recipients}: "
                f"innkallingene går ut over {one.days} døgn."
            )


def mentor_cautions(shortage: Shortage | None, without: Sequence[str]) -> Iterator[str]:
    """Tell of too few mentors for the teams that are to begin, and name those of them without."""
    if shortage:
        yield shortage.text
    if without:
        yield f"Uten veileder: {listed(without)}. Velg veiledere, eller si ja til at det er slik."


def new_teams(picture: CohortPicture, found: ChangeSet) -> list[TeamPicture]:
    """Return the teams of which something is made and nothing stands: one that runs asks for no new yes."""
    actions: dict[str, set[str]] = defaultdict(set)
    for change in found.changes:
        actions[change.key.partition("/team:")[2].partition("/")[0]].add(change.action)
    return [team for team in picture.teams if actions[team.uid] == {"create"}]


def without_mentor(picture: CohortPicture, found: ChangeSet) -> list[str]:
    """Name the new teams that lack the mentor their programme asks for."""
    asked = new_teams(picture, found) if picture.asks_for_mentors else []
    return [team.name for team in asked if not any("mentor" in one.roles for one in team.people)]
