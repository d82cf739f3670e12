"""The main job, from an empty service to a cohort in place: by mouse, by keyboard alone, narrow, without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from browsing import NARROW
from playwright.sync_api import expect
from what_is_there import EXAMPLE

if TYPE_CHECKING:
    from browsing import Service, Window
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
UNTIL_IN_PLACE = 60_000
WINDOWS: dict[str, dict[str, Any]] = {
    "mouse": {},
    "narrow": {"viewport": NARROW},
    "no JavaScript": {"java_script_enabled": False},
}
NAME = "Tørn kull 4"
PROGRAMME = "Tørn – regionalt læringsnettverk, kull 3 (Helse Nord RHF)"
TEAMS, PEOPLE = 15, 95


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS, indirect=True)
def test_the_main_job_by_hand(window: Window, fresh: Service) -> None:
    page = window.open(fresh.address)
    page.get_by_role("link", name="Start et kull", exact=True).click()
    page.get_by_label("Program", exact=True).select_option(PROGRAMME)
    page.get_by_label("Startår").fill("2027")
    page.get_by_label("Kullets navn").fill(NAME)
    page.get_by_role("button", name="Vis datoene").click()
    expect(page.get_by_text("Ingenting er lagret ennå.")).to_be_visible()
    page.get_by_role("button", name=f"Start kullet {NAME}").click()
    page.get_by_role("button", name=re.compile("^Flytt til mandag 15. mai 2028")).click()
    page.get_by_role("button", name="Bekreft 1 dato").click()
    _enrol(page)
    _approve(page)
    _wait_until_in_place(page)
    page.get_by_role("link", name="Oversikt").first.click()
    expect(page.get_by_role("rowheader")).to_have_count(TEAMS)


def _enrol(page: Page) -> None:
    page.get_by_role("link", name="Påmelding").first.click()
    page.get_by_label("Excel-ark med påmelding").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Se hva arket inneholder").click()
    expect(page.get_by_text("Ingenting er lagret ennå.")).to_be_visible()
    page.get_by_role("button", name=f"Lagre {TEAMS} team og {PEOPLE} personer").click()
    expect(page.locator(".answer")).to_contain_text(f"{TEAMS} team er påmeldt.")


def _approve(page: Page) -> None:
    page.get_by_role("link", name="Klargjøring").first.click()
    expect(page.locator(".answer")).to_have_text("Ingenting er laget ennå. Se over, og si ja nederst.")
    _wait_for_the_directory(page)
    page.get_by_role("button", name="Opprett 15 kanaler, 225 oppgaver og 11 møter").click()


def _wait_for_the_directory(page: Page) -> None:
    """Until everybody has been looked up in the directory the preview may still change."""
    for _ in range(60):
        if page.get_by_role("rowheader", name="Medlemmer").count():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail("nobody was looked up")


def _wait_until_in_place(page: Page) -> None:
    """With JavaScript the page follows by itself; without, a person loads it again."""
    if page.locator("[hx-get]").count() and page.evaluate("typeof htmx") == "object":
        expect(page.locator(".answer")).to_contain_text("Alt er på plass", timeout=UNTIL_IN_PLACE)
    for _ in range(60):
        if "Alt er på plass" in page.locator(".answer").inner_text():
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail("it was never in place")


def test_the_main_job_by_keyboard_alone(window: Window, fresh: Service) -> None:
    page = window.open(fresh.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    _press(page, "Start et kull")
    _tab_to(page, "Program")
    page.keyboard.type("Tørn")
    _tab_to(page, "Startår")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("2027")
    _tab_to(page, "Kullets navn")
    page.keyboard.type(NAME)
    _enter(page)
    _press(page, f"Start kullet {NAME}")
    _press(page, "Bekreft 1 dato")
    _press(page, "Påmelding")
    _tab_to(page, "Excel-ark med påmelding")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(EXAMPLE)
    _press(page, "Se hva arket inneholder")
    _press(page, f"Lagre {TEAMS} team og {PEOPLE} personer")
    expect(page.locator(".answer")).to_contain_text(f"{TEAMS} team er påmeldt.")
    _press(page, "Klargjøring")
    _wait_for_the_directory(page)
    _press(page, "Opprett 15 kanaler, 225 oppgaver og 11 møter")
    _wait_until_in_place(page)
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


def test_two_presses_of_a_button_make_one_run(window: Window, ordinary: Service) -> None:
    page = window.open(f"{ordinary.address}/kull/2/klargjoring")
    form = page.locator("form:has([name=checksum])")
    sent = {
        name: form.locator(f"[name={name}]").input_value() for name in ("form_token", "form_key", "checksum")
    }
    cookies = {cookie["name"]: cookie["value"] for cookie in window.context.cookies()}
    with httpx.Client(cookies=cookies, headers={"Origin": ordinary.address}) as twice:
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


@pytest.mark.parametrize(
    ("window", "heading", "answer", "button"),
    [
        (
            {"language": "nn"},
            "Klargjering",
            "Ingenting er laga enno.",
            "Opprett 15 kanalar, 225 oppgåver og 11 møte",
        ),
        (
            {"language": "en"},
            "Setting up",
            "Nothing has been made yet.",
            "Create 15 channels, 225 tasks and 11 meetings",
        ),
    ],
    ids=["nynorsk", "English"],
    indirect=["window"],
)
def test_the_preview_in_another_language(
    window: Window, fresh: Service, heading: str, answer: str, button: str
) -> None:
    fresh.kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", NAME)
    fresh.kull("cohorts", "confirm", "1")
    fresh.kull("enrol", "import", "1", str(EXAMPLE))
    page = window.open(f"{fresh.address}/kull/1/klargjoring")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator(".answer")).to_contain_text(answer)
    expect(page.get_by_role("button", name=button)).to_be_visible()
    page.get_by_role("button", name="Bokmål").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klargjøring")
