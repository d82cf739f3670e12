"""A programme made on the page, from nothing to a cohort that runs it: by mouse, narrow, and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.browser.accessible import looked_over
from support.browser.browsing import NARROW

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
WAYS = {"mouse": {}, "narrow": {"viewport": NARROW}, "no JavaScript": {"java_script_enabled": False}}
SAVED = "Versjon 2 ·"


@pytest.mark.parametrize("window", WAYS.values(), ids=WAYS, indirect=True)
def test_a_programme_is_made_from_nothing_and_a_cohort_started_from_it(
    window: Window, fresh: Service
) -> None:
    page = window.open(f"{fresh.address}/program")
    _begin(page)
    _add_meeting(page, "Innsjekk", "Innsjekk", "mandag i uke 45")
    _add_meeting(page, "Samling 2", "Samling", "16.–17. november")
    _add_meeting(page, "Avslutning", "Avslutning", "12. mai året etter")
    _add_deliverable(page)
    _add_tasks(page)
    _add_folder(page, "Mapper i hvert teams kanal", "01 Rapporter")
    _add_folder(page, "Mapper alle team deler", "Felles")
    page.get_by_role("button", name="Bare sjekk").last.click()
    expect(page.get_by_text("Alt henger sammen, og kan lagres.")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Avslutning")).to_be_visible()
    page.get_by_role("button", name="Lagre versjon 2").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("row", name="Samling 2")).to_contain_text("16.–17. november")
    _start_cohort(page)


def _begin(page: Page) -> None:
    page.get_by_label("Navn", exact=True).fill("Bedre flyt")
    page.get_by_label("Eier").fill("Sykehuset Eksempel")
    page.get_by_label("Hensikt").fill("Pasientene skal slippe å vente på oss.")
    page.get_by_label("Det første møtet").fill("Samling 1")
    page.get_by_label("Når (valgfritt)", exact=True).fill("16. september")
    page.get_by_role("button", name="Lag programmet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Endre Bedre flyt")


def _opened(page: Page) -> Locator:
    """The innermost thing that was just added: it is open, and the page has come back to it."""
    return page.locator("details:has(> #her)")


def _add_meeting(page: Page, title: str, kind: str, when: str) -> None:
    page.get_by_role("button", name="Legg til et møte").click()
    _opened(page).get_by_label("Tittel", exact=True).fill(title)
    _opened(page).get_by_label("Slag", exact=True).select_option(kind)
    _opened(page).get_by_label("Når", exact=True).fill(when)


def _add_deliverable(page: Page) -> None:
    page.get_by_role("button", name="Legg til noe teamene skal levere").click()
    _opened(page).get_by_label("Tittel", exact=True).fill("Statusrapport")
    _opened(page).get_by_label("Frist", exact=True).fill("en uke før")
    _opened(page).get_by_label("Møtet fristen regnes fra", exact=True).select_option("Samling 2")


def _add_tasks(page: Page) -> None:
    page.get_by_role("button", name="Legg til en gruppe oppgaver").first.click()
    _opened(page).get_by_label("Tittel", exact=True).fill("Mellom samlingene")
    for title, deliverable in (("Samle teamet", ""), ("Levere statusrapport", "Statusrapport")):
        page.get_by_role("button", name="Legg til en oppgave").first.click()
        _opened(page).get_by_label("Tittel", exact=True).fill(title)
        if deliverable:
            _opened(page).get_by_label("Hører til leveransen", exact=True).select_option(deliverable)


def _add_folder(page: Page, where: str, name: str) -> None:
    part = page.locator("section", has=page.get_by_role("heading", name=where))
    part.get_by_role("button", name="Legg til en mappe").click()
    _opened(page).get_by_label("Navn", exact=True).fill(name)


def _start_cohort(page: Page) -> None:
    page.get_by_role("link", name="Start et kull med programmet").click()
    expect(page.get_by_text("12. mai 2028").first).to_be_visible()
    page.get_by_label("Kullets navn", exact=True).fill("Flyt 2027")
    page.get_by_role("button", name="Start kullet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Datoer")


def test_things_are_moved_taken_out_and_put_back_by_keyboard(window: Window, another: Service) -> None:
    page = window.open(f"{another.address}/program/torn-kull-3")
    page.get_by_label("Navn", exact=True).fill("Vårt eget")
    page.get_by_label("Eier").fill("Sykehuset")
    page.get_by_role("button", name="Lag en kopi").click()
    page.locator("section > details > summary", has_text="Samling 1").first.focus()
    page.keyboard.press("Enter")
    _press(page, "Flytt opp Samling 1")
    assert _titles(page)[2:4] == ["Samling 1", "Digitalt forberedelsesmøte for alle deltakere"]
    expect(page.locator("#her")).to_be_focused()
    _press(page, "Fjern Samling 1")
    expect(page.get_by_role("heading", name="Møter")).to_be_focused()
    expect(page.get_by_text("Fjernes når dere lagrer: Samling 1")).to_be_visible()
    _press(page, "Legg tilbake Samling 1")
    assert "Samling 1" in _titles(page)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _titles(page: Page) -> list[str]:
    part = page.locator("section", has=page.get_by_role("heading", name="Møter"))
    return part.locator("> details > summary > bdi").all_inner_texts()


def test_the_form_is_held_to_the_law_with_everything_open_and_with_errors(
    window: Window, another: Service
) -> None:
    page = window.open(f"{another.address}/program/vaart/endre")
    page.locator("summary", has_text="Samling 1").first.click()
    page.locator("[id='meetings.samling-1.when']").fill("i forrige uke")
    page.get_by_role("button", name="Bare sjekk").last.click()
    expect(page.locator("[id='meetings.samling-1.when']")).to_have_attribute("aria-invalid", "true")
    window.forget_what_is_not_there()
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert looked_over(page) == []
