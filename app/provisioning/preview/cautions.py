"""Cautions for the unit before it approves a preview, in sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.provisioning.preview.mail_budget import MAX_ATTENDEES_PER_MEETING, MAX_RECIPIENTS_PER_DAY, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.provisioning.desired.changes import ChangeSet
    from app.provisioning.desired.picture import CohortPicture
    from app.provisioning.preview.mail_budget import MailPlan

NOBODY_OPENS = "Ingen kan slippe inn fra lobbyen: velg en av dere som arrangør."


def cautions(picture: CohortPicture, found: ChangeSet, mail: Sequence[MailPlan]) -> list[str]:
    return [*_doors(picture, found), *_mail(found, mail)]


def _doors(picture: CohortPicture, found: ChangeSet) -> Iterator[str]:
    """Warn of digital meetings from the service's own mailbox when no host can open their doors."""
    new = (change.wanted for change in found.changes if change.kind == "entry" and change.action == "create")
    digital = any(entry and entry["online"] for entry in new)
    if digital and not picture.hosts and picture.organiser is None:
        yield NOBODY_OPENS


def _mail(found: ChangeSet, mail: Sequence[MailPlan]) -> Iterator[str]:
    for title in too_large(found):
        yield (
            f"«{title}» har flere enn {MAX_ATTENDEES_PER_MEETING} innkalte, som er det meste Microsoft 365 tar imot. "
            "Del møtet."
        )
    for one in mail:
        if one.days > 1:
            yield (
                f"Postkassen kan sende til {MAX_RECIPIENTS_PER_DAY} mottakere i døgnet, og dette er {one.recipients}: "
                f"innkallingene går ut over {one.days} døgn."
            )
