"""Places over HTTP, for programs and on the page: what each act answers, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from support.places import BY_KARI, apply, stand, with_room_for
from support.service import ask

from app.cohorts import service as cohorts
from app.db import migrate, unit_of_work
from app.places.decision import decide

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

THREE = [("UNN", 1, "U1"), ("UNN", 2, "U2"), ("UNN", 3, "U3")]


def decided() -> int:
    """Make a cohort where one team has a place and two wait."""
    migrate()
    with unit_of_work() as session:
        cohort = with_room_for(session, 1)
        apply(session, cohort, *THREE)
        decide(session, cohort_id=cohort.id, deed=BY_KARI)
        return cohort.id


def places_in(cohort_id: int) -> dict[str, str]:
    with unit_of_work() as session:
        return stand(session, cohorts.get(session, cohort_id))


def test_every_act_answers_with_what_it_changed(here: Path) -> None:
    cohort_id = decided()

    async def acts(client: httpx.AsyncClient) -> list[Any]:
        of = f"/api/cohorts/{cohort_id}"
        sent = (
            (f"{of}/teams/1/confirm", {}),
            (f"{of}/teams/1/withdraw", {"why": "Syk leder", "reply_by": "2026-03-20"}),
            (f"{of}/teams/3/decline", {"why": "Vil ikke vente"}),
            (f"{of}/teams/3/wait", {"why": "Ville likevel"}),
            (f"{of}/teams/3/offer", {"why": "Eneste fra psykiatrien"}),
            (f"{of}/teams/3/rename", {"name": "Psykiatri"}),
            (f"{of}/teams/3/organisation", {"organisation": "Ahus"}),
            (f"{of}/teams/3/merge", {"into": 2, "why": "For små"}),
            (f"{of}/places/decide", {}),
        )
        return [(await client.post(path, json=body)).json() for path, body in sent]

    *answers, decision = ask(acts)
    assert [(one["changes"][-1], one["promoted"], one["reply_by"]) for one in answers] == [
        (changed("place", "U1", "offered", "confirmed"), None, None),
        (changed("place", "U2", "waiting", "offered"), "U2", "2026-03-20"),
        (changed("place", "U3", "waiting", "declined"), None, None),
        (changed("place", "U3", "declined", "waiting"), None, None),
        (changed("place", "U3", "waiting", "offered"), None, None),
        (changed("name", "U3", "U3", "Psykiatri"), None, None),
        (changed("organisation", "Psykiatri", "UNN", "Ahus"), None, None),
        (changed("place", "Psykiatri", "offered", "withdrawn"), None, None),
    ]
    assert decision == {"offered": ["U2"], "waiting": [], "declined": []}


def changed(kind: str, about: str, before: str, after: str) -> dict[str, str]:
    return {"kind": kind, "about": about, "before": before, "after": after}


def test_a_cohort_and_its_line_are_told(here: Path) -> None:
    cohort_id = decided()

    async def read(client: httpx.AsyncClient) -> tuple[Any, Any]:
        of = f"/api/cohorts/{cohort_id}"
        return (await client.get(of)).json(), (await client.get(f"{of}/places")).json()

    cohort, lines = ask(read)
    assert (cohort["state"], [(one["name"], one["place"]) for one in cohort["teams"]]) == (
        "draft",
        [("U1", "offered"), ("U2", "waiting"), ("U3", "waiting")],
    )
    assert [(one["number"], one["team"], one["why"]) for one in lines][1] == (
        2,
        "U2",
        "Nummer 2 i køen. Fullt: 1 av 1 plasser er gitt.",
    )


def test_two_presses_of_one_form_withdraw_once_and_a_missing_reason_is_said(here: Path) -> None:
    cohort_id = decided()

    async def press(client: httpx.AsyncClient) -> list[Any]:
        page = (await client.get(f"/kull/{cohort_id}/plasser")).text
        form = dict(re.findall(r'name="(form_token|form_key|read)" value="([^"]*)"', page))
        path, origin = f"/kull/{cohort_id}/plasser/team/1/trekk", {"Origin": "http://127.0.0.1:8000"}
        lacking = await client.post(path, data=form | {"form_key": "another"}, headers=origin)
        sent = form | {"why": "Syk leder", "channel": "les"}
        twice = [await client.post(path, data=sent, headers=origin) for _ in range(2)]
        return [lacking, *twice]

    lacking, *twice = ask(press)
    assert (lacking.status_code, "Skriv hvorfor." in lacking.text) == (422, True)
    assert [(one.status_code, one.headers["location"]) for one in twice] == [
        (303, f"/kull/{cohort_id}/plasser#t1")
    ] * 2
    assert places_in(cohort_id) == {"U1": "withdrawn", "U2": "offered", "U3": "waiting"}


def test_letters_are_downloaded_drafted_and_let_go_from_the_page(here: Path) -> None:
    cohort_id = decided()

    async def press(client: httpx.AsyncClient) -> tuple[bytes, str]:
        of, origin = f"/kull/{cohort_id}/plasser", {"Origin": "http://127.0.0.1:8000"}
        packed = (await client.get(f"{of}/brev", params={"sprak": "nn"})).content
        for path in ("/brev", "/brev/send"):
            page = (await client.get(of)).text
            form = dict(re.findall(r'name="(form_token|form_key|read)" value="([^"]*)"', page))
            assert (await client.post(of + path, data=form, headers=origin)).status_code == 303
        return packed, (await client.get(of)).text

    packed, page = ask(press)
    assert (packed[:2], "venter på et ja" in page) == (b"PK", False)
