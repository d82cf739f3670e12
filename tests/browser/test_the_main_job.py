"""The main job, from an empty service to a cohort in place: by mouse, by keyboard alone, narrow, without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import expect
from support.browser.browsing import NARROW
from support.browser.what_is_there import EXAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
UNTIL_IN_PLACE = 60_000
NAME = "Tørn kull 4"
PROGRAMME = "Tørn – regionalt læringsnettverk, kull 3 (Helse Nord RHF)"
TEAMS, PEOPLE = 15, 95


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the pages say along the way, in one language."""

    begin: str = "Start et kull"
    programme: str = "Hvilket program"
    year: str = "Startår"
    name: str = "Kullets navn"
    dates: str = "Vis datoene"
    nothing_stored: str = "Ingenting er lagret ennå."
    start: str = f"Start kullet {NAME}"
    move: str = "Flytt til mandag 14. mai 2029"
    confirm: str = "Bekreft 10 datoer"
    enrolment: str = "Påmelding"
    sheet: str = "Excel-ark med påmelding"
    look: str = "Se hva arket inneholder"
    store: str = f"Lagre {TEAMS} team og {PEOPLE} personer"
    enrolled: str = f"{TEAMS} team er påmeldt."
    setting_up: str = "Klargjøring"
    nothing_made: str = "Ingenting er laget ennå. Se over, og si ja nederst."
    members: str = "Medlemmer"
    make: str = "Opprett 15 kanaler, 225 oppgaver og 11 møter"
    in_place: str = "Alt er på plass"
    overview: str = "Oversikt"
    log: str = "Logg"
    approved: str = "Godkjente klargjøring"


BOKMAL = Words()
NYNORSK = Words(
    begin="Start eit kull",
    programme="Kva program",
    name="Namnet på kullet",
    dates="Vis datoane",
    nothing_stored="Ingenting er lagra enno.",
    move="Flytt til måndag 14. mai 2029",
    confirm="Stadfest 10 datoar",
    look="Sjå kva arket inneheld",
    store=f"Lagre {TEAMS} team og {PEOPLE} personar",
    enrolled=f"{TEAMS} team er påmelde.",
    setting_up="Klargjering",
    nothing_made="Ingenting er laga enno. Sjå over, og sei ja nedst.",
    members="Medlemmer",
    make="Opprett 15 kanalar, 225 oppgåver og 11 møte",
    in_place="Alt er på plass",
    approved="Godkjende klargjering",
)
ENGLISH = Words(
    begin="Start a cohort",
    programme="Which programme",
    year="Year it starts",
    name="The cohort's name",
    dates="Show the dates",
    nothing_stored="Nothing has been stored yet.",
    start=f"Start the cohort {NAME}",
    move="Move to Monday 14 May 2029",
    confirm="Confirm 10 dates",
    enrolment="Enrolment",
    sheet="Workbook with the enrolment",
    look="See what is in the workbook",
    store=f"Store {TEAMS} teams and {PEOPLE} people",
    enrolled=f"{TEAMS} teams are enrolled.",
    setting_up="Setting up",
    nothing_made="Nothing has been made yet. Look it over, and say yes at the bottom.",
    members="Members",
    make="Create 15 channels, 225 tasks and 11 meetings",
    in_place="Everything is in place",
    overview="Overview",
    log="Log",
    approved="Approved setting up",
)
WAYS: dict[str, tuple[dict[str, Any], Words]] = {
    "mouse": ({}, BOKMAL),
    "narrow": ({"viewport": NARROW}, BOKMAL),
    "no JavaScript": ({"java_script_enabled": False}, BOKMAL),
    "nynorsk": ({"language": "nn"}, NYNORSK),
    "English": ({"language": "en"}, ENGLISH),
}


@pytest.mark.parametrize(("window", "words"), WAYS.values(), ids=WAYS, indirect=["window"])
def test_the_main_job_by_hand(window: Window, words: Words, fresh: Service) -> None:
    page = window.open(fresh.address)
    page.get_by_role("link", name=words.begin, exact=True).click()
    page.get_by_label(words.programme, exact=True).select_option(PROGRAMME)
    page.get_by_label(words.year).fill("2028")
    page.get_by_label(words.name).fill(NAME)
    page.get_by_role("button", name=words.dates).click()
    expect(page.get_by_text(words.nothing_stored)).to_be_visible()
    page.get_by_role("button", name=words.start).click()
    page.get_by_role("button", name=re.compile(f"^{words.move}")).click()
    page.get_by_role("button", name=words.confirm).click()
    _enrol(page, words)
    _approve(page, words)
    _wait_until_in_place(page, words)
    page.get_by_role("link", name=words.overview).first.click()
    expect(page.get_by_role("rowheader")).to_have_count(TEAMS)
    page.get_by_role("link", name=words.log, exact=True).click()
    expect(page.get_by_text(words.approved)).to_have_count(1)


