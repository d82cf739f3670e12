"""Two people have the same form open: the later is told who was first and what it says now, and nothing is written."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort
from support.service import ask, signed_in
from support.sign_in.browser import PAGE

from app import programmes
from app.audit import Deed
from app.cohorts.models import Team
from app.db import unit_of_work
from app.deliverables.models import Deliverable
from app.meetings.models import Meeting
from app.people.models import Person, Role, RoleGrant
from app.submissions.models import Library, LibraryItem, Submission
from jobs.demo_people import CAST

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TICKED = re.compile(r'<input type="checkbox"(?: id="[^"]+")? name="([^"]+)" value="([^"]*)" checked')


class Reader:
    """Somebody with pages open; what they send is what the page's own form holds, and what they typed."""

    def __init__(self, client: httpx.AsyncClient, role: str) -> None:
        self.client, self.headers = client, PAGE | signed_in(client, email=CAST[role][0])

    async def opens(self, address: str) -> str:
        answer = await self.client.get(address, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def sends(self, page: str, action: str, **typed: str) -> httpx.Response:
        _, found, rest = page.partition(f'action="{action}"')
        assert found, action
        inside = rest.partition("</form>")[0]
        form: dict[str, Any] = dict(HIDDEN.findall(inside)) | typed
        for name, value in TICKED.findall(inside):
            form[name] = [*([] if not form.get(name) else form[name]), value]
        return await self.client.post(action, data=form, headers=self.headers)


def two(what: Any) -> Any:
    """Let Frida of the unit and Ada, who administers, each be at a screen of their own."""

    async def asked(client: httpx.AsyncClient) -> Any:
        return await what(Reader(client, "improvement_unit"), Reader(client, "administrator"))

    return ask(asked, as_role=None)


def summary(answer: httpx.Response) -> list[str]:
    """What the page says must be looked at, first on it."""
    _, found, rest = answer.text.partition('id="feil"')
    assert found, answer.text
    lines = re.findall(r'<li lang="nb">(.*?)</li>', rest.partition("</ul>")[0])
    return [html.unescape(re.sub("<[^>]+>", "", line)) for line in lines]


def first_gathering() -> tuple[int, str]:
    with unit_of_work() as session:
        found = session.exec(select(Meeting).where(Meeting.key == "samling-1")).one()
        assert found.starts_at is not None
        return found.id or 0, found.starts_at.astimezone(small_cohort.meetings.OSLO).date().isoformat()


AGAIN = "Se over, og lagre på nytt om det fortsatt gjelder."
BY_FRIDA = r"Endret av Frida Forbedring 01\.04\.2026 kl\. \d\d\.\d\d"


def is_refused(answer: httpx.Response, what: str = "") -> bool:
    told = summary(answer)[0]
    return answer.status_code == 422 and bool(re.fullmatch(BY_FRIDA + what + r"\. " + re.escape(AGAIN), told))


@pytest.mark.parametrize("page", ["datoer", "moter/{id}/flytt?day={day}"])
def test_v2_3_a_meeting_two_people_move_is_moved_once(here: Path, page: str) -> None:
    small_cohort.started("torn-kull-3", 2026)
    meeting_id, day = first_gathering()
    address = f"/kull/1/{page.format(id=meeting_id, day=day)}"
    action = f"/kull/1/datoer/{meeting_id}" if page == "datoer" else address.partition("?")[0]

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        fridas, adas = await frida.opens(address), await ada.opens(address)
        first = await frida.sends(fridas, action, day="2026-10-20")
        second = await ada.sends(adas, action, day="2026-10-21")
        stands = first_gathering()[1]
        anew = await ada.sends(await ada.opens(address), action, day="2026-10-21")
        what = rf", fra {day[8:]}\.{day[5:7]}\.2026 kl\. 00\.00 til 20\.10\.2026 kl\. 00\.00"
        return [first.status_code, is_refused(second, what), stands, anew.status_code]

    assert two(both) == [303, True, "2026-10-20", 303]
    assert first_gathering()[1] == "2026-10-21"


def test_dates_that_moved_after_the_page_was_shown_are_not_confirmed(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    meeting_id, _ = first_gathering()

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        adas = await ada.opens("/kull/1/datoer")
        await frida.sends(
            await frida.opens("/kull/1/datoer"), f"/kull/1/datoer/{meeting_id}", day="2026-10-20"
        )
        second = await ada.sends(adas, "/kull/1/datoer/bekreft")
        anew = await ada.sends(second.text, "/kull/1/datoer/bekreft")
        return [second.status_code, summary(second)[0][:26], anew.status_code]

    assert two(both) == [422, "Endret av Frida Forbedring", 303]


def test_a_programme_two_people_change_says_field_by_field_what_the_first_one_wrote(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    with unit_of_work() as session:
        of = programmes.find(session, key="torn-kull-3")
        own = {"key": "eget", "name": "Eget", "owner": "Helse Nord"}
        programmes.copy(session, of=of, **own, changes={}, deed=Deed(actor="rhf", at=small_cohort.now()))
    address = "/program/eget/endre"

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        fridas, adas = await frida.opens(address), await ada.opens(address)
        first = await frida.sends(fridas, address, name="Fridas eget")
        second = await ada.sends(adas, address, purpose="Adas hensikt")
        anew = await ada.sends(second.text, address, name="Fridas eget", purpose="Adas hensikt")
        return [first.headers["location"], is_refused(second), summary(second)[1:], anew.headers["location"]]

    changed = ["Dette er i mellomtiden endret til «Fridas eget»."]
    assert two(both) == ["/program/eget?versjon=2", True, changed, "/program/eget?versjon=3"]
    with unit_of_work() as session:
        newest = programmes.find(session, key="eget")
        assert (newest.name, newest.purpose) == ("Fridas eget", "Adas hensikt")


def test_a_workbook_that_took_the_place_of_the_one_looked_at_is_not_imported(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    page, save = "/kull/1/pamelding", "/kull/1/pamelding/lagre"

    async def uploads(reader: Reader, name: str) -> None:
        address = f"{name.replace(' ', '.').lower()}@example.no"
        row = f"{small_cohort.HEADINGS}\nUNN;1;Medisin;{name};{address};medarbeider"
        file = {"workbook": (f"{name}.csv", row.encode())}
        await reader.client.post(f"{page}/ark", files=file, headers=reader.headers)

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        await uploads(ada, "Eva Eng")
        adas = await ada.opens(page)
        await uploads(frida, "Finn Foss")
        refused = await ada.sends(adas, save)
        return [is_refused(refused), (await ada.sends(refused.text, save)).status_code]

    assert two(both) == [True, 303]
    with unit_of_work() as session:
        names = session.exec(select(Person.name)).all()
        assert {"Eva Eng", "Finn Foss"} & set(names) == {"Finn Foss"}


def test_a_team_two_people_give_a_mentor_gets_one(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    for name in ("Mona", "Mats"):
        small_cohort.enrol(1, [*small_cohort.TEAMS, f"UNN;;;{name} Mo;{name.lower()}@example.no;veileder"])
    with unit_of_work() as session:
        team_id = session.exec(select(Team.id).where(Team.name == "Kirurgi")).one()
        mona, mats = (
            session.exec(select(Person.id).where(Person.name == f"{n} Mo")).one() for n in ("Mona", "Mats")
        )

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        fridas, adas = await frida.opens("/kull/1/pamelding"), await ada.opens("/kull/1/pamelding")
        action = "/kull/1/pamelding/veileder"
        first = await frida.sends(fridas, action, team_id=str(team_id), mentor=str(mona))
        second = await ada.sends(adas, action, team_id=str(team_id), mentor=str(mats))
        return [first.status_code, is_refused(second)]

    assert two(both) == [303, True]
    with unit_of_work() as session:
        follow = select(RoleGrant.person_id).where(
            RoleGrant.team_id == team_id, RoleGrant.role == Role.mentor
        )
        assert session.exec(follow).all() == [mona]


def test_what_one_has_accepted_another_does_not_give_back(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    submission_id = handed_in()
    address = f"/innleveringer/{submission_id}"

    async def both(frida: Reader, ada: Reader) -> list[Any]:
        fridas, adas = await frida.opens(address), await ada.opens(address)
        first = await frida.sends(fridas, f"{address}/godkjenn")
        second = await ada.sends(adas, f"{address}/tilbake", question="Hvor er målet?")
        return [first.status_code, is_refused(second), "Hvor er målet?" in second.text]

    assert two(both) == [303, True, True]


def handed_in() -> int:
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        usual: dict[str, Any] = {
            "cohort_id": 1,
            "team_id": team.id,
            "name": "plan.docx",
            "tag": "1",
            "size": 1,
        }
        item = LibraryItem(
            library_id="b!1",
            item_id="1",
            is_folder=False,
            changed_at=small_cohort.now(),
            seen_at=small_cohort.now(),
            **usual,
        )
        session.add_all([Library(library_id="b!1", cohort_id=1), item])
        session.flush()
        asked = session.exec(select(Deliverable).where(Deliverable.cohort_id == 1)).first()
        assert asked is not None
        made = Submission(
            deliverable_id=asked.id,
            version=1,
            item_id=item.id,
            received_at=small_cohort.now(),
            noted_at=small_cohort.now(),
            **usual,
        )
        session.add(made)
        session.flush()
        return made.id or 0
