"""Everything that leaves the house, byte by byte: answers to each role, and all that lies in the tenant.

A union representative, another organisation's people and everybody's addresses are looked for where they may not be.
"""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import SQLModel, select
from support import everybody, small_cohort
from support.service import ask, signed_in

from app import cohorts, meetings
from app.access import ROUTES
from app.audit import Deed
from app.cohorts.models import RequestKind, Team
from app.db import unit_of_work
from app.enrolment import drafts
from app.meetings import feeds
from app.meetings.attendance import door_list
from app.meetings.attendance import service as attendance
from app.meetings.attendance.warnings import warn_about_absence
from app.meetings.models import Invited, Meeting, Presence, Response
from app.outbox.models import OwedMessage

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

TOO_MANY = 429
CANARY, ITS_ADDRESS = "Kanari Gulfugl", "kanari.gulfugl@example.no"
REPRESENTATIVE = f"Nordlandssykehuset;1;Kirurgi;{CANARY};{ITS_ADDRESS};tillitsvalgt"
THE_ROLE = re.compile(
    r"tillitsval[gd]t?|union[ _-]?rep|fagforening|hovedtillits|shop[ _-]?steward", re.IGNORECASE
)
OF_NOBODY = (
    "Tillitsvalgt og/eller verneombud er med.",
    "mangler tillitsvalgt eller verneombud",
    "tillitsvalgt eller verneombud",
)
"""What a programme asks of every team, and the lack of it: of nobody in particular."""
CLOSE = {"administrator", "improvement_unit", "mentor", "team_leader", "team_member"}
OTHERS_PEOPLE = ("Carl Dahl", "Dina Eng", small_cohort.CARL, small_cohort.DINA)
OWN_ORGANISATION_ALONE = {
    *("mentor", "team_leader", "team_member", "trust_contact", "nearest_leader", "top_leader"),
    *("signed_in", "stranger"),
}
ADDRESSES = (small_cohort.ANNE, small_cohort.BERIT, ITS_ADDRESS)
NAMES_ALONE = {"faculty", "trust_contact", "nearest_leader", "top_leader", "signed_in", "stranger"}


class Answer(NamedTuple):
    route: str
    role: str
    text: str


def test_no_answer_tells_a_reader_what_is_not_theirs_to_know(here: Path) -> None:
    """Every route that is read, as each role, in every language of pages."""
    answers = _read_by_everybody(_a_cohort_with_everything())
    assert len(answers) > 100
    assert {
        "the role of a union representative": _where(
            answers, lambda one: one.role not in CLOSE, _tells_the_role
        ),
        "another organisation's people": _where(
            answers, lambda one: one.role in OWN_ORGANISATION_ALONE, _names_others
        ),
        "addresses": _where(answers, lambda one: one.role in NAMES_ALONE, _gives_an_address),
    } == {"the role of a union representative": [], "another organisation's people": [], "addresses": []}


