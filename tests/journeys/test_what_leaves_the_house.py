"""Everything that leaves the house, byte by byte: answers to each role, and all that lies in the tenant.

A union representative, another organisation's people and everybody's addresses are looked for where they may not be.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import SQLModel, select
from support import small_cohort
from support.leaving.cohort import FEED, Everything, a_cohort_with_everything, meeting_with_answers
from support.leaving.search import (
    AN_ADDRESS,
    CANARY,
    ITS_ADDRESS,
    THE_ROLE,
    gives_an_address,
    names_others,
    tells_the_role,
    text_of,
)
from support.service import ask, signed_in

from app import meetings
from app.access import ROUTES
from app.cohorts.models import Team
from app.db import unit_of_work
from app.meetings import feeds
from app.outbox.models import OwedMessage
from app.provisioning.ledger.models import TenantObject
from app.submissions.show import running_order

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

TOO_MANY = 429
READ = {200, 206}
CLOSE = {"administrator", "improvement_unit", "mentor", "team_leader", "team_member"}
OWN_ORGANISATION_ALONE = {
    *("mentor", "team_leader", "team_member", "trust_contact", "nearest_leader", "top_leader"),
    *("signed_in", "stranger"),
}
NEVER_READ = {
    *("GET /sign-in", "GET /sign-in/back"),  # lead on to Microsoft
    "GET /_sandbox",  # leads on to the sandbox
    "GET /api/cohorts/{cohort_id}/activation",  # of a hidden cohort
    "GET /api/cohorts/{cohort_id}/programme-version",  # of a cohort that has a newer version to go to
    *("GET /soknad/{token}", "GET /soknad/{token}/{number}/pdf"),  # of a trust's contact who was sent a link
    "GET /forpliktelse/{token}",  # of a nearest leader who was asked; this cohort has none
    "GET /kull/{cohort_id}/pamelding/ark/merket",  # of a cohort where a workbook waits, to whoever uploaded it
}
"""What answers nobody in this cohort, and why."""
FORMS = ["?form=csv", "?form=jsonl"]
DOWNLOADED = {
    "GET /en-side/{token}",
    "GET /kull/{cohort_id}/en-side.pdf",
    "GET /api/audit/export",
    "GET /api/cohorts/{cohort_id}/by-hand/file",
    "GET /api/programmes/{key}.yaml",
    "GET /kull/{cohort_id}/pamelding/mal",
    "GET /kull/{cohort_id}/plasser/brev",
    "GET /kull/{cohort_id}/soknad/{team_id}/pdf",
}
BY_AGREEMENT = ("top_leader", "GET /api/cohorts/{cohort_id}/leaders-attendance")
"""Leaders' attendance is told by address, to their own top leader, once that has been agreed."""
NAMES_ALONE = {"faculty", "trust_contact", "nearest_leader", "top_leader", "signed_in", "stranger"}


class Answer(NamedTuple):
    route: str
    role: str
    text: str
    attached: bool = False


def test_no_answer_tells_a_reader_what_is_not_theirs_to_know(here: Path, sandbox: SandboxOnASocket) -> None:
    """Every route that is read, as each role, in every language of pages."""
    answers = _read_by_everybody(a_cohort_with_everything(sandbox, here))
    assert _never_read(answers) == NEVER_READ
    assert {one.route for one in answers if one.attached} == DOWNLOADED
    assert {
        "the role of a union representative": _where(
            answers, lambda one: one.role not in CLOSE, tells_the_role
        ),
        "another organisation's people": _where(
            answers, lambda one: one.role in OWN_ORGANISATION_ALONE, names_others
        ),
        "addresses": _where(answers, _gets_names_alone, gives_an_address),
    } == {"the role of a union representative": [], "another organisation's people": [], "addresses": []}


