from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support import everybody, small_cohort
from support.forms import PEOPLE, text_pdf, word_form
from support.service import ask, signed_in

from app.db import unit_of_work
from app.outbox.models import OwedMessage
from app.people.models import Role, RoleGrant
from app.places.models import PlaceChange

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

ADDRESS = {"trust_contact": "trust-contact@example.no", "unit": "unit"}
OWN = {"team": "Rehab", "name": "Ada Sund", "email": "ada@example.no", "role": "Leder", "profession": ""}


def a_cohort() -> dict[str, str]:
    small_cohort.started("torn-kull-3", 2026)
    return everybody.introduced(team="Kirurgi")


def link(path: str) -> str:
    with unit_of_work() as session:
        letters = session.exec(select(OwedMessage).order_by(OwedMessage.id)).all()
        return next(found[0] for one in reversed(letters) if (found := re.search(rf"/{path}/\S+", one.text)))


def letter() -> str:
    with unit_of_work() as session:
        return session.exec(select(OwedMessage.text).order_by(OwedMessage.id.desc())).first() or ""


def version(page: str) -> str:
    found = re.search(r'name="version" value="(\w+)"', page)
    assert found
    return found[1]


def test_the_unit_drops_forms_in_sees_them_and_says_yes(here: Path) -> None:
    a_cohort()
    word = word_form((("Foretak", "UNN"), ("Team", "Sengepost A")))
    pdf = text_pdf(["Foretak: UNN", "Team: Barn", PEOPLE[0], ("Per Moen", "per@example.no", "leder")])

    async def asked(client: httpx.AsyncClient) -> tuple[str, str, list[Any]]:
        forms = [("forms", ("a.docx", word)), ("forms", ("b.pdf", pdf))]
        sent = await client.post("/kull/1/soknader", files=forms, data={"received": "2026-03-02"})
        assert sent.headers["location"] == "/kull/1/pamelding#ark"
        looked = (await client.get("/kull/1/pamelding")).text
        await client.post("/kull/1/pamelding/lagre")
        listed = (await client.get("/api/cohorts/1/applications")).json()
        return looked, (await client.get("/kull/1/soknader")).text, listed

    looked, page, listed = ask(asked)
    assert "Ingenting er lagret ennå." in looked
    assert [(one["team"], one["file"], one["late"]) for one in listed if one["file"]] == [
        ("Barn", "b.pdf", True),
        ("Sengepost A", "a.docx", True),
    ]
    assert "2 kom etter fristen." in page


def test_forms_are_dropped_in_by_programs_too_and_refused_with_their_reasons(here: Path) -> None:
    a_cohort()
    without_role = word_form(
        (("Foretak", "UNN"), ("Team", "Barn")), (PEOPLE[0], ("Per Moen", "per@example.no", ""))
    )

    async def asked(client: httpx.AsyncClient) -> tuple[int, Any]:
        answer = await client.post("/api/cohorts/1/applications", files={"forms": ("a.docx", without_role)})
        return answer.status_code, answer.json()

    status, told = ask(asked)
    assert (status, told["type"]) == (422, "urn:kull:workbook-refused")
    assert [(one["sheet"], one["code"]) for one in told["problems"] if one["level"] == "error"] == [
        ("a.docx", "no_role")
    ]


def test_a_trusts_contact_applies_ranks_confirms_and_gets_the_archives_file(here: Path) -> None:
    people = a_cohort()

    async def asked(client: httpx.AsyncClient) -> dict[str, Any]:
        client.headers.update(signed_in(client, email=people["trust_contact"]))
        sent = await client.post("/kull/1/soknad", data=OWN)
        assert sent.headers["location"] == "/kull/1/soknad#soknader"
        page = (await client.get("/kull/1/soknad")).text
        (team,) = re.findall(r'<li id="t(\d+)">\s*<h3><bdi>Rehab', page)
        await client.post("/kull/1/soknad/rekkefolge", data={"team_id": team, "move": "up"})
        said = {"team_id": team, "version": re.findall(r'value="([0-9a-f]{12})"', page)[-1]}
        confirmed = await client.post("/kull/1/soknad/bekreft", data=said)
        assert confirmed.status_code == 303, confirmed.text
        file = await client.get(f"/kull/1/soknad/{team}/pdf")
        return {"page": (await client.get("/kull/1/soknad")).text, "file": file}

    found = ask(asked, as_role=None)
    assert re.findall(r"<h3><bdi>([^<]+)", found["page"]) == ["Rehab", "Kirurgi"]
    assert "Medisin" not in found["page"]
    assert "<bdi>trust_contact</bdi>, " in found["page"]
    assert found["file"].headers["content-type"] == "application/pdf"
    assert found["file"].content.startswith(b"%PDF-1.7")


