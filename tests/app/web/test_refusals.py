"""A refusal is a problem of RFC 9457 to programs: its cause, its status, and a sentence for people."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from app.errors import Code, Conflict, NotFound
from app.sign_in import NotSignedIn, TokenRefused
from app.web.refusals import tell_refusals

RAISED: dict[str, Exception] = {
    "conflict": Conflict(Code.meeting_held, "Møtet er holdt."),
    "nowhere": NotFound(Code.no_such_cohort, "Det finnes ikke noe kull med nummer 9."),
    "stranger": NotSignedIn(Code.not_signed_in, "Logg inn for å fortsette."),
    "forged": TokenRefused("signature"),
    "away": OperationalError("SELECT name FROM person", {}, Exception("hemmelig")),
    "unforeseen": RuntimeError("hemmelig"),
}


def answer(name: str) -> httpx.Response:
    """Ask a service whose every route raises what it is named after."""
    app = FastAPI()
    tell_refusals(app)

    @app.get("/api/{number}")
    async def route(number: int, name: str) -> None:
        raise RAISED[name]

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            path = {"unread": "/api/x", "unknown": "/api"}.get(name, "/api/1")
            return await client.get(path, params={"name": name})

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "conflict",
            {
                "type": "urn:kull:meeting-held",
                "title": "Kan ikke gjøres nå",
                "status": 409,
                "detail": "Møtet er holdt.",
            },
        ),
        (
            "nowhere",
            {
                "type": "urn:kull:no-such-cohort",
                "title": "Finnes ikke",
                "status": 404,
                "detail": "Det finnes ikke noe kull med nummer 9.",
            },
        ),
        (
            "unknown",
            {
                "type": "about:blank",
                "title": "Siden finnes ikke",
                "status": 404,
                "detail": "Lenken kan være gammel, eller noe av adressen er borte.",
            },
        ),
        (
            "unforeseen",
            {
                "type": "about:blank",
                "title": "Noe gikk galt hos oss",
                "status": 500,
                "detail": "Feilen er skrevet i loggen. Prøv igjen, eller meld fra til IT.",
            },
        ),
        (
            "away",
            {
                "type": "urn:kull:database-away",
                "title": "Databasen svarer ikke",
                "status": 503,
                "detail": "Vi når ikke databasen akkurat nå. Prøv igjen om litt; ingenting er halvt lagret.",
            },
        ),
    ],
)
def test_a_program_is_told_the_cause_and_nothing_of_how_we_are_made(
    name: str, problem: dict[str, Any]
) -> None:
    told = answer(name)
    assert (told.headers["content-type"], told.json()) == ("application/problem+json", problem)


def test_a_field_that_cannot_be_read_is_named_by_its_place() -> None:
    told = answer("unread").json()
    assert (told["type"], told["status"]) == ("urn:kull:request-malformed", 422)
    assert [problem["path"] for problem in told["problems"]] == ["path/number"]


@pytest.mark.parametrize(
    ("name", "challenge"),
    [
        ("stranger", "Bearer"),
        ("forged", 'Bearer error="invalid_token", error_description="signature"'),
    ],
)
def test_a_program_that_is_not_signed_in_is_challenged(name: str, challenge: str) -> None:
    told = answer(name)
    assert (told.status_code, told.headers["www-authenticate"]) == (401, challenge)


def test_a_program_is_asked_to_come_again_when_the_database_is_away() -> None:
    assert answer("away").headers["retry-after"] == "10"
