"""Letters of place: as Word files in a zip, and as one batch of mail that waits for a person's yes."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from sqlmodel import Session, select
from support.places import BY_KARI, about, apply, with_room_for

from app.outbox import OwedMessage
from app.places.answers import withdraw
from app.places.decision import decide
from app.places.letter_batch import draft_letters, release_letters
from app.places.letter_files import letters_as_zip
from app.web import in_language

if TYPE_CHECKING:
    from app.cohorts.models import Cohort

OFFER = """Saksnummer: 26/123
Til U1, UNN
U1 får tilbud om plass i Tørn kull 3.
Svar om dere tar plassen senest onsdag 18. mars 2026 (uke\N{NO-BREAK SPACE}12).
Svarer dere ikke innen fristen, kan plassen gå til et annet team.
Hilsen forbedringsenheten"""


def one_place(session: Session) -> Cohort:
    cohort = with_room_for(session, 1)
    apply(session, cohort, ("UNN", 1, "U1"), ("UNN", 2, "U2"))
    decide(session, cohort_id=cohort.id, deed=BY_KARI, reply_by=date(2026, 3, 18))
    return cohort


def owed(session: Session) -> list[tuple[str, str, str]]:
    return [(one.recipient, one.step, one.state) for one in session.exec(select(OwedMessage))]


def test_each_team_gets_a_word_file_in_the_zip(session: Session) -> None:
    packed = letters_as_zip(session, one_place(session).id, reference="26/123")
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["01 tilbud U1.docx", "02 venteliste U2.docx"]
        heading, *paragraphs = Document(BytesIO(archive.read("01 tilbud U1.docx"))).paragraphs
    assert heading.text == "Tilbud om plass i Tørn kull 3"
    assert "\n".join(one.text for one in paragraphs) == OFFER


def test_letters_are_written_in_the_language_chosen(session: Session) -> None:
    cohort = one_place(session)
    found = []
    for language in ("nn", "en"):
        with (
            in_language(language),
            zipfile.ZipFile(BytesIO(letters_as_zip(session, cohort.id))) as archive,
        ):
            found.append(Document(BytesIO(archive.read("01 tilbud U1.docx"))).paragraphs[2].text)
    assert found == [
        "U1 får tilbod om plass i Tørn kull 3.",
        "U1 is offered a place in Tørn kull 3.",
    ]


def test_drafts_wait_for_a_yes_and_are_owed_once(session: Session) -> None:
    cohort = one_place(session)
    for _ in range(2):
        assert draft_letters(session, cohort_id=cohort.id, deed=BY_KARI) == 2
    drafted = [("u1@example.no", "place offered", "draft"), ("u2@example.no", "place waiting", "draft")]
    assert owed(session) == drafted
    assert release_letters(session, cohort_id=cohort.id, deed=BY_KARI) == 2
    assert draft_letters(session, cohort_id=cohort.id, deed=BY_KARI) == 0
    assert owed(session) == [
        ("u1@example.no", "place offered", "approved"),
        ("u2@example.no", "place waiting", "approved"),
    ]


def test_a_draft_that_is_true_no_longer_is_never_sent(session: Session) -> None:
    cohort = one_place(session)
    draft_letters(session, cohort_id=cohort.id, deed=BY_KARI)
    withdraw(session, **about(session, cohort, "U1"), why="Syk leder", keep_channel=False)
    assert release_letters(session, cohort_id=cohort.id, deed=BY_KARI) == 0
    assert draft_letters(session, cohort_id=cohort.id, deed=BY_KARI) == 1
    assert owed(session) == [("u2@example.no", "place offered", "draft")]