def test_a_contact_does_the_same_by_their_own_link_and_reaches_no_other_trust(here: Path) -> None:
    a_cohort()

    async def asked(client: httpx.AsyncClient) -> list[int]:
        await client.post("/kull/1/soknader/lenker")
        path = link("soknad")
        client.headers.pop("Authorization")
        tried = [
            await client.get(path),
            await client.post(path, data=OWN),
            await client.get(f"{path}/1/pdf"),
            await client.get(f"{path}/2/pdf"),
            await client.post(f"{path}/rekkefolge", data={"team_id": 2, "move": "up"}),
            await client.get("/soknad/noe-annet"),
        ]
        return [one.status_code for one in tried]

    assert ask(asked) == [200, 303, 200, 404, 404, 404]


def test_a_nearest_leader_is_asked_first_and_says_yes_by_a_button(here: Path) -> None:
    a_cohort()

    async def asked(client: httpx.AsyncClient) -> tuple[str, str, Any]:
        assert (await client.post("/api/cohorts/1/commitments/asked")).json() == {"asked": 1}
        path = link("forpliktelse")
        before = (await client.get(path)).text
        again = (await client.get(path)).text
        assert again.count("Jeg setter av tiden") == 1  # to look is not to answer
        after = (await client.post(path, data={"version": version(before)})).text
        listed = (await client.get("/api/cohorts/1/applications")).json()
        return before, after, [one["committed"]["leaders"] for one in listed if one["team"] == "Kirurgi"]

    before, after, ((leader,),) = ask(asked)
    assert "Vil du sette av tid til Kirurgi?" in before
    assert "Du har bekreftet. Takk." in after
    assert leader["at"] is not None


def test_a_contact_without_a_trust_is_told_who_mends_it(here: Path) -> None:
    people = a_cohort()
    with unit_of_work() as session:
        grants = session.exec(select(RoleGrant).where(RoleGrant.role == Role.trust_contact)).all()
        for grant in grants:
            grant.organisation_id = None

    async def asked(client: httpx.AsyncClient) -> tuple[int, str]:
        client.headers.update(signed_in(client, email=people["trust_contact"]))
        answer = await client.post("/kull/1/soknad", data=OWN)
        return answer.status_code, answer.text

    status, page = ask(asked, as_role=None)
    assert status == 422
    assert "Du er kontakt uten foretak. Forbedringsenheten må legge inn hvilket foretak det er." in page


def test_a_link_leads_to_where_the_press_came_in_when_no_address_is_set(here: Path) -> None:
    a_cohort()

    async def asked(client: httpx.AsyncClient) -> str:
        await client.post("/kull/1/soknader/lenker")
        return f"\n{client.base_url}/soknad/".replace("//soknad", "/soknad")

    assert ask(asked) in letter()


def test_a_contact_withdraws_a_team_with_a_reason_signed_in_and_by_link(here: Path) -> None:
    people = a_cohort()

    async def asked(client: httpx.AsyncClient) -> list[int]:
        await client.post("/kull/1/soknader/lenker")
        by_link = link("soknad")
        client.headers.update(signed_in(client, email=people["trust_contact"]))
        doors = ("/kull/1/soknad", by_link)
        silent = [await client.post(f"{door}/trekk", data={"team_id": "1", "why": " "}) for door in doors]
        told = [
            await client.post(f"{door}/trekk", data={"team_id": "1", "why": "Ingen vikarer."})
            for door in doors
        ]
        others = [await client.post(f"{door}/trekk", data={"team_id": "2", "why": "Nei."}) for door in doors]
        page = (await client.get("/kull/1/soknad")).text
        assert "Har trukket seg" in page
        assert f"{doors[0]}/trekk" not in page
        assert all("Skriv hvorfor." in one.text for one in silent)
        return [one.status_code for one in (*silent, *told, *others)]

    assert ask(asked) == [422, 422, 303, 303, 404, 404]
    with unit_of_work() as session:
        changes = session.exec(select(PlaceChange)).all()
        assert [(one.team_id, one.after, one.why, one.keep_channel) for one in changes] == [
            (1, "withdrawn", "Ingen vikarer.", True)
        ]