def test_no_byte_in_microsoft_365_and_none_that_is_printed_tells_who_represents_a_union(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Mails, meetings, tasks, channels, members, files and what is in them; letters, lists and calendars."""
    _, tokens = _a_cohort_with_everything()
    rows = [row for table in sandbox.state.tables.values() for row in table.rows.values()]
    files = [_text(sandbox.state.blobs.get(row["content"])) for row in rows if row.get("content")]
    assert len(files) > 5
    everywhere = json.dumps(rows, default=str, ensure_ascii=False)
    assert ITS_ADDRESS in everywhere
    assert THE_ROLE.findall(everywhere.replace(CANARY, "")) == []
    printed = _printed(tokens)
    assert CANARY in printed["door list"]
    found = {"files": "".join(files), "letters": "".join(_letters()), **printed}
    assert [name for name, text in found.items() if THE_ROLE.search(text)] == []
    assert {name for name, text in printed.items() if _gives_an_address(text)} == set()


def test_a_person_who_is_absent_or_declines_is_named_in_drafts_alone(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Whatever has happened, the jobs have worked: no mailbox has a letter that names her to anybody else."""
    _a_cohort_with_everything()
    small_cohort.work(1)
    with unit_of_work() as session:
        naming = {
            (one.step, one.recipient, str(one.state))
            for one in session.exec(select(OwedMessage))
            if CANARY in one.subject + one.text and one.recipient != ITS_ADDRESS
        }
    assert {(step, state) for step, _, state in naming} == {("forfall", "draft"), ("twice_missing", "draft")}
    assert {to for _, to, _ in naming} == {small_cohort.ANNE, "mentor@example.no", "team-leader@example.no"}
    mails = [row for row in sandbox.state.all("mail") if CANARY in json.dumps(row, ensure_ascii=False)]
    assert [row for row in mails if ITS_ADDRESS not in json.dumps(row)] == []


def _printed(tokens: dict[str, str]) -> dict[str, str]:
    """Everything `kull export` writes, a calendar that is subscribed to, and the empty workbook."""
    now = small_cohort.now()
    with unit_of_work() as session:
        rotas = meetings.rotas(session, 1)
        meeting_id = _meeting_with_answers(session)
        return {
            "dates in Word": _text(meetings.rota_as_word(rotas)),
            "dates in Excel": _text(meetings.rota_as_excel(rotas)),
            "door list": _text(meetings.door_list_to_print(session, meeting_id, now=now)),
            "calendar": feeds.read(session, tokens["/kalender/{token}.ics"], now=now).decode(),
        }


def _letters() -> list[str]:
    with unit_of_work() as session:
        return [f"{one.subject}\n{one.text}\n" for one in session.exec(select(OwedMessage))]


def _a_cohort_with_everything() -> tuple[dict[str, str], dict[str, str]]:
    """Enrol, provision, invite, hold and write; return people by role, and the tokens of personal addresses."""
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(cohort_id, [*small_cohort.TEAMS, REPRESENTATIVE])
    people = everybody.introduced(team="Kirurgi") | {"signed_in": small_cohort.ORGANISER}
    everybody.make_known({"signed_in": small_cohort.ORGANISER})
    small_cohort.provision(cohort_id)
    return people, _written_about(cohort_id)


def _written_about(cohort_id: int) -> dict[str, str]:
    """A change reported in free text, a workbook that waits, answers, attendance and links."""
    now = small_cohort.now()
    deed = Deed(actor="rhf", at=now)
    sheet = "\n".join([small_cohort.HEADINGS, *small_cohort.TEAMS]).encode()
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        said = f"Kommer inn: {CANARY}\nRolle: tillitsvalgt"
        cohorts.send_request(session, team, kind=RequestKind.change, text=said, deed=deed)
        drafts.keep(session, cohort_id=cohort_id, data=sheet, filename="p.csv", deed=deed)
        found = meetings.of_cohort(session, cohort_id)
        first = next(one for one in found if one.starts_at and _has_invited(session, one))
        for row in session.exec(select(Invited).where(Invited.meeting_id == first.id)):
            row.response = Response.declined if row.email == ITS_ADDRESS else Response.accepted
        for meeting in [one for one in found if one.starts_at][:2]:
            for email in (ITS_ADDRESS, *small_cohort.INVITED):
                attendance.note(session, meeting, email, Presence.absent, by="rhf", now=now)
            warn_about_absence(session, meeting, now=now)
        meetings.nudge_leaders(session, first, now=now)
        return {
            "/oppmote/{token}": door_list.open_list(session, first.id, now=now),
            "/kalender/{token}.ics": feeds.open_team(session, cohort_id, team="Kirurgi", deed=deed),
        }


def _has_invited(session: Any, meeting: Meeting) -> bool:
    return session.exec(select(Invited).where(Invited.meeting_id == meeting.id)).first() is not None


def _read_by_everybody(made: tuple[dict[str, str], dict[str, str]]) -> list[Answer]:
    people, tokens = made
    addresses = {
        route: _address(route.removeprefix("GET "), tokens) for route in ROUTES if route.startswith("GET ")
    }

    async def asked(client: httpx.AsyncClient) -> list[Answer]:
        who = {"stranger": {}} | {role: signed_in(client, email=email) for role, email in people.items()}
        return [
            Answer(route, role, _text(answer.content))
            for role, headers in who.items()
            for route, address in addresses.items()
            for language in _languages(role, address)
            if (answer := await _read(client, address, headers | _speaking(language))).status_code == 200
        ]

    return ask(asked, as_role=None)


def _languages(role: str, address: str) -> tuple[str, ...]:
    """Pages are read in three languages by those who may not know; programs are answered alike in all."""
    return ("nb",) if role in CLOSE or address.startswith("/api") else ("nb", "nn", "en")


def _speaking(language: str) -> dict[str, str]:
    return {"Cookie": f"kull_language={language}"}


async def _read(client: httpx.AsyncClient, address: str, headers: dict[str, str]) -> httpx.Response:
    answer = await client.get(address, headers=headers)
    while answer.status_code == TOO_MANY:  # we ask faster than anybody may
        await asyncio.sleep(0.5)
        answer = await client.get(address, headers=headers)
    assert answer.status_code < 500, (address, answer.text)
    return answer


def _address(path: str, tokens: dict[str, str]) -> str:
    """The address of Kirurgi's own thing, where a route is about a row."""
    for name in re.findall(r"{(\w+)_id}", path):
        path = path.replace(f"{{{name}_id}}", _row_of(name, "id"))
    for name in re.findall(r"{(\w+)_uid}", path):
        path = path.replace(f"{{{name}_uid}}", _row_of(name, "uid"))
    return path.replace("{key}", "torn-kull-3").replace("{token}", tokens.get(path, "none"))


def _row_of(table_name: str, column: str) -> str:
    table = SQLModel.metadata.tables[table_name]
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        mine = {"team": table.c.id == team.id, "meeting": table.c.id == _meeting_with_answers(session)}
        usual = table.c.team_id == team.id if "team_id" in table.c else None
        found = select(table.c[column])
        which = mine.get(table_name, usual)
        return str(session.exec(found if which is None else found.where(which)).first() or 0)


def _meeting_with_answers(session: Any) -> int:
    return int(
        session.exec(select(Invited.meeting_id).where(Invited.response == Response.declined)).first() or 0
    )


def _text(content: bytes) -> str:
    """The text of bytes; of a packed document, of all that is in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def _tells_the_role(text: str) -> bool:
    for said in OF_NOBODY:
        text = text.replace(said, "")
    return "Gulfugl" in text and THE_ROLE.search(text) is not None


def _names_others(text: str) -> bool:
    return any(one in text for one in OTHERS_PEOPLE)


def _gives_an_address(text: str) -> bool:
    return any(one in text for one in ADDRESSES)


def _where(answers: list[Answer], is_reader: Any, finds: Any) -> list[str]:
    return [f"{one.role}: {one.route}" for one in answers if is_reader(one) and finds(one.text)]
