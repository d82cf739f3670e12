"""What stands where an address is asked for is undone, or named for what it is."""

from __future__ import annotations

import pytest
from support.workbooks import KARI, sheets

from app.enrolment.lines import read_lines
from app.enrolment.table.addresses import address_meant, is_address, read_address


def said(written: str) -> list[str]:
    problems: list[object] = []
    (line,), _ = read_lines(sheets((*KARI[:4], written, "leder")))
    read_address(line, problems)  # type: ignore[arg-type]
    return [one.text for one in problems]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "99 88 77 66",
            "«99 88 77 66» er et telefonnummer, ikke en e-postadresse. Skriv e-postadressen her.",
        ),
        (
            "a@example.no, b@example.no",
            "«a@example.no, b@example.no» er mer enn én adresse. Skriv én adresse, og én person per rad.",
        ),
        (
            "kari(at)example.no",
            "«kari(at)example.no» har ikke tegnet @. Skriv adressen slik den brukes: kari@example.no.",
        ),
        (
            "kari_gmail.com#EXT#@unn.onmicrosoft.com",
            (
                "«kari_gmail.com#EXT#@unn.onmicrosoft.com» er navnet en gjest har i katalogen, ikke e-postadressen. "
                "Skriv kari@gmail.com hvis det er adressen."
            ),
        ),
        ("kari@example.no 99887766", "«99887766» ved siden av adressen er ikke lest."),
        (
            "Ola Vik <ola@example.no>",
            (
                "Adressen er skrevet som «Ola Vik <ola@example.no>», mens raden gjelder Kari Nes. "
                "Sjekk hvem adressen tilhører."
            ),
        ),
    ],
)
def test_what_is_no_plain_address_is_named(written: str, sentence: str) -> None:
    assert said(written) == [sentence]


@pytest.mark.parametrize(
    "written",
    [
        "K@X.NO",
        "<k@x.no>",
        "Nes, Kari <k@x.no>;",
        "Kari (k@x.no)",
        "mailto:k@x.no?subject=a",
        '"k@x.no"',
        "k@x.no k@x.no",
    ],
)
def test_what_programs_put_around_an_address_is_undone(written: str) -> None:
    assert address_meant(written) == "k@x.no"


@pytest.mark.parametrize(
    "text", ["", "k@x", "k@x..no", "k x@x.no", "k@x.no@y.no", "a_x.no#ext#@t.onmicrosoft.com"]
)
def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    assert not is_address(text)
