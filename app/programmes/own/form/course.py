"""The declared fields of what teams go through: meetings, deliverables, tasks and folders."""

from __future__ import annotations

from app.programmes.language import definition as language
from app.programmes.own.form import words
from app.programmes.own.form.agenda_lines import agenda
from app.programmes.own.form.controls import (
    area,
    between,
    choice,
    choices,
    clock,
    lines,
    links,
    number,
    text,
    tick,
)
from app.programmes.own.form.dated import due, meeting_time
from app.programmes.own.form.parts import Part
from app.web import said

TRACKS = choices("tracks", said("Bare for sporene"), "tracks")
LINKS = links("links", said("Lenker"))
DUE = due("due", said("Frist"), said("Møtet fristen regnes fra"), said("Fristen er del av tillegget"))
ADDITION = choice("addition", said("Del av tillegget"), "additions", said("Et kull kan slå av tillegg."))
RULE = (ADDITION, choice("level", said("Krav"), words.LEVELS), text("text", said("Forklaring")))

MEETINGS = Part(
    path="meetings",
    title=said("Møter"),
    add=said("Legg til et møte"),
    model=language.Meeting,
    aside="when",
    fields=(
        text("title", said("Tittel")),
        choice("kind", said("Slag"), words.KINDS),
        choice("audience", said("Hvem inviteres"), words.AUDIENCES),
        choice("mode", said("Hvordan"), words.MODES),
        meeting_time(),
        clock("start", said("Begynner")),
        clock("end", said("Slutter")),
        choice("place", said("Sted"), "venues"),
        text("theme", said("Tema")),
        area("goal", said("Mål")),
        area("text", said("Tekst i innkallingen")),
    ),
    more=(
        agenda(),
        lines("guide", said("Faste spørsmål"), said("Ett på hver linje. De gås gjennom hver gang.")),
        LINKS,
        TRACKS,
        choice("arranged_by", said("Hvem avtaler tiden"), words.ARRANGED_BY),
        choices("leaders", said("Ledernivåer som kommer"), words.LEADER_LEVELS),
        text("leader_level", said("Ledernivå, med programmets egne ord")),
        choices("required", said("Disse må også komme"), words.PEOPLE),
        choices("optional_for", said("Frivillig for"), words.PEOPLE),
        choices("also", said("Inviter også"), words.AUDIENCES),
        choice("per", said("For hvem"), words.PER),
        tick("mandatory", said("Oppmøte ventes")),
        tick("optional", said("Møtet kan falle bort")),
        number("length.days", said("Antall dager")),
        tick("length.half_day", said("Halv dag")),
        between("length.hours", said("Timer")),
        number("reminder_minutes", said("Påminnelse, minutter før")),
        choices("assumed", said("Dette har dere fylt inn selv"), words.ASSUMPTIONS),
        ADDITION,
    ),
)
REQUIREMENTS = Part(
    path="requirements",
    title=said("Krav til det som leveres"),
    add=said("Legg til et krav"),
    model=language.Requirement,
    shape="listed",
    named_by="text",
    fields=(
        choice("check", said("Hva som sjekkes"), words.CHECKS),
        number("value", said("Høyst")),
        lines("fields", said("Felter")),
        choice("level", said("Krav"), words.LEVELS),
        text("text", said("Forklaring")),
    ),
)
DELIVERABLES = Part(
    path="deliverables",
    title=said("Dette skal hvert team levere"),
    add=said("Legg til noe teamene skal levere"),
    model=language.Deliverable,
    aside="due",
    fields=(
        text("title", said("Tittel")),
        choice("type", said("Slag"), words.DELIVERABLE_TYPES),
        area("text", said("Tekst")),
        DUE,
        choice("folder", said("Mappe"), "team_folders"),
    ),
    more=(
        tick("due_assumed", said("Fristen har dere fylt inn selv")),
        due(
            "required_after",
            said("Ventes først fra"),
            said("Ventes først fra: møtet det regnes fra"),
            said("Ventes først fra: del av tillegget"),
        ),
        due(
            "freeze_after",
            said("Låses fra"),
            said("Låses fra: møtet det regnes fra"),
            said("Låses fra: del av tillegget"),
        ),
        text("form", said("Skjema det besvares i (lenke)")),
        LINKS,
        TRACKS,
        choice("share", said("Hvem får lese"), words.SHARES),
        choices("routes", said("Kan leveres"), words.ROUTES),
        choices("made_from", said("Lages av"), "deliverables"),
        ADDITION,
    ),
    parts=(REQUIREMENTS,),
)
TASKS = Part(
    path="tasks",
    title=said("Oppgaver"),
    add=said("Legg til en oppgave"),
    model=language.Task,
    aside="due",
    fields=(
        text("title", said("Tittel")),
        choice(
            "deliverable",
            said("Hører til leveransen"),
            "deliverables",
            said("Oppgaven får da leveransens frist."),
        ),
        DUE,
        area("text", said("Tekst")),
        lines("checklist", said("Sjekkliste")),
    ),
    more=(
        choices("roles", said("For rollene"), words.ROLES),
        choice("meeting", said("Oppgaven er å avtale møtet"), "meetings"),
        LINKS,
        TRACKS,
        ADDITION,
    ),
)


def phases_of(whose: str, title: str) -> Part:
    return Part(
        path=f"tasks.{whose}",
        title=title,
        add=said("Legg til en gruppe oppgaver"),
        model=language.Phase,
        fields=(text("title", said("Tittel")),),
        parts=(TASKS,),
    )


FOLDER = (text("name", said("Navn")),)
SUBFOLDERS = Part(
    path="folders",
    title=said("Undermapper"),
    add=said("Legg til en undermappe"),
    model=language.Folder,
    shape="listed",
    named_by="name",
    fields=FOLDER,
    more=(TRACKS, ADDITION),
)


def folders_of(whose: str, title: str) -> Part:
    return Part(
        path=f"folders.{whose}",
        title=title,
        add=said("Legg til en mappe"),
        model=language.Folder,
        shape="listed",
        named_by="name",
        fields=FOLDER,
        more=(TRACKS, ADDITION),
        parts=(SUBFOLDERS,),
    )
