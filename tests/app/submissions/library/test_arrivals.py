"""A file that comes by mail or by the form: whose it is, what it answers, and when it is laid in the folder."""

from __future__ import annotations

import functools
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.small_cohort import ANNE, DINA
from support.small_network import KIRURGI, MEDISIN, MP4, NOW, UNNS, VIDEO

from app import people
from app.errors import Conflict, NotFound, TooMany
from app.submissions.library import arrivals, laid
from app.submissions.models import Arrival, Route
from app.tenant.told import Attachment, Mail

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

BOX, STRANGER = "innlevering@example.no", "berit@privat.example"
LINK = "https://deling.example.no/film?id=1"


@pytest.fixture(autouse=True)
def _mailbox(network: Session) -> None:
    arrivals.arrival_mailbox(network, BOX, now=NOW)


def a_mail(*names: str, by: str = ANNE, links: tuple[str, ...] = (), at: datetime = NOW) -> Mail:
    files = tuple(Attachment(source=f"m1/{name}", name=name, size=1) for name in names)
    return Mail(message_id="m1", sender=by, received_at=at, attachments=files, links=links)


def _came(session: Session, *mails: Mail) -> int:
    return sum(arrivals.take_up_mail(session, BOX, mail) for mail in mails)


def _waiting(session: Session) -> list[tuple[str, int | None, int | None]]:
    return [(one.name, one.team_id, one.deliverable_id) for one in arrivals.waiting(session)]


def _to_put(session: Session, *, now: datetime = NOW) -> list[tuple[int, str, str | None]]:
    return [(one.team_id, one.name, one.folder) for one in arrivals.arrivals_to_put(session, now=now)]


def _uploaded(session: Session, **other: Any) -> Arrival:
    file: dict[str, Any] = {
        "team_id": KIRURGI, "deliverable_id": VIDEO, "source": "s1", "name": MP4, "size": 1, "sender": ANNE,
    }  # fmt: skip
    return arrivals.upload(session, **file | other, deed=UNNS)


def test_what_a_member_mails_is_the_teams_and_is_laid_where_its_name_says(session: Session) -> None:
    assert _came(session, a_mail("Poster.pdf", by=ANNE.upper())) == 1
    assert (_waiting(session), _to_put(session)) == ([], [(KIRURGI, "Poster.pdf", "05 Poster")])


def test_a_mail_told_of_again_brings_nothing_new(session: Session) -> None:
    assert [_came(session, a_mail("Poster.pdf")), _came(session, a_mail("Poster.pdf", "to.pdf"))] == [1, 1]


def test_mail_from_before_we_began_is_not_taken_up_and_from_that_very_second_it_is(session: Session) -> None:
    before = a_mail("gammel.pdf", at=NOW - timedelta(seconds=1))
    assert _came(session, before, a_mail("Poster.pdf")) == 1


def test_what_a_member_mailed_since_the_cohort_began_is_taken_up_however_late_the_mailbox_is_first_read(
    session: Session,
) -> None:
    arrivals.arrival_mailbox(session, "sent@example.no", now=NOW + timedelta(days=30))
    mails = [
        Mail(message_id=f"m{number}", sender=by, received_at=at, attachments=(file,), links=())
        for number, (by, at, file) in enumerate(
            (
                (ANNE, NOW - timedelta(seconds=1), Attachment(source="m0/a", name="gammel.pdf", size=1)),
                (ANNE, NOW, Attachment(source="m1/a", name="Poster.pdf", size=1)),
                (STRANGER, NOW + timedelta(days=1), Attachment(source="m2/a", name="reklame.pdf", size=1)),
            )
        )
    ]
    assert [arrivals.take_up_mail(session, "sent@example.no", mail) for mail in mails] == [0, 1, 0]
    assert (_waiting(session), _to_put(session)) == ([], [(KIRURGI, "Poster.pdf", "05 Poster")])


