"""Every table: which class of data it holds, why, for how long, and how one person is found in it.

This is the one list. A feature that stores something new adds its table here (a test fails until it does), and the
purge, the export, the erasure and docs/privacy/protokoll.md follow by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class DataClass(StrEnum):
    """Classes of data, as the record of processing names them."""

    people = "Deltakere: navn, e-post, yrke og rolle"
    waiting = "Påmeldte uten e-postadresse"
    messages = "Meldinger til deltakere"
    sign_in = "Innlogging"
    tenant = "Det tjenesten har laget i Microsoft 365"
    answers = "Hvem som er invitert, og hva de svarte"
    work = "Teamenes arbeid"
    log = "Logg over hvem som gjorde hva"
    frame = "Kull, program og drift"


Clue = Literal["id", "email", "entra_id", "name", "full_name", "uid"]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A table in the register.

    `theirs` are columns that make a row one person's own, and which of their marks stands there; such a row goes with
    them. A table that `mentions` people in passing keeps its rows, and their words are replaced; of an `opaque` one,
    which nobody can search, every row goes. `until` says in Norwegian when rows go:
    `days` after the time in `since`, or after the cohort is closed when `since` is empty; `days` names a field of the
    programme's `keep`, or is a number. Rows in a state of `given_up` get no time in `since`: they go by when they were
    last tried, or owed.
    """

    table: str
    data: DataClass
    why: str
    until: str
    theirs: tuple[tuple[str, Clue], ...] = ()
    mentions: bool = False
    opaque: bool = False
    since: str = ""
    given_up: tuple[str, ...] = ()
    days: str | int | None = None


