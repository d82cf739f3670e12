"""What a programme says of a meeting reaches the calendar, the plan and the pages, and follows the place."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from support.outlook import as_person, the_event
from support.service import ask
from support.small_cohort import INVITED, ORGANISER, TEAMS, enrol, mail_in, now, provision, seen_in, work

from app.audit import Deed
from app.cohorts import service as cohorts
from app.db import migrate, unit_of_work
from app.meetings import service as meetings
from app.programmes.language.check import accepted, parsed
from app.provisioning.lifecycle.start import start_cohort

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

PROGRAMME = """
key: innhold
name: Innhold
owner: Sykehuset Eksempel
version: 1
purpose: Øve
source: {document: Et notat, year: 2026}
venues:
  vekselvis: {between: [tromso, Bodø]}
  tromso:
    name: Scandic Ishavshotel, Tromsø
    address: Fredrik Langes gate 2
    travel: Ti minutter fra flyplassen.
    link: https://hotell.example.no/tromso
meetings:
  - key: innsjekk
    kind: phone_meeting
    title: Telefonmøte
    audience: teams
    mode: digital
    when: {day: 08-31}
    start: "13:00"
    end: "13:30"
    guide: [Hva har dere prøvd siden sist?, "Hva lærte dere? <Kort>"]
  - key: samling-1
    kind: gathering
    title: Samling 1
    audience: teams
    mode: physical
    when: {day: 09-16, to: 09-17}
    place: vekselvis
    text: Ta med PC.
    agenda:
      - {time: "09:00", item: Velkommen, responsible: Direktøren}
      - {time: "12:00", item: Lunsj}
      - {time: "08:30", day: 2, item: Måling & indikatorer}
    links:
      - {title: Reiseregler, address: "https://intranett/reise?a=1&b=2"}
deliverables:
  - key: evaluering
    type: evaluation
    title: Evaluering
    due: {after: samling-1, days: 7}
    required_after: samling-1
    freeze_after: {after: samling-1, days: 14}
    form: https://forms.office.com/e/1
tasks:
  team:
    - key: etter
      title: Etter samlingen
      tasks: [{key: svare, title: Svare på evalueringen, deliverable: evaluering}]
