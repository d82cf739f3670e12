"""Explain an error to people: a cause, and a next step. Microsoft's own words stay under Detaljer."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from app.errors import AppError
from app.provisioning import Setback, definite
from graph_adapters.errors import (
    Gone,
    NeedsPerson,
    NotAccepted,
    Taken,
    TenantError,
    TryAgain,
    Unsure,
)
from jobs.provision.kinds import KINDS
from jobs.provision.unanswered import DirectorySilent

if TYPE_CHECKING:
    from datetime import datetime

    from app.provisioning import AnyErrand, Cause

WAIT_FOR_PERSON, WAIT_AFTER_OUR_ERROR = timedelta(days=1), timedelta(hours=1)
MAX_DOUBLINGS_AFTER_OUR_ERROR = 4  # sixteen hours
MAX_SAID_CHARACTERS = 500
FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS = 0.5, 300.0
THROTTLED_STATUSES = {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}
MAX_TRIES_WHILE_LATE = 10  # some nine minutes
MINUTES_AFTER_REFUSAL = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15))
HOURS_AFTER_REFUSAL = tuple(timedelta(hours=hours) for hours in (1, 3, 6))
"""A right that was given, or a thing just made, takes its time to be known everywhere; after these it is each day."""


def setback_from(errand: AnyErrand, error: Exception, now: datetime) -> Setback:
    """Explain an error of a row, and set when the row is tried again."""
    problem, next_step = _words(definite(errand.kind), error, errand)
    request_id = error.request_id if isinstance(error, TenantError) else None
    return Setback(
        problem=problem,
        next_step=next_step,
        next_try_at=now + _wait(errand, error),
        cause=_cause(errand, error),
        request_id=request_id,
    )


def _cause(errand: AnyErrand, error: Exception) -> Cause:
    """Tell whether the row waits for Microsoft, and why, or for a person."""
    if isinstance(error, TryAgain):
        if error.status in THROTTLED_STATUSES and error.wait is not None:
            return "throttled"
        return "late" if error.status == httpx.codes.NOT_FOUND else "busy"
    if isinstance(error, Unsure):
        return "unsure"
    if isinstance(error, Gone) and _may_be_late(errand) and not _is_without_mailbox(error):
        return "late"
    return "person" if isinstance(error, TenantError) else "ours"


def _wait(errand: AnyErrand, error: Exception) -> timedelta:
    """Wait as long as Microsoft says; else twice as long each time, spread so that rows do not come in step."""
    if _is_refused_for_now(errand, error):
        return _wait_after_refusal(errand, error)
    if not isinstance(error, TryAgain | Unsure | Gone):
        doublings = min(errand.attempts, MAX_DOUBLINGS_AFTER_OUR_ERROR)
        return WAIT_FOR_PERSON if isinstance(error, TenantError) else WAIT_AFTER_OUR_ERROR * 2**doublings
    if isinstance(error, Gone) and (_is_without_mailbox(error) or not _may_be_late(errand)):
        return WAIT_FOR_PERSON
    if error.wait is not None:
        return timedelta(seconds=error.wait)
    doubled = min(MAX_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(errand.attempts, 10))
    return timedelta(seconds=doubled * random.uniform(0.8, 1.2))  # noqa: S311 - spreading, no secret


def _is_refused_for_now(errand: AnyErrand, error: Exception) -> bool:
    """Tell a refusal that may pass by itself: of a right, or of a new thing that is not seen after ten tries."""
    if isinstance(error, Gone):
        return _is_new(errand) and not _may_be_late(errand) and not _is_without_mailbox(error)
    return isinstance(error, NeedsPerson) and error.status == httpx.codes.FORBIDDEN and not _at_limit(error)


def _wait_after_refusal(errand: AnyErrand, error: Exception) -> timedelta:
    """Wait minutes, then hours, then a day, spread; a new thing that was late has had its minutes."""
    was_late = isinstance(error, Gone)
    waits = HOURS_AFTER_REFUSAL if was_late else (*MINUTES_AFTER_REFUSAL, *HOURS_AFTER_REFUSAL)
    tried = errand.attempts - (MAX_TRIES_WHILE_LATE + 1 if was_late else 0)
    wait = waits[tried] if tried < len(waits) else WAIT_FOR_PERSON
    return wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreading, no secret


def _is_new(errand: AnyErrand) -> bool:
    return errand.external_id is None or errand.half_made


def _may_be_late(errand: AnyErrand) -> bool:
    """Tell a new thing that its neighbours cannot see yet, for some minutes, from a removed thing."""
    return _is_new(errand) and errand.attempts <= MAX_TRIES_WHILE_LATE


_CAUSES: tuple[tuple[type[TenantError], str, str], ...] = (
    (
        DirectorySilent,
        "Katalogen svarer ikke om alle i kullet, så {thing} blir stående til vi vet at ingen annen rad er samme konto.",
        "Ingenting å gjøre; vi spør igjen hvert kvarter. Forhåndsvisningen viser hvem det gjelder.",
    ),
    (
        TryAgain,
        "Microsoft 365 ber oss vente med {thing}.",
        "Ingenting å gjøre; vi prøver igjen av oss selv.",
    ),
    (
        Unsure,
        "Svaret om {thing} kom bort. Vi ser etter om det ble gjort før vi prøver igjen.",
        "Ingenting å gjøre; vi prøver igjen av oss selv.",
    ),
    (
        NeedsPerson,
        "Vi mangler tilgang, eller en grense er nådd, for {thing}.",
        "Be IT se på dette: {said}",
    ),
    (
        Taken,
        "Navnet på {thing} er opptatt av noe vi ikke har laget, eller av noe som ble slettet siste 30 dager.",
        "Gi teamet et annet navn, eller gjenopprett det slettede i Teams.",
    ),
    (
        NotAccepted,
        "Microsoft 365 godtar ikke {thing} slik det er.",
        "Rett opplysningene. Microsoft sier: {said}",
    ),
    (Gone, "Fant ikke {thing}, eller det den skulle stå i.", "Se under Endret utenfra."),
)
_LIMITS = {
    "MaximumTasksInProject": "oppgaver i en plan",
    "MaximumActiveTasksInProject": "oppgaver som ikke er ferdige i en plan",
    "MaximumBucketsInProject": "oppgavelister i en plan",
    "MaximumProjectsOwnedByUser": "planer en konto kan eie",
    "MaximumPlannerPlans": "planer i et Microsoft-team",
    "MaximumChecklistItemsOnTask": "punkter i en sjekkliste",
    "MaximumReferencesOnTask": "lenker på en oppgave",
    "MaximumAssigneesInTasks": "ansvarlige for en oppgave",
    "MaximumTasksAssignedToUser": "oppgaver en person kan ha",
    "MaximumTasksCreatedByUser": "oppgaver en konto kan lage",
}
"""Planner's own names for its limits, which it answers with 403 (fact 10)."""
_AT_LIMIT = (
    "Microsoft 365 tar ikke imot {thing}: grensen for {limit} er nådd.",
    "Rydd i det som står der, eller del kullet, og prøv igjen. Microsoft kaller grensen {code}.",
)
_TOO_LARGE = (
    "Microsoft 365 sier at {thing} er for stort å ta imot.",
    "Kort ned teksten, eller gjør malen mindre, og prøv igjen.",
)
_NO_ROOM = (
    "Det er ikke plass til {thing} i Microsoft 365.",
    "Be IT gi mer plass i SharePoint. Vi prøver igjen av oss selv i morgen.",
)
_MAILBOX_FULL = (
    "Postboksen vi innkaller fra, er full, så {thing} venter.",
    "Be IT gjøre plass i postboksen til innkalleren. Vi prøver igjen av oss selv i morgen.",
)
_MAILBOX_MISSING = (
    "Fant ikke postboksen vi innkaller fra, så {thing} venter.",
    "Be IT se på postboksen til innkalleren (finnes den, og har den lisens?). Vi prøver igjen i morgen.",
)
_NO_MAILBOX_CODES = {
    "MailboxNotEnabledForRESTAPI",
    "MailboxNotSupportedForRESTAPI",
    "ErrorNonExistentMailbox",
    "ErrorInvalidUser",
    "Request_ResourceNotFound",
}
_FULL_MAILBOX_CODE = "ErrorQuotaExceeded"
_BY_STATUS = {413: _TOO_LARGE, 507: _NO_ROOM}
_POLICIES: dict[str, tuple[str, str]] = {
    "naming": (
        "Organisasjonens navneregler for grupper godtar ikke navnet på {thing}.",
        "Gi kullet et navn som følger regelen, eller be IT lage teamet og ta det i bruk her. Microsoft sier: {said}",
    ),
    "label": (
        "Organisasjonen krever en følsomhetsetikett som vi ikke kan sette på {thing}.",
        "Be IT sette en standardetikett, eller lage teamet og ta det i bruk her. Microsoft sier: {said}",
    ),
    "retention": (
        "En oppbevaringsregel holder {thing}, så endringen ble ikke gjort.",
        "Be IT se på oppbevaringsetiketten i SharePoint. Microsoft sier: {said}",
    ),
    "archived": (
        "Microsoft-teamet er arkivert i Teams, så {thing} venter.",
        "Skal det fortsatt brukes: be en eier gjenopprette det i Teams, og se etter på nytt under Endret utenfra.",
    ),
    "series": (
        "Noen har gjort {thing} om til en serie i Outlook, så vi venter med vår endring.",
        "Ta bort gjentakelsen i Outlook, eller slipp møtet under Endret utenfra.",
    ),
}
"""Rules and circumstances of the tenant: whoever can mend it is named, and nothing is made past them."""
_OURS = (
    "Noe gikk galt hos oss med {thing}.",
    "Meld fra til den som drifter tjenesten ({said}). Vi prøver igjen av oss selv, og straks med en ny versjon.",
)
_REMOVED = (
    "Noen har fjernet {thing} i Microsoft 365, så endringen ble ikke gjort.",
    "Se under Endret utenfra. Vi lager ingenting på nytt av oss selv.",
)