REGISTER = (
    Kept(
        table="rolegrant",
        data=DataClass.people,
        why="Vise hvem som er med, i hvilken rolle og i hvilket team",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("person_id", "id"),),
        days="people",
    ),
    Kept(
        table="person",
        data=DataClass.people,
        why="Nå deltakerne og gi dem tilgang",
        until="Når personen ikke lenger har en rolle i noe kull, og ingen linje som veileder",
        theirs=(("id", "id"),),
    ),
    Kept(
        table="mentorline",
        data=DataClass.people,
        why="Finne veiledere til teamene, og ikke gi noen flere enn de har plass til",
        until="24 måneder etter siste kull der personen var veileder",
        theirs=(("person_id", "id"),),
        mentions=True,
        since="last_role_at",
        days=730,
    ),
    Kept(
        table="peoplechange",
        data=DataClass.people,
        why="Huske hvem som byttet plass med hvem, hvem som ba om det, og hvem som godkjente",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("person_id", "id"), ("email", "email")),
        days="people",
    ),
    Kept(
        table="waitingrow",
        data=DataClass.waiting,
        why="Vite hvem som venter på en e-postadresse",
        until="Et halvt år etter påmeldingen",
        theirs=(("name_key", "name"),),
        since="since",
        days="waiting",
    ),
    Kept(
        table="draftworkbook",
        data=DataClass.waiting,
        why="Vise hva et påmeldingsark inneholder før noen sier ja",
        until="Når arket er importert og spørsmålene besvart, eller det er forkastet, og senest etter et døgn; etter "
        "fjorten døgn når det venter på svar",
        opaque=True,
        since="keep_until",
        days=0,
    ),
    Kept(
        table="waitingworkbook",
        data=DataClass.waiting,
        why="Lagre resten av et påmeldingsark når spørsmålene om det er besvart",
        until="Når spørsmålene er besvart, eller arket er forkastet, og senest etter fjorten døgn",
        opaque=True,
        since="keep_until",
        days=0,
    ),
    Kept(
        table="application",
        data=DataClass.frame,
        why="Finne søknaden igjen i arkivet, og vite om den kom i tide",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="commitment",
        data=DataClass.people,
        why="Vite hvem som har bekreftet deltakelsen og satt av tid, og til hvilken tekst",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("person_id", "id"),),
        mentions=True,
        days="people",
    ),
    Kept(
        table="restoredbackup",
        data=DataClass.frame,
        why="Vite hva som kan være gjort uten at radene våre vet om det",
        until="Ikke: én rad for hver gjenoppretting",
        mentions=True,
    ),
    Kept(
        table="sentform",
        data=DataClass.frame,
        why="Gjøre det et skjema ber om bare én gang",
        until="Et døgn etter at skjemaet ble sendt",
        since="at",
        days=1,
    ),
    Kept(
        table="owedmessage",
        data=DataClass.messages,
        why="Sende hver melding én gang, og vise hva som er sendt",
        until="Et halvt år etter at den ble sendt, eller etter at vi sist prøvde",
        theirs=(("recipient", "email"),),
        mentions=True,
        since="sent_at",
        given_up=("unsure", "failed"),
        days="messages",
    ),
    Kept(
        table="invited",
        data=DataClass.answers,
        why="Vite hvem som kommer, og minne dem som må komme",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("email", "email"),),
        days="people",
    ),
    Kept(
        table="attendance",
        data=DataClass.answers,
        why="Vise hvor mange fra hvert team som var med, og si fra tidlig når noen faller fra",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("email", "email"),),
        mentions=True,
        days="people",
    ),
    Kept(
        table="unknownattendee",
        data=DataClass.answers,
        why="Finne ut hvem som var med, når Microsoft ikke vet det",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("is_email", "email"), ("name", "full_name")),
        mentions=True,
        days="people",
    ),
    Kept(
        table="timecheck",
        data=DataClass.answers,
        why="Si om de som må komme er ledige når et møte planlegges",
        until="Etter 7 dager",
        mentions=True,
        since="asked_at",
        days=7,
    ),
    Kept(
        table="arrival",
        data=DataClass.work,
        why="Legge det som er sendt på e-post eller i skjema, hos riktig team",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="standin",
        data=DataClass.answers,
        why="Vite hvem som kommer i stedet for en annen",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("email", "email"),),
        mentions=True,
        days="people",
    ),
    Kept(
        table="submission",
        data=DataClass.work,
        why="Vite hva hvert team har levert, og svare på det",
        until=(
            "Beholdes sammen med kullet; filen selv ligger i Microsoft 365, og slettes der etter programmets frist når "
            "enheten har sagt ja"
        ),
        mentions=True,
    ),
    Kept(
        table="shown",
        data=DataClass.work,
        why="Vise en film bare når alle som er med på den, har sagt ja",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        theirs=(("email", "email"), ("name", "full_name")),
        days="people",
    ),
    Kept(
        table="removal",
        data=DataClass.work,
        why="Vise at en fil ble slettet da den skulle, og hvem som sa ja",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="libraryitem",
        data=DataClass.work,
        why="Kjenne igjen en fil, så den ikke telles to ganger",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="lateexception",
        data=DataClass.work,
        why="Huske hvem som ga utsatt frist, og hvorfor",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="request",
        data=DataClass.work,
        why="Svare et team som melder en endring eller ber om hjelp",
        until="Et halvt år etter at noen har tatt seg av det",
        mentions=True,
        since="settled_at",
        days="messages",
    ),
    Kept(
        table="question",
        data=DataClass.work,
        why="Spørre en person om det som ikke er sikkert, og bare én gang",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="tenantobject",
        data=DataClass.tenant,
        why="Kjenne igjen det tjenesten har laget, så ingenting lages to ganger",
        until="Et år etter at kullet er avsluttet, om ikke programmet sier noe annet",
        mentions=True,
        days="people",
    ),
    Kept(
        table="browsersession",
        data=DataClass.sign_in,
        why="Holde nettleseren innlogget",
        until="Når økten er over",
        theirs=(("entra_id", "entra_id"), ("email", "email")),
        since="ends_at",
        days=0,
    ),
    Kept(
        table="signinattempt",
        data=DataClass.sign_in,
        why="Fullføre en innlogging som er begynt",
        until="Når forsøket er utløpt",
        since="ends_at",
        days=0,
    ),
    Kept(
        table="personallink",
        data=DataClass.sign_in,
        why="La en person gjøre én ting uten innlogging",
        until="Når lenken er utløpt",
        theirs=(("person_id", "id"),),
        mentions=True,
        since="ends_at",
        days=0,
    ),
    Kept(
        table="auditrecord",
        data=DataClass.log,
        why="Kunne svare på hvem som gjorde hva",
        until="Beholdes; personer som slettes, står med pseudonym",
        mentions=True,
    ),
    Kept(
        table="cohortdeviation",
        data=DataClass.work,
        why="Huske hvorfor programmet er tilpasset for et kull",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="placechange",
        data=DataClass.work,
        why="Vise hvem som ga et team plass, og hvorfor",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="formername",
        data=DataClass.work,
        why="Kjenne igjen et team i et påmeldingsark som bruker det gamle navnet",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="team",
        data=DataClass.work,
        why="Vise hva teamet forbedrer",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="approval",
        data=DataClass.log,
        why="Vite hvem som godkjente en forhåndsvisning",
        until="Beholdes; personer som slettes, står med pseudonym",
        mentions=True,
    ),
    Kept(
        table="halt",
        data=DataClass.log,
        why="Vise hvem som har stanset skrivingen til Microsoft 365, og hvorfor",
        until="Til noen slipper den løs; personer som slettes, står med pseudonym",
        mentions=True,
    ),
    Kept(
        table="look",
        data=DataClass.frame,
        why="Vite når Microsoft 365 sist ble sett over",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="meeting",
        data=DataClass.frame,
        why="Møtene i kullet",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="countyholiday",
        data=DataClass.frame,
        why="Skoleferiene i fylkene, som datoene holdes opp mot",
        until="Beholdes",
        mentions=True,
    ),
    Kept(
        table="ownprogramme",
        data=DataClass.frame,
        why="Programmene enheten har laget",
        until="Beholdes",
        mentions=True,
    ),
    Kept(
        table="channeladdress",
        data=DataClass.frame,
        why="Legge beskjeder om innleveringer i teamets kanal. Adressen er hemmelig: den som har den, kan skrive der",
        until="Et år etter at kullet er avsluttet, om ikke enheten fjerner den før",
        mentions=True,
        days="people",
    ),
    Kept(
        table="owntemplate",
        data=DataClass.frame,
        why="Malene enheten har lagt inn for teamene",
        until="Beholdes sammen med kullet",
        mentions=True,
    ),
    Kept(
        table="cohort",
        data=DataClass.frame,
        why="Kullene",
        until="Beholdes",
        mentions=True,
    ),
    Kept(
        table="answeredonce",
        data=DataClass.frame,
        why="Svare likt på en forespørsel som sendes to ganger",
        until="Etter en dag",
        theirs=(("person", "entra_id"),),
        opaque=True,
        since="begun_at",
        days=1,
    ),
    Kept(
        table="mailspent",
        data=DataClass.frame,
        why="Holde grensen for hvor mange en postkasse kan sende til",
        until="Etter 30 dager",
        since="at",
        days=30,
    ),
    Kept(
        table="purgereceipt",
        data=DataClass.log,
        why="Vise at slettefristene er holdt",
        until="Etter fem år",
        since="at",
        days=5 * 365,
    ),
    Kept(
        table="erasure",
        data=DataClass.log,
        why="Fullføre en sletting som venter på Microsoft 365",
        until="Navnet og adressen går når slettingen er fullført",
    ),
    *(
        Kept(table=table, data=DataClass.frame, why=why, until="Beholdes")
        for table, why in (
            ("organisation", "Foretak og kommuner"),
            ("deliverable", "Hva teamene skal levere"),
            ("enginepause", "Vite at tjenesten står stille"),
            ("jobrun", "Vite når hver av klokkas oppgaver sist ble gjort"),
            ("audithead", "Holde loggen sammen"),
            ("joinlink", "Lenken til et digitalt møte"),
            ("attendancereading", "Vite når det ble spurt hvem som var på møtet"),
            ("mailbox", "Følge en postkasse"),
            ("library", "Følge filene i et kull"),
            ("teamtime", "Et teams egen tid for et møte"),
            ("calendarcursor", "Vite hvor langt kalenderen er lest"),
            ("organisermailbox", "Postkassene det inviteres fra"),
            ("unreadablesource", "Si fra om en kilde i Microsoft 365 ikke kan leses"),
            ("grantedpermissions", "Vite når tjenestens tillatelser er endret"),
            ("pacelane", "Holde Microsofts grenser"),
        )
    ),
)
BY_TABLE = {kept.table: kept for kept in REGISTER}

STAYS_AFTER_ERASURE = (
    "Outlook: invitasjoner, avlysninger og meldinger som er sendt, i mottakernes og avsenderens postkasser.",
    "Planner: kommentarer, og hvem som har krysset av eller fullført en oppgave.",
    "Teams: det personen har skrevet i kanaler og chat, og deltakerlister fra møter som er holdt.",
    "Filer: filer personen har laget eller endret, deres versjonshistorikk, og videoer personen er med i.",
    "Entra: gjestekontoen, om personen ble invitert som gjest, og innloggingsloggene.",
    "Sikkerhetskopier av databasen: tjenestens egne til de er 30 dager (KULL_BACKUP_DAYS), andre til de overskrives.",
    "Kopier ved siden av en SQLite-database fra før den ble oppdatert (kull.db.before-…), i høyst fjorten døgn.",
)
"""What an erasure here does not reach. Whoever erases is told, and asks the one who runs Microsoft 365."""
