"""Where in the form a problem of the language belongs, and how it is said there: the page knows no YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.programmes.own.form.declared import GENERAL, PARTS, SINGLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes.language.problems import Problem
    from app.programmes.own.form.controls import Field
    from app.programmes.own.form.draft import Draft
    from app.programmes.own.form.parts import Part

SENTENCES = (
    (r"Feltet mangler\.", "Dette må fylles ut.", ""),
    (r"Skriv både start og end.*", "Skriv både når møtet begynner og slutter, eller ingen av dem.", "start"),
    (r"(Møtet slutter .*)", r"\1", "end"),
    (
        r"Skriv hvilken i måneden.*|nth trenger en ukedag.*",
        "Skriv hvilken ukedag i måneden det er, for eksempel «andre tirsdag i måneden».",
        "repeat",
    ),
    (
        r"Ukedagen hører sammen med en uke.*",
        "Skriv uken også, for eksempel «mandag i uke 43», eller ukene under «Bare i disse ukene».",
        "",
    ),
    (
        r"(Skriv week eller month|nth trenger måneden|Velg week eller nth).*",
        "Skriv måneden møtet begynner i, for eksempel «januar»: det telles derfra.",
        "when",
    ),
    (
        r"(Ukene må stå i stigende rekkefølge, hver uke én gang\.).*",
        r"\1 Uker etter nyttår er et eget møte, med «året etter» under «Når».",
        "",
    ),
    (
        r"weeks sier alt.*",
        "Disse ukene sier alt om når møtet holdes. Tøm «Gjentas», «Antall ganger» og «Ikke i disse månedene».",
        "",
    ),
    (r"Ukene står under weeks.*", "Ukene står under «Bare i disse ukene». Skriv bare ukedagen her.", ""),
    (
        r"arranged_by hører sammen.*",
        "Velg «Hvert team for seg» under «For hvem», eller ingen her.",
        "",
    ),
    (
        r".* står både under required og optional_for.*",
        "Noen er krysset av både her og under «Disse må også komme». Velg ett av stedene.",
        "",
    ),
    (
        r"Bare en leveranse av typen evaluation.*",
        "Bare en evaluering besvares i et skjema. Velg slaget «Evaluering», eller tøm feltet.",
        "",
    ),
    (
        r"(.* har ikke noe skjema\.) Skriv form.*",
        r"\1 Lim inn lenken til det, for eksempel fra Microsoft Forms.",
        "form",
    ),
    (
        r"(Programmet sier ikke hvilket år .*\.) Gjelder de .*",
        r"\1 Gjelder de et bestemt startår, skriv det under «Kilden».",
        "",
    ),
    (
        r"Et møte som gjentas, trenger.*",
        "Et møte som gjentas, begynner i en uke eller måned, eller har ingen dato.",
        "",
    ),
    (r"Et møte hver uke trenger.*", "Et møte hver uke begynner i en uke, ikke i en måned.", ""),
    (r"Skriv times.*", "Skriv hvor mange ganger møtet holdes, når det ikke har noen dato.", "repeat.times"),
    (r"Weekday hører sammen med.*", "En ukedag hører til en uke: skriv for eksempel «mandag i uke 43».", ""),
    (
        r"Møtet «.*» finnes ikke\..*",
        "Møtet det regnes fra, er fjernet, eller gjentas nå. Velg et annet møte, eller skriv en dag.",
        "",
    ),
    (r"(.*) Mangler years_after\?", r"\1 Mangler «året etter»?", ""),
    (r"Nøkkelen «.*» er brukt før\.", "To mapper kan ikke ha samme navn.", ""),
    (
        r"Rollen «(.*)» har ikke fått et norsk navn.*",
        "En rolle som er brukt, har ikke fått noe navn i programmet.",
        "",
    ),
    (r"Listen må ha minst 1\.", "Velg eller legg til minst én.", ""),
)
"""Sentences written for people with a file in front of them, and what the page says; with the field, where known."""


def placed(problem: Problem, draft: Draft) -> tuple[str, str]:
    """Return the field a problem belongs beside, and its sentence there."""
    text, inside = problem.text, ""
    for pattern, said, field in SENTENCES:
        if found := re.fullmatch(pattern, problem.text):
            text, inside = found.expand(said), field
            break
    steps = [step for step in re.split(r"[.\[\]]+", problem.path) if step]
    field = _field(steps, inside, draft)
    return (field, text) if field else ("", f"{text} ({problem.path})")


def _field(steps: Sequence[str], inside: str, draft: Draft) -> str:
    if found := _in_parts(PARTS, steps, "", inside, draft):
        return found
    for single in SINGLES:
        path = single.path.split(".") if single.path else []
        if path and list(steps[: len(path)]) == path:
            return single.prefix + (
                _control(single.fields, steps[len(path) :]) or single.fields[0].inputs[0].name
            )
    unnamed = (*GENERAL.fields, *(field for single in SINGLES if not single.path for field in single.fields))
    return _control(unnamed, steps)


def _in_parts(parts: tuple[Part, ...], steps: Sequence[str], above: str, inside: str, draft: Draft) -> str:
    for part in parts:
        path = part.path.split(".")
        if list(steps[: len(path)]) != path:
            continue
        prefix, rest = above + part.path, steps[len(path) :]
        one = _thing(part, draft.texts[prefix].split(), rest[0], draft) if rest else ""
        if not one:
            return prefix
        beneath = f"{prefix}.{one}."
        if inner := _in_parts(part.parts, rest[1:], beneath, inside, draft):
            return inner
        return beneath + (inside or _control(part.every_field, rest[1:]) or part.fields[0].inputs[0].name)
    return ""


def _thing(part: Part, order: Sequence[str], step: str, draft: Draft) -> str:
    if part.shape in {"mapping", "fixed"}:
        return next((one for one, key in draft.keys.items() if key == step and one in order), step)
    return order[int(step)] if step.isdecimal() and int(step) < len(order) else ""


def _control(fields: Sequence[Field], steps: Sequence[str]) -> str:
    path = ".".join(step for step in steps if not step.isdecimal())
    for field in fields:
        if path and any(_meet(path, cover) for cover in field.covers):
            names = [one.name for one in field.inputs if _meet(path, one.name) and len(one.name) <= len(path)]
            return max(names, key=len, default=field.inputs[0].name)
    return ""


def _meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
