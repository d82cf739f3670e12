"""A mail of the table and the sentences a part of it may wait with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ANNE, STRANGER = "anne@example.no", "berit@privat.example"
SIGNED = '<p>Mvh Anne</p><img src="cid:image001.png@01DA"><a href="https://www.unn.no">unn.no</a>'
WORDS = "E-posten har ingen fil. Les den i postboksen, og sett den til side her når den er besvart."
PICTURES = (
    "E-posten har bare tekst med bilder i. Er et av bildene en innlevering, legger du det i teamets kanal."
)
CLOSED = "Lenken åpner ikke for alle i virksomheten. Åpne den, og legg filen i teamets kanal."
FOLDER = "Lenken går til en mappe. Åpne den, og legg filene som skal leveres i teamets kanal."
LEFT_OUT = "E-posten er lengre eller har flere lenker enn vi ser på. Åpne den, og legg det som mangler i teamets kanal."
LIVE = "Filmen hører til bildet «{still}», slik en telefon tar levende bilder. Er den innleveringen, velger du den her."
REFERENCE = "Vedlegget er en lenke til en fil i OneDrive eller SharePoint, og vi får ikke vite adressen. Åpne e-posten, og legg filen i teamets kanal."
WINMAIL = (
    "Outlook har pakket vedleggene slik at bare Outlook kan åpne dem. Be om å få dem som vanlige vedlegg."
)
SEALED = (
    "E-posten er kryptert eller signert, og vedleggene ligger inni. Åpne den, og legg filen i teamets kanal."
)
OUTLOOK_MAIL = "Dette er en lagret e-post fra Outlook. Åpne den, og legg filene i den i teamets kanal."
WITHOUT_FILE = "Dette er en videresendt e-post uten filer. Les den, og sett den til side når den er besvart."
PACKED = "Dette er en pakket fil. Pakk den ut, og legg filene i teamets kanal."
BROKEN = "Filen lar seg ikke åpne her. Prøv selv, og legg filene i den i teamets kanal."
LOCKED = "Den pakkede filen er beskyttet med passord. Be om å få filene uten, i teamets kanal."


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A mail and what must come of it: `taken` lie in the team's folder, `waiting` have a line each with its sentence.

    `asked` are the links Microsoft is asked about. `seen`: kept, and no work for anybody. `why` is for the reader.
    """

    name: str
    why: str
    taken: tuple[str, ...] = ()
    waiting: tuple[tuple[str, str | None], ...] = ()
    asked: tuple[str, ...] = ()
    seen: bool = False
    by: str = ANNE
    subject: str = "Innlevering"
    text: str = "<p>Hei, se vedlegg.</p>"
    plain: bool = False
    files: tuple[dict[str, Any], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    calendar: str = ""


def words(subject: str, sentence: str = WORDS) -> tuple[tuple[str, str], ...]:
    return ((f"E-post uten fil: {subject}", sentence),)


def elsewhere(host: str) -> str:
    return f"Lenken går til {host}, som vi ikke henter filer fra. Åpne den, og legg filen i teamets kanal."


def packed(*names: str) -> str:
    listed = ", ".join(f"«{name}»" for name in names)
    return f"Dette er en pakket fil med {listed}. Pakk den ut, og legg filene i teamets kanal."
