"""Files that are no workbook we read: each is refused by its name, with the way out."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from app.enrolment.problems import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAVE = "Åpne den i Excel, velg Lagre som, og velg Excel-arbeidsbok (.xlsx)."
_COPY = "Kopier tabellen til et Excel-ark, og last opp det."
_SEND_TABLE = "Last opp selve Excel-arket (.xlsx) med påmeldingen."

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_MIMETYPE_AT = slice(30, 120)  # bytes; the first part of an OpenDocument file is its own name, not packed

_OLE_STREAMS = {
    "WordDocument": ("not_a_workbook", f"Filen er et gammelt Word-dokument (.doc). {_COPY}"),
    "PowerPoint Document": ("not_a_workbook", f"Filen er en gammel PowerPoint-fil (.ppt). {_COPY}"),
    "__substg1.0_": ("not_a_workbook", f"Filen er en e-post fra Outlook (.msg). {_SEND_TABLE}"),
}
_PACKAGES = {
    r"word/": ("not_a_workbook", f"Filen er et Word-dokument (.docx). {_COPY}"),
    r"ppt/": ("not_a_workbook", f"Filen er en PowerPoint-fil (.pptx). {_COPY}"),
    r"xl/workbook\.bin$": ("binary_excel", f"Filen er en binær Excel-arbeidsbok (.xlsb). {_SAVE}"),
}
_OTHER_PACKAGES = {
    r"(?:.*/)?(?:Index\.zip|index\.apxl|.*\.iwa)$": (
        "numbers",
        "Filen er laget i Numbers. Åpne den i Numbers, velg Arkiv, Eksporter til, Excel, og last opp .xlsx-filen.",
    ),
    r".*\.(?:xlsx|xlsm|xls|csv|ods|docx|pdf)$": (
        "packed",
        "Filen er en zip med andre filer i. Pakk den ut, og last opp Excel-arket som ligger i den.",
    ),
}
_BEGINNINGS = (
    (rb"%PDF-", "not_text", f"Filen er en PDF. {_SEND_TABLE}"),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif)",
        "not_text",
        f"Filen er et bilde, og vi leser ikke tekst av bilder. {_SEND_TABLE}",
    ),
    (
        rb"\x1f\x8b|7z\xbc\xaf|Rar!|PK\x05\x06",
        "not_text",
        "Filen er en pakket mappe. Pakk den ut, og last opp Excel-arket som ligger i den.",
    ),
)
_TEXTS = (
    (
        r"<\?xml[^>]*>\s*<\?mso-application|<(?:\?xml|Workbook)[^>]*>.{0,400}urn:schemas-microsoft-com:office:spreadsheet",
        "old_excel",
        f"Filen er et «XML-regneark 2003», et gammelt Excel-format. {_SAVE}",
    ),
    (
        r"<(?:!doctype\s+html|html|head|body|table|meta)\b|<\?xml.{0,200}<html",
        "web_page",
        f"Filen er en nettside (HTML), enda den kan hete noe annet. {_SAVE}",
    ),
    (
        r"MIME-Version:|Return-Path:|Received:|From: ",
        "web_page",
        f"Filen er en lagret nettside eller e-post. {_SAVE}",
    ),
    (r"\{\\rtf", "not_a_workbook", f"Filen er et tekstdokument (RTF). {_COPY}"),
    (r"ID;P\w{0,12}(?:;[NE])*\s*\n[A-Z];", "old_excel", f"Filen er i det gamle formatet SYLK. {_SAVE}"),
    (r"BEGIN:VCARD", "not_a_workbook", f"Filen er et visittkort (.vcf), ikke en tabell. {_COPY}"),
    (
        r"\[InternetShortcut\]|\{\s*\"(?:url|doc_id)\"",
        "shortcut",
        f"Filen er bare en lenke til arket. {_SEND_TABLE}",
    ),
    (r"<\?xml", "not_a_workbook", f"Filen er XML, og ingen Excel-arbeidsbok. {_SAVE}"),
)


def refuse_old_or_locked(data: bytes) -> NoReturn:
    """Tell OLE files apart: a workbook with a password, Office from before 2007, and a mail from Outlook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            "encrypted", "Filen er beskyttet med passord. Fjern passordet i Excel og last opp på nytt."
        )
    for stream, refusal in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            raise Unreadable(*refusal)
    raise Unreadable(
        "old_excel",
        "Filen er i det gamle Excel-formatet (.xls). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )


def refuse_other_packages(data: bytes) -> None:
    """Refuse zipped files that are no Office files, before they are judged as if they were."""
    if _OPEN_DOCUMENT in data[_MIMETYPE_AT]:
        raise _open_document(data[_MIMETYPE_AT])
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return  # said to be damaged where it is opened
    if "[Content_Types].xml" not in names:
        _refuse_named(names, _OTHER_PACKAGES)


def _open_document(kind: bytes) -> Unreadable:
    if b"spreadsheet" in kind:
        return Unreadable(
            "opendocument",
            "Filen er et regneark fra LibreOffice (.ods). Åpne den i LibreOffice eller Excel, velg Lagre som, "
            "og velg Excel-arbeidsbok (.xlsx).",
        )
    return Unreadable("not_a_workbook", f"Filen er et dokument fra LibreOffice, ikke et regneark. {_COPY}")


def not_a_workbook(names: Iterable[str]) -> Unreadable:
    """Return the refusal of an Office file without a workbook in it. Raises it where the kind is known."""
    _refuse_named(names, _PACKAGES)
    return Unreadable(
        "not_a_workbook",
        "Filen er ikke en Excel-arbeidsbok (.xlsx). Åpne den i Excel, velg Lagre som, og velg .xlsx.",
    )


def _refuse_named(names: Iterable[str], kinds: dict[str, tuple[str, str]]) -> None:
    found = list(names)
    for pattern, refusal in kinds.items():
        if any(re.match(pattern, name) for name in found):
            raise Unreadable(*refusal)


def refuse_foreign(data: bytes, filename: str) -> None:
    """Refuse a file that is neither zipped nor OLE and no table of text either."""
    if filename.startswith("~$"):
        raise Unreadable(
            "shortcut", "Dette er Excels egen låsefil. Lukk arket i Excel, og last opp arket selv."
        )
    for beginning, reason, text in _BEGINNINGS:
        if re.match(beginning, data, re.DOTALL):
            raise Unreadable(reason, text)
    begins = _first_text(data)
    for pattern, reason, text in _TEXTS:
        if re.match(pattern, begins, re.IGNORECASE | re.DOTALL):
            raise Unreadable(reason, text)


def _first_text(data: bytes) -> str:
    """Return the beginning as text, whichever of Excel's encodings it is in."""
    head = data[:2_000].replace(b"\0", b"")
    return head.decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
