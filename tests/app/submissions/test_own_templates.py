"""Maler: a file of the unit's own is put in the teams' folders, and what it says is nobody's answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort, tenant_census
from support.handing_in import channel_of, look, replace
from support.papers import reports as papers
from support.service import ask

from app.audit import AuditRecord
from app.db import unit_of_work
from app.deliverables.fields import POSTER
from app.provisioning.by_hand import tasks_file
from app.provisioning.ledger.models import TenantObject
from app.submissions import own_templates
from app.submissions.models import Submission

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

PAGE, REPORT = "/kull/1/innleveringer/maler", "Statusrapport 1.docx"
HINT = "Ett mål, med tall og dato"
OWN = papers.word(
    papers.p("[Virksomhetens logo]"),
    papers.table(*((field.label, HINT if field.key == "mal" else "") for field in POSTER)),
)
LACKING = papers.word(papers.table(*((field.label, "") for field in POSTER if field.key != "leder")))
MACROS = papers.packed({"word/document.xml": "<a/>", "word/vbaProject.bin": b"code"})
LETTER = papers.word(papers.p("Kjære team, her er malen."))
NUMBERED = papers.word(papers.table(("1. Mål", "13097248022")))


async def _upload(
    client: httpx.AsyncClient, content: bytes, *, name: str = REPORT, filename: str = "Vår mal.docx"
) -> httpx.Response:
    return await client.post(PAGE, data={"name": name}, files={"template": (filename, content)})


def _answer(page: str) -> str:
    (said,) = re.findall(r'<p class="answer">(.*?)</p>', page, re.DOTALL)
    return " ".join(said.split())


def _refusals(page: str) -> list[str]:
    return re.findall(r'<a href="#template-\d+">(.*?)</a>', page)


def _put(team_id: int = 1) -> bytes:
    with unit_of_work() as session:
        return tasks_file.file_content(session, 1, team_id=team_id, source="statusrapport", name=REPORT)


def _in_the_folder(sandbox: SandboxOnASocket) -> list[bytes]:
    """What lies in each team's folder under the name of the report."""
    with unit_of_work() as session:
        ids = session.exec(
            select(TenantObject.external_id).where(TenantObject.kind == "file").order_by(TenantObject.key)
        ).all()
    tenant = tenant_census.Tenant(sandbox.address)
    drives = [(one or "").replace("/", "/items/") for one in ids]
    found = [
        tenant.http.get(f"{sandbox.address}/v1.0/drives/{one}/content", follow_redirects=True).content
        for one in drives
        if tenant.get(f"/drives/{one}")["name"] == REPORT
    ]
    tenant.close()
    return found


def test_a_template_of_the_units_own_is_used_until_ours_is_used_again(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)
    ours = _put()

    async def used(client: httpx.AsyncClient) -> list[Any]:
        before = _answer((await client.get(PAGE)).text)
        taken = await _upload(client, OWN)
        page = (await client.get(PAGE)).text
        own = _put()
        back = await client.post(f"{PAGE}/var", data={"name": REPORT})
        after = _answer((await client.get(PAGE)).text)
        return [before, taken.status_code, _answer(page), own == OWN, back.status_code, after]

    assert ask(used) == [
        "Teamene får våre maler.",
        303,
        "1 mal er enhetens egen. Resten er våre.",
        True,
        303,
        "Teamene får våre maler.",
    ]
    assert _put() == ours
    with unit_of_work() as session:
        acts = session.exec(select(AuditRecord.act).where(AuditRecord.about == f"template:1:{REPORT}")).all()
    assert acts == ["own template uploaded", "own template put aside"]


def test_what_the_template_lacks_is_said_and_the_rest_can_be_read(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)

    async def looked(client: httpx.AsyncClient) -> str:
        await _upload(client, LACKING)
        return (await client.get(PAGE)).text

    page = ask(looked)
    with unit_of_work() as session:
        used = own_templates.own_templates_of(session, 1)
    assert [(one.lacks, len(one.found)) for one in used if one.own] == [(("Nærmeste leder",), 12)]
    (lacking,) = re.findall(r'data-color="warning">.*?<ul lang="nb">(.*?)</ul>', page, re.DOTALL)
    assert re.findall(r"<li>(.*?)</li>", lacking) == ["Nærmeste leder"]
    assert [int(n) for n in re.findall(r"(\d+) felt kan leses", page)] == [5, 12, 13, 13, 13]


