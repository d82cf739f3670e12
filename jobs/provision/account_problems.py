"""Problems of an address or its account, in sentences that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.tenant import DirectoryAnswer

UNKNOWN = "Fant ikke adressen i katalogen. Sjekk den, eller inviter som gjest."
UNKNOWN_AT_HOME = (
    "Adressen hører til huset, men finnes ikke i katalogen – "
    "se etter skrivefeil eller en konto som er slettet."
)
DELETED = (
    "Kontoen er slettet i katalogen. Har personen sluttet, ta det opp med teamet. "
    "Har personen fått en ny konto, be IT se på det."
)
SEVERAL = "Flere i katalogen har denne adressen. Be IT rydde; vi gjetter ikke."
CLOSED = "Kontoen er sperret i katalogen. Be IT åpne den, eller rett adressen hvis personen har sluttet."
WITHOUT_TEAMS = (
    "Kontoen har ikke lisens for Teams, og slipper ikke inn. Be IT gi den lisens; vi ser etter hver dag."
)
WITHOUT_MAILBOX = (
    "Kontoen har ingen e-postadresse i katalogen, så innkallinger og brev når kanskje ikke fram. "
    "Be IT gi den postkasse, eller bruk en annen adresse."
)


def problem_of(answer: DirectoryAnswer, email: str, *, is_known: bool, own: Collection[str]) -> str | None:
    """Return the sentence about an answer, None when all is well. `own` are the house's own domains."""
    if answer.matches == 0:
        at_home = email.rpartition("@")[2] in own
        return DELETED if is_known else UNKNOWN_AT_HOME if at_home else UNKNOWN
    if answer.matches > 1:
        return SEVERAL
    return _problem_of_account(answer)


def _problem_of_account(answer: DirectoryAnswer) -> str | None:
    if not answer.enabled:
        return CLOSED
    if answer.may_use_teams is False:
        return WITHOUT_TEAMS
    return None if answer.addresses else WITHOUT_MAILBOX
