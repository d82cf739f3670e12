"""What the whole team reads in its channel: no person, no file, no question, and nothing of a barred file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.small_network import KIRURGI, MP4, NOW, UNNS, a_file, hand_in

from app.channel_posts.service import set_address
from app.cohorts.models import Team
from app.outbox.models import OwedMessage
from app.submissions.models import Submission, SubmissionState
from app.submissions.review import in_channel

if TYPE_CHECKING:
    from sqlmodel import Session

ABOUT = "Det gjelder versjon 1 fra Kirurgi."


@pytest.fixture
def film(network: Session) -> Submission:
    address = "https://prod-12.westeurope.logic.azure.com/x?sig=abcd"
    set_address(
        network, network.get_one(Team, KIRURGI), address=address, hosts=[".logic.azure.com"], deed=UNNS
    )
    (film,) = hand_in(network, a_file(MP4))
    return film


def _card(session: Session) -> tuple[str, list[str]]:
    last = session.exec(select(OwedMessage).order_by(col(OwedMessage.id).desc())).first()
    assert last is not None
    return last.subject, last.text.splitlines()


def _found(*levels: str) -> list[dict[str, str]]:
    return [{"code": "x", "level": level, "text": "Hemmelig."} for level in levels]


@pytest.mark.parametrize(
    ("other", "how", "told"),
    [
        ({}, "mottatt", "Veilederen ser på den."),
        (
            {"findings": _found("warning", "info")},
            "mottatt",
            "Veilederen ser på den. Vi fant én ting dere kan se over. Se hva det er på siden til teamet.",
        ),
        (
            {"findings": _found("error", "warning", "error")},
            "må rettes",
            "Vi fant 2 ting som må rettes. Se hva det er på siden til teamet.",
        ),
        (
            {"findings": _found("error"), "barred": True},
            "må rettes",
            "Filen må rettes. De som leder teamet, har fått vite hva det gjelder.",
        ),
    ],
)
def test_what_was_found_is_counted_and_not_told(
    session: Session, film: Submission, other: dict[str, Any], how: str, told: str
) -> None:
    for name, value in other.items():
        setattr(film, name, value)
    in_channel.tell_received(session, film, now=NOW)
    assert _card(session) == (f"Teampresentasjon på video: {how}", [ABOUT, told])


@pytest.mark.parametrize(
    ("state", "how", "told"),
    [
        ("accepted", "godkjent", "Veilederen har godkjent den."),
        ("returned", "må ses på igjen", "Veilederen har et spørsmål. Det er sendt til den som leverte."),
    ],
)
def test_what_a_mentor_has_decided_is_told_without_the_question(
    session: Session, film: Submission, state: str, how: str, told: str
) -> None:
    film.state, film.question = SubmissionState(state), "Hvor er målet til Anne Aas?"
    in_channel.tell_decided(session, film, now=NOW)
    assert _card(session) == (f"Teampresentasjon på video: {how}", [ABOUT, told])
