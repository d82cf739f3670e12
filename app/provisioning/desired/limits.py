"""Limits of Microsoft 365 that a cohort can pass, with where each is published. Of two published numbers, the lower."""

from __future__ import annotations

from dataclasses import dataclass

TEAMS = "learn.microsoft.com/microsoftteams/limits-specifications-teams"
PLANNER = "learn.microsoft.com/planner/planner-limits"
PLANNER_TEXTS = "learn.microsoft.com/graph/api/resources/planner-overview"
EVENT = "learn.microsoft.com/graph/api/resources/event"
CHANNEL = "learn.microsoft.com/graph/api/channel-post"
GROUP = "learn.microsoft.com/graph/api/resources/group"
SHAREPOINT = "support.microsoft.com, «Restrictions and limitations in OneDrive and SharePoint»"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The most of `what` that Microsoft takes `where`, and the advice for a cohort that has more."""

    most: int
    what: str
    where: str
    advice: str
    source: str


CHANNELS = Limit(
    most=1000,
    what="kanaler",
    where="i et Microsoft-team, og de som er slettet siste 30 dager, teller med",
    advice="Del kullet i to.",
    source=TEAMS,
)
MEMBERS = Limit(
    most=25_000, what="medlemmer", where="i et Microsoft-team", advice="Del kullet i to.", source=TEAMS
)
OWNERS = Limit(
    most=100,
    what="eiere",
    where="av et Microsoft-team",
    advice="Be IT ta noen ut av KULL_OWNERS.",
    source=TEAMS,
)
PLANS = Limit(most=200, what="planer", where="i et Microsoft-team", advice="Del kullet i to.", source=PLANNER)
BUCKETS = Limit(most=200, what="oppgavelister", where="i en plan", advice="Slå sammen faser.", source=PLANNER)
TASKS = Limit(
    most=2400,
    what="oppgaver",
    where="som ikke er ferdige i en plan",
    advice="Ta bort oppgaver, eller fordel dem på flere team.",
    source=PLANNER,
)
ASSIGNEES = Limit(
    most=20,
    what="ansvarlige",
    where="for en oppgave",
    advice="Gi oppgaven til færre roller.",
    source=PLANNER,
)
CHECKLIST = Limit(most=20, what="punkter", where="i en sjekkliste", advice="Del oppgaven.", source=PLANNER)
ATTENDEES = Limit(most=500, what="innkalte", where="i et møte", advice="Del møtet.", source=EVENT)
SUBJECT = Limit(
    most=255,
    what="tegn",
    where="i emnet til et møte",
    advice="Kort ned navnet på kullet eller møtet.",
    source=EVENT,
)
CHANNEL_TEXT = Limit(
    most=1024,
    what="tegn",
    where="i beskrivelsen av en kanal",
    advice="Kort ned temaet.",
    source=CHANNEL,
)
MSTEAM_NAME = Limit(
    most=256,
    what="tegn",
    where="i navnet på et Microsoft-team",
    advice="Kort ned navnet på kullet.",
    source=GROUP,
)
MSTEAM_TEXT = Limit(
    most=1024,
    what="tegn",
    where="i beskrivelsen av et Microsoft-team",
    advice="Kort ned formålet i programmet.",
    source=GROUP,
)
PLAN_TITLE = Limit(
    most=255,
    what="tegn",
    where="i navnet på en plan",
    advice="Kort ned navnet på kullet eller teamet.",
    source=PLANNER_TEXTS,
)
BUCKET_NAME = Limit(
    most=255,
    what="tegn",
    where="i navnet på en oppgaveliste",
    advice="Kort ned navnet på fasen.",
    source=PLANNER_TEXTS,
)
TASK_TITLE = Limit(
    most=255,
    what="tegn",
    where="i navnet på en oppgave",
    advice="Kort ned navnet på oppgaven.",
    source=PLANNER_TEXTS,
)
PATH = Limit(
    most=400,
    what="tegn",
    where="i navnet på en fil med alle mappene den ligger i",
    advice="Kort ned navnene på mappene, eller legg filen høyere opp.",
    source=SHAREPOINT,
)
