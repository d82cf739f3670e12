"""Before many invitations come, each person gets one letter that names them; it waits for a look in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.ledger import COHORT, NOW, placed, write
from support.pictures import meeting, picture, somebody, team

from app.config import settings
from app.outbox.models import MessageState, OwedMessage
from app.programmes.hours import HoursAsked
from app.provisioning.desired.changes import changes
from app.provisioning.desired.wanted import wanted
from app.provisioning.preview import announcement
from app.provisioning.preview.mail_forecast import messages

if TYPE_CHECKING:
    from sqlmodel import Session

LEA, SIRI = somebody("Lea", "leader"), somebody("Siri", "staff")
LETTER = """\
Hei Lea

Dere får nå 3 innkallinger til møtene i Kull. De legger seg i kalenderen av seg selv; svar på hver av dem. \
Lenken til de digitale møtene står i innkallingene.

  19.10.2026 kl. 13:00  Innsjekk
  19.10.2026 kl. 13:00  Oppstart
  19.10.2026  Samling

Blir et møte flyttet, får dere én ny melding om det.
"""


def _announced(session: Session, *announced: str) -> list[OwedMessage]:
    write(session)
    return _announce(session, *announced)


def _announce(session: Session, *announced: str) -> list[OwedMessage]:
    whole_day = meeting("Samling", "teams", all_day=True)
    drawn = picture(
        team(1, LEA, SIRI), meetings=(meeting("Innsjekk", "teams"), meeting("Oppstart", "teams"), whole_day)
    )
    found = changes(wanted(drawn), {})
    told = messages(drawn, found, {}, frozenset(announced))
    announcement.announce(session, COHORT, picture=drawn, found=found, told=told, now=NOW)
    session.flush()
    return list(session.exec(select(OwedMessage)))


def test_the_letter_names_each_meeting_with_its_day_and_hour(session: Session) -> None:
    letters = _announced(session)
    assert [(one.recipient, one.subject, one.state) for one in letters] == [
        ("lea@example.no", "Kull: dere får nå 3 innkallinger", MessageState.draft),
        ("siri@example.no", "Kull: dere får nå 3 innkallinger", MessageState.draft),
    ]
    assert letters[0].text == LETTER
    assert announcement.announced(session, "k1") == {"lea@example.no", "siri@example.no"}


def test_a_person_who_has_had_the_letter_gets_no_other(session: Session) -> None:
    assert [one.recipient for one in _announced(session, LEA.email)] == ["siri@example.no"]


def test_invitations_wait_for_the_letters_but_not_for_one_that_cannot_be_sent(session: Session) -> None:
    letters = _announced(session)
    assert announcement.drafted_announcements(session, COHORT)
    announcement.decide_about_announcement(session, COHORT, invited_before=False, now=NOW)
    assert [one.state for one in letters] == [MessageState.approved] * 2
    assert announcement.announcements_on_their_way(session, COHORT)
    letters[0].state, letters[1].problem = MessageState.sent, "Adressen finnes ikke."
    session.flush()
    assert not announcement.announcements_on_their_way(session, COHORT)
    assert not announcement.drafted_announcements(session, COHORT)


def test_where_the_invitations_stand_already_the_letters_are_dropped(session: Session) -> None:
    _announced(session)
    announcement.decide_about_announcement(session, COHORT, invited_before=True, now=NOW)
    assert session.exec(select(OwedMessage)).all() == []


def test_our_rows_know_of_invitations_once_a_meeting_stands_in_a_calendar(session: Session) -> None:
    entry = placed("k/meeting:m", "entry", external_id=None)
    write(session, placed("k", "msteam"), entry)
    assert not announcement.knows_of_invitations(session, COHORT)
    entry.external_id = "AAMk"
    session.flush()
    assert announcement.knows_of_invitations(session, COHORT)


@pytest.mark.parametrize(
    ("name", "address", "read_at"),
    [
        ("KULL_PUBLIC_URL", "https://kull.example.no/", "https://kull.example.no/personvern"),
        ("KULL_PRIVACY_URL", "https://sykehuset.example.no/pv", "https://sykehuset.example.no/pv"),
    ],
)
def test_the_first_letter_leads_to_the_information_about_privacy(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str, address: str, read_at: str
) -> None:
    """A letter owed before is left as it was: it is owed once."""
    before = [one.text for one in _announced(session)]
    monkeypatch.setenv(name, address)
    settings.cache_clear()
    assert [one.text for one in _announce(session)] == before
    for one in session.exec(select(OwedMessage)):
        session.delete(one)
    session.flush()
    letters = _announce(session)
    assert letters[0].text == f"{LETTER}\nSlik behandler vi opplysninger om dere: {read_at}\n"
    settings.cache_clear()


def test_the_letter_tells_each_the_hours_of_their_own_roles_and_names_no_representative(
    session: Session,
) -> None:
    hours = [
        HoursAsked(names={"leader": "seksjonsleder", "mentor": "veileder"}, hours=60, basis="programme"),
        HoursAsked(names={"union_rep": "tillitsvalgt"}, hours=40, basis="assumed"),
        HoursAsked(names={"staff": "medarbeider"}, hours=27, basis="meetings"),
    ]
    write(session)
    tora = somebody("Tora", "union_rep")
    drawn = picture(
        team(1, LEA, SIRI, tora), meetings=tuple(meeting(title, "teams") for title in ("Én", "To", "Tre"))
    )
    found = changes(wanted(drawn), {})
    told = messages(drawn, found, {}, frozenset())
    announcement.announce(session, COHORT, picture=drawn, found=found, told=told, now=NOW, hours=hours)
    session.flush()
    letters = {one.recipient: one.text for one in session.exec(select(OwedMessage))}
    ask = "Så mye tid ber programmet om:\n\n  {}\n\nBlir et møte flyttet"
    assert ask.format("Seksjonsleder: om lag 60 timer i hele programmet.") in letters["lea@example.no"]
    assert ask.format("Medlem av teamet: møtene alene er om lag 27 timer.") in letters["siri@example.no"]
    assert (
        ask.format("Medlem av teamet: om lag 40 timer i hele programmet (antatt).")
        in letters["tora@example.no"]
    )
