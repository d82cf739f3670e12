"""Program as pages: a copy is changed in a form, checked, stored as a version and downloaded whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from support.service import ask

from app.programmes import shelf
from app.programmes.language import check
from app.programmes.language.check import parsed

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

COPY = {"name": "Vårt nettverk", "owner": "Sykehuset"}
CHANGE = "/program/vart-nettverk/endre"
DEADLINE = r"<bdi>{}</bdi></th><td>(.*?)</td>"
FIELD = r'name="{}"[^>]* value="([^"]*)"'


async def _copied(client: httpx.AsyncClient) -> str:
    await client.post("/program/torn-kull-3/kopi", data=COPY | {"form_key": "1"})
    return (await client.get(CHANGE)).text


def test_a_check_says_what_holds_and_stores_nothing(here: Path) -> None:
    async def checked(client: httpx.AsyncClient) -> tuple[httpx.Response, str]:
        await _copied(client)
        typed = {"meetings.samling-2.when": "uke 46", "bare": "sjekk", "form_key": "2"}
        answer = await client.post(CHANGE, data=typed)
        return answer, (await client.get("/program/vart-nettverk")).text

    answer, stored = ask(checked)
    assert answer.status_code == 200
    assert "Alt henger sammen, og kan lagres. Ingenting er lagret ennå." in answer.text
    assert re.findall(FIELD.format("meetings.samling-2.when"), answer.text) == ["uke 46"]
    assert re.findall(DEADLINE.format("Statusrapport 1"), answer.text) == ["Ikke bestemt"]
    assert re.findall(DEADLINE.format("Teampresentasjon på video"), answer.text) == ["fredag 17.09.2027"]
    assert "Versjon 1 ·" in stored


def test_what_cannot_be_is_said_by_the_check_too(here: Path) -> None:
    async def checked(client: httpx.AsyncClient) -> httpx.Response:
        await _copied(client)
        typed = {"meetings.samling-2.when": "uke 54", "bare": "sjekk", "form_key": "2"}
        return await client.post(CHANGE, data=typed)

    answer = ask(checked)
    assert answer.status_code == 422
    assert 'href="#meetings.samling-2.when"' in answer.text


BEGIN = {
    "name": "Bedre flyt",
    "owner": "Sykehuset",
    "purpose": "Øve",
    "meeting": "Samling 1",
    "kind": "gathering",
}


def test_a_programme_is_begun_from_nothing_and_gets_its_key_from_its_name(here: Path) -> None:
    async def begun(client: httpx.AsyncClient) -> tuple[list[str], str]:
        answers = [
            await client.post("/program", data=BEGIN | {"when": "16.–17. september", "form_key": key})
            for key in ("1", "2")
        ]
        return [one.headers["location"] for one in answers], (await client.get("/program/bedre-flyt")).text

    led_to, page = ask(begun)
    assert led_to == ["/program/bedre-flyt/endre", "/program/bedre-flyt-2/endre"]
    assert '<td class="nowrap">16.–17. september</td>' in page


def test_a_beginning_that_must_be_mended_is_shown_as_typed_and_stores_nothing(here: Path) -> None:
    async def begun(client: httpx.AsyncClient) -> tuple[httpx.Response, int]:
        typed = BEGIN | {"name": "", "when": "snart", "form_key": "1"}
        return await client.post("/program", data=typed), (await client.get("/program/program")).status_code

    answer, found = ask(begun)
    assert (answer.status_code, found) == (422, 404)
    assert re.findall(r'id="(\w+)-error"', answer.text) == ["name", "when"]
    assert 'value="Sykehuset"' in answer.text


def test_a_meeting_for_the_room_and_the_screen_can_be_chosen(here: Path) -> None:
    async def saved(client: httpx.AsyncClient) -> tuple[str, str]:
        before = await _copied(client)
        answer = await client.post(CHANGE, data={"meetings.samling-1.mode": "mixed", "form_key": "2"})
        return before, answer.headers["location"]

    before, led_to = ask(saved)
    assert '<option value="mixed">Begge deler</option>' in before
    assert led_to == "/program/vart-nettverk?versjon=2"


def test_a_press_changes_the_form_and_stores_nothing(here: Path) -> None:
    async def pressed(client: httpx.AsyncClient) -> tuple[str, int]:
        await _copied(client)
        answer = await client.post(CHANGE, data={"gjor": "legg-til meetings", "form_key": "2"})
        stored = await client.get("/program/vart-nettverk", params={"versjon": 2})
        return answer.text, stored.status_code

    page, found = ask(pressed)
    assert ('name="meetings.+1.title"' in page, found) == (True, 404)


def test_a_form_with_thousands_of_fields_is_read(here: Path) -> None:
    async def sent(client: httpx.AsyncClient) -> int:
        await _copied(client)
        many = {f"meetings.samling-1.more-{number}": "" for number in range(3000)}
        answer = await client.post(CHANGE, data=many | {"bare": "sjekk", "form_key": "2"})
        return answer.status_code

    assert ask(sent) == 200


def test_texts_meetings_and_deadlines_are_changed_and_downloaded_whole(here: Path) -> None:
    async def changed(client: httpx.AsyncClient) -> tuple[str, bytes]:
        before = await _copied(client)
        typed = {
            "purpose": "Tryggere utskriving.",
            "meetings.samling-2.when": "uke 46",
            "deliverables.video.due": "7 dager før",
            "form_key": "2",
        }
        await client.post(CHANGE, data=typed)
        return before, (await client.get("/api/programmes/vart-nettverk.yaml", params={"version": 2})).content

    before, file = ask(changed)
    assert re.findall(FIELD.format("deliverables.video.due"), before) == ["5 dager før"]
    assert [one for one in check.problems_in_text(file) if one.level == "error"] == []
    made: Any = check.accepted(_parsed(file)).model_dump(mode="json")
    asked: Any = shelf.shipped_one("torn-kull-3").model_dump(mode="json")
    asked |= {"key": "vart-nettverk", "version": 2, "name": "Vårt nettverk", "owner": "Sykehuset"}
    asked |= {"purpose": "Tryggere utskriving."}
    _named(asked["meetings"], "samling-2")["when"] |= {"week": 46, "day": None, "to": None}
    _named(asked["deliverables"], "video")["due"] |= {"days": 7}
    assert made == asked | {"source": made["source"]}


def _parsed(file: bytes) -> Any:
    return parsed(file.decode())


def _named(things: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(one for one in things if one["key"] == key)


def test_a_programmes_page_says_that_a_meeting_is_repeated(here: Path) -> None:
    async def shown(client: httpx.AsyncClient) -> str:
        return (await client.get("/program/unn-tavlemoter")).text

    assert re.findall(r'<td class="nowrap">(.*?)</td>', ask(shown)) == ["uke 1, hver uke"]


def test_a_programme_of_several_versions_leads_to_each_of_them(here: Path) -> None:
    async def shown(client: httpx.AsyncClient) -> tuple[str, str]:
        await _copied(client)
        await client.post(CHANGE, data={"purpose": "Tryggere utskriving.", "form_key": "2"})
        alone = (await client.get("/program/unn-tavlemoter")).text
        return alone, (await client.get("/program/vart-nettverk", params={"versjon": 1})).text

    alone, page = ask(shown)
    assert "versjon=" not in alone
    assert 'Andre versjoner: <a href="/program/vart-nettverk?versjon=2">versjon 2</a></p>' in page
    assert 'href="/nytt-kull?what=vart-nettverk&amp;version=1"' in page
