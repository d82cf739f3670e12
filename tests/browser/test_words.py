"""What a page says: nothing of ours is left in bokmål elsewhere, and what is wrong stands by its field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from support.browser.pages import PAGES

if TYPE_CHECKING:
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
OURS = """() => {
    const copy = document.body.cloneNode(true);
    for (const other of copy.querySelectorAll('[lang=nb], bdi, code, pre, option, [lang]')) other.remove();
    return copy.textContent;
}"""
BOKMAL = re.compile(
    r"\b(ikke|møter|datoer|oppgaver|påmeldt|klargjøring|venter|ennå|hva|hvem|hvor)\b", re.IGNORECASE
)


@pytest.mark.parametrize("window", [{"language": "en"}, {"language": "nn"}], ids=["en", "nn"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_ours_is_left_in_bokmal(path: str, window: Window, ordinary: Service) -> None:
    page = window.open(ordinary.at(path, **PAGES[path]))
    assert page.locator("html").get_attribute("lang") in {"en", "nn"}
    assert BOKMAL.findall(page.evaluate(OURS)) == []


def test_what_is_wrong_stands_by_its_field_and_what_was_typed_is_kept(
    window: Window, ordinary: Service
) -> None:
    page = window.open(f"{ordinary.address}/nytt-kull?what=torn-kull-3&start_year=2027&name=Tørn kull 3")
    page.get_by_role("button", name="Start kullet Tørn kull 3").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role(
        "link", name="Det finnes alt et kull som heter Tørn kull 3. Velg et annet navn."
    ).click()
    field = page.get_by_label("Kullets navn")
    expect(field).to_be_focused()
    expect(field).to_have_value("Tørn kull 3")
    expect(field).to_have_attribute("aria-invalid", "true")
    window.forget_what_is_not_there()


def test_a_workbook_that_must_be_mended_says_where_and_stores_nothing(
    window: Window, fresh: Service, tmp_path: Any
) -> None:
    fresh.kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", "Kullet")
    sheet = tmp_path / "arket.csv"
    sheet.write_text("foretak;team;navn;e-post;rolle\nUNN;Kirurgi;Kari Dal;kari@;teamleder\n", "utf-8")
    page = window.open(f"{fresh.address}/kull/1/pamelding")
    page.get_by_label("Excel-ark med påmelding").set_input_files(sheet)
    page.get_by_role("button", name="Se hva arket inneholder").click()
    row = page.get_by_role("row").filter(has_text="Må rettes")
    expect(row).to_contain_text("arket.csv, rad 2, kolonne D (e-post)")
    expect(page.get_by_role("button", name=re.compile("^Lagre"))).to_have_count(0)
    page.get_by_role("button", name="Forkast arket").click()
    expect(page.locator(".answer")).to_have_text("Ingen påmeldinger ennå.")


def test_a_programme_of_ones_own_is_changed_in_a_form_and_kept_as_a_version(
    window: Window, fresh: Service
) -> None:
    page = window.open(f"{fresh.address}/program/torn-kull-3")
    page.get_by_label("Navn").fill("Vårt nettverk")
    page.get_by_label("Eier").fill("Sykehuset")
    page.get_by_role("button", name="Lag en kopi").click()
    page.get_by_text("Samling 2 4.–5. november").click()
    when = page.locator("[name='meetings.samling-2.when']")
    expect(when).to_have_value("4.–5. november")
    when.fill("uke 54")
    page.get_by_role("button", name="Lagre versjon 2").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(when).to_be_focused()
    when.fill("uke 46")
    page.get_by_role("button", name="Lagre versjon 2").click()
    expect(page.get_by_text("Versjon 2 ·")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Samling 2")).to_contain_text("uke 46")
    window.forget_what_is_not_there()
