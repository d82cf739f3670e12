"""From the bytes of a file to sheets of cells. What the file is decides, not what it is called."""

from __future__ import annotations

from app.enrolment.csv_text import read_csv
from app.enrolment.problems import Unreadable, Where
from app.enrolment.safety import MAX_BYTES, refuse_old_or_locked
from app.enrolment.sheets import Sheets
from app.enrolment.xlsx import read_xlsx
from app.packages import OLE, ZIP

_EXCEL_NAMES = (".xlsx", ".xlsm", ".xls")


def read_workbook(data: bytes, filename: str) -> Sheets:
    """Read an enrolment workbook; raise `Unreadable` when it cannot be read at all."""
    if not data.strip():
        raise Unreadable("empty_file", "Filen er tom. Sjekk at arket ble lagret, og last opp på nytt.")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", "Filen er over 10 MB. Fjern bilder og vedlegg, og last opp på nytt.")
    if data.startswith(OLE):
        refuse_old_or_locked(data)
    if data.startswith(ZIP):
        return Sheets(read_xlsx(data))
    return _csv(data, filename)


def _csv(data: bytes, filename: str) -> Sheets:
    sheet = read_csv(data, filename)
    if not filename.lower().endswith(_EXCEL_NAMES):
        return Sheets((sheet,))
    renamed = Where(sheet=filename).info(
        "csv_in_disguise", "Filen heter som en Excel-arbeidsbok, men er en CSV-fil. Den er lest som CSV."
    )
    return Sheets((sheet,), (renamed,))
