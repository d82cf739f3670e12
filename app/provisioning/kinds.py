"""The kinds of things in the tenant, a row each: names, placing by hand, and rules of the ledger. Pure.

The order of the rows is their order in a preview. How a kind is found, made and changed: `jobs/provision/kinds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import tenant
from app.provisioning.by_hand import facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.config import Capability
    from app.provisioning.by_hand.facts import Facts

IT, OWNER = "IT", "eieren av teamet"
OneAndMany = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A kind's noun: singular and plural in each language, and `definite` in bokmål («kanalen»)."""

    nb: OneAndMany
    nn: OneAndMany
    en: OneAndMany
    definite: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """How the link a person pastes is read: others stand in the thing, so we must know which it is."""

    pattern: re.Pattern[str]
    ask_for: str


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """Placing by hand: the steps, whose work it is, and the fields to type in. `{path}` is where it goes."""

    steps: tuple[str, ...]
    who: str = OWNER
    facts: Facts = facts.name_only
    link: Link | None = None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing: `thing` is its dataclass, `capability` None for Microsoft's own and for the archiving.

    `needs` are the capabilities without which it has nowhere to stand. In a `leaf` nothing stands, and nothing points
    at it. `found` is made by Microsoft with its parent. `stands_as` is the kind it counts as for what stands in it,
    and `known_as` is its name where it has none of ours. `removed` from the tenant when withdrawn: all else is let go.
    `last` is placed when all else is.

    `restore` are the steps by which an owner gets it back, for `restorable_days` after it was deleted; `made_anew` says
    what a new one in its place would be, and `not_made_again` why we make none.
    `stays` says why it cannot be undone, `with_the_team` that it is undone with the Microsoft Team alone, and
    `with_its_parent` that it is undone with what it stands in. `about_one_person` keeps its fields out of the audit.
    `headline` is its place in a sentence that names only the most important kinds.
    """

    thing: Any  # a dataclass of app.tenant.things, or a union of them
    noun: Noun
    capability: Capability | None = None
    needs: frozenset[Capability] = frozenset()
    by_hand: ByHand | None = None
    leaf: bool = False
    found: bool = False
    stands_as: str = ""
    known_as: str = ""
    removed: bool = False
    last: bool = False
    restore: tuple[str, ...] = ()
    restorable_days: int = 0
    made_anew: str = ""
    not_made_again: str = ""
    stays: str = ""
    with_the_team: bool = False
    with_its_parent: bool = False
    about_one_person: bool = False
    headline: int | None = None


TEAM: frozenset[Capability] = frozenset({"team"})
TEAM_AND_CHANNELS: frozenset[Capability] = frozenset({"team", "channels"})

KINDS: Mapping[str, Kind] = {
    "msteam": Kind(
        thing=tenant.MsTeam | tenant.AdoptedMsTeam,
        noun=Noun(
            nb=("Microsoft-team", "Microsoft-team"),
            nn=("Microsoft-team", "Microsoft-team"),
            en=("Microsoft team", "Microsoft teams"),
            definite="Microsoft-teamet",
        ),
        capability="team",
        by_hand=ByHand(
            who=IT,
            steps=(
                "Lag et privat Microsoft-team med dette navnet, denne beskrivelsen og disse eierne.",
                "Velg «Hent lenke til team» og lim inn lenken her.",
            ),
            facts=facts.of_msteam,
            link=Link(
                pattern=re.compile(r"groupId=([0-9a-fA-F-]{36})"),
                ask_for="Lim inn lenken fra «Hent lenke til team»; den inneholder groupId=…",
            ),
        ),
        restore=(
            "Be IT gjenopprette gruppen: Entra, «Grupper», «Slettede grupper».",
            "Se etter på nytt her. Alt i teamet kjennes igjen.",
        ),
        restorable_days=30,
        not_made_again="Microsoft-teamet er slettet. Be IT gjenopprette gruppen i Entra, og se etter på nytt.",
        with_the_team=True,
    ),
    "channel": Kind(
        thing=tenant.Channel,
        noun=Noun(
            nb=("kanal", "kanaler"),
            nn=("kanal", "kanalar"),
            en=("channel", "channels"),
            definite="kanalen",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(
            steps=(
                "Lag en standardkanal med dette navnet i {path}.",
                "Sett inn hele beskrivelsen; siste linje er den vi kjenner kanalen igjen på.",
                "Velg «Hent lenke til kanal» og lim inn lenken her.",
            ),
            facts=facts.of_channel,
            link=Link(
                pattern=re.compile(r"/channel/([^/?]+)/"),
                ask_for="Lim inn lenken fra «Hent lenke til kanal»; den inneholder /channel/…",
            ),
        ),
        restore=(
            "Åpne Microsoft-teamet i Teams som eier.",
            "Velg «…» ved teamets navn, «Administrer team» og fanen «Kanaler».",
            "Finn kanalen under «Slettet» og velg «Gjenopprett».",
            "Se etter på nytt her. Kanalen kjennes igjen med innlegg, filer og faner.",
        ),
        restorable_days=30,
        made_anew=(
            "En ny kanal er tom. Innlegg, filer og faner i den gamle kommer ikke med, og den får et nytt navn. "
            "Den gamle mappen blir stående der den er."
        ),
        with_the_team=True,
        headline=1,
    ),
    "member": Kind(
        thing=tenant.Member,
        noun=Noun(
            nb=("medlem", "medlemmer"),
            nn=("medlem", "medlemmer"),
            en=("member", "members"),
            definite="medlemskapet",
        ),
        capability="members",
        needs=TEAM,
        by_hand=ByHand(steps=("Legg personen til i {path}.",), facts=facts.of_member),
        leaf=True,
        removed=True,
        about_one_person=True,
    ),
    "guest": Kind(
        thing=tenant.Guest,
        noun=Noun(
            nb=("gjest", "gjester"),
            nn=("gjest", "gjester"),
            en=("guest", "guests"),
            definite="gjesteinvitasjonen",
        ),
        capability="guests",
        needs=TEAM,
        by_hand=ByHand(
            who=IT,
            steps=("Inviter personen som gjest: Entra, «Brukere», «Inviter ekstern bruker».",),
            facts=facts.of_guest,
        ),
        leaf=True,
        stays="Gjesten er invitert og finnes i katalogen; det kan bare IT fjerne.",
        about_one_person=True,
    ),
    "entry": Kind(
        thing=tenant.CalendarEntry,
        noun=Noun(
            nb=("møte", "møter"),
            nn=("møte", "møte"),
            en=("meeting", "meetings"),
            definite="møtet i kalenderen",
        ),
        capability="calendar",
        by_hand=ByHand(steps=("Lag møtet i kalenderen og kall inn disse.",), facts=facts.of_entry),
        removed=True,
        headline=3,
    ),
    "door": Kind(
        thing=tenant.MeetingDoor,
        noun=Noun(
            nb=("møtelobby", "møtelobbyer"),
            nn=("møtelobby", "møtelobbyar"),
            en=("meeting lobby", "meeting lobbies"),
            definite="hvem som slipper folk inn i møtet",
        ),
        capability="calendar",
        by_hand=ByHand(steps=("Åpne møtealternativene i Teams, og la de fagansvarlige slippe folk inn.",)),
        leaf=True,
        with_its_parent=True,
    ),
    "task": Kind(
        thing=tenant.Task,
        noun=Noun(
            nb=("oppgave", "oppgaver"),
            nn=("oppgåve", "oppgåver"),
            en=("task", "tasks"),
            definite="oppgaven",
        ),
        capability="planner",
        needs=TEAM,
        by_hand=ByHand(steps=("Lag oppgaven i {path}.",), facts=facts.of_task),
        leaf=True,
        headline=2,
    ),
    "bucket": Kind(
        thing=tenant.Bucket,
        noun=Noun(
            nb=("oppgaveliste", "oppgavelister"),
            nn=("oppgåveliste", "oppgåvelister"),
            en=("task list", "task lists"),
            definite="oppgavelisten",
        ),
        capability="planner",
        needs=TEAM,
        by_hand=ByHand(steps=("Lag listen i {path}.",)),
    ),
    "taskplan": Kind(
        thing=tenant.TaskPlan,
        noun=Noun(
            nb=("oppgaveplan", "oppgaveplaner"),
            nn=("oppgåveplan", "oppgåveplanar"),
            en=("task plan", "task plans"),
            definite="planen i Planner",
        ),
        capability="planner",
        needs=TEAM,
        by_hand=ByHand(
            steps=("Lag en plan med dette navnet i {path}.", "Åpne planen og lim inn adressen her."),
            link=Link(
                pattern=re.compile(r"/plan/([\w-]+)"),
                ask_for="Lim inn adressen til planen i Planner; den inneholder /plan/…",
            ),
        ),
    ),
    "folder": Kind(
        thing=tenant.Folder,
        noun=Noun(
            nb=("mappe", "mapper"),
            nn=("mappe", "mapper"),
            en=("folder", "folders"),
            definite="mappen",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(steps=("Lag mappen i {path}.",)),
    ),
    "file": Kind(
        thing=tenant.TemplateFile,
        noun=Noun(
            nb=("mal", "maler"),
            nn=("mal", "malar"),
            en=("template", "templates"),
            definite="malen",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(steps=("Last ned filen her, og legg den i {path}.",)),
        leaf=True,
    ),
    "library": Kind(
        thing=tenant.Library,
        noun=Noun(
            nb=("rapportbibliotek", "rapportbibliotek"),
            nn=("rapportbibliotek", "rapportbibliotek"),
            en=("report library", "report libraries"),
            definite="rapportbiblioteket",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(
            steps=(
                "Lag mappen i {path}.",
                "Velg «Administrer tilgang», fjern redigering for medlemmene og gi dem lesetilgang.",
            ),
        ),
        leaf=True,
    ),
    "tab": Kind(
        thing=tenant.Tab,
        noun=Noun(
            nb=("fane", "faner"),
            nn=("fane", "faner"),
            en=("tab", "tabs"),
            definite="fanen",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(steps=("Fest en fane med dette navnet i {path}.",), facts=facts.of_tab),
        leaf=True,
        removed=True,
    ),
    "general": Kind(
        thing=tenant.General,
        noun=Noun(
            nb=("fellesområde", "fellesområder"),
            nn=("fellesområde", "fellesområde"),
            en=("shared area", "shared areas"),
            definite="fellesområdet",
        ),
        needs=TEAM_AND_CHANNELS,
        found=True,
        stands_as="channel",
        known_as="General",
        not_made_again="Fellesområdet lages av Microsoft. Be IT se på teamet, og se etter på nytt.",
        with_the_team=True,
    ),
    "files": Kind(
        thing=tenant.Files,
        noun=Noun(
            nb=("filområde", "filområder"),
            nn=("filområde", "filområde"),
            en=("file area", "file areas"),
            definite="filområdet",
        ),
        needs=TEAM_AND_CHANNELS,
        found=True,
        not_made_again="Filområdet lages av Microsoft. Be IT se på kanalen, og se etter på nytt.",
        with_the_team=True,
    ),
    "channel_archive": Kind(
        thing=tenant.ChannelArchive,
        noun=Noun(
            nb=("arkivert kanal", "arkiverte kanaler"),
            nn=("arkivert kanal", "arkiverte kanalar"),
            en=("archived channel", "archived channels"),
            definite="arkiveringen av kanalen",
        ),
        capability="channels",
        needs=TEAM,
        by_hand=ByHand(
            steps=("Åpne {path} i Teams som eier.", "Velg «…» ved kanalens navn og «Arkiver kanal».")
        ),
        leaf=True,
        removed=True,
    ),
    "archive": Kind(
        thing=tenant.Archive,
        noun=Noun(
            nb=("arkivert Microsoft-team", "arkiverte Microsoft-team"),
            nn=("arkivert Microsoft-team", "arkiverte Microsoft-team"),
            en=("archived Microsoft team", "archived Microsoft teams"),
            definite="arkiveringen av Microsoft-teamet",
        ),
        leaf=True,
        last=True,
    ),
}
LAST = next(name for name, kind in KINDS.items() if kind.last)
"""Nothing can be written in an archived Team."""


def definite(kind: str) -> str:
    return KINDS[kind].noun.definite


def counted(kind: str, number: int, language: str = "nb") -> str:
    """Say how many there are of a kind: «15 kanaler»."""
    one, many = _forms(kind, language)
    return f"{number} {one if number == 1 else many}"


def heading(kind: str, language: str = "nb") -> str:
    """Name all of a kind, as a row in a table begins: «Kanaler»."""
    many = _forms(kind, language)[1]
    return many[0].upper() + many[1:]


def _forms(kind: str, language: str) -> OneAndMany:
    noun = KINDS[kind].noun
    return {"nn": noun.nn, "en": noun.en}.get(language, noun.nb)