def _words(thing: str, error: Exception, errand: AnyErrand) -> tuple[str, str]:
    while_late = KINDS[errand.kind].while_late
    if while_late and isinstance(error, TryAgain):
        return while_late
    is_gone = isinstance(error, Gone) and not _is_without_mailbox(error)
    if errand.external_id is not None and is_gone and not _may_be_late(errand):
        return _REMOVED[0].format(thing=thing), _REMOVED[1]
    usual = next((words for kind, *words in _CAUSES if isinstance(error, kind)), _OURS)
    said = _by_policy(error) or _at_limit(error) or usual
    told = {"thing": thing, "said": _said(error), **_limit_of(error)}
    problem, next_step = (text.format(**told) for text in said)
    return problem, next_step


def _said(error: Exception) -> str:
    """Quote Microsoft's or our own refusal, so that it can be stored; of a bug of ours, tell its kind alone."""
    if not isinstance(error, TenantError | AppError):
        return type(error).__name__
    printable = "".join(sign if sign.isprintable() else " " for sign in str(error))
    return printable[:MAX_SAID_CHARACTERS]


def _by_policy(error: Exception) -> tuple[str, str] | None:
    """Return the words for a rule of the tenant that refuses us, whatever status it was answered with."""
    return _POLICIES.get(error.policy or "") if isinstance(error, TenantError) else None


def _at_limit(error: Exception) -> tuple[str, str] | None:
    """Return the words for a limit or a quota that is reached, or a mailbox that is missing: waiting does not help."""
    if _is_without_mailbox(error):
        return _MAILBOX_MISSING
    if not isinstance(error, NeedsPerson):
        return None
    if error.code == _FULL_MAILBOX_CODE:
        return _MAILBOX_FULL
    return _AT_LIMIT if error.code in _LIMITS else _BY_STATUS.get(error.status)


def _is_without_mailbox(error: Exception) -> bool:
    return isinstance(error, Gone) and error.code in _NO_MAILBOX_CODES


def _limit_of(error: Exception) -> dict[str, str]:
    code = error.code if isinstance(error, TenantError) else ""
    return {"code": code, "limit": _LIMITS.get(code, "")}
