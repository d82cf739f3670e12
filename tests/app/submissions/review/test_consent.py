"""Everybody seen in a film has said yes to that very film, and may take it back by a link of their own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select
from support.small_cohort import BERIT
from support.small_network import ANNES, KIRURGI, NOW, VIDEO

from app.audit import AuditRecord, Deed
from app.errors import Conflict, Invalid, NotFound
from app.outbox.models import OwedMessage
from app.submissions.models import Shown
from app.submissions.review import consent
from app.submissions.review.consent import Consent, Somebody, Yes

if TYPE_CHECKING:
    from sqlmodel import Session

pytestmark = pytest.mark.usefixtures("network")
PAGE = "https://kull.example.no"
ANNE_AAS, BERIT_BO = Somebody(name="Anne Aas"), Somebody(name="Berit Bø", email=BERIT)
DAY = timedelta(days=1)


def _confirm(session: Session, *people: Somebody, deed: Deed = ANNES, page: str = PAGE) -> list[Shown]:
    return consent.confirm(
        session, team_id=KIRURGI, deliverable_id=VIDEO, people=people, deed=deed, page_address=page
    )


def _letters(session: Session) -> list[OwedMessage]:
    return list(session.exec(select(OwedMessage).where(OwedMessage.step == "consent")))


def _token(session: Session) -> str:
    (letter,) = _letters(session)
    (token,) = re.findall(rf"{PAGE}/samtykke/(\S+)", letter.text)
    return str(token)


def _names(session: Session) -> list[str]:
    return list(session.exec(select(Shown.name).order_by(col(Shown.id))))


@pytest.mark.parametrize(
    ("yeses", "said"),
    [
        ([], "missing"),
        ([Yes(NOW, None)], "given"),
        ([Yes(NOW + DAY, None), Yes(NOW - DAY, None)], "older_than_the_film"),
        ([Yes(NOW, None), Yes(NOW, NOW + DAY)], "withdrawn"),
        ([Yes(NOW - DAY, NOW)], "withdrawn"),
        ([Yes(NOW, None), Yes(NOW, None, NOW)], "unanswered"),
        ([Yes(NOW, None, NOW, NOW + DAY)], "given"),
        ([Yes(NOW, NOW + DAY, NOW, NOW)], "withdrawn"),
    ],
)
def test_a_film_is_agreed_to_when_all_have_said_yes_since_it_came(yeses: list[Yes], said: Consent) -> None:
    assert consent.to_film(yeses, received_at=NOW) == said


def test_a_list_of_nobody_is_no_consent(session: Session) -> None:
    with pytest.raises(Invalid, match="Skriv navnet på alle"):
        _confirm(session)


def test_an_identity_number_is_no_name(session: Session) -> None:
    with pytest.raises(Invalid):
        _confirm(session, ANNE_AAS, Somebody(name="Pasient 13097248022"))
    assert _names(session) == []


def test_a_list_written_anew_replaces_the_one_before_and_confirms_it_again(session: Session) -> None:
    _confirm(session, ANNE_AAS, BERIT_BO)
    _confirm(session, Somebody(name=" berit  BØ"), deed=Deed(actor="anne", at=NOW + DAY))
    assert _names(session) == ["Berit Bø"]
    assert consent.of_cohort(session, 1) == {(KIRURGI, VIDEO): [Yes(NOW + DAY, None, NOW)]}


def test_whoever_has_an_address_is_mailed_a_link_once(session: Session) -> None:
    _confirm(session, ANNE_AAS, BERIT_BO)
    _confirm(session, BERIT_BO, ANNE_AAS, deed=Deed(actor="anne", at=NOW + DAY))
    assert [(one.recipient, one.subject, one.state.value) for one in _letters(session)] == [
        (BERIT, "Vil du vises på filmen fra Kirurgi?", "approved")
    ]


def test_no_link_is_mailed_where_there_is_no_page_to_open(session: Session) -> None:
    _confirm(session, BERIT_BO, page="")
    assert _letters(session) == []


def test_whoever_is_asked_is_shown_only_after_a_yes_of_their_own(session: Session) -> None:
    def said() -> Consent:
        return consent.to_film(consent.of_cohort(session, 1)[KIRURGI, VIDEO], received_at=NOW)

    _confirm(session, ANNE_AAS, BERIT_BO)
    _confirm(session, ANNE_AAS, BERIT_BO)
    assert (said(), len(_letters(session))) == ("unanswered", 1)
    consent.say_yes(session, _token(session), now=NOW)
    assert said() == "given"
    consent.withdraw(session, _token(session), now=NOW)
    assert said() == "withdrawn"
    with pytest.raises(Conflict, match="trukket samtykket"):
        consent.say_yes(session, _token(session), now=NOW)


def test_whoever_was_told_before_people_were_asked_is_not_asked_now(session: Session) -> None:
    _confirm(session, BERIT_BO)
    session.exec(select(Shown)).one().asked_at = None
    _confirm(session, BERIT_BO)
    assert consent.of_cohort(session, 1) == {(KIRURGI, VIDEO): [Yes(NOW, None)]}
    assert len(_letters(session)) == 1


def test_whoever_is_struck_off_and_listed_anew_must_still_answer(session: Session) -> None:
    _confirm(session, BERIT_BO)
    _confirm(session, ANNE_AAS)
    _confirm(session, BERIT_BO)
    assert consent.of_cohort(session, 1) == {(KIRURGI, VIDEO): [Yes(NOW, None, NOW)]}


def test_a_yes_taken_back_stays_so_and_is_audited_once_without_a_name(session: Session) -> None:
    _confirm(session, ANNE_AAS, BERIT_BO)
    token = _token(session)
    times = [consent.withdraw(session, token, now=NOW + n * DAY).withdrawn_at for n in (1, 2)]
    assert times == [NOW + DAY] * 2
    session.commit()
    withdrawn = session.exec(select(AuditRecord).where(AuditRecord.act == "consent withdrawn")).one()
    assert (withdrawn.actor, "Berit" in withdrawn.model_dump_json()) == ("personal link", False)


def test_whoever_has_taken_their_yes_back_is_listed_no_more_and_not_struck_off(session: Session) -> None:
    _confirm(session, ANNE_AAS, BERIT_BO)
    consent.withdraw(session, _token(session), now=NOW)
    with pytest.raises(Conflict, match="trukket samtykket"):
        _confirm(session, BERIT_BO)
    _confirm(session, ANNE_AAS)
    assert _names(session) == ["Anne Aas", "Berit Bø"]


@pytest.mark.parametrize("later", [0 * DAY, 366 * DAY])
def test_a_link_opens_for_a_year_and_for_the_one_it_was_made_for(session: Session, later: timedelta) -> None:
    _confirm(session, BERIT_BO)
    token = _token(session)
    assert consent.with_link(session, token, now=NOW).name == "Berit Bø"
    if not later:
        session.exec(select(Shown)).one().email = "annen@example.no"
    with pytest.raises(NotFound):
        consent.with_link(session, token, now=NOW + later)
