"""Cells: escapes, invisible characters, and what people write where an address is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import (
    KARI,
    LIV,
    OLA,
    SHEET,
    THREE,
    Case,
    K,
    L,
    O,
    changed,
    csv_of,
    laid,
    with_shared_strings,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def named(name: str) -> bytes:
    return laid((*KARI[:3], name, *KARI[4:]))


def team(first: str) -> bytes:
    return laid((*KARI[:2], first, *KARI[3:]), OLA)


def address(written: str) -> bytes:
    return laid((*KARI[:4], written, "leder"))


def addressed(name: str, meant: str, written: str, people: str = K, said: str = "") -> Case:
    return Case(f"address: {name}", meant, lambda: address(written), people, said=said)


def linked(text: str, target: str) -> bytes:
    def look(sheet: Worksheet) -> None:
        sheet["E2"].hyperlink = target
        sheet["E2"].value = text

    return laid((*KARI[:4], text, "leder"), look=look)


def merged(*ranges: str, rows: tuple[tuple[object, ...], ...] = THREE) -> bytes:
    def look(sheet: Worksheet) -> None:
        for one in ranges:
            sheet.merge_cells(one)

    return laid(*rows, look=look)


def by_formula(parts: dict[str, bytes]) -> None:
    """Let the formula have shown a name, as Excel saves it."""
    parts[SHEET] = re.sub(
        rb"<c r=\"E2\"[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?", rb'<c r="E2" t="str">\1<v>Kari</v>', parts[SHEET]
    )


BAD = "error bad_email"


def spare_formulas(held: bytes) -> bytes:
    """Lay out three people, and rows whose trust and team are filled in by formulas once there is a name."""
    spare = [(f'=IF(D{row}="","","UNN")', None, f'=IF(D{row}="","","Sengepost A")') for row in (5, 6)]

    def hold(parts: dict[str, bytes]) -> None:
        parts[SHEET] = re.sub(
            rb'<c r="([AC][56])"[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?',
            rb'<c r="\1"%s>\2<v></v>' % held,
            parts[SHEET],
        )
        assert parts[SHEET].count(b"<v></v>") == 4  # formulas

    return changed(laid(*THREE, *spare), hold)


CASES = (
    Case("carriage return", "a line break of Windows", lambda: named("Kari_x000D_\n Nes"), K),
    Case("carriage return at the end", "copied from a web page", lambda: named("Kari Nes_x000D_"), K),
    Case("tab", "copied from a table", lambda: named("Kari_x0009_Nes"), K),
    Case("small letters in an escape", "another program's", lambda: named("Kari_x000d__x000a_Nes"), K),
    Case(
        "escape in a shared string",
        "as Excel writes it",
        lambda: changed(named("Kari_x0020_Nes_x000D_"), with_shared_strings),
        K,
    ),
    Case(
        "escaped underscore",
        "the underscore is meant",
        lambda: named("Kari_x005F_Nes"),
        "Kari_Nes <kari@example.no>",
    ),
    Case(
        "escaped escape",
        "the text _x000D_ is meant",
        lambda: named("Kari _x005F_x000D_"),
        "Kari _x000D_ <kari@example.no>",
    ),
    Case(
        "a letter beyond the first plane",
        "two halves",
        lambda: named("Kari_xD83D__xDE00_"),
        "Kari\U0001f600 <kari@example.no>",
    ),
    Case("no escape", "a name of a system", lambda: named("Kari_x12"), "Kari_x12 <kari@example.no>"),
    Case(
        "escape in CSV",
        "exported from a list",
        lambda: csv_of((HEADINGS, (*KARI[:3], "Kari_x000D_Nes", *KARI[4:]))).encode(),
        K,
        filename="a.csv",
    ),
    Case("no-break space", "copied from Word", lambda: named("Kari\u00a0Nes"), K),
    Case("zero width", "copied from Teams", lambda: named("Kari\u200b Nes\u200d"), K),
    Case("byte order mark in a cell", "two files glued together", lambda: named("\ufeffKari Nes"), K),
    Case("soft hyphen", "copied from a PDF", lambda: named("Ka\u00adri Nes"), K),
    Case(
        "one team with an invisible letter", "one team", lambda: team("Senge\u200bpost\u00a0A"), f"{K}; {O}"
    ),
    addressed("in a name", "Outlook's way", "Kari Nes <kari@example.no>"),
    addressed("last name first", "Outlook's list", "Nes, Kari <kari@example.no>;"),
    addressed("in brackets", "typed so", "Kari Nes (kari@example.no)"),
    addressed("mailto", "copied from a link", "mailto:kari@example.no"),
    addressed("mailto with a subject", "the same", "MAILTO:Kari@example.no?subject=Hei"),
    addressed("as a link of a chat", "copied from a chat", "[kari@example.no](mailto:kari@example.no)"),
    addressed("twice", "the same address", "kari@example.no; Kari@example.no"),
    addressed("in quotes", "copied from code", "'kari@example.no'"),
    addressed("with a full stop", "the end of a sentence", "kari@example.no."),
    addressed(
        "with Word's hyphen", "Word changed it", "kari\u2011ann@example.no", "Kari Nes <kari-ann@example.no>"
    ),
    addressed("invisible", "copied from Teams", "\u200bkari@example.no\u00a0"),
    addressed("full width", "an Asian keyboard", "kari\uff20example.no"),
    addressed("with plus", "a guest", "kari+kull@example.no", "Kari Nes <kari+kull@example.no>"),
    addressed(
        "with an apostrophe", "an Irish guest", "kari.o'nes@example.no", "Kari Nes <kari.o'nes@example.no>"
    ),
    addressed(
        "with Word's apostrophe",
        "the same, by Word",
        "kari.o\u2019nes@example.no",
        "Kari Nes <kari.o'nes@example.no>",
    ),
    addressed(
        "with a telephone",
        "both in a cell",
        "kari@example.no, tlf 99 88 77 66",
        said="warning more_than_address",
    ),
    addressed(
        "of somebody else",
        "a wrong paste",
        "Ola Vik <ola@example.no>",
        "Kari Nes <ola@example.no>",
        "warning other_name",
    ),
    addressed("two", "which", "kari@example.no; kari@hjemme.example.no", "-", BAD),
    addressed("two by a slash", "which", "kari@example.no/kari@hjemme.example.no", "-", BAD),
    addressed("two lines", "which", "kari@example.no\nkari@hjemme.example.no", "-", BAD),
    addressed("telephone", "in the wrong column", "99 88 77 66", "-", BAD),
    addressed("telephone from abroad", "in the wrong column", "+47 99887766", "-", BAD),
    addressed("spelt out", "against robots", "kari(at)example.no", "-", BAD),
    addressed(
        "of the directory", "a guest's name there", "kari_gmail.com#EXT#@unn.onmicrosoft.com", "-", BAD
    ),
    addressed("words after", "has it ended", "kari@example.no (sluttet)", "-", BAD),
    addressed("words before", "which", "ikke kari@example.no", "-", BAD),
    Case(
        "address behind a name",
        "a link from Outlook",
        lambda: linked("Kari", "mailto:kari@example.no"),
        K,
        said="warning address_behind_link",
    ),
    Case(
        "address behind a word with a subject",
        "a link from a web page",
        lambda: linked("send", "mailto:kari%40example.no?subject=Hei"),
        K,
        said="warning address_behind_link",
    ),
    Case(
        "an old link behind an address",
        "the text was changed, the link was not",
        lambda: linked("kari@example.no", "mailto:gammel@example.no"),
        K,
    ),
    Case("a link to a page", "no address", lambda: linked("Kari", "https://example.no/kari"), "-", said=BAD),
    Case(
        "address in a formula",
        "made by a formula",
        lambda: changed(
            laid((*KARI[:4], '=HYPERLINK("mailto:kari@example.no","Kari")', "leder")), by_formula
        ),
        K,
        said="warning formula; warning address_behind_link",
    ),
    Case(
        "merged team",
        "one team over its rows",
        lambda: merged("C2:C4"),
        f"{K}; {O}; {L}",
        said="warning merged_cells",
    ),
    Case(
        "merged much",
        "three columns over their rows",
        lambda: merged("A2:A4", "B2:B4", "C2:C4"),
        f"{K}; {O}; {L}",
        said="warning merged_cells",
    ),
    Case(
        "merged two teams",
        "each over its rows",
        lambda: merged(
            "C2:C3",
            "C4:C5",
            rows=(KARI, OLA, ("UNN", 2, "B", *LIV[3:]), ("UNN", 2, "B", "Per Ås", "per@example.no", "leder")),
        ),
        f"{K}; {O}; {L}; Per Ås <per@example.no>",
        said="warning merged_cells",
    ),
    Case(
        "ditto",
        "as in the row above",
        lambda: laid(KARI, ("UNN", 1, '"', *OLA[3:])),
        f"{K}; {O}",
        said="error as_above",
    ),
    Case(
        "ditto in words",
        "as in the row above",
        lambda: laid(KARI, ("Samme", 1, "- do. -", *OLA[3:])),
        f"{K}; {O}",
        said="error as_above; error as_above",
    ),
    addressed(
        "remark in brackets", "of two he has", "kari@example.no (privat)", said="warning more_than_address"
    ),
    Case(
        "union in brackets",
        "the representative of a union",
        lambda: laid((*KARI[:5], "Tillitsvalgt (NSF)"), (*OLA[:5], "tillitsvalgt (Fagforbundet)")),
        f"{K}; {O}",
    ),
    Case(
        "role with a remark",
        "the remark may matter",
        lambda: laid((*KARI[:5], "leder (vikar)")),
        K,
        said="error unknown_role",
    ),
    Case(
        "formulas that say nothing",
        "rows laid out for more people",
        lambda: spare_formulas(b' t="str"'),
        f"{K}; {O}; {L}",
    ),
    Case(
        "formulas never reckoned",
        "a program wrote them, and nobody opened the file in Excel",
        lambda: spare_formulas(b""),
        f"{K}; {O}; {L}; <None>; <None>",
        said="; ".join(
            ["error formula"] * 4 + ["error no_name; error no_role; warning no_email"] * 2,
        ),
    ),
)
