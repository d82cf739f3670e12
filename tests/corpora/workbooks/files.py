"""Files: packages laid out otherwise, and what is no workbook at all."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from support.workbooks import HEADINGS

from corpora.workbooks.laying_out import KARI, OLA, THREE, Case, K, L, O, changed, csv_of, laid, zipped

ALL = f"{K}; {O}; {L}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
TITLE_WITH_COMMAS = "Deltakerliste, kull 3, våren 2027\r\n\r\n".encode()
TABLE = "<table><tr><td>foretak</td><td>navn</td></tr></table>"


def move_main(parts: dict[str, bytes]) -> None:
    """Let the main part lie where SharePoint puts it."""
    parts["xl/workbook2.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/workbook2.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"xl/workbook.xml", b"xl/workbook2.xml")


def move_all(parts: dict[str, bytes]) -> None:
    """Let all lie in a folder of another name."""
    for name in [name for name in parts if name.startswith("xl/")]:
        parts[name.replace("xl/", "regneark/", 1)] = parts.pop(name)
    for name, part in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            parts[name] = part.replace(b"xl/", b"regneark/")


def add_decoy(parts: dict[str, bytes]) -> None:
    """Leave an older main part in the file, by the usual name, with a sheet of its own."""
    old = dict(parts)
    move_main(parts)
    sheet = re.sub(rb"kari@example\.no", b"gammel@example.no", old["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/old.xml"] = sheet
    parts["xl/workbook.xml"] = old["xl/workbook.xml"]
    parts["xl/_rels/workbook.xml.rels"] = old["xl/_rels/workbook.xml.rels"].replace(b"sheet1.xml", b"old.xml")
    override = b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override + b"</Types>")


def make_strict(parts: dict[str, bytes]) -> None:
    """Write the namespaces of strict Open XML."""
    for name, part in parts.items():
        ours = rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/"
        parts[name] = re.sub(ours, rb"http://purl.oclc.org/ooxml/\1/", part)


def hide_ola(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.endswith("sheet1.xml"))
    parts[name] = parts[name].replace(b'<row r="3"', b'<row r="3" hidden="1"')


def macro_kind(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def open_document(kind: str) -> bytes:
    return zipped_plain(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"}
    )


def zipped_plain(parts: dict[str, bytes]) -> bytes:
    """Pack without packing, as the first part of an OpenDocument file is."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def office(folder: str, main: str, kind: str) -> bytes:
    relationship = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        f'Target="{folder}/{main}"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relationship.encode(),
            f"{folder}/{main}": f"<{kind}/>".encode(),
        }
    )


def refused(name: str, meant: str, data: bytes, reason: str, filename: str = "påmelding.xls") -> Case:
    return Case(name, meant, lambda: data, said=f"refused {reason}", filename=filename)


def read_csv(name: str, meant: str, data: bytes, said: str = "", filename: str = "a.csv") -> Case:
    return Case(name, meant, lambda: data, ALL, said=said, filename=filename)


ROWS = (HEADINGS, *THREE)
NORWEGIAN = (HEADINGS, ("UNN", 1, "Å", "Åse Bjørnæs", "ase@example.no", "leder"))
ASE = "Åse Bjørnæs <ase@example.no>"