def test_what_a_stranger_mails_waits_for_a_person(session: Session) -> None:
    _came(session, a_mail(MP4, by=STRANGER))
    assert (_waiting(session), _to_put(session)) == ([(MP4, None, None)], [])
    arrivals.choose(session, 1, team_id=MEDISIN, deliverable_id=VIDEO, deed=UNNS)
    assert (_waiting(session), _to_put(session)) == ([], [(MEDISIN, MP4, "01 Presentasjon")])
    with pytest.raises(Conflict, match="noen har alt tatt seg av den"):
        arrivals.set_aside(session, 1, deed=UNNS)


def test_what_a_member_mails_from_an_alias_is_their_teams_and_of_one_account_in_two_teams_waits(
    session: Session,
) -> None:
    anne, dina = (people.with_addresses(session, [one])[one] for one in (ANNE, DINA))
    anne.entra_id, anne.directory_addresses = "entra-1", [ANNE, "a.aas@example.no"]
    session.flush()
    _came(session, a_mail("Poster.pdf", by="A.Aas@example.no"))
    assert (_waiting(session), _to_put(session)) == ([], [(KIRURGI, "Poster.pdf", "05 Poster")])
    dina.entra_id = "entra-1"
    session.flush()
    _came(session, replace(a_mail(MP4, by="a.aas@example.no"), message_id="m2"))
    assert _waiting(session) == [(MP4, None, None)]


def test_what_a_member_mails_that_answers_nothing_by_its_name_waits_too(session: Session) -> None:
    _came(session, a_mail("notat.docx"))
    assert _waiting(session) == [("notat.docx", KIRURGI, None)]


def test_what_is_set_aside_is_neither_listed_nor_laid(session: Session) -> None:
    _came(session, a_mail(MP4, by=STRANGER))
    arrivals.set_aside(session, 1, deed=UNNS)
    assert (_waiting(session), _to_put(session)) == ([], [])
    with pytest.raises(NotFound, match="ingen fil 2 som venter"):
        arrivals.set_aside(session, 2, deed=UNNS)


def test_a_link_is_followed_until_we_know_which_file_it_is_and_then_goes_the_files_way(
    session: Session,
) -> None:
    _came(session, a_mail(links=(LINK,)))
    (follow,) = arrivals.mailbox_to_follow(session)
    assert follow.link == LINK
    with pytest.raises(Conflict, match="Dette er en lenke"):
        arrivals.choose(session, 1, team_id=KIRURGI, deliverable_id=VIDEO, deed=UNNS)
    arrivals.note_mailbox_followed(session, follow, name="Poster.pdf", size=9)
    assert arrivals.mailbox_to_follow(session) == []
    assert _to_put(session) == [(KIRURGI, "Poster.pdf", "05 Poster")]


def test_a_link_that_does_not_open_is_left_to_a_person(session: Session) -> None:
    _came(session, a_mail(links=(LINK,)))
    (follow,) = arrivals.mailbox_to_follow(session)
    arrivals.note_mailbox_closed(session, follow, problem="Lenken er for noen få.")
    assert (arrivals.mailbox_to_follow(session), _waiting(session)) == ([], [(LINK, KIRURGI, None)])


def test_a_mail_with_files_is_asked_for_its_links_too(session: Session) -> None:
    assert _came(session, a_mail("Poster.pdf", links=(LINK,))) == 2
    assert [one.link for one in arrivals.mailbox_to_follow(session)] == [LINK]


def test_a_link_told_of_again_in_another_place_of_the_mail_is_the_same_link(session: Session) -> None:
    _came(session, a_mail("Poster.pdf", links=(LINK,)))
    assert _came(session, a_mail("Poster.pdf", links=(f"{LINK}2", LINK))) == 1
    assert [one.link for one in arrivals.mailbox_to_follow(session)] == [LINK, f"{LINK}2"]


def test_a_mail_of_words_alone_waits_in_one_line_that_holds_no_file(session: Session) -> None:
    mail = Mail(message_id="m1", sender=ANNE, received_at=NOW, attachments=(), links=(), subject="Frist?")
    assert [_came(session, mail), _came(session, mail)] == [1, 0]
    assert _waiting(session) == [("E-post uten fil: Frist?", KIRURGI, None)]
    with pytest.raises(Conflict, match="ingen fil vi kan hente"):
        arrivals.choose(session, 1, team_id=KIRURGI, deliverable_id=VIDEO, deed=UNNS)
    arrivals.set_aside(session, 1, deed=UNNS)
    assert _waiting(session) == []


