"""Application forms as trusts fill them in, made by the tests: Word, PDF with fields, and PDF with text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FACTS = (("Foretak", "UNN"), ("Prosjektnavn", "Sengepost A"), ("Problemstilling", "Lange ventetider"))
PEOPLE = (
    ("Navn", "E-post", "Rolle"),
    ("Kari Nes", "kari@example.no", "leder"),
    ("Ola Vik", "ola@example.no", "tillitsvalgt"),
)


def word_form(
    facts: Sequence[tuple[str, str]] = FACTS,
    people: Sequence[tuple[str, ...]] = PEOPLE,
    *,
    lines: bool = False,
) -> bytes:
    """A Word form: the facts in a table of two columns, or each on a line of its own, and a table of people."""
    document = Document()
    document.add_heading("Søknad om plass i læringsnettverk")
    if lines:
        for label, text in facts:
            document.add_paragraph(f"{label}: {text}")
    else:
        _add_table(document, facts)
    document.add_paragraph("Deltakere")
    _add_table(document, people)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def text_pdf(lines: Sequence[str | Sequence[str]]) -> bytes:
    """A PDF printed from a program: each line is a text, or texts in columns."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    for line in lines:
        for text in (line,) if isinstance(line, str) else line:
            pdf.cell(60, 8, text)
        pdf.ln()
    return bytes(pdf.output())


def field_pdf(filled: Mapping[str, str]) -> bytes:
    """A PDF with fields that were filled in, by their names."""
    pdf = FPDF()
    pdf.add_page()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(bytes(pdf.output()))))
    fields = ArrayObject([writer._add_object(_field(name, text)) for name, text in filled.items()])  # noqa: SLF001
    writer.pages[0][NameObject("/Annots")] = fields
    form = DictionaryObject({NameObject("/Fields"): fields})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)  # noqa: SLF001
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _field(name: str, text: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject(name),
            NameObject("/V"): TextStringObject(text),
            NameObject("/Rect"): ArrayObject([FloatObject(0)] * 4),
        }
    )