CASES = (
    Case(
        "main part of another name",
        "as SharePoint may write it",
        lambda: changed(laid(*THREE), move_main),
        ALL,
    ),
    Case(
        "all in another folder", "as a program of another maker", lambda: changed(laid(*THREE), move_all), ALL
    ),
    Case(
        "hidden in another folder",
        "the same, and Ola is hidden",
        lambda: changed(changed(laid(*THREE), hide_ola), move_all),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "an old main part left behind",
        "the relationship says which counts",
        lambda: changed(laid(KARI), add_decoy),
        K,
    ),
    Case("strict", "saved as strict Open XML", lambda: changed(laid(*THREE), make_strict), ALL),
    Case(
        "strict with a hidden row",
        "what is hidden is seen there too",
        lambda: changed(changed(laid(*THREE), hide_ola), make_strict),
        f"{K}; {L}",
        "3 hidden_row",
    ),
    Case(
        "strict elsewhere",
        "strict, and the main part of another name",
        lambda: changed(changed(laid(*THREE), move_main), make_strict),
        ALL,
    ),
    Case(
        "with a macro's kind",
        "xlsm without a macro",
        lambda: changed(laid(KARI, OLA), macro_kind),
        f"{K}; {O}",
        filename="a.xlsm",
    ),
    refused("old Excel", ".xls", OLE, "old_excel"),
    refused("old Word", ".doc", OLE + "WordDocument".encode("utf-16-le"), "not_a_workbook", "a.doc"),
    refused("a mail of Outlook", ".msg", OLE + "__substg1.0_".encode("utf-16-le"), "not_a_workbook", "a.msg"),
    refused(
        "password", "encrypted xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "a.xlsx"
    ),
    refused("LibreOffice", ".ods", open_document("spreadsheet"), "opendocument", "a.ods"),
    refused(
        "LibreOffice by another name",
        ".ods named .xlsx",
        open_document("spreadsheet"),
        "opendocument",
        "a.xlsx",
    ),
    refused("a text of LibreOffice", ".odt", open_document("text"), "not_a_workbook", "a.odt"),
    refused(
        "Numbers",
        ".numbers",
        zipped({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}),
        "numbers",
        "a.numbers",
    ),
    refused(
        "older Numbers",
        ".numbers with a zip inside",
        zipped({"Index.zip": zipped({"a": b"b"}), "buildVersionHistory.plist": b"x"}),
        "numbers",
        "a.numbers",
    ),
    refused("Word", ".docx", office("word", "document.xml", "document"), "not_a_workbook", "a.docx"),
    refused(
        "PowerPoint", ".pptx", office("ppt", "presentation.xml", "presentation"), "not_a_workbook", "a.pptx"
    ),
    refused(
        "binary Excel",
        ".xlsb",
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}),
        "binary_excel",
        "a.xlsb",
    ),
    refused(
        "a workbook in a zip",
        "packed by the mail program",
        zipped({"påmelding.xlsx": laid(KARI)}),
        "packed",
        "a.zip",
    ),
    refused("PDF", "printed", b"%PDF-1.7\n%\xe2\xe3", "not_text", "a.pdf"),
    refused("a picture", "a photo of the sheet", b"\xff\xd8\xff\xe0\0\x10JFIF", "not_text", "a.jpg"),
    refused(
        "a picture of an iPhone", "a photo of the sheet", b"\0\0\0\x18ftypheic\0\0", "not_text", "a.heic"
    ),
    refused("a web page as .xls", "exported by an old system", f"<html><body>{TABLE}".encode(), "web_page"),
    refused("a table as .xls", "the same without a head", f"\ufeff{TABLE}".encode(), "web_page"),
    refused("a web page in UTF-16", "the same", f"<html>{TABLE}".encode("utf-16"), "web_page"),
    refused(
        "a saved web page",
        "MHTML",
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n",
        "web_page",
        "a.mht",
    ),
    refused(
        "XML of Excel 2003",
        "an old export",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
        "old_excel",
    ),
    refused("SYLK", "an old export", b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "old_excel", "a.slk"),
    refused("RTF", "a text", rb"{\rtf1\ansi foretak}", "not_a_workbook", "a.rtf"),
    refused(
        "a shortcut",
        "a link to the sheet",
        b"[InternetShortcut]\r\nURL=https://example.no/\r\n",
        "shortcut",
        "a.url",
    ),
    refused(
        "Excel's lock", "the hidden file beside it", b"\x04Kari" + b" " * 60, "shortcut", "~$påmelding.xlsx"
    ),
    read_csv("semicolons", "Norwegian Excel", csv_of(ROWS).encode("utf-8-sig")),
    read_csv("commas", "English Excel", csv_of(ROWS, ",").encode()),
    read_csv("tabs", "copied as text", csv_of(ROWS, "\t").encode(), filename="a.txt"),
    read_csv(
        "Unicode text",
        "Excel's own name for UTF-16 with tabs",
        csv_of(ROWS, "\t").encode("utf-16"),
        filename="a.txt",
    ),
    read_csv(
        "CSV named as Excel",
        "an export by another system",
        csv_of(ROWS).encode(),
        "info csv_in_disguise",
        "a.xls",
    ),
    Case(
        "CSV of Windows", "an older Excel", lambda: csv_of(NORWEGIAN).encode("cp1252"), ASE, filename="a.csv"
    ),
    Case(
        "CSV of a Macintosh",
        "CSV (Macintosh)",
        lambda: csv_of(NORWEGIAN).encode("mac_roman"),
        ASE,
        said="warning old_letters",
        filename="a.csv",
    ),
    Case(
        "CSV of DOS",
        "CSV (MS-DOS)",
        lambda: csv_of(NORWEGIAN).encode("cp850", "replace"),
        ASE,
        said="warning old_letters",
        filename="a.csv",
    ),
    Case(
        "CSV that begins with ID;P",
        "no SYLK",
        lambda: csv_of(
            (("ID", "Prioritet", "Foretak", "Team", "Navn", "E-post", "Rolle"), (1, 1, "UNN", "A", *KARI[3:]))
        ).encode(),
        K,
        said="info unread_column",
        filename="a.csv",
    ),
    Case(
        "CSV with bars",
        "a program's",
        lambda: csv_of((HEADINGS, *THREE), "|").encode(),
        ALL,
        filename="p.csv",
    ),
    Case(
        "CSV below a title with commas",
        "a program's",
        lambda: TITLE_WITH_COMMAS + csv_of((HEADINGS, *THREE)).encode(),
        ALL,
        said="info outside_table",
        filename="p.csv",
    ),
)
