"""Nobody is taken out while the directory has not answered about everybody in the cohort: it may be the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import people
from app.db import unit_of_work
from graph_adapters.errors import TryAgain

if TYPE_CHECKING:
    from app.provisioning import AnyErrand


class DirectorySilent(TryAgain):
    """Another row may be the same account, and the directory does not say."""


def refuse_while_unanswered(errand: AnyErrand) -> None:
    """Raise DirectorySilent while somebody's account in the errand's cohort is not known for want of an answer."""
    with unit_of_work() as session:
        if people.someone_is_unanswered(session, errand.cohort_id):
            raise DirectorySilent(
                "The directory does not answer.", wait=people.UNANSWERED_INTERVAL.total_seconds()
            )