def test_a_stranger_with_a_leaked_link_sees_names_of_one_team_and_no_address_at_all(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Neither a member's address nor the mentor's; the role of a representative least of all."""
    tokens = a_cohort_with_everything(sandbox, here).tokens
    by_link = _read_by_links(tokens)
    assert {route: len(texts) for route, texts in by_link.items()} == {
        "/oppmote/{token}": 3,
        FEED: 6,
        "/hva-na/{token}": 6,
        "/samtykke/{token}": 3,
        "/en-side/{token}": 3,
    }
    pages = {route: "".join(texts) for route, texts in by_link.items()}
    assert {route for route, text in pages.items() if CANARY in text} == {"/hva-na/{token}", FEED}
    assert [text for text in pages.values() if AN_ADDRESS.search(text) or names_others(text)] == []
    assert [text for text in pages.values() if THE_ROLE.search(text)] == []


def test_no_byte_in_microsoft_365_and_none_that_is_printed_tells_who_represents_a_union(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Mails, meetings, tasks, channels, members, files and what is in them; letters, lists and calendars."""
    tokens = a_cohort_with_everything(sandbox, here).tokens
    rows = [row for table in sandbox.state.tables.values() for row in table.rows.values()]
    files = [text_of(sandbox.state.blobs.get(row["content"])) for row in rows if row.get("content")]
    assert len(files) > 5
    everywhere = json.dumps(rows, default=str, ensure_ascii=False)
    assert ITS_ADDRESS in everywhere
    assert THE_ROLE.findall(everywhere.replace(CANARY, "")) == []
    printed = _printed(tokens)
    assert CANARY in printed["door list"]
    found = {"files": "".join(files), "letters": "".join(_letters()), **printed}
    assert [name for name, text in found.items() if THE_ROLE.search(text)] == []
    assert {name for name, text in printed.items() if gives_an_address(text)} == set()


def test_a_person_who_is_absent_or_declines_is_named_in_drafts_alone(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Whatever has happened, the jobs have worked: no mailbox has a letter that names her to anybody else."""
    a_cohort_with_everything(sandbox, here)
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


def _printed(tokens: dict[str, list[str]]) -> dict[str, str]:
    """Everything `kull export` writes, a calendar that is subscribed to, and the empty workbook."""
    now = small_cohort.now()
    with unit_of_work() as session:
        rotas = meetings.rotas(session, 1)
        meeting_id = meeting_with_answers(session)
        return {
            "dates in Word": text_of(meetings.rota_as_word(rotas)),
            "dates in Excel": text_of(meetings.rota_as_excel(rotas)),
            "door list": text_of(meetings.door_list_to_print(session, meeting_id, now=now)),
            "calendar": feeds.read(session, tokens[FEED][0], now=now).decode(),
        }


def _letters() -> list[str]:
    with unit_of_work() as session:
        return [f"{one.subject}\n{one.text}\n" for one in session.exec(select(OwedMessage))]


def _read_by_links(tokens: dict[str, list[str]]) -> dict[str, list[str]]:
    async def asked(client: httpx.AsyncClient) -> dict[str, list[str]]:
        return {
            route: [
                (await _read(client, route.replace("{token}", token), _speaking(language))).text
                for token in links
                for language in ("nb", "nn", "en")
            ]
            for route, links in tokens.items()
        }

    return ask(asked, as_role=None)


def _never_read(answers: list[Answer]) -> set[str]:
    return {route for route in ROUTES if route.startswith("GET ")} - {one.route for one in answers}


def _read_by_everybody(made: Everything) -> list[Answer]:
    addresses = [
        (route, address)
        for route in ROUTES
        if route.startswith("GET ")
        for address in _addresses(route.removeprefix("GET "), made.tokens)
    ]

    async def asked(client: httpx.AsyncClient) -> list[Answer]:
        who = {"stranger": {}} | {role: signed_in(client, email=email) for role, email in made.people.items()}
        return [
            Answer(route, role, text_of(answer.content), "content-disposition" in answer.headers)
            for role, headers in who.items()
            for route, address in addresses
            for language in _languages(role, address)
            if (answer := await _read(client, address, headers | _speaking(language))).status_code in READ
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


def _addresses(path: str, tokens: dict[str, list[str]]) -> list[str]:
    """The addresses of Kirurgi's own things, where a route is about a row; one for each link that opens it."""
    made = path.replace("{key}", "torn-kull-3").replace("{film}", _film())
    for name in re.findall(r"{(\w+)_id}", made):
        made = made.replace(f"{{{name}_id}}", _row_of(name, "id"))
    for name in re.findall(r"{(\w+)_uid}", made):
        made = made.replace(f"{{{name}_uid}}", _row_of(name, "uid"))
    asked = {"/api/cohorts/{cohort_id}/by-hand/file": [f"?key={_file_of_ours()}"], "/api/audit/export": FORMS}
    links = [made.replace("{token}", token) for token in tokens.get(path, ["none"])]
    return [f"{link}{query}" for link in links for query in asked.get(path, [""])]


def _file_of_ours() -> str:
    with unit_of_work() as session:
        return session.exec(select(TenantObject.key).where(TenantObject.kind == "file")).first() or ""


def _film() -> str:
    with unit_of_work() as session:
        (film,) = running_order.show_reel(session, 1, now=small_cohort.now())
        return film.item_id


def _row_of(table_name: str, column: str) -> str:
    table = SQLModel.metadata.tables[table_name]
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        mine = {"team": table.c.id == team.id, "meeting": table.c.id == meeting_with_answers(session)}
        usual = table.c.team_id == team.id if "team_id" in table.c else None
        found = select(table.c[column])
        which = mine.get(table_name, usual)
        return str(session.exec(found if which is None else found.where(which)).first() or 0)


def _gets_names_alone(one: Answer) -> bool:
    return one.role in NAMES_ALONE and (one.role, one.route) != BY_AGREEMENT


def _where(answers: list[Answer], is_reader: Any, finds: Any) -> list[str]:
    return [f"{one.role}: {one.route}" for one in answers if is_reader(one) and finds(one.text)]
