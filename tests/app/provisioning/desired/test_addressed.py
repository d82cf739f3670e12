"""An account is invited once: as it was before, else at its present address."""

from __future__ import annotations

import json

from app.provisioning.desired.addressed import addressed
from app.provisioning.desired.changes import LedgerRow
from app.provisioning.desired.picture import Addresses
from app.provisioning.desired.wanted_thing import Wanted

KARI = {"kari@example.no": Addresses("ny@example.no", frozenset({"ny@example.no", "kari@example.no"}))}


def _invited(*emails: str) -> list[dict[str, object]]:
    return [{"email": email, "name": "Kari", "required": True} for email in emails]


def _entry(*emails: str) -> Wanted:
    return Wanted(key="m", kind="entry", value={"attendees": _invited(*emails)})


def _applied(*emails: str) -> dict[str, LedgerRow]:
    return {"m": LedgerRow("m", "entry", json.dumps({"attendees": _invited(*emails)}))}


def test_a_new_invitation_goes_to_the_present_address() -> None:
    assert addressed([_entry("kari@example.no", "ola@example.no")], {}, KARI) == [
        _entry("ny@example.no", "ola@example.no")
    ]


def test_an_invitation_that_was_sent_stays_at_the_address_it_was_sent_to() -> None:
    for before in (["kari@example.no"], ["ny@example.no"], ["kari@example.no", "ny@example.no"]):
        assert addressed([_entry("kari@example.no")], _applied(*before), KARI) == [_entry(*before)]


def test_an_account_that_is_wanted_no_more_is_no_longer_invited() -> None:
    wanted = [_entry("ola@example.no")]
    assert addressed(wanted, _applied("kari@example.no", "ola@example.no"), KARI) == wanted


def test_a_guest_stays_invited_at_the_address_they_were_invited_at() -> None:
    wanted = Wanted(key="g", kind="guest", value={"email": "kari@example.no", "name": "Kari"})
    row = LedgerRow("g", "guest", json.dumps({"email": "ny@example.no", "name": "Kari"}))
    assert addressed([wanted], {"g": row}, KARI)[0].value == {"email": "ny@example.no", "name": "Kari"}
    assert addressed([wanted], {}, KARI) == [wanted]
