"""Every field of the language that the page can change, declared once; `NOT_IN_THE_FORM` names the others.

A new field of the language is one call here or in `course.py` (the kinds are in `controls.py`), or a line with its
reason: `tests/app/programmes/own/form/test_declared.py` names the field until it has either.
"""

from __future__ import annotations

from app.programmes.language import content, teams
from app.programmes.language import definition as language
from app.programmes.own.form import words
from app.programmes.own.form.controls import (
    area,
    between,
    choice,
    choices,
    clock,
    lines,
    number,
    number_per_code,
    text,
    tick,
    years,
)
from app.programmes.own.form.course import (
    ADDITION,
    DELIVERABLES,
    MEETINGS,
    RULE,
    TRACKS,
    folders_of,
    phases_of,
)
from app.programmes.own.form.dated import due, month_day
from app.programmes.own.form.parts import Part, Single
from app.web import said

VENUES = Part(
    path="venues",
    title=said("Steder"),
    add=said("Legg til et sted"),
    model=content.Venue,
    folded=True,
    shape="mapping",
    named_by="name",
    fields=(
        text("name", said("Navn")),
        text("address", said("Adresse")),
        area("travel", said("Slik kommer dere dit")),
        text("link", said("Lenke")),
        lines("between", said("Eller steder å velge mellom senere")),
    ),
)
TEMPLATES = Part(
    path="templates",
    title=said("Maler"),
    add=said("Legg til en mal"),
    model=language.Template,
    folded=True,
    shape="listed",
    named_by="name",
    fields=(
        text("source", said("Hvilken mal")),
        text("name", said("Filnavn")),
        choice("folder", said("Mappe"), "team_folders"),
        choice("deliverable", said("Hører til leveransen"), "deliverables"),
        TRACKS,
        ADDITION,
    ),
)
ROLES = Part(
    path="roles",
    title=said("Hva rollene heter her"),
    model=teams.Role,
    folded=True,
    shape="fixed",
    codes=words.ROLES,
    named_by="name",
    fields=(text("name", said("Navn")), choices("counts_as", said("Gjelder også som"), words.ROLES)),
)
DEFAULTS = Part(
    path="defaults",
    title=said("Det vanlige for hvert slag møte"),
    model=language.Defaults,
    folded=True,
    shape="fixed",
    codes=words.KINDS,
    fields=(
        choice("weekday", said("Ukedag"), words.WEEKDAYS),
        clock("start", said("Begynner")),
        clock("end", said("Slutter")),
        number("reminder_minutes", said("Påminnelse, minutter før")),
    ),
)
ROLE_RULES = Part(
    path="team_rules.roles",
    title=said("Roller hvert team skal ha"),
    add=said("Legg til et krav om en rolle"),
    model=teams.RoleRule,
    folded=True,
    shape="listed",
    named_by="text",
    fields=(
        choices("any_of", said("En av rollene"), words.ROLES),
        number("min", said("Minst så mange")),
        *RULE,
    ),
)
RECOGNITION = Part(
    path="recognition",
    title=said("Premier og anerkjennelse"),
    add=said("Legg til en premie"),
    model=language.Recognition,
    folded=True,
    shape="listed",
    fields=(
        text("title", said("Tittel")),
        area("text", said("Tekst")),
        number("amount_nok", said("Beløp i kroner")),
        choices("needs", said("Krever"), words.NEEDS),
        ADDITION,
    ),
)
RETENTION = Part(
    path="retention",
    title=said("Sletting av innleveringer"),
    add=said("Legg til en dag for sletting"),
    model=language.Retention,
    folded=True,
    shape="listed",
    named_by="text",
    fields=(
        choice("deliverable", said("Leveranse"), "deliverables"),
        due(
            "delete",
            said("Slettes"),
            said("Slettes: møtet det regnes fra"),
            said("Slettes: del av tillegget"),
        ),
        text("text", said("Forklaring")),
        ADDITION,
    ),
)
ADDITIONS = Part(
    path="additions",
    title=said("Tillegg et kull kan slå av"),
    add=said("Legg til et tillegg"),
    model=language.Addition,
    folded=True,
    shape="mapping",
    fields=(text("title", said("Tittel")), text("document", said("Hvor det kommer fra"))),
)
TEAM_TRACKS = Part(
    path="tracks",
    title=said("Spor team kan høre til"),
    add=said("Legg til et spor"),
    model=language.TeamTrack,
    folded=True,
    shape="mapping",
    named_by="name",
    fields=(text("name", said("Navn")),),
)
PARTS: tuple[Part, ...] = (
    *(MEETINGS, DELIVERABLES),
    phases_of("team", said("Teamenes oppgaver")),
    phases_of("organiser", said("Forbedringsenhetens oppgaver")),
    folders_of("team", said("Mapper i hvert teams kanal")),
    folders_of("cohort", said("Mapper alle team deler")),
    *(VENUES, TEMPLATES, DEFAULTS, ROLES, ROLE_RULES, RECOGNITION, RETENTION, ADDITIONS, TEAM_TRACKS),
)
GENERAL = Single(
    path="",
    title=said("Om programmet"),
    model=language.Definition,
    fields=(
        text("name", said("Navn")),
        text("owner", said("Eier")),
        area("purpose", said("Hensikt")),
        lines("focus", said("Innsatsområder")),
        choice("language", said("Språk i innkallinger"), words.LANGUAGES),
    ),
)
HOURS = Single(
    path="",
    title=said("Timer det tar for hver rolle"),
    model=language.Definition,
    fields=(
        number_per_code("hours", words.ROLES),
        tick("hours_assumed", said("Timene har dere anslått selv")),
    ),
)
SINGLES: tuple[Single, ...] = (
    HOURS,
    Single(
        path="source",
        title=said("Kilden"),
        model=language.Source,
        fields=(
            text("document", said("Dokumentet programmet er lest fra")),
            years("year", said("Startåret dokumentet gjelder")),
            lines("open", said("Det dokumentet lar stå åpent")),
        ),
    ),
    Single(
        path="capacity",
        title=said("Plass"),
        model=teams.Capacity,
        needs="max",
        fields=(
            number("max", said("Høyst"), said("Tomt betyr at det ikke er noen grense.")),
            choice("unit", said("Regnet i"), words.UNITS),
            tick("waiting_list", said("Venteliste når det er fullt")),
        ),
    ),
    Single(
        path="application",
        title=said("Søknad"),
        model=teams.Application,
        needs="deadline",
        fields=(
            month_day("deadline", said("Søknadsfrist")),
            month_day("reply_by", said("Svar senest")),
            tick("per_org_priority", said("Hvert sykehus prioriterer sine søknader")),
            tick("binding", said("Påmeldingen er bindende")),
            lines("commitments", said("Dette forplikter teamet seg til")),
        ),
    ),
    Single(
        path="team_rules.size",
        title=said("Størrelsen på et team"),
        model=teams.SizeRule,
        needs="people",
        fields=(between("people", said("Antall personer")), *RULE),
    ),
    Single(
        path="team_rules.course",
        title=said("Kurs medlemmene skal ha"),
        model=teams.CourseRule,
        needs="name",
        fields=(text("name", said("Kurset")), number("min_members", said("Minst så mange")), *RULE),
    ),
    Single(
        path="team_rules.mentor_attends",
        title=said("Når veilederen må komme på samlingene"),
        model=teams.MentorAttendsRule,
        needs="if_missing",
        fields=(choice("if_missing", said("Når teamet mangler rollen"), (words.NONE, *words.ROLES)), *RULE),
    ),
    Single(
        path="mentors",
        title=said("Veiledere"),
        model=teams.MentorRules,
        needs="per_team",
        fields=(
            number(
                "per_team", said("Veiledere per team"), said("Tomt: programmet sier ikke noe om veiledere.")
            ),
            number("max_teams", said("Høyst så mange team per veileder")),
            number("experienced_min", said("Minst så mange erfarne")),
            tick("trainees_allowed", said("Veiledere under opplæring kan være med")),
            area("text", said("Forklaring")),
            ADDITION,
        ),
    ),
    Single(
        path="keep",
        title=said("Hvor lenge opplysninger om folk beholdes"),
        model=language.Keep,
        fields=(
            number("people", said("Personer, dager etter at kullet er avsluttet")),
            number("waiting", said("Venteliste, dager etter påmeldingen")),
            number("messages", said("Meldinger, dager etter sending")),
        ),
    ),
)
NOT_IN_THE_FORM = {
    "key": "made from the name, and stable",
    "version": "counted by the service",
    "timezone": "there is one",
    "stated": "what the document itself counts up; only somebody who reads a document into a file knows it",
    "self_evaluation": "its scale is what teams are measured by from gathering to gathering; written in the file",
}
