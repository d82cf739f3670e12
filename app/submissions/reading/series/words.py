"""The words that head columns and rows of numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MEASURE = {
    *("måling", "målinger", "indikator", "indikatorer", "navn på måling", "hva måles", "measure"),
    *("kvalitetsmål", "kvalitetsindikator"),
}
WEEK = {
    *("uke", "veke", "week", "uke nr", "ukenr", "ukenummer", "veke nr", "vekenr"),
    *("måleuke", "uke år", "veke år", "år uke", "dato uke", "uke dato", "uke måned"),
}
MONTH = {"måned", "månad", "month", "mnd", "måned år", "månad år", "mnd år", "år måned", "år mnd"}
QUARTER, THIRD_OF_A_YEAR = "kvartal", "tertial"
ROUGH = {*MONTH, QUARTER, THIRD_OF_A_YEAR, "periode", "måleperiode", "tidsperiode"}
"""Headings of long times; a column of days beside them tells more."""
DAY = {
    *("dato", "dag", "tidspunkt", "måledato", "måletidspunkt", "date", *WEEK, *ROUGH),
    *("dato for måling", "dato for målingen", "dato for registrering", "dato for observasjon"),
    *("dato for hendelse", "dato for hendelsen"),
}
PARTS_OF_A_DAY = {"dag", "kveld", "natt", "kveldsvakt", "nattevakt"}
YEAR = {"år", "årstall", "year"}
OUR_VALUE = "verdi"
VALUE = {OUR_VALUE, "resultat", "tall", "antall", "andel", "value"}
BARE_VALUE = {OUR_VALUE, "resultat", "tall", "value"}
"""Headings that name no measure."""
TARGETS = {"mål", "måltall", "målverdi", "målnivå", "målsetting", "måltal", "target", "goal"}
TARGET_OR_VALUE = "måltall"
_ACTIONS = {"tiltak", "aktivitet", "oppgave", "action"}
_OF_ACTIONS = {"ansvarlig", "ansvarleg", "hvem", "frist", "status", "start", "ferdig", "responsible"}
TOTALS = {
    *("sum", "total", "totalt", "snitt", "gjennomsnitt", "gjennomsnittet", "snittet", "median", "i alt"),
    *("totalsum", "hovedsum", "hovudsum", "grand total", "hittil i år", "hittil"),
}
PLACES = {
    *(
        "avdeling",
        "avd",
        "post",
        "sengepost",
        "enhet",
        "eining",
        "team",
        "seksjon",
        "sted",
        "stad",
        "klinikk",
    ),
    *("helseforetak", "foretak", "sykehus", "sjukehus", "organisasjon", "lokasjon", "ward", "unit"),
}
"""Headings of a column that tells whose a number is, or in what unit it is."""
REMARKS = {"merknad", "merknader", "kommentar", "kommentarer", "notat", "notater", "beskrivelse"}
LIMITS = {
    *("øvre grense", "nedre grense", "øvre kontrollgrense", "nedre kontrollgrense", "kontrollgrense"),
    *("ucl", "lcl", "cl", "øvre", "nedre", "økg", "nkg", "senterlinje", "midtlinje", "n"),
}
NO_MEASURE = {
    *DAY,
    *YEAR,
    *TARGETS,
    *PLACES,
    *REMARKS,
    *LIMITS,
    *("fase", "akkumulert", "kumulativ", "kumulativt", "glidende snitt", "glidende gjennomsnitt"),
    *("ansvarlig", "ansvarleg", "registrert av", "sign", "signatur", "navn", "e post", "epost"),
    *("kilde", "kjelde", "type", "nr", "nummer", "løpenr", "løpenummer", "rad", "id"),
    *("ukedag", "vekedag", "klokkeslett", "klokka", "klokken", "kl", "vakt", "kjønn"),
    *("fra", "til", "frå", "fra dato", "til dato", "startdato", "sluttdato"),
    *("starttidspunkt", "fullføringstidspunkt", "tidsmerke"),
}

_WEEK_ALONE = re.compile(r"(?:uke|veke|week) ?\d{1,2}", re.IGNORECASE)


_NUMBERED = re.compile(r".*\w ?(?:nr|nummer)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def first(headings: Sequence[str], known: Collection[str]) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading in known), None)


def is_a_plan(headings: Collection[str]) -> bool:
    """Tell the headings of a plan of actions, whose numbers measure nothing."""
    return bool(_ACTIONS & set(headings)) and bool(_OF_ACTIONS & set(headings))


def is_a_week_alone(text: str) -> bool:
    """Tell whether a text is a week without its year."""
    return _WEEK_ALONE.fullmatch(text) is not None


def is_a_helper(heading: str, known: str, others: Collection[str]) -> bool:
    """Tell a heading that counts rows, or says the target of a measure beside it, from that of a measure.

    `known` is the heading as it is compared, and `others` all those of its row.
    """
    if known in NO_MEASURE or _NUMBERED.fullmatch(known):
        return True
    in_brackets = {one.strip().lower() for one in _IN_BRACKETS.findall(heading)}
    measured = re.sub(r"^mål (?:for )?| mål$", "", known)
    return bool(in_brackets & (TARGETS | LIMITS - {"n"})) or (measured != known and measured in others)