def test_the_words_of_a_mail_that_was_read_long_ago_make_no_line_and_its_files_are_taken_up(
    session: Session,
) -> None:
    arrivals.note_mailbox_read(session, BOX, cursor="c", now=NOW + timedelta(days=2))
    assert [_came(session, a_mail()), _came(session, a_mail("Poster.pdf"))] == [0, 1]


def test_of_an_inbox_told_anew_only_mail_since_the_last_reading_and_members_own_is_taken_up(
    session: Session,
) -> None:
    """What a closed cohort sent is deleted in time, and shall not come back when a cursor is refused."""
    arrivals.note_mailbox_read(session, BOX, cursor="c", now=NOW + timedelta(days=9))
    mails = [
        replace(a_mail("Fra en fremmed.pdf", by=STRANGER), message_id="old"),
        replace(a_mail("Ny.pdf", by=STRANGER, at=NOW + timedelta(days=9)), message_id="new"),
        replace(a_mail("Fra et medlem.pdf"), message_id="own"),
    ]
    assert [arrivals.take_up_mail(session, BOX, mail, whole=True) for mail in mails] == [0, 1, 1]


def test_a_machines_answer_is_kept_as_seen_and_waits_for_nobody(session: Session) -> None:
    mail = Mail(
        message_id="m1", sender=ANNE, received_at=NOW, attachments=(), links=(LINK,), automatic="answer"
    )
    assert [_came(session, mail), _came(session, mail)] == [1, 0]
    assert (_waiting(session), arrivals.mailbox_to_follow(session)) == ([], [])


def test_a_file_is_uploaded_for_what_the_team_is_asked_for_only(session: Session) -> None:
    with pytest.raises(NotFound, match="Kirurgi er ikke bedt om dette"):
        _uploaded(session, deliverable_id=99)
    assert _uploaded(session).route is Route.form
    assert _to_put(session) == [(KIRURGI, MP4, "01 Presentasjon")]


@pytest.mark.parametrize(
    ("files", "of", "refused"),
    [(49, 1, False), (50, 1, True), (4, 1024**3, False), (5, 1024**3, True)],
)
def test_v2_4_a_team_uploads_so_many_files_and_bytes_a_day(
    session: Session, files: int, of: int, refused: bool
) -> None:
    for number in range(files):
        _uploaded(session, source=str(number)).size = of
    session.flush()
    asked = functools.partial(arrivals.refuse_too_many, session, team_id=KIRURGI, size=1)
    with pytest.raises(TooMany, match="Legg filen i teamets kanal") if refused else nullcontext():
        asked(now=NOW)
    asked(now=NOW + timedelta(days=1))


def test_a_name_with_an_identity_number_is_kept_without_it(session: Session) -> None:
    assert "13097248022" not in _uploaded(session, name="13097248022.mp4").name


def test_what_could_not_be_laid_is_tried_again_after_as_long_as_it_says_or_twice_as_long(
    session: Session,
) -> None:
    arrival = _uploaded(session)
    waits = []
    for asked_to_wait in (None, None, 7.0):
        (one,) = arrivals.arrivals_to_put(session, now=NOW + timedelta(days=1))
        arrivals.put_arrival_off(session, one, problem="HTTP 503", wait=asked_to_wait, now=NOW)
        waits.append(arrival.next_try_at and (arrival.next_try_at - NOW).total_seconds())
    assert waits == [30, 60, 7]
    assert (_to_put(session), arrival.attempts) == ([], 3)


def test_what_has_been_laid_is_not_laid_again(session: Session) -> None:
    arrival = _uploaded(session)
    (one,) = arrivals.arrivals_to_put(session, now=NOW)
    arrivals.note_arrival_put(session, one, item_id="i1", name="film (2).mp4", now=NOW)
    assert (_to_put(session), arrival.item_id, arrival.put_at) == ([], "i1", NOW)
    assert (arrival.name, laid.arrivals_laid(session, team_id=KIRURGI)) == ("film (2).mp4", {"i1"})
