"""What each role meets when it signs in: a page that works, its own meetings, and nothing that is another's."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support import everybody, small_cohort
from support.service import ask, signed_in
from support.sign_in.browser import PAGE

from app.audit import Deed
from app.cohorts.models import Request, RequestKind, Team
from app.dashboard.homes.one_page import one_page
from app.dashboard.homes.one_page_links import send_links
from app.db import unit_of_work
from app.deliverables.models import Deliverable
from app.meetings.models import Attendance, Invited, Meeting, Presence, Response
from app.outbox.models import OwedMessage
from app.submissions.models import Library, LibraryItem, Submission, SubmissionState

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
KIRURGI = "Kirurgi"
CANARIES = {
    "requests": "kanari-henvendelse",
    "the mentor's words": "kanari-veileder",
    "a finding": "kanari-funn",
    "who was there": small_cohort.BERIT,
    "a member's name": "Berit Bø",
    "the file": "kanari-fil",
}
ONLY_MENTORS = "Kanarimøte for veiledere"
FIRST = "Samling 1"


def uid(name: str) -> str:
    with unit_of_work() as session:
        return session.exec(select(Team.uid).where(Team.name == name)).one()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def pages(people: dict[str, str], *addresses: str) -> dict[str, list[tuple[int, str]]]:
    """Open each address as each person; return the status and the text of the page."""

    async def asked(client: httpx.AsyncClient) -> dict[str, list[tuple[int, str]]]:
        found = {}
        for role, email in people.items():
            headers = PAGE | signed_in(client, email=email)
            got = [await client.get(one, headers=headers) for one in addresses]
            found[role] = [(one.status_code, text_of(one.text)) for one in got]
        return found

    return ask(asked, as_role=None)


def started() -> dict[str, str]:
    """Start a cohort with somebody of each role in or around a team."""
    small_cohort.started("torn-kull-3", 2026)
    return everybody.introduced(team=KIRURGI)


def add_canaries() -> None:
    """Let the team be spoken of everywhere a nearest leader is not to look."""
    now = small_cohort.now()
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == KIRURGI)).one()
        team.aim = "Færre strykninger fra 10 til 5 prosent"
        of_team: dict[str, Any] = {"team_id": team.id, "cohort_id": 1}
        session.add(Request(kind=RequestKind.help, text="kanari-henvendelse", by="Berit", at=now, **of_team))
        meeting = session.exec(select(Meeting).where(Meeting.key == "samling-1")).one()
        person = {"meeting_id": meeting.id, "email": small_cohort.BERIT}
        session.add(
            Invited(entry_key="-", name="Berit Bø", required=True, response=Response.declined, **person)
        )
        session.add(Attendance(presence=Presence.absent, noted_at=now, noted_by="-", **person))
        session.add(Library(library_id="b!1", cohort_id=1))
        session.flush()
        item = LibraryItem(
            library_id="b!1", item_id="1", name="kanari-fil.docx", is_folder=False, tag="1", size=1,
            changed_at=now, seen_at=now, **of_team,
        )  # fmt: skip
        session.add(item)
        session.flush()
        asked = session.exec(select(Deliverable).where(Deliverable.key == "statusrapport-1")).one()
        session.add(
            Submission(
                deliverable_id=asked.id,
                version=1,
                item_id=item.id,
                tag="1",
                name="kanari-fil.docx",
                size=1,
                received_at=now,
                noted_at=now,
                state=SubmissionState.returned,
                question="kanari-veileder",
                findings=[{"level": "error", "text": "kanari-funn"}],
                **of_team,
            )
        )


def add_meeting_of_mentors() -> None:
    """Add a meeting before all others that mentors alone are called to."""
    who = {"must": ["mentor"], "may": [], "without_agent": [], "without_leader": [], "named": []}
    with unit_of_work() as session:
        starts, ends = small_cohort.at("2026-05-04T09:00"), small_cohort.at("2026-05-04T10:00")
        session.add(
            Meeting(
                cohort_id=1,
                key="kanari",
                kind="mentor_meeting",
                title=ONLY_MENTORS,
                audience="mentors",
                mode="digital",
                starts_at=starts,
                ends_at=ends,
                precision="day",
                basis="source",
                details={"who": who, "per": "cohort"},
            )
        )


def test_a_nearest_leader_has_a_home_and_no_word_of_what_is_not_theirs(here: Path) -> None:
    people = started()
    add_canaries()
    leader = {"nearest_leader": people["nearest_leader"]}
    home, own = f"/team/{uid(KIRURGI)}/leder", f"/team/{uid('Medisin')}/leder"
    (front, page, another) = pages(leader, "/", home, own)["nearest_leader"]
    assert (front[0], page[0], another[0]) == (200, 200, 404)
    assert "Dine team: Kirurgi" in front[1]
    for told in (
        "Færre strykninger fra 10 til 5 prosent",
        "Dette bes du om",
        "Medlemmene i teamet får avsatt tid",
        "Teampresentasjon på video Frist: fredag 11. september 2026 (uke 37) Ikke levert ennå",
        "Statusrapport 1 Frist: onsdag 28. oktober 2026 (uke 44) Levert",
        "Samling 1 Du er invitert",
    ):
        assert told in page[1], page[1]
    assert {what for what, word in CANARIES.items() if word in page[1] or word in front[1]} == set()


def link_to_one_page() -> tuple[str, str]:
    """Owe the letters once more, in the next minute; return to whom, and the path of the link in it."""
    with unit_of_work() as session:
        deed = Deed(actor="rhf", at=small_cohort.now() + timedelta(minutes=1))
        send_links(session, 1, address="", deed=deed)
        session.flush()
        step = f"en side {deed.at:%Y-%m-%d %H:%M}"
        (letter,) = session.exec(select(OwedMessage).where(OwedMessage.step == step)).all()
        return letter.recipient, str(re.findall(r"/en-side/\S+", letter.text)[0])


def test_a_director_reads_one_page_without_signing_in(here: Path) -> None:
    people = started()

    async def sent(client: httpx.AsyncClient) -> str:
        page = (await client.get("/kull/1", headers=PAGE)).text
        action = "/kull/1/en-side/lenker"
        form = dict(HIDDEN.findall(page.partition(f'action="{action}"')[2].partition("</form>")[0]))
        answer = await client.post(action, data=form, headers=PAGE)
        return f"{answer.status_code} {answer.headers['location']}"

    assert ask(sent) == "303 /kull/1#en-side"
    told, link = link_to_one_page()
    assert told == people["top_leader"]

    async def read(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        found = [await client.get(one) for one in (link, "/en-side/en-annen")]
        return [(one.status_code, one.headers["content-type"]) for one in found]

    assert ask(read, as_role=None) == [(200, "application/pdf"), (404, "application/problem+json")]


def test_the_one_page_of_a_director_holds_their_own_organisation_alone(here: Path) -> None:
    started()
    with unit_of_work() as session:
        page = one_page(session, 1, organisations={1}, now=small_cohort.now())
        every = one_page(session, 1, organisations=None, now=small_cohort.now())
    assert [(one.name, one.handed_in, one.asked, one.late) for one in page.teams] == [("Kirurgi", 0, 7, 0)]
    assert [one.name for one in every.teams] == ["Kirurgi", "Medisin"]
    assert [title for _, title in page.dates] == ["Samling 1", "Samling 2", "Samling 3", "Samling 4"]


def test_the_front_page_leads_each_role_to_a_page_that_opens(here: Path) -> None:
    people = started()

    async def asked(client: httpx.AsyncClient) -> dict[str, list[int]]:
        found = {}
        for role, email in people.items():
            headers = PAGE | signed_in(client, email=email)
            front = (await client.get("/", headers=headers)).text
            inside = front.partition('<ul class="steps">')[2].partition("</main>")[0]
            doors = re.findall(r'href="(/[^"]*)"', inside)
            found[role] = [(await client.get(one, headers=headers)).status_code for one in doors]
        return found

    opened = ask(asked, as_role=None)
    assert {role: codes for role, codes in opened.items() if not codes or set(codes) != {200}} == {}


def test_nobody_is_shown_a_next_meeting_they_are_not_invited_to(here: Path) -> None:
    people = started()
    add_meeting_of_mentors()
    them = {role: email for role, email in people.items() if role not in {*everybody.CAST}}
    addresses = ("/", f"/team/{uid(KIRURGI)}", "/kull/1/oversikt", "/kull/1")
    seen = pages(them, *addresses)
    told = {
        role: [ONLY_MENTORS in text or "4. mai 2026" in text for status, text in got if status == 200]
        for role, got in seen.items()
    }
    assert {role for role, found in told.items() if any(found)} == {"mentor"}
    assert told["mentor"] == [True, True, True]
    assert {role for role, got in seen.items() if f"Neste: {FIRST}" in got[0][1]} == {
        *("faculty", "nearest_leader", "team_leader", "team_member"),
    }
    assert f"Teamets neste møte {FIRST}" in seen["trust_contact"][1][1]
