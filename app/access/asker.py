"""The person behind a request, their roles, and the one place that decides which rows they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app import audit, people
from app.access.objects import Scope, named, names_no_row, place_of
from app.access.roles import (
    EVERYWHERE,
    HELD,
    OWN_ORGANISATION,
    WHOLE_COHORT,
    Who,
)
from app.access.sight import SIGHT, Sight
from app.access.table import ROUTES
from app.config import settings
from app.db import unit_of_work
from app.errors import Code, NotForYou, Refused
from app.people import Reader
from app.sign_in import NotSignedIn, TokenRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.people import RoleGrant
    from app.sign_in import Caller, SignIn


LOOPBACK = {"127.0.0.1", "::1"}
HANDED_ON = ("forwarded", "x-forwarded-for")
NOBODY = "ikke innlogget"
NOT_FOR_YOU = "Siden finnes ikke, eller den er ikke for deg."


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role held somewhere. Without a team it is held in the cohort, or in an organisation's part of it."""

    who: Who
    cohort_id: int
    team_id: int | None
    organisation_id: int | None

    def covers(self, place: Scope) -> bool:
        if place.cohort_id not in {None, self.cohort_id}:
            return False
        if self.who in WHOLE_COHORT and self.team_id is None:
            return place.cohort_id is not None
        if place.team_id is not None and self.who not in OWN_ORGANISATION:
            return place.team_id == self.team_id
        return place.organisation_id in {None, self.organisation_id}


@dataclass(frozen=True, kw_only=True)
class Asker:
    """The person who sent a request; `actor` is their name in the audit and in a deviation.

    `form_token` is what a form from this browser must carry; empty when no browser is signed in.
    """

    actor: str
    entra_id: str = ""
    email: str = ""
    everywhere: frozenset[Who] = frozenset({Who.anybody})
    grants: tuple[Grant, ...] = ()
    form_token: str = ""

    @property
    def roles(self) -> frozenset[Who]:
        return self.everywhere | {grant.who for grant in self.grants}

    @property
    def sees_everything(self) -> bool:
        return bool(self.everywhere & EVERYWHERE)

    def sees(self, place: Scope) -> bool:
        """Tell whether any role of theirs covers a scope: lists leave out the rows of other scopes."""
        return self.sees_everything or any(grant.covers(place) for grant in self.grants)

    def may(self, route: str, place: Scope = Scope()) -> bool:  # noqa: B008 - frozen
        """Tell whether `let_in` opens a route to them, so that no page leads to a closed door."""
        allowed = ROUTES.get(route, frozenset())
        return bool(self.everywhere & allowed) or any(
            grant.who in allowed and (place == Scope() or grant.covers(place)) for grant in self.grants
        )

    def may_see(self, sight: Sight, place: Scope) -> bool:
        """Tell whether something about the persons of a place is theirs to see."""
        allowed = SIGHT[sight]
        return bool(self.everywhere & allowed) or any(
            grant.who in allowed and grant.covers(place) for grant in self.grants
        )

    def reads_as(self, place: Scope) -> Reader:
        """Return the reader they are of roles held in a place: union representatives are not told to everybody."""
        allowed = SIGHT[Sight.union_representatives]
        if self.everywhere & allowed:
            return Reader.unit
        theirs = {grant.who for grant in self.grants if grant.who in allowed and grant.covers(place)}
        if not theirs:
            return Reader.others
        return Reader.own_mentor if theirs == {Who.mentor} else Reader.own_team

    def is_close_to(self, place: Scope) -> bool:
        """Tell whether they run the networks, or are in a team or its mentor."""
        return self.reads_as(place) is not Reader.others

    def sees_cohort(self, cohort_id: int | None) -> bool:
        """Tell whether any role of theirs belongs to a cohort: lists leave the others out."""
        return self.sees_everything or any(grant.cohort_id == cohort_id for grant in self.grants)


async def let_in(request: Request) -> Asker:
    """Identify the sender of a request, and refuse routes the table does not give them. Every route depends on it.

    Raises NotSignedIn, Refused when no role of theirs may use the route, and NotFound for what is another's.
    """
    route = f"{request.method} {request.scope['route'].path}"
    if Who.anybody in ROUTES.get(route, ()) and not _shows_who(request):
        asker = request.state.asker = Asker(actor=NOBODY)  # a notification waits for no thread
    else:
        asker = await run_in_threadpool(_let_in, request, route)
    audit.current_origin().person = asker.entra_id or None
    return asker


def _let_in(request: Request, route: str) -> Asker:
    asker = request.state.asker = _asker(request)  # also of whoever is refused: the log tells who it was
    with unit_of_work() as session:
        decide(session, asker, route, request.path_params)
    return asker


def _shows_who(request: Request) -> bool:
    return "authorization" in request.headers or request.app.state.sign_in.cookie in request.cookies


def decide(session: Session, asker: Asker, route: str, path: Mapping[str, Any]) -> None:
    allowed = ROUTES.get(route, frozenset())
    is_everywhere = bool(asker.everywhere & allowed)
    held = [grant for grant in asker.grants if grant.who in allowed]
    if not (is_everywhere or held):
        raise _refusal(asker)
    if names_no_row(path):
        raise NotForYou(Code.not_found, NOT_FOR_YOU)
    for table, row_id in [] if is_everywhere else named(session, path):
        place = place_of(session, table, row_id) if row_id is not None else None
        if place is None or not any(grant.covers(place) for grant in held):
            raise NotForYou(Code.not_found, NOT_FOR_YOU)


def _refusal(asker: Asker) -> Exception:
    if Who.signed_in not in asker.everywhere:
        return NotSignedIn(Code.not_signed_in, "Logg inn for å fortsette.")
    return Refused(
        Code.role_lacks_access, "Rollen din gir ikke tilgang til dette. Be forbedringsenheten om hjelp."
    )


def _asker(request: Request) -> Asker:
    here = (
        frozenset({Who.anybody, Who.this_machine})
        if _from_this_machine(request)
        else frozenset({Who.anybody})
    )
    caller = _caller(request)
    if caller is None:
        return Asker(actor=NOBODY, everywhere=here)
    known = {Who(role) for role in caller.identity.app_roles if role in EVERYWHERE}
    with unit_of_work() as session:
        held = people.grants_held(session, entra_id=caller.identity.entra_id, email=caller.identity.email)
        grants = tuple(_grant(grant) for grant in held if grant.role in HELD)
    return Asker(
        actor=caller.identity.name,
        entra_id=caller.identity.entra_id,
        email=caller.identity.email,
        everywhere=here | {Who.signed_in} | known,
        grants=grants,
        form_token=caller.form_token,
    )


def _caller(request: Request) -> Caller | None:
    """Identify the sender by the request's token; without a token, by the browser's session."""
    sign_in: SignIn = request.app.state.sign_in
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind:
        if kind.casefold() != "bearer":
            raise TokenRefused("not a bearer token")
        return sign_in.by_token(token.strip())
    secret = request.cookies.get(sign_in.cookie)
    return sign_in.by_cookie(secret, now=settings().clock()) if secret else None


def _grant(row: RoleGrant) -> Grant:
    return Grant(
        who=HELD[row.role],
        cohort_id=row.cohort_id,
        team_id=row.team_id,
        organisation_id=row.organisation_id,
    )


def _from_this_machine(request: Request) -> bool:
    """Tell whether a program on this machine asks; a request that a proxy hands on comes from elsewhere."""
    is_loopback = request.client is not None and request.client.host in LOOPBACK
    return is_loopback and not any(name in request.headers for name in HANDED_ON)


AskerDep = Annotated[Asker, Depends(let_in)]
