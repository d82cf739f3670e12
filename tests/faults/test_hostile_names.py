"""Names that are code, a template, an address or a new line are text in whatever leaves us: events, mails, files."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from icalendar import Calendar
from sqlmodel import Session, select
from support.faults.smallest_cohort import PROGRAMME
from support.faults.world import COHORT

from app.audit import Deed
from app.cohorts.models import Cohort, Team
from app.db import engine, unit_of_work
from app.meetings import feeds, rota
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.people import tidy_text
from app.people.models import Person
from app.provisioning.lifecycle.start import start_cohort
from app.tenant import ChannelCard
from graph_adapters.workflows import _message

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

NAMES = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}} ${7*7}",
    "Ola\u202egnp.exe",
    "Ola\r\nBcc: alle@example.no",
]
TURNING, NEW_LINE, TAG = "\u202e", "\r", "<img"


def _call_everything(world: World, name: str) -> None:
    """Call a cohort, its teams, people and places so, as the doors people come in by keep it."""
    deed, kept = Deed(actor="prøve", at=world.clock.now()), tidy_text(name)
    with Session(engine()) as session:  # nothing of it is stored
        called = start_cohort(session, definition=PROGRAMME, start_year=2027, name=name, deed=deed).name
    with unit_of_work() as session:
        session.get_one(Cohort, COHORT).name = called
        for number, team in enumerate(session.exec(select(Team)).all()):
            team.name = f"{kept} {number}"
        for person in session.exec(select(Person)).all():
            person.name = kept
        for meeting in session.exec(select(Meeting)).all():
            meetings.hold_at(session, meeting.id, place=name, deed=deed)


def _texts(thing: Any) -> list[str]:
    """Every text of JSON, however deep."""
    match thing:
        case str():
            return [thing]
        case dict():
            return [text for value in thing.values() for text in _texts(value)]
        case list() | tuple():
            return [text for value in thing for text in _texts(value)]
    return []


@pytest.mark.parametrize("name", NAMES)
def test_each_hostile_name_is_text_in_whatever_stands_in_the_tenant(worlds: Worlds, name: str) -> None:
    world = worlds.new()
    _call_everything(world, name)
    world.provision()
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
    tables = [list(world.state.all(table)) for table in world.state.tables]
    assert [text for text in _texts(tables) if TURNING in text or NEW_LINE in text] == []
    events, kept = list(world.state.all("event")), tidy_text(name)
    assert {event["subject"].partition(": Samling")[0].partition(": Digital")[0] for event in events} == {
        kept
    }
    bodies = [text for event in events for text in _texts(event["body"])]
    assert [text for text in bodies if TAG in text] == []
    mails = list(world.state.all("mail"))
    assert {text for text in _texts([mail["to"] for mail in mails]) if "alle@" in text} == set()


@pytest.mark.parametrize("name", NAMES)
def test_each_hostile_name_is_text_in_a_card_a_calendar_and_each_file(worlds: Worlds, name: str) -> None:
    world, kept = worlds.new(), tidy_text(name)
    _call_everything(world, name)
    with unit_of_work() as session:
        token = feeds.open_team(
            session, COHORT, team=f"{kept} 0", deed=Deed(actor="prøve", at=world.clock.now())
        )
        calendar = Calendar.from_ical(feeds.read(session, token, now=world.clock.now()))
        pages = rota.rotas(session, COHORT)
    summaries = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert summaries == {f"{kept}: Digital innsjekk", f"{kept}: Samling 1"}
    card = _message(ChannelCard(title=kept, lines=(kept,), leads_to="", leads_to_title=""))
    blocks = card["attachments"][0]["content"]["body"]
    assert [(block["type"], block["inlines"][0]["type"]) for block in blocks] == [
        ("RichTextBlock", "TextRun")
    ] * 2
    sheet = openpyxl.load_workbook(BytesIO(rota.rota_as_excel(pages))).worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type) == (f"{kept}: {kept} 0", "s")
    assert docx.Document(BytesIO(rota.rota_as_word(pages))).paragraphs[0].text == f"{kept}: {kept} 0"
