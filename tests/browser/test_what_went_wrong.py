"""What the unit sees, and can do, when things have gone wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser


def test_the_list_of_cohorts_counts_what_others_have_changed(window: Window, broken: Service) -> None:
    page = window.open(f"{broken.address}/kull/1/endret-utenfra")
    (count,) = re.findall(r"^\d+", page.locator(".answer").inner_text().strip())
    page.goto(broken.address)
    line = page.locator("main li").filter(has_text="Tørn kull 3")
    expect(line).to_contain_text(f"{count} ting er endret utenfra")


def test_one_team_is_tried_again_by_itself(window: Window, broken: Service) -> None:
    page = window.open(f"{broken.address}/kull/1/klargjoring/fremdrift")
    page.get_by_role("button", name=re.compile("^Prøv teamet igjen ?: Turnus intensiv$")).click()
    page.get_by_role("link", name="Logg", exact=True).click()
    expect(page.get_by_text("Ba om et nytt forsøk")).to_have_count(1)


@pytest.mark.parametrize(
    "window", [{"permissions": ["clipboard-read", "clipboard-write"]}], ids=["a clipboard"], indirect=True
)
def test_technical_status_is_copied_whole_for_the_it_ticket(window: Window, broken: Service) -> None:
    page = window.open(f"{broken.address}/teknisk-status")
    page.get_by_role("link", name="Se også på logg, innlogging og tillatelser").click()
    page.get_by_role("button", name="Kopier teksten").click()
    expect(page.get_by_text("Kopiert.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [line.partition(":")[0] for line in copied.splitlines()] == [
        *("Tjenesten", "Forbindelsen til Microsoft 365", "Skriving til Microsoft 365", "Venter"),
        *("Struping (429)", "Brev i kullenes utboks", "Kull", "Sist sett etter i Microsoft 365"),
        *("Hemmelighet og sertifikat", "Lesing av filer (delta)", "Varsler om nye filer (abonnement)"),
        *("Lesing av kalenderen (delta)", "Lesing av postkassen (delta)"),
        *("Klargjør det som er godkjent", "Ser etter når noen ber om det", "Henter innleveringer"),
        *("Følger med på teamenes filer", "Leser enhetens postkasse"),
        *("Legger mottatte filer i teamenes mapper", "Deler godkjente rapporter"),
        *("Fjerner det noen har bedt om å få fjernet", "Sender brev", "Skriver i teamenes kanaler"),
        *("Ser etter ledige tider", "Tar sikkerhetskopi av databasen", "Henter oppmøte"),
        *("Ser etter endringer, hver natt", "Sletter det som er for gammelt, hver natt"),
        *("Ser etter at databasen er hel, hver natt", "Signerer loggen, hver natt", "Falske varsler"),
        *("Versjon av Kull", "Database", "Python", "msgraph-sdk", "Tempo", "Avsender"),
        *("Innstillinger", "Databasens form", "Databasens fil", "Loggens kjede", "Sikkerhetskopi"),
        *("Innlogging", "Tillatelser i Microsoft 365"),
    ]
    assert "Lesing av filer (delta): Bør ses på." in copied
    assert "Tillatelser i Microsoft 365: I orden. Alle som trengs, er gitt." in copied
