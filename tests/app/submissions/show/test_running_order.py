"""Which films may be shown, in the teams' order, and why each of the others may not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.small_network import (
    ANNES,
    KIRURGI,
    MEDISIN,
    MONAS,
    MP4,
    NOW,
    VIDEO,
    VIDEO_ENDS,
    a_file,
    hand_in,
    receipt_given,
    tell,
)

from app.audit import Deed
from app.errors import NotFound
from app.submissions import service
from app.submissions.models import Shown
from app.submissions.review import consent
from app.submissions.review.consent import Somebody
from app.submissions.show import running_order
from app.submissions.show.running_order import Film

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session


PICTURE = "Teampresentasjon på video.jpg"


def a_film(session: Session, team_id: int, *, accepted: bool = True, agreed: bool = True) -> None:
    """Let a team hand in a film that has been read, and that a mentor and those seen in it have agreed to."""
    folder = {KIRURGI: "kirurgi", MEDISIN: "medisin"}[team_id]
    (film,) = hand_in(session, a_file(MP4, folder=folder, item=folder))
    receipt_given(session, film.id)
    film.fields = {"film": {"seconds": 20.0}}
    if accepted:
        service.accept(session, film.id, deed=MONAS)
    if agreed:
        people = [Somebody(name="Anne Aas")]
        consent.confirm(session, team_id=team_id, deliverable_id=VIDEO, people=people, deed=ANNES)
    session.flush()


def _hitches(session: Session, *, now: datetime = NOW) -> list[tuple[str, str, str]]:
    return [(one.team, one.code, one.text) for one in running_order.show_preflight(session, 1, now=now)]


def _codes(session: Session) -> list[tuple[str, str]]:
    return [(team, code) for team, code, _ in _hitches(session)]


def test_films_that_may_be_shown_stand_in_the_order_the_teams_applied(network: Session) -> None:
    a_film(network, MEDISIN)
    a_film(network, KIRURGI)
    reel = running_order.show_reel(network, 1, now=NOW)
    assert [(one.number, one.team, one.seconds, one.item_id) for one in reel] == [
        (1, "Kirurgi", 20.0, "kirurgi"),
        (2, "Medisin", 20.0, "medisin"),
    ]
    assert _hitches(network) == []


def test_a_film_left_out_leaves_no_gap_in_the_numbers(network: Session) -> None:
    a_film(network, MEDISIN)
    (film,) = running_order.show_reel(network, 1, now=NOW)
    assert (film.number, film.team) == (1, "Medisin")


def test_a_picture_or_a_text_is_delivered_and_is_no_film(network: Session) -> None:
    (picture,) = hand_in(network, a_file(PICTURE, folder="kirurgi", item="kirurgi"))
    receipt_given(network, picture.id)
    a_film(network, MEDISIN)
    found = running_order.showreel(network, 1, now=VIDEO_ENDS)
    assert [one.team for one in found.films] == ["Medisin"]
    assert (found.hitches, found.instead) == ([], ["Kirurgi"])


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (VIDEO_ENDS - timedelta(seconds=1), "Filmen er ikke levert. Fristen er ikke ute ennå."),
        (VIDEO_ENDS, "Filmen er ikke levert. Fristen er ute."),
    ],
)
def test_a_film_that_has_not_come_is_missing(network: Session, now: datetime, said: str) -> None:
    assert _hitches(network, now=now) == [("Kirurgi", "missing", said), ("Medisin", "missing", said)]


def test_everything_that_keeps_a_film_out_is_said(network: Session) -> None:
    a_film(network, KIRURGI, accepted=False, agreed=False)
    submission = service.get(network, 1)
    submission.findings = [
        {"code": "too_long", "level": "error", "text": "Filmen er for lang."},
        {"code": "portrait", "level": "warning", "text": "Den står på høykant."},
    ]
    tell(network, whole=True)
    assert _hitches(network)[:-1] == [
        ("Kirurgi", "too_long", "Filmen er for lang."),
        ("Kirurgi", "not_accepted", "Veilederen har ikke godkjent filmen."),
        ("Kirurgi", "file_gone", "Filen ligger ikke lenger i kanalen."),
        (
            "Kirurgi",
            "consent_missing",
            "Teamlederen har ikke bekreftet hvem som er med på filmen, og at de har sagt ja.",
        ),
    ]


def test_a_yes_taken_back_and_one_older_than_the_film_keep_it_out(network: Session) -> None:
    a_film(network, KIRURGI)
    yes = network.exec(select(Shown)).one()
    yes.confirmed_at = NOW - timedelta(seconds=1)
    network.flush()
    assert _codes(network)[0] == ("Kirurgi", "consent_older_than_the_film")
    yes.withdrawn_at = NOW
    network.flush()
    assert _codes(network)[0] == ("Kirurgi", "consent_withdrawn")


def test_a_late_film_that_is_accepted_is_shown_all_the_same(network: Session) -> None:
    late = VIDEO_ENDS + timedelta(days=1)
    hand_in(network, a_file(MP4, when=late))
    service.accept(network, 1, deed=MONAS)
    people = [Somebody(name="Anne Aas")]
    consent.confirm(
        network, team_id=KIRURGI, deliverable_id=VIDEO, people=people, deed=Deed(actor="anne", at=late)
    )
    network.flush()
    assert [one.team for one in running_order.show_reel(network, 1, now=late)] == ["Kirurgi"]


def test_a_film_is_found_by_where_it_lies_only_while_it_may_be_shown(network: Session) -> None:
    a_film(network, KIRURGI)
    a_film(network, MEDISIN, agreed=False)
    assert running_order.one_of(network, 1, "kirurgi", now=NOW).team == "Kirurgi"
    with pytest.raises(NotFound, match="ikke blant dem som kan vises"):
        running_order.one_of(network, 1, "medisin", now=NOW)


@pytest.mark.parametrize(
    ("team", "file", "called"),
    [
        ("Kirurgi", "film.mp4", "03 Kirurgi.mp4"),
        ("Føde/barsel: Ål", "IMG 1.MOV", "03 Føde_barsel_ Ål.MOV"),
        ("../../etc", "a.b.mp4", "03 ______etc.mp4"),
    ],
)
def test_a_film_is_called_by_its_number_and_team_as_any_disk_takes_it(
    team: str, file: str, called: str
) -> None:
    film = Film(number=3, team=team, file=file, web_url=None, seconds=None, library_id="b!1", item_id="1")
    assert film.file_name == called