@pytest.mark.parametrize(
    ("content", "filename", "told"),
    [
        (MACROS, "Mal.docx", "Filen inneholder makroer og er ikke åpnet."),
        (LETTER, "Mal.docx", "Malen har ingen felt vi kjenner igjen."),
        (NUMBERED, "Mal.docx", "I malen står noe som ser ut som et fødselsnummer."),
        (b"", "Mal.docx", "Filen er tom."),
        (OWN, "Mal.docm", "«Statusrapport 1.docx» må være en .docx-fil."),
        (
            papers.packed({"ppt/presentation.xml": "<a/>"}),
            "Mal.docx",
            "Filen heter .docx, men er en .pptx-fil.",
        ),
        (OWN + bytes(4 * 1024 * 1024), "Mal.docx", "Malen er over 4 MB."),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason_and_ours_stays(
    here: Path, content: bytes, filename: str, told: str
) -> None:
    small_cohort.started("torn-kull-3", 2026)
    ours = _put()

    async def tried(client: httpx.AsyncClient) -> list[Any]:
        answer = await _upload(client, content, filename=filename)
        return [answer.status_code, [said[: len(told)] for said in _refusals(answer.text)]]

    assert ask(tried) == [422, [told]]
    assert _put() == ours


def test_a_plan_has_no_fields_and_stays_ours(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)

    async def tried(client: httpx.AsyncClient) -> list[Any]:
        answer = await _upload(client, OWN, name="Fremdriftsplan tiltak.xlsx", filename="Plan.xlsx")
        return [answer.status_code, _refusals(answer.text)]

    assert ask(tried) == [
        422,
        ["Kullet har ingen mal som heter «Fremdriftsplan tiltak.xlsx», og som kan byttes ut."],
    ]


def test_only_the_unit_chooses_templates(here: Path) -> None:
    small_cohort.started("torn-kull-3", 2026)

    async def tried(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(PAGE)).status_code, (await _upload(client, OWN)).status_code]

    assert ask(tried, as_role="insight") == [403, 403]


def test_it_is_put_in_folders_that_lack_the_file_and_never_over_one_that_lies_there(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    small_cohort.started("torn-kull-3", 2026)
    ask(lambda client: _upload(client, OWN))
    small_cohort.provision(1)
    assert _in_the_folder(sandbox) == [OWN, OWN]
    ask(lambda client: _upload(client, LACKING))
    small_cohort.work(1)
    assert _in_the_folder(sandbox) == [OWN, OWN]
    page = ask(lambda client: client.get(PAGE)).text
    assert page.count("2 team har alt fått filen, og beholder den.") == 7


@pytest.mark.parametrize("then", ["another of its own", "ours again"])
def test_what_a_template_said_is_no_teams_answer_whatever_is_used_then(
    then: str, here: Path, sandbox: SandboxOnASocket
) -> None:
    small_cohort.started("torn-kull-3", 2026)
    ask(lambda client: _upload(client, OWN))
    small_cohort.provision(1)
    look(1)
    if then == "ours again":
        ask(lambda client: client.post(f"{PAGE}/var", data={"name": REPORT}))
    else:
        ask(lambda client: _upload(client, LACKING))
    filled = papers.word(
        papers.table(*((f.label, {"mal": HINT, "tiltak": "Sjekkliste"}.get(f.key, "")) for f in POSTER))
    )
    replace(sandbox.address, channel_of(1, "Kirurgi"), f"03 Statusrapporter/{REPORT}", filled)
    look(1)
    with unit_of_work() as session:
        (fields,) = session.exec(select(Submission.fields)).all()
    assert {key: one["text"] for key, one in fields.items()} == {"tiltak": "Sjekkliste"}
