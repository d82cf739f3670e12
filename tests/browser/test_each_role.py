"""What each role is shown: only ways that are open to them, and only forms that are taken from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.browser.accessible import looked_over

from jobs.demo_people import CAST

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
MENTOR, INSIGHT = "eirik.strandmo@example.no", CAST["insight"][1]
LINKS = '[...document.querySelectorAll(\'a[href^="/"], a[href^="?"]\')].map((link) => link.href)'
FILES = (".yaml", "/mal", ".ics", "/fil", "/pdf")


def led_to(page: Page) -> dict[str, int]:
    """Follow every link of ours from a page, and from the pages it leads to; tell what each was answered."""
    answers: dict[str, int] = {}
    waiting = [page.url]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in answers:
            continue
        answer = page.request.get(address)
        answers[address] = answer.status
        if len(answers) < 40 and not address.partition("?")[0].endswith(FILES):
            page.goto(address)
            waiting += page.evaluate(LINKS)
    return answers


@pytest.mark.parametrize("role", [MENTOR, INSIGHT])
def test_no_link_leads_to_a_closed_door(role: str, window: Window, ordinary: Service) -> None:
    answers = led_to(window.open(ordinary.address, role=role))
    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 5


def test_a_mentor_is_led_to_the_overview_and_to_their_own_teams(window: Window, ordinary: Service) -> None:
    page = window.open(ordinary.address, role=MENTOR)
    expect(page.locator(".answer")).to_have_text("Du er med i 2 kull.")
    here = page.locator("main li").filter(has_text="Tørn kull 3")
    expect(here.get_by_role("link", name="Tørn kull 3")).to_have_attribute("href", "/kull/1/oversikt")
    expect(here.get_by_role("link", name="Turnus intensiv")).to_have_count(1)


def test_a_mentors_own_page_is_for_everybody_and_is_saved(window: Window, ordinary: Service) -> None:
    page = window.open(f"{ordinary.address}/veileder", role=MENTOR)
    assert looked_over(page) == []
    page.get_by_label("Klinikk eller enhet").fill("Medisin")
    page.get_by_role("button", name="Lagre linjen").click()
    expect(page.get_by_text("Linjen er lagret.")).to_be_visible()
    assert looked_over(page) == []


def test_who_only_reads_is_shown_no_form(window: Window, ordinary: Service) -> None:
    page = window.open(f"{ordinary.address}/kull/2/klargjoring", role=INSIGHT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Klargjøring")
    expect(page.locator("main form")).to_have_count(0)
    page.goto(f"{ordinary.address}/kull/1/pamelding")
    expect(page.locator("main form")).to_have_count(0)
