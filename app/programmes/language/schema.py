"""The language as JSON Schema, so that an editor can complete and explain it."""

from __future__ import annotations

from typing import Any

from app.programmes.language.definition import Definition

SAYS: dict[str, str] = {
    "addition": "Nøkkelen til tillegget dette hører til. Utelates når kilden selv sier det.",
    "additions": "Det kilden ikke sier, men et kull kan ville ha. Kan slås av.",
    "after": "Møtet fristen regnes etter.",
    "agenda": "Punktene på møtet.",
    "also": "Andre som inviteres, i tillegg til målgruppen.",
    "any_of": "Minst én med en av disse rollene.",
    "application": "Påmelding: frist, svar og hva det forplikter til.",
    "assumed": "Det kilden ikke sier, og som er fylt inn. Antatte datoer bekreftes før de sendes ut.",
    "audience": "Hvem møtet er for.",
    "before": "Møtet fristen regnes fram til.",
    "between": "Steder det veksles mellom; ett velges siden.",
    "capacity": "Hvor mange det er plass til.",
    "checklist": "Punkter som krysses av i oppgaven.",
    "day": "Dagen, med måned først: 09-16.",
    "days": "Antall dager.",
    "defaults": "Det som gjelder alle møter av en type når ikke annet er sagt.",
    "deliverable": "Leveransen dette hører til.",
    "deliverables": "Det hvert team skal levere.",
    "due": "Fristen: dager før eller etter et møte, eller en dag i året.",
    "due_assumed": "Kilden nevner ingen slik frist.",
    "end": "Når møtet slutter, som 14:00.",
    "folder": "Mappen i teamets kanal.",
    "folders": "Mappene hvert team får, og de alle deler.",
    "goal": "Målet for møtet.",
    "hours": "Timer én person bruker i hele programmet, for hver rolle. Utelates det, regnes bare møtene.",
    "hours_assumed": "Kilden nevner ikke timene; de er anslått.",
    "keep": "Hvor mange dager opplysninger om personer beholdes.",
    "key": "En kort nøkkel med små bokstaver a–z, tall og bindestrek. Den endres ikke siden.",
    "kind": "Hva slags møte det er.",
    "level": "hard: må. soft: bør. Ingenting stoppes; det som mangler, blir stående som mangler.",
    "meetings": "Møtene, i den rekkefølgen de holdes.",
    "mode": "Fysisk, digitalt eller begge deler.",
    "month": "Måneden, når dagen ikke er kjent.",
    "open": "Det kilden lar stå åpent.",
    "optional": "Møtet blir kanskje ikke holdt.",
    "owner": "Hvem programmet tilhører.",
    "per": "cohort: ett felles møte. team: ett møte for hvert team.",
    "place": "Nøkkelen til et sted under venues.",
    "repeat": "Møtet gjentas hver uke eller måned.",
    "retention": "Det som slettes igjen, og når.",
    "roles": "Roller.",
    "season": "Årstiden, når måneden ikke er kjent.",
    "source": "Dokumentet programmet er lest ut av.",
    "start": "Når møtet begynner, som 13:00.",
    "stated": "Dagen eller tallene dokumentet selv nevner; de holdes opp mot resten.",
    "tasks": "Oppgaver i Planner, for team og for arrangøren.",
    "theme": "Temaet for møtet.",
    "title": "Det deltakerne leser.",
    "to": "Siste dag, når møtet går over flere.",
    "venues": "Steder, med adresse og veibeskrivelse.",
    "version": "Versjonen av programmet. Et kull beholder den det startet med.",
    "week": "ISO-uken.",
    "weekday": "Ukedagen i uken.",
    "when": "Når møtet er. Utelates når det ikke er kjent.",
    "years_after": "År etter startåret: 0 er startåret, 1 er året etter.",
}


def json_schema() -> dict[str, Any]:
    schema = _explained(Definition.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Program", **schema}


def _explained(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Put our Norwegian sentence on each field, and leave the models' docstrings out."""
    if isinstance(value, list):
        return [_explained(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {
        name: _explained(one) for name, one in value.items() if name != "description" or isinstance(one, dict)
    }
    if "properties" in kept:
        kept["properties"] = {name: _with_sentence(name, one) for name, one in kept["properties"].items()}
    return kept


def _with_sentence(name: str, field: dict[str, Any]) -> dict[str, Any]:
    return {"description": SAYS[name], **field} if name in SAYS else field
