"""`kull export`: what we know, as a file one can print or hand on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import CohortName, id_of
from app.cli.terminal.output import Json, write_json, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session


class What(StrEnum):
    dates = "dates"
    door = "door"


class Format(StrEnum):
    docx = "docx"
    xlsx = "xlsx"


def export(
    cohort: CohortName,
    *,
    what: Annotated[
        What, typer.Option(help="dates: datoer og timer for hvert team. door: lista ved døra på en samling.")
    ],
    format_: Annotated[Format, typer.Option("--format", help="Word eller Excel.")] = Format.docx,
    meeting: Annotated[str | None, typer.Option(help="Møtets nøkkel, for lista ved døra.")] = None,
    out: Annotated[Path | None, typer.Option(help="Filen som skrives; ellers et navn her i mappen.")] = None,
    as_json: Json = False,
) -> None:
    """Skriv en fil som kan skrives ut eller sendes videre."""
    from app.db import unit_of_work
    from app.errors import Code, Invalid

    cohort_id = id_of(cohort)
    write = _WRITERS.get((what, format_))
    if write is None:
        raise Invalid(Code.export_not_offered, "Lista ved døra finnes bare som Word.")
    with unit_of_work() as session:
        content = write(session, cohort_id, meeting)
    path = out or Path(f"{what.value}-{cohort_id}.{format_.value}")
    path.write_bytes(content)
    write_json({"file": str(path)}) if as_json else write_line(str(path))


def _dates_as_word(session: Session, cohort_id: int, _meeting: str | None) -> bytes:
    from app import meetings

    return meetings.rota_as_word(meetings.rotas(session, cohort_id))


def _dates_as_excel(session: Session, cohort_id: int, _meeting: str | None) -> bytes:
    from app import meetings

    return meetings.rota_as_excel(meetings.rotas(session, cohort_id))


def _door(session: Session, cohort_id: int, meeting: str | None) -> bytes:
    from app import meetings
    from app.config import settings
    from app.errors import Code, Invalid

    if meeting is None:
        raise Invalid(Code.field_missing, "Si hvilket møte lista er for, med --meeting.")
    meeting_id = meetings.with_key(session, cohort_id=cohort_id, key=meeting).id
    return meetings.door_list_to_print(session, meeting_id, now=settings().clock())


_WRITERS: dict[tuple[What, Format], Callable[[Session, int, str | None], bytes]] = {
    (What.dates, Format.docx): _dates_as_word,
    (What.dates, Format.xlsx): _dates_as_excel,
    (What.door, Format.docx): _door,
}