"""
CHECK_IN = (
    "<h2>Dette går vi gjennom</h2>"
    "<ul><li>Hva har dere prøvd siden sist?</li><li>Hva lærte dere? &lt;Kort&gt;</li></ul>"
    "<p>Møtet er digitalt; lenken står nederst.</p>"
)
GATHERING = (
    "<p>Ta med PC.</p>"
    "<h2>Program dag 1</h2><ul><li>09.00 Velkommen (Direktøren)</li><li>12.00 Lunsj</li></ul>"
    "<h2>Program dag 2</h2><ul><li>08.30 Måling &amp; indikatorer</li></ul>"
    "<h2>Slik finner du fram</h2>"
    "<p>Scandic Ishavshotel, Tromsø, Fredrik Langes gate 2</p><p>Ti minutter fra flyplassen.</p>"
    '<p><a href="https://hotell.example.no/tromso">https://hotell.example.no/tromso</a></p>'
    '<h2>Les mer</h2><ul><li><a href="https://intranett/reise?a=1&amp;b=2">Reiseregler</a></li></ul>'
)
WRITTEN = "<p>Middag kl. 19 på Mathallen.</p>"
TASK = (
    "Dette spørres det etter fra og med onsdag 16.09.2026.\n"
    "Det som kommer etter onsdag 30.09.2026, er en senere versjon.\n\n"
    "Svar i skjemaet: https://forms.office.com/e/1"
)


@pytest.fixture
def cohort_id(here: Path) -> int:
    """A cohort whose gathering got its place before anybody was invited."""
    made = _begun()
    _choose_tromso(made)
    return made


def _begun() -> int:
    migrate()
    rhf = Deed(actor="rhf", at=now())
    definition = accepted(parsed(PROGRAMME))
    with unit_of_work() as session:
        made = start_cohort(session, definition=definition, start_year=2026, name="Kullet", deed=rhf).id
    enrol(made, TEAMS)
    return made


def _choose_tromso(cohort_id: int) -> None:
    with unit_of_work() as session:
        gathering = meetings.with_key(session, cohort_id=cohort_id, key="samling-1")
        place = "Scandic Ishavshotel, Tromsø"
        meetings.hold_at(session, gathering.id, place=place, deed=Deed(actor="rhf", at=now()))


def test_the_invitation_and_the_task_hold_it(cohort_id: int, sandbox: SandboxOnASocket) -> None:
    provision(cohort_id)
    check_in, gathering = (_body(sandbox, title) for title in ("Telefonmøte", "Samling 1"))
    assert check_in[: len(CHECK_IN)] == CHECK_IN
    assert gathering == GATHERING
    tasks = [task for team in seen_in(sandbox.address).teams for task in team.tasks]
    assert [task.description.partition("\n\nkull:")[0] for task in tasks] == [TASK, TASK]


@pytest.mark.parametrize(
    ("written", "told"), [(None, GATHERING), (WRITTEN, WRITTEN)], ids=["as sent", "written in"]
)
def test_the_way_to_a_place_chosen_later_comes_with_it_but_over_nothing_that_a_person_wrote(
    here: Path, sandbox: SandboxOnASocket, written: str | None, told: str
) -> None:
    cohort_id = _begun()
    provision(cohort_id)
    event = the_event(sandbox.address, "Samling 1")
    if written:
        body = {"body": {"contentType": "html", "content": written}}
        as_person(sandbox.address, ORGANISER, "PATCH", f"/users/{ORGANISER}/events/{event['id']}", body)
    before = {address: len(kinds) for address, kinds in mail_in(sandbox.address).items()}
    _choose_tromso(cohort_id)
    work(cohort_id)
    after = mail_in(sandbox.address)
    assert _body(sandbox, "Samling 1") == told
    assert the_event(sandbox.address, "Samling 1")["location"]["displayName"] == "Scandic Ishavshotel, Tromsø"
    assert {address: after[address][before[address] :] for address in INVITED} == {
        address: ["update"] for address in INVITED
    }


def test_the_pages_hold_it(cohort_id: int) -> None:
    with unit_of_work() as session:
        uid = cohorts.teams_of(session, cohort_id=cohort_id)[0].uid

    async def look(client: httpx.AsyncClient) -> list[str]:
        addresses = ("/kull/1/moter/1", "/kull/1/moter/2", f"/team/{uid}")
        return [(await client.get(address)).text for address in addresses]

    check_in, gathering, team = (_words(page) for page in ask(look))
    assert "Dette går vi gjennom Hva har dere prøvd siden sist? Hva lærte dere? <Kort>" in check_in
    assert (
        "Ta med PC. Program dag 1 09.00 Velkommen (Direktøren) 12.00 Lunsj Program dag 2 08.30 Måling & indikatorer"
    ) in gathering.replace("Flytt møtet Endre møtet ", "")
    assert (
        "Slik finner du fram Scandic Ishavshotel, Tromsø, Fredrik Langes gate 2 Ti minutter fra flyplassen. "
        "https://hotell.example.no/tromso Les mer Reiseregler"
    ) in gathering
    assert "Dette går vi gjennom Hva har dere prøvd siden sist?" in team
    assert "Dere skal ikke levere noe nå." in team
    assert "Dette spørres det etter fra og med onsdag 16. september" in team
    assert "Svar i skjemaet" in team


def _body(sandbox: SandboxOnASocket, title: str) -> str:
    """Return what stands in an invitation's body; Microsoft's own lines follow in that of a digital meeting."""
    return (
        str(the_event(sandbox.address, title)["body"]["content"])
        .partition("<body>")[2]
        .removesuffix("</body></html>")
    )


def _words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
