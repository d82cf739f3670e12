"""The words that head columns and rows of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MEASURE = {"måling", "målinger", "indikator", "indikatorer", "navn på måling", "hva måles", "measure"}
WEEK = {"uke", "veke", "week", "uke nr", "ukenr", "ukenummer", "veke nr", "vekenr"}
MONTH = {"måned", "månad", "month"}
DAY = {"dato", "dag", "tidspunkt", "måledato", "date", *WEEK, *MONTH}
YEAR = {"år", "årstall", "year"}
OUR_VALUE = "verdi"
VALUE = {OUR_VALUE, "resultat", "tall", "antall", "andel", "value"}
TARGETS = {"mål", "måltall", "målverdi", "målnivå", "målsetting", "måltal", "target"}
TARGET_OR_VALUE = "måltall"
TOTALS = {"sum", "total", "totalt", "snitt", "gjennomsnitt", "gjennomsnittet", "snittet", "median", "i alt"}
NO_MEASURE = {
    *DAY,
    *YEAR,
    *TARGETS,
    *("merknad", "merknader", "kommentar", "kommentarer", "notat", "notater", "beskrivelse"),
    *("ansvarlig", "ansvarleg", "registrert av", "sign", "signatur", "navn", "e post", "epost"),
    *("kilde", "kjelde", "type", "nr", "nummer", "løpenr", "løpenummer", "rad", "id"),
    *("ukedag", "vekedag", "klokkeslett", "klokka", "klokken", "kl"),
    *("fra", "til", "frå", "fra dato", "til dato", "startdato", "sluttdato"),
    *("starttidspunkt", "fullføringstidspunkt"),
}

_WEEK_ALONE = re.compile(r"(?:uke|veke|week) ?\d{1,2}", re.IGNORECASE)


def first(headings: Sequence[str], known: Collection[str]) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading in known), None)


def is_a_week_alone(text: str) -> bool:
    """Tell whether a text is a week without its year."""
    return _WEEK_ALONE.fullmatch(text) is not None
