"""A receipt for each version: once it has been read and left alone, to whoever handed it in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_cohort import ANNE, BERIT
from support.small_network import MP4, NOW, a_file, hand_in

from app.outbox.models import OwedMessage
from app.submissions.models import Submission
from app.submissions.review.receipts import QUIET, answer_with_receipts

if TYPE_CHECKING:
    from sqlmodel import Session

WRONG = {"code": "empty", "level": "error", "text": "Filen er tom."}
LOOK_OVER = {"code": "portrait", "level": "warning", "text": "Den står på høykant."}


def _read(
    session: Session, *findings: dict[str, str], tag: str = "1", by: str = BERIT, barred: bool = False
) -> None:
    (film,) = hand_in(session, a_file(MP4, tag=tag), by=by)
    film.read_at, film.findings, film.barred = NOW, list(findings), barred


def _letters(session: Session) -> list[tuple[str, str]]:
    found = session.exec(select(OwedMessage).order_by(col(OwedMessage.id)))
    return [(one.recipient, one.subject) for one in found]


def test_a_receipt_waits_until_nobody_has_saved_for_a_minute(network: Session) -> None:
    _read(network)
    counted = [answer_with_receipts(network, [1], now=NOW + wait) for wait in (QUIET / 2, QUIET, 2 * QUIET)]
    assert (counted, _letters(network)) == ([0, 1, 0], [(BERIT, "Mottatt: Teampresentasjon på video")])


def test_what_has_not_been_read_is_not_answered(network: Session) -> None:
    hand_in(network, a_file(MP4))
    assert answer_with_receipts(network, [1], now=NOW + QUIET) == 0


def test_a_version_a_newer_one_has_replaced_is_answered_by_the_newers_receipt(network: Session) -> None:
    _read(network)
    hand_in(network, a_file("enda en.mp4", item="2"), by=ANNE)
    newer = network.get_one(Submission, 2)
    newer.read_at = NOW
    assert answer_with_receipts(network, [1], now=NOW + QUIET) == 1
    assert [recipient for recipient, _ in _letters(network)] == [ANNE]
    assert network.get_one(Submission, 1).answered_at == NOW + QUIET


def test_a_barred_file_is_told_of_at_once_and_to_those_who_lead_the_team_as_well(network: Session) -> None:
    _read(network, WRONG, barred=True)
    assert answer_with_receipts(network, [1], now=NOW) == 2
    assert _letters(network) == [(who, "Må rettes: Teampresentasjon på video") for who in (BERIT, ANNE)]


def test_a_stranger_is_not_written_to_but_the_teams_leader_is(network: Session) -> None:
    _read(network, by="berit@privat.example")
    answer_with_receipts(network, [1], now=NOW + QUIET)
    assert [recipient for recipient, _ in _letters(network)] == [ANNE]


@pytest.mark.parametrize(
    ("findings", "parts"),
    [
        ([], ["Veilederen deres ser på den. Dere trenger ikke gjøre noe mer nå."]),
        (
            [LOOK_OVER],
            [
                "Se gjerne over dette:\n– Den står på høykant.",
                "Veilederen deres ser på den. Dere trenger ikke gjøre noe mer nå.",
            ],
        ),
        (
            [WRONG, LOOK_OVER],
            [
                "Den kan ikke brukes slik den er:\n– Filen er tom.",
                "Se gjerne over dette:\n– Den står på høykant.",
                "Legg en ny versjon i kanalen når dere har rettet den.",
            ],
        ),
    ],
)
def test_a_receipt_says_what_came_what_was_found_and_what_to_do(
    network: Session, findings: list[dict[str, str]], parts: list[str]
) -> None:
    _read(network, *findings)
    answer_with_receipts(network, [1], now=NOW + timedelta(hours=1))
    assert network.exec(select(OwedMessage.text)).one().split("\n\n") == [
        "Hei,",
        "Vi har fått «film.mp4» fra Kirurgi (01.04.2026 kl. 08.00) som Teampresentasjon på video, versjon 1.",
        *parts,
        "Ligger filen på feil sted, flytter dere den bare dit den skal være.",
    ]
