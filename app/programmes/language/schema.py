"""The language as JSON Schema, so that an editor can complete and explain it."""

from __future__ import annotations

from typing import Any

from app.programmes.language.definition import Definition

SAYS: dict[str, str] = {
    "addition": "Nøkkelen til tillegget dette hører til. Utelates når kilden selv sier det.",
    "additions": "Det kilden ikke sier, men et kull kan ville ha. Kan slås av.",
    "address": "Adressen: gaten til et sted, eller https-adressen til en lenke.",
    "after": "Møtet fristen regnes etter.",
    "agenda": "Punktene på møtet.",
    "also": "Andre som inviteres, i tillegg til målgruppen.",
    "any_of": "Minst én med en av disse rollene.",
    "application": "Påmelding: frist, svar og hva det forplikter til.",
    "arranged_by": "team: teamleder og veileder avtaler selv. unit: vi kaller inn, ett team om gangen.",
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
    "due": "Fristen: dager før eller etter et møte, en dag i året, eller åpen.",
    "due_assumed": "Kilden nevner ingen slik frist.",
    "end": "Når møtet slutter, som 14:00.",
    "every": "Hver uke (week) eller hver måned (month). Begynner måneden med en uke, er det samme ukedag i måneden.",
    "except": "Månedene møtet ikke holdes, på engelsk: [july].",
    "folder": "Mappen i teamets kanal.",
    "folders": "Mappene hvert team får, og de alle deler.",
    "form": "Lenken til skjemaet evalueringen besvares i, for eksempel i Microsoft Forms.",
    "freeze_after": "Nøkkelen til et møte, eller en regel som due. Det som kommer siden, er en senere versjon.",
    "goal": "Målet for møtet.",
    "guide": "Spørsmålene som gås gjennom på møtet hver gang.",
    "hosts": "Vertskapene etter tur. De vises i tittelen og i innkallingen.",
    "hours": "Timer én person bruker i hele programmet, for hver rolle. Utelates det, regnes bare møtene.",
    "hours_assumed": "Kilden nevner ikke timene; de er anslått.",
    "interval": "Hvor mange uker eller måneder det er fra gang til gang: 2 er annenhver.",
    "keep": "Hvor mange dager opplysninger om personer beholdes.",
    "key": "En kort nøkkel med små bokstaver a–z, tall og bindestrek. Den endres ikke siden.",
    "kind": "Hva slags møte det er.",
    "leaders": "Ledere som skal være med: director, n2 eller leader_group.",
    "level": "hard: må. soft: bør. Ingenting stoppes; det som mangler, blir stående som mangler.",
    "links": "Lenker til egne prosedyrer, med title og address.",
    "meeting": "Møtet som teamet skal avtale i denne oppgaven.",
    "meetings": "Møtene, i den rekkefølgen de holdes.",
    "mode": "Fysisk, digitalt eller begge deler.",
    "month": "Måneden, når dagen ikke er kjent.",
    "nth": "Hvilken ukedag i måneden: 1, 2, 3, 4 eller last.",
    "open": "Det kilden lar stå åpent; ved en frist (true): dere setter dagen senere.",
    "optional": "Møtet blir kanskje ikke holdt.",
    "optional_for": "Roller eller målgrupper som kan velge om de kommer.",
    "owner": "Hvem programmet tilhører.",
    "per": "cohort: ett felles møte. team: ett møte for hvert team.",
    "place": "Nøkkelen til et sted under venues.",
    "repeat": "Møtet gjentas: hver uke, hver måned eller i bestemte uker.",
    "required": "Roller eller målgrupper som skal komme, også når målgruppen ikke sier det.",
    "required_after": "Nøkkelen til et møte, eller en regel som due. Ingen mangler leveransen før den dagen.",
    "responsible": "Hvem som har ansvaret for punktet.",
    "retention": "Det som slettes igjen, og når.",
    "roles": "Roller.",
    "season": "Årstiden, når måneden ikke er kjent.",
    "source": "Dokumentet programmet er lest ut av.",
    "start": "Når møtet begynner, som 13:00.",
    "stated": "Dagen eller tallene dokumentet selv nevner; de holdes opp mot resten.",
    "tasks": "Oppgaver i Planner, for team og for arrangøren.",
    "theme": "Temaet for møtet.",
    "times": "Hvor mange ganger møtet holdes. Utelates når det holdes ut året.",
    "title": "Det deltakerne leser.",
    "to": "Siste dag, når møtet går over flere.",
    "tracks": "Sporene: øverst hvilke det er, ellers hvilke spors team dette er for. Utelates når det er for alle.",
    "travel": "Hvordan man finner fram.",
    "venues": "Steder, med adresse og veibeskrivelse.",
    "version": "Versjonen av programmet. Et kull beholder den det startet med.",
    "week": "ISO-uken.",
    "weekday": "Ukedagen i uken, eller i måneden når møtet gjentas med nth.",
    "weeks": "Ukene møtet holdes, i året under when.",
    "when": "Når møtet er. Utelates når det ikke er kjent.",
    "year": "Startåret datoene i dokumentet gjelder, eller en liste av år. I andre år må de bekreftes.",
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
