"""Write docs/privacy/protokoll.md and informasjon.md: `python docs/make_privacy.py`."""

from __future__ import annotations

from pathlib import Path

from app.privacy.information import as_markdown
from app.privacy.register import REGISTER, STAYS_AFTER_ERASURE, DataClass, Kept

FILE = Path(__file__).parent / "privacy" / "protokoll.md"
INFORMATION = FILE.with_name("informasjon.md")
HEAD = """# Protokoll over behandlinger (artikkel 30), utkast

Laget av registeret i `app/privacy/register.py` med `python docs/make_privacy.py`. Det som står i hakeparenteser, fyller
den behandlingsansvarlige ut.

| punkt | innhold |
|---|---|
| behandling | Læringsnettverk for forbedringsteam i helseforetak |
| behandlingsansvarlig | [det regionale helseforetaket]; se [roller](roller.md) |
| formål | Sette opp og følge et læringsnettverk: påmelding, møter, oppgaver og innleveringer |
| rettslig grunnlag | Artikkel 6 nr. 1 bokstav e, allmenn interesse, jf. spesialisthelsetjenesteloven § 3-4 a og helsetilsynsloven; samtykke (bokstav a) for videoer. Begge vurderes av [personvernombudet] |
| særlige kategorier | Rollen som tillitsvalgt viser medlemskap i fagforening (artikkel 9). Grunnlag: [vurderes; nr. 2 bokstav b eller uttrykkelig samtykke]. Den vises bare for forbedringsenheten, eget team og teamets veileder |
| registrerte | Ansatte i helseforetak og kommuner, brukerrepresentanter, veiledere og ledere |
| pasientopplysninger | Skal ikke forekomme. Fødselsnummer avvises der folk skriver, og filer som har dem, vises ikke |
| mottakere | Deltakerne i samme kull, i Microsoft 365; ingen andre. Hvem av dem som ser hva: [hvem ser hva](hvem-ser-hva.md) |
| overføring ut av EØS | Ingen fra tjenesten; for Microsoft 365, se [hvor data ligger](hvor.md) |
| sikkerhet | [Sikkerhet](../security.md) og [risikoanalyse](../ros.md) |

## Klasser av opplysninger, formål og slettefrist

Programmet kan sette egne frister under `keep`; ellers gjelder det som står her. Hver natt klokken 04.10 slettes det som
er over fristen, og hvor mange rader av hver klasse det var, blir stående i fem år.

| klasse | tabell | formål | slettes | om én person slettes |
|---|---|---|---|---|
"""
TAIL = """
## Innsyn og sletting

`kull people export ADRESSE` gir alt om én person; `kull people erase ADRESSE` sletter. Begge finnes i API-et for
forbedringsenheten. Det som ligger i Microsoft 365, trekkes tilbake når noen godkjenner neste forhåndsvisning. Dette når
slettingen ikke, og den som sletter, får vite det:

"""


def text() -> str:
    """Return the page as it should be."""
    rows = [
        f"| {kept.data} | `{kept.table}` | {kept.why} | {kept.until} | {_erased(kept)} |\n"
        for data in DataClass
        for kept in REGISTER
        if kept.data is data
    ]
    return HEAD + "".join(rows) + TAIL + "".join(f"- {line}\n" for line in STAYS_AFTER_ERASURE)


def _erased(kept: Kept) -> str:
    if kept.opaque:
        return "alle rader slettes, for ingen kan søke i dem"
    own_rows = "personens rader slettes" if kept.theirs else ""
    others = "navn og adresse byttes med pseudonym" if kept.mentions else ""
    return "; ".join(part for part in (own_rows, others) if part) or "–"


if __name__ == "__main__":
    FILE.write_text(text())
    INFORMATION.write_text(as_markdown())