def _enrol(page: Page, words: Words) -> None:
    page.get_by_role("link", name=words.enrolment).first.click()
    page.get_by_label(words.sheet).set_input_files(EXAMPLE)
    page.get_by_role("button", name=words.look).click()
    expect(page.get_by_text(words.nothing_stored)).to_be_visible()
    page.get_by_role("button", name=words.store).click()
    expect(page.locator(".answer")).to_contain_text(words.enrolled)


def _approve(page: Page, words: Words) -> None:
    """Press twice, as an impatient hand does."""
    page.get_by_role("link", name=words.setting_up).first.click()
    expect(page.locator(".answer")).to_have_text(words.nothing_made)
    _wait_for_the_directory(page, words)
    page.get_by_role("button", name=words.make).dblclick()


def _wait_for_the_directory(page: Page, words: Words) -> None:
    """Until everybody has been looked up in the directory the preview may still change."""
    for _ in range(60):
        if page.get_by_role("rowheader", name=words.members).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail("nobody was looked up")


def _wait_until_in_place(page: Page, words: Words) -> None:
    """With JavaScript the page follows by itself; without, a person loads it again."""
    page.wait_for_url("**/fremdrift")
    if page.locator("[hx-get]").count() and page.evaluate("typeof htmx") == "object":
        expect(page.locator(".answer")).to_contain_text(words.in_place, timeout=UNTIL_IN_PLACE)
    for _ in range(60):
        if words.in_place in page.locator(".answer").inner_text():
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail("it was never in place")


def test_the_main_job_by_keyboard_alone(window: Window, fresh: Service) -> None:
    page = window.open(fresh.address)
    page.on("filechooser", lambda _: None)  # a busy browser asks for the file before it hears that we listen
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    _press(page, "Start et kull")
    _tab_to(page, BOKMAL.programme)
    page.keyboard.press("t")
    _tab_to(page, "Startår")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("2027")
    _tab_to(page, "Kullets navn")
    page.keyboard.type(NAME)
    _enter(page)
    _press(page, f"Start kullet {NAME}")
    _press(page, "Bekreft 11 datoer")
    _press(page, "Påmelding")
    _tab_to(page, "Excel-ark med påmelding")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(EXAMPLE)
    _press(page, "Se hva arket inneholder")
    _press(page, f"Lagre {TEAMS} team og {PEOPLE} personer")
    expect(page.locator(".answer")).to_contain_text(f"{TEAMS} team er påmeldt.")
    _press(page, "Klargjøring")
    _wait_for_the_directory(page, BOKMAL)
    _press(page, "Opprett 15 kanaler, 225 oppgaver og 11 møter")
    _wait_until_in_place(page, BOKMAL)
    _press(page, "Oversikt")
    expect(page.get_by_role("rowheader")).to_have_count(TEAMS)


def _press(page: Page, name: str) -> None:
    _tab_to(page, name)
    _enter(page)


def _enter(page: Page) -> None:
    """Press Enter on what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


NAME_OF_FOCUS = """() => {
    const here = document.activeElement;
    const label = here.labels?.[0]?.firstChild?.textContent;
    return [(label ?? here.textContent).trim(), getComputedStyle(here).outlineStyle, getComputedStyle(here).boxShadow];
}"""


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on something, and see that it shows where it is."""
    for _ in range(120):
        page.keyboard.press("Tab")
        text, outline, shadow = page.evaluate(NAME_OF_FOCUS)
        if text == name:
            assert (outline, shadow) != ("none", "none")
            return
    pytest.fail(f"Tab never came to {name}")


def test_two_presses_of_a_button_make_one_run(window: Window, another: Service) -> None:
    page = window.open(f"{another.address}/kull/2/klargjoring")
    form = page.locator("form:has([name=checksum])")
    sent = {
        name: form.locator(f"[name={name}]").input_value() for name in ("form_token", "form_key", "checksum")
    }
    cookies = {cookie["name"]: cookie["value"] for cookie in window.context.cookies()}
    with httpx.Client(cookies=cookies, headers={"Origin": another.address}) as twice:
        answers = [twice.post(page.url, data=sent) for _ in range(2)]
    assert [(one.status_code, one.headers["location"]) for one in answers] == [
        (303, "/kull/2/klargjoring/fremdrift")
    ] * 2
    page.get_by_role("link", name="Logg").click()
    assert page.get_by_text("Godkjente klargjøring").count() == 1


def test_a_double_click_starts_one_cohort(window: Window, fresh: Service) -> None:
    page = window.open(f"{fresh.address}/nytt-kull?what=torn-kull-3&start_year=2027&name={NAME}")
    page.get_by_role("button", name=f"Start kullet {NAME}").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Datoer")
    page.goto(fresh.address)
    assert page.get_by_role("link", name=NAME).count() == 1
